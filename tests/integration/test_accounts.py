"""Sign up, in, out and reset: ours to look at, and silent about who has an account."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db

GOOD = {"email": "ada@courseline.test", "password1": "three-plain-words-7"}
ENTRANCES = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
)
OWN_PAGES = (
    "account_email",
    "account_change_password",
    "account_logout",
    "usersessions_list",
    "mfa_index",
    "mfa_list_webauthn",
)
GUARDED = ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes")
WITH_MAIL = {
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
}


@pytest.fixture
def ada() -> User:
    return UserFactory(email="ada@courseline.test")


def signed_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def text(answer) -> str:
    return answer.content.decode()


def is_ours(page: str) -> bool:
    return 'class="skip"' in page and "style=" not in page and "Menu:" not in page


@pytest.mark.parametrize("name", ENTRANCES)
def test_the_entrances_look_like_ours(name, client):
    assert is_ours(text(client.get(reverse(name))))


@pytest.mark.parametrize("name", OWN_PAGES + GUARDED)
def test_a_persons_account_pages_look_like_ours(name, ada):
    page = signed_in(ada).get(reverse(name), follow=True)

    assert page.status_code == 200
    assert is_ours(text(page))


def test_signing_up_leads_to_the_first_questions(client):
    answer = client.post(reverse("account_signup"), GOOD)

    assert answer.url == "/course/new/"
    assert User.objects.get().email == "ada@courseline.test"
    assert "Set up your course" in text(client.get(answer.url))


def test_the_sign_up_page_says_what_this_is_not(client):
    page = text(client.get(reverse("account_signup")))

    assert "not a medical device" in page
    assert "Nobody watches what you write" in page


def test_a_short_password_is_explained_and_the_address_stays(client):
    page = text(client.post(reverse("account_signup"), GOOD | {"password1": "short"}))

    assert "at least 10 characters" in page
    assert 'value="ada@courseline.test"' in page
    assert 'role="alert"' in page
    assert not User.objects.exists()


def test_the_trap_catches_what_fills_in_everything(client):
    client.post(reverse("account_signup"), GOOD | {"website": "spam"})

    assert not User.objects.exists()


def test_with_mail_a_taken_address_is_answered_like_a_free_one(client, ada, settings):
    for name, value in WITH_MAIL.items():
        setattr(settings, name, value)

    taken = client.post(reverse("account_signup"), GOOD)
    free = Client().post(
        reverse("account_signup"), GOOD | {"email": "new@courseline.test"}
    )

    assert (taken.status_code, taken["Location"]) == (
        free.status_code,
        free["Location"],
    )
    assert [message.to for message in mail.outbox] == [
        ["ada@courseline.test"],
        ["new@courseline.test"],
    ]


def test_with_mail_the_code_opens_the_account(client, settings):
    for name, value in WITH_MAIL.items():
        setattr(settings, name, value)

    confirm = client.post(reverse("account_signup"), GOOD)
    page = text(client.get(confirm.url))
    code = re.search(
        r"^[A-Z0-9]+(?:-[A-Z0-9]+)*$", str(mail.outbox[0].body), re.MULTILINE
    )
    assert code
    answer = client.post(confirm.url, {"code": code[0]})

    assert is_ours(page)
    assert answer.url == "/course/new/"
    assert EmailAddress.objects.get().verified


def test_signing_in_leads_to_today(client, ada):
    answer = client.post(
        reverse("account_login"), {"login": ada.email, "password": PASSWORD}
    )

    assert answer.url == "/today/"


def test_a_wrong_password_and_an_unknown_person_hear_the_same(client, ada):
    wrong = client.post(
        reverse("account_login"), {"login": ada.email, "password": "wrong-password"}
    )
    nobody = client.post(
        reverse("account_login"),
        {"login": "x@courseline.test", "password": "wrong-password"},
    )

    def said(answer) -> list[str]:
        return re.findall(r"<li>(.*?)</li>", text(answer))

    assert said(wrong)
    assert said(wrong) == said(nobody)


def test_resetting_hears_the_same_for_everybody(client, ada):
    known = client.post(reverse("account_reset_password"), {"email": ada.email})
    unknown = client.post(
        reverse("account_reset_password"), {"email": "x@courseline.test"}
    )

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "If that address has an account" in text(client.get(known.url))


def test_the_link_in_the_mail_sets_a_new_password(client, ada):
    client.post(reverse("account_reset_password"), {"email": ada.email})
    link = re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[0].body))
    assert link

    form = client.get(link[0], follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"password1": GOOD["password1"], "password2": GOOD["password1"]},
    )

    assert is_ours(text(form))
    ada.refresh_from_db()
    assert ada.check_password(GOOD["password1"])


def test_opening_the_sign_out_page_signs_nobody_out(ada):
    client = signed_in(ada)

    client.get(reverse("account_logout"))
    assert client.get("/settings/").status_code == 200

    assert client.post(reverse("account_logout"))["Location"] == "/"
    assert client.get("/settings/").status_code == 302


def test_no_redirect_leaves_the_site(client, ada):
    answer = client.post(
        reverse("account_login") + "?next=https://strange.example/",
        {"login": ada.email, "password": PASSWORD, "next": "https://strange.example/"},
    )

    assert answer.url == "/today/"
