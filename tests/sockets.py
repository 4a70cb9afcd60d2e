"""No test reaches the outside world: only this machine's own addresses answer."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest

Address = Any


class OutsideWorld(AssertionError):
    """A test tried to reach another machine."""


def is_this_machine(host: object) -> bool:
    """Return whether a host name or address means this machine."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(
            host if isinstance(host, str) else str(host)
        ).is_loopback
    except ValueError:
        return False


def host_of(address: Address) -> object:
    """Return the host of a socket address; one without a host, like a file's path, has none."""
    return address[0] if isinstance(address, tuple) else None


def block(patch: pytest.MonkeyPatch) -> None:
    """Make every connection and look-up that leaves this machine raise OutsideWorld."""
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, only_here(getattr(socket.socket, name)))
    patch.setattr(socket, "getaddrinfo", only_known_here(socket.getaddrinfo))


def only_here(connect: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``connect`` for this machine alone."""

    def guarded(self: socket.socket, address: Address) -> Any:
        refuse_outside(host_of(address))
        return connect(self, address)

    return guarded


def only_known_here(look_up: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``look_up`` for this machine's own names alone."""

    def guarded(host: object, *args: Any, **kwargs: Any) -> Any:
        refuse_outside(host)
        return look_up(host, *args, **kwargs)

    return guarded


def refuse_outside(host: object) -> None:
    """Raise OutsideWorld when ``host`` is another machine."""
    if not is_this_machine(host):
        raise OutsideWorld(f"A test tried to reach {host!r}.")
