"""The consulting room: a new link as a picture to scan, words to say, and a letter to send."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.records.models import LinkKind, ShareLink
from tracker.sharing.making import Made
from tracker.sharing.presenters import when
from tracker.ui.qr import qr

DIGITS = (
    gettext_lazy("zero"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is on the page that shows a new link."""

    address: str
    pdf: str
    picture: SafeString
    stops: str
    code: str
    spoken: str
    how: str
    about: str
    letter: str
    is_health_link: bool


def room(link: ShareLink, made: Made) -> Room:
    stops = when(link.expires_at)
    return Room(
        address=made.address,
        pdf=pdf(link, made),
        picture=qr(made.address, label=_("QR code of your link")),
        stops=stops,
        code=in_threes(made.code),
        spoken=spoken(made.code),
        how=how(link),
        about=about(link),
        letter=letter(made.address, stops=stops),
        is_health_link=link.kind != LinkKind.PAGE,
    )


def pdf(link: ShareLink, made: Made) -> str:
    """Return where the sheet with the code on it is; a health link holds its own, locked."""
    if link.kind != LinkKind.PAGE:
        return ""
    return urljoin(urlsplit(made.address).path, "summary.pdf")


def in_threes(code: str) -> str:
    return f"{code[:3]} {code[3:]}".strip()


def spoken(code: str) -> str:
    """Return a code as words to read out: “four zero eight, two one five”."""
    words = [str(DIGITS[int(digit)]) for digit in code]
    return ", ".join(
        " ".join(words[start : start + 3]) for start in range(0, len(words), 3)
    )


def how(link: ShareLink) -> str:
    """Return what the other person does."""
    if link.kind == LinkKind.CHECK_IN:
        return _("They scan it at the desk. It needs no code.")
    if link.passcode_hash:
        return _("They scan it, then type the code.")
    return _("They scan it, and it opens.")


def about(link: ShareLink) -> str:
    """Return what a link holds on to: today's entries, or those of the day it is opened."""
    if link.kind == LinkKind.PAGE:
        return _("It shows your entries as they are on the day it is opened.")
    return _(
        "It holds your entries as they are now. Later ones are not added: the file is locked, and only this link has the key."
    )


def letter(address: str, *, stops: str) -> str:
    """Return the address that starts a mail with the link: neutral outside, and never with the code."""
    subject = _("A page for my appointment")
    body = _("Here is the page for my appointment. It opens until %(when)s.") % {
        "when": stops
    }
    text = f"{body}\r\n\r\n{address}\r\n"
    return f"mailto:?subject={quote(subject)}&body={quote(text)}"
