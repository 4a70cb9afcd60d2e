"""Tests cannot leave this machine."""

import socket

import pytest

from tests.sockets import OutsideWorld, is_this_machine


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "::1", None])
def test_this_machine_is_known(host):
    assert is_this_machine(host)


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "courseline.example", "0.0.0.0", "2001:db8::1"]
)
def test_other_machines_are_not_this_one(host):
    assert not is_this_machine(host)


def test_a_connection_to_another_machine_is_refused():
    with socket.socket() as outgoing, pytest.raises(OutsideWorld):
        outgoing.connect(("192.0.2.1", 80))


def test_the_name_of_another_machine_is_not_looked_up():
    with pytest.raises(OutsideWorld):
        socket.getaddrinfo("courseline.example", 80)
