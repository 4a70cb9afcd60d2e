"""Every address is private unless it is listed."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from tests.house.addresses import Address, addresses
from tracker.urls import PUBLIC

# Under this prefix the accounts package decides; its personal pages are named below.
ACCOUNTS = "accounts/"
ACCOUNT_PAGES_OF_A_PERSON = (
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "usersessions_list",
)
# Programs of other sites ask here, without a form: an address that leads nowhere is not found.
ASKED_BY_PROGRAMS = {"shl/<str:token>"}

pytestmark = pytest.mark.django_db


def every_address() -> list[Address]:
    return [
        address for address in addresses() if not address.route.startswith(ACCOUNTS)
    ]


def public_addresses() -> list[Address]:
    return [address for address in every_address() if address.route in PUBLIC]


def private_addresses() -> list[Address]:
    return [address for address in every_address() if address.route not in PUBLIC]


def is_the_sign_in_page(location: str) -> bool:
    return location.partition("?")[0] == reverse(settings.LOGIN_URL)


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.route)
def test_the_example_of_an_address_leads_to_it(address):
    assert resolve(address.path).url_name == address.name


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address", private_addresses(), ids=lambda address: address.route
)
def test_nobody_sees_a_private_address(address, method, client):
    response = getattr(client, method)(address.path)

    assert response.status_code == 302
    assert is_the_sign_in_page(response["Location"])


@pytest.mark.parametrize(
    "address", public_addresses(), ids=lambda address: address.route
)
def test_a_public_address_answers_without_signing_in(address, client):
    response = client.get(address.path)

    assert response.status_code < 500
    assert not is_the_sign_in_page(response.headers.get("Location", ""))


@pytest.mark.parametrize("name", ACCOUNT_PAGES_OF_A_PERSON)
def test_nobody_sees_the_account_pages_of_a_person(name, client):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert is_the_sign_in_page(response["Location"])


def test_everything_listed_as_public_exists():
    routes = {address.route for address in addresses()}

    assert {route for route in PUBLIC if route not in routes} <= {ACCOUNTS}


@pytest.mark.parametrize("address", every_address(), ids=lambda address: address.route)
def test_every_answer_names_its_policies(address, client):
    response = client.get(address.path)

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert response["Cache-Control"]


@pytest.mark.parametrize("address", every_address(), ids=lambda address: address.route)
def test_a_form_without_its_token_is_refused(address):
    careful = Client(enforce_csrf_checks=True)

    response = careful.post(address.path, {"text": "anything"})

    refused = {404} if address.route in ASKED_BY_PROGRAMS else {302, 403, 405}
    assert response.status_code in refused
