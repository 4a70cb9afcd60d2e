"""A reminder as a mail: text alone, a sender and words that give nothing away, one link that stops it."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse

from tracker.accounts.models import User
from tracker.records import reminders
from tracker.records.models import Reminder
from tracker.reminders.words import Letter

SALT = "reminders.stop"
Connection = BaseEmailBackend


def address(path: str) -> str:
    """Return the absolute address of a page; it comes from the settings, never from a request."""
    return f"{settings.SITE_URL}{path}"


def domain() -> str:
    """Return the domain that names our mails: the sender's."""
    return parseaddr(settings.REMINDER_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def stop_token(owner: User) -> str:
    """Return what stops a person's mails: signed, of use for nothing else, saying nothing of them."""
    return Signer(salt=SALT).sign(reminders.stop_key_of(owner))


def person_of(token: str) -> User | None:
    """Return the person whose mails a token stops; None when nobody signed it, or it has been renewed."""
    try:
        return reminders.by_stop_key(Signer(salt=SALT).unsign(token))
    except BadSignature:
        return None


def stop_address(owner: User) -> str:
    return address(reverse("reminders_stop", args=[stop_token(owner)]))


def message_of(
    row: Reminder, owner: User, letter: Letter, *, connection: Connection
) -> EmailMessage:
    stop = stop_address(owner)
    body = render_to_string(
        "reminders/mail.txt",
        {
            "lines": letter.lines,
            "open": address(reverse("today")),
            "stop": stop,
            "choices": address(reverse("reminders")),
        },
    )
    return EmailMessage(
        subject=" ".join(letter.subject.split()),
        body=body,
        from_email=settings.REMINDER_FROM_EMAIL,
        to=[owner.email],
        headers={
            "Message-ID": row.message_id,
            "List-Unsubscribe": f"<{stop}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
