"""SMART Health Links: the file sealed with a new key, and the link that carries the key.

The key is made here, seals the file, travels in the link and is kept nowhere.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwe
from joserfc.jwk import OctKey

from tracker.records.models import LinkKind
from tracker.records.sharing import Sealed

FHIR = "application/fhir+json"
KEY_BYTES = 32
LABEL = "Visit summary"
# A check-in link has no code: it is for the desk one stands at.
CHECK_IN_AT_MOST = timedelta(days=1)
LONG_TERM = timedelta(days=30)


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one file. It never shows itself in a log or an error."""

    data: bytes

    def __repr__(self) -> str:
        return "Key(…)"

    @property
    def text(self) -> str:
        return base64url(self.data)


def new_key() -> Key:
    return Key(secrets.token_bytes(KEY_BYTES))


def seal(bundle: Mapping[str, Any], key: Key, *, kind: str) -> Sealed:
    """Return a FHIR bundle sealed with ``key``.

    A manifest's file is packed small. A check-in's is not: the plainest reader at a front desk must open it.
    """
    header = {"alg": "dir", "enc": "A256GCM", "cty": FHIR}
    if kind == LinkKind.HEALTH_LINK:
        header["zip"] = "DEF"
    data = json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode()
    text = jwe.encrypt_compact(header, data, OctKey.import_key(key.data))
    return Sealed(content_type=FHIR, text=text)


def lasting(kind: str, chosen: timedelta) -> timedelta:
    return min(chosen, CHECK_IN_AT_MOST) if kind == LinkKind.CHECK_IN else chosen


def flags(kind: str, *, lasts: timedelta) -> str:
    """Return U for a direct file, P for a code, L in front when it is made to be kept."""
    if kind == LinkKind.CHECK_IN:
        return "U"
    return "LP" if lasts >= LONG_TERM else "P"


def shlink(*, url: str, key: Key, flag: str, expires_at: datetime) -> str:
    """Return the link itself, ``shlink:/…``."""
    told = {
        "url": url,
        "key": key.text,
        "exp": int(expires_at.timestamp()),
        "flag": flag,
        "label": LABEL,
        "v": 1,
    }
    return "shlink:/" + base64url(json.dumps(told, separators=(",", ":")).encode())
