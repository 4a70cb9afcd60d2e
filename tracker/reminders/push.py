"""Notifications through the push services of the browser makers: optional, off without a key.

The package that encrypts and sends them is heavy, so only the worker imports it, when there is one to send.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.urls import reverse

from tracker.records.models import PushSubscription
from tracker.reminders.words import NOTICE_TITLE, notice

GONE = {404, 410}
SECONDS = 10
# A push service keeps it for a phone that is off: half a day, then it says nothing any more.
KEEP_FOR = 12 * 60 * 60
LONGEST = 1000
KEY_LENGTHS = {"p256dh": 65, "auth": 16}


class BrowserIsGone(Exception):
    """The push service does not know this browser any more."""


class BadSubscription(ValueError):
    """This is not what a browser sends, or its service is none we know."""


def is_on() -> bool:
    """Hold when there is a key, and the package that sends."""
    return bool(settings.PUSH_KEY) and is_installed()


@lru_cache(maxsize=1)
def is_installed() -> bool:
    return find_spec("pywebpush") is not None


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def public_key() -> str:
    """Return the half of our key that a browser is given."""
    number = int.from_bytes(from_base64url(settings.PUSH_KEY), "big")
    key = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    return base64url(
        key.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
    )


def subscription_from(text: str) -> dict[str, Any]:
    """Return a browser's subscription, holding no more than we need; raise BadSubscription."""
    try:
        sent = json.loads(text)
        endpoint, keys = sent["endpoint"], sent["keys"]
        found = {name: str(keys[name]) for name in KEY_LENGTHS}
        lengths = {name: len(from_base64url(found[name])) for name in KEY_LENGTHS}
    except (ValueError, KeyError, TypeError):
        raise BadSubscription from None
    if lengths != KEY_LENGTHS or not is_known_service(endpoint):
        raise BadSubscription
    return {"endpoint": endpoint, "keys": found}


def is_known_service(endpoint: object) -> bool:
    """Hold for an address of a service from the settings: a person must not choose whom our server calls."""
    if not isinstance(endpoint, str) or len(endpoint) > LONGEST:
        return False
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    if parts.username or parts.password or not host:
        return False
    return is_listed(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(host))
    )


def is_listed(host: str) -> bool:
    return any(
        host == name or (name.startswith(".") and host.endswith(name))
        for name in settings.PUSH_SERVICES
    )


def is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def payload(tag: str) -> str:
    """Return what the service worker shows: neutral, whatever the person chose for mails.

    A second notification with the same ``tag`` takes the place of the first.
    """
    said = {
        "title": NOTICE_TITLE,
        "body": notice(),
        "url": reverse("today"),
        "tag": tag,
    }
    return json.dumps(said)


def send(row: PushSubscription, *, tag: str) -> None:
    """Send one notification; raise BrowserIsGone, or another exception when it has to be tried again."""
    import requests
    from pywebpush import WebPushException, webpush

    subscription: Mapping[str, Any] = json.loads(row.subscription)
    if not is_known_service(subscription["endpoint"]):
        raise BrowserIsGone
    with requests.Session() as session:
        session.max_redirects = 0
        session.trust_env = False
        try:
            webpush(
                subscription,
                payload(tag),
                vapid_private_key=settings.PUSH_KEY,
                vapid_claims={"sub": settings.PUSH_CONTACT},
                ttl=KEEP_FOR,
                timeout=SECONDS,
                requests_session=session,
            )
        except WebPushException as refused:
            answer = refused.response
            if answer is not None and answer.status_code in GONE:
                raise BrowserIsGone from refused
            raise
