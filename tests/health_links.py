"""What a SMART Health Link carries, read without the library that sealed it."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def pdf_in(bundle: dict[str, Any]) -> bytes:
    """Return the PDF inside a bundle."""
    found = next(
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "DocumentReference"
    )
    return base64.b64decode(found["content"][0]["attachment"]["data"])


def opened(link: str) -> dict[str, Any]:
    """Return what a SMART Health Link says of itself."""
    text = link.partition("shlink:/")[2]
    told: dict[str, Any] = json.loads(base64url(text))
    return told


def base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def unsealed(text: str, told: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the header and the content of a sealed file, unlocked without the library that sealed it."""
    head, none, nonce, sealed, tag = text.split(".")
    assert none == ""
    header = json.loads(base64url(head))
    key = AESGCM(base64url(told["key"]))
    plain = key.decrypt(
        base64url(nonce), base64url(sealed) + base64url(tag), head.encode()
    )
    raw = -zlib.MAX_WBITS
    content = zlib.decompress(plain, raw) if header.get("zip") == "DEF" else plain
    return header, json.loads(content)
