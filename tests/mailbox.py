"""A mail server on this machine that keeps what it gets, and can be told to fail."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings


class Mailbox:
    """What arrived; while ``failing``, every mail is put off with a 451."""

    def __init__(self) -> None:
        self.failing = False
        self.raw: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep one mail."""
        if self.failing:
            return "451 Try again later"
        self.raw.append(envelope.content)
        return "250 Kept"

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.raw]

    @property
    def ids(self) -> list[str]:
        return self.header("Message-ID")

    def header(self, name: str) -> list[str]:
        """Return one header of every mail, without reading the rest of it."""
        wanted = re.compile(rf"^{name}: (.*?)\r?$".encode(), re.MULTILINE)
        return [wanted.search(raw)[1].decode() for raw in self.raw]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(mailbox: Mailbox) -> Iterator[int]:
    """Serve on a port of this machine; give the port."""
    port = free_port()
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield port
    finally:
        server.stop()


@contextmanager
def through(port: int) -> Iterator[None]:
    """Let Django hand its mails to that port."""
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_USE_TLS=False,
        EMAIL_USE_SSL=False,
        EMAIL_HOST_USER="",
        EMAIL_HOST_PASSWORD="",
    ):
        yield
