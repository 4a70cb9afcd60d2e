"""Who to call in a crisis, by region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from tracker.clinical.crisis_words import (
    SELF_HARM_WORDS,
    WordList,
    mentions_self_harm,
)
from tracker.clinical.words import gettext_noop as _

__all__ = [
    "CRISIS_REGIONS",
    "SELF_HARM_WORDS",
    "STALE_AFTER",
    "Contact",
    "CrisisRegion",
    "WordList",
    "contacts_for",
    "line_for",
    "mentions_self_harm",
    "stale",
]

STALE_AFTER = timedelta(days=365)
# The rule whose advice is to call one of the numbers below.
SELF_HARM_RULE = "S-MOOD-1"
# The rule whose advice is to call a poison line, and the only one that names it (evidence pack, O-OD-1).
OVERDOSE_RULE = "O-OD-1"
_CHECKED = date(2026, 11, 22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to reach a person. ``kind`` is call, text or site; ``purpose`` is emergency, support, advice or poison."""

    kind: str
    purpose: str
    number: str
    name: str
    note: str = ""
    status: str = "UNVERIFIED"
    source: str = ""
    checked_on: date = _CHECKED
    young_only: bool = False

    @property
    def checked(self) -> bool:
        """Hold when the number was read in a document; background knowledge is not."""
        return self.status == "verified"

    @property
    def address(self) -> str:
        """Return the link a phone understands, or nothing when there is no number to dial."""
        digits = re.sub(r"[^\d+]", "", self.number)
        scheme = {"call": "tel:", "text": "sms:"}.get(self.kind, "")
        return f"{scheme}{digits}" if scheme and digits else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisRegion:
    """The contacts of one region, emergency number first."""

    code: str
    name: str
    contacts: tuple[Contact, ...]

    @property
    def emergency(self) -> Contact:
        """Return the emergency number."""
        return next(
            contact for contact in self.contacts if contact.purpose == "emergency"
        )


def _emergency(
    number: str, *, status: str, source: str = "", note: str = ""
) -> Contact:
    return Contact(
        kind="call",
        purpose="emergency",
        number=number,
        name=_("Emergency services"),
        note=note or _("Call now if you are in danger or not safe."),
        status=status,
        source=source,
    )


def _support(
    kind: str,
    number: str,
    name: str,
    *,
    status: str,
    source: str = "",
    note: str = "",
    young_only: bool = False,
) -> Contact:
    return Contact(
        kind=kind,
        purpose="support",
        number=number,
        name=name,
        note=note,
        status=status,
        source=source,
        young_only=young_only,
    )


def _advice(
    number: str,
    name: str,
    *,
    status: str,
    source: str = "",
    note: str = "",
    purpose: str = "advice",
) -> Contact:
    return Contact(
        kind="call",
        purpose=purpose,
        number=number,
        name=name,
        note=note,
        status=status,
        source=source,
    )


_REGIONS = (
    CrisisRegion(
        code="us",
        name=_("United States"),
        contacts=(
            _emergency("911", status="BG"),
            _support(
                "call",
                "988",
                _("988 Lifeline"),
                status="verified",
                source="C3",
                note=_("Any time, free."),
            ),
            _support(
                "text",
                "988",
                _("988 Lifeline, by text"),
                status="verified",
                source="C3",
            ),
            _advice(
                "1-800-222-1222",
                _("Poison Help"),
                status="verified",
                source="O1",
                note=_("If more capsules were taken than prescribed."),
                purpose="poison",
            ),
        ),
    ),
    CrisisRegion(
        code="uk",
        name=_("United Kingdom"),
        contacts=(
            _emergency("999", status="verified", source="C1"),
            _support(
                "call",
                "116 123",
                "Samaritans",
                status="verified",
                source="C2",
                note=_("Any time, free."),
            ),
            _support(
                "text",
                "85258",
                "Shout",
                status="verified",
                source="C2",
                note=_("Text, if talking is hard."),
            ),
            _support(
                "call",
                "111",
                _("NHS 111, then option 2"),
                status="verified",
                source="C1",
                note=_("Mental health help, any time."),
            ),
            _support(
                "call",
                "0800 1111",
                "Childline",
                status="verified",
                source="C2",
                note=_("If you are under 19."),
                young_only=True,
            ),
            _advice(
                "111",
                "NHS 111",
                status="verified",
                source="C1",
                note=_("If the clinic is shut."),
            ),
        ),
    ),
    CrisisRegion(
        code="es",
        name=_("Spain"),
        contacts=(
            _emergency("112", status="verified", source="C4"),
            _support(
                "call",
                "024",
                _("Line 024"),
                status="verified",
                source="C4",
                note=_("Any time, free."),
            ),
            _advice(
                "112",
                _("112 or your regional health line"),
                status="verified",
                source="C4",
            ),
        ),
    ),
    CrisisRegion(
        code="eu",
        name=_("Elsewhere in the European Union"),
        contacts=(
            _emergency("112", status="BG"),
            _support(
                "call",
                "116 123",
                _("Emotional support line"),
                status="BG",
                note=_("In some countries only."),
            ),
            _advice(
                "",
                _("the urgent care line of your country"),
                status="BG",
                note=_("It differs from country to country."),
            ),
        ),
    ),
    CrisisRegion(
        code="ie",
        name=_("Ireland"),
        contacts=(
            _emergency("112", status="UNVERIFIED", note=_("999 works too.")),
            _support("call", "116 123", "Samaritans", status="UNVERIFIED"),
            _support("text", "50808", _("Text line 50808"), status="UNVERIFIED"),
        ),
    ),
    CrisisRegion(
        code="fr",
        name=_("France"),
        contacts=(
            _emergency("112", status="UNVERIFIED", note=_("15 works too.")),
            _support("call", "3114", _("Line 3114"), status="UNVERIFIED"),
        ),
    ),
    CrisisRegion(
        code="de",
        name=_("Germany"),
        contacts=(
            _emergency("112", status="UNVERIFIED"),
            _support("call", "0800 111 0 111", "TelefonSeelsorge", status="UNVERIFIED"),
            _support("call", "116 123", "TelefonSeelsorge", status="UNVERIFIED"),
            _advice("116 117", _("Doctor on call"), status="UNVERIFIED"),
        ),
    ),
    CrisisRegion(
        code="ca",
        name=_("Canada"),
        contacts=(
            _emergency("911", status="UNVERIFIED"),
            _support("call", "988", _("988 crisis line"), status="UNVERIFIED"),
            _advice(
                "811",
                _("Health advice line"),
                status="UNVERIFIED",
                note=_("In most provinces."),
            ),
        ),
    ),
    CrisisRegion(
        code="au",
        name=_("Australia"),
        contacts=(
            _emergency("000", status="UNVERIFIED"),
            _support("call", "13 11 14", "Lifeline", status="UNVERIFIED"),
            _advice("1800 022 222", _("Health advice line"), status="UNVERIFIED"),
        ),
    ),
    CrisisRegion(
        code="nz",
        name=_("New Zealand"),
        contacts=(
            _emergency("111", status="UNVERIFIED"),
            _support(
                "call",
                "1737",
                _("Line 1737"),
                status="UNVERIFIED",
                note=_("Call or text."),
            ),
            _advice("0800 611 116", "Healthline", status="UNVERIFIED"),
        ),
    ),
    CrisisRegion(
        code="other",
        name=_("Another country"),
        contacts=(
            _emergency(
                "112",
                status="BG",
                note=_(
                    "112 is only a common number and does not work everywhere. Use your local emergency number."
                ),
            ),
            Contact(
                kind="site",
                purpose="support",
                number="findahelpline.com",
                name=_("A list of helplines by country"),
                status="verified",
                source="C4",
            ),
        ),
    ),
)

CRISIS_REGIONS: Mapping[str, CrisisRegion] = MappingProxyType(
    {region.code: region for region in _REGIONS}
)


def contacts_for(region: str, *, country: str = "") -> CrisisRegion:
    """Return the contacts of ``country`` when it has its own row, else of ``region``, else of anywhere."""
    for code in (country.lower(), region.lower()):
        if code in CRISIS_REGIONS:
            return CRISIS_REGIONS[code]
    return CRISIS_REGIONS["other"]


def line_for(region: CrisisRegion, rule: str) -> Contact | None:
    """Return whom to call about ``rule`` beside the clinic: the poison line after too many capsules, else advice."""
    wanted = ("poison", "advice") if rule == OVERDOSE_RULE else ("advice",)
    by_purpose = {contact.purpose: contact for contact in reversed(region.contacts)}
    return next((by_purpose[each] for each in wanted if each in by_purpose), None)


def stale(on: date) -> tuple[str, ...]:
    """Return the regions holding a contact nobody has checked for more than a year before ``on``."""
    return tuple(
        region.code
        for region in _REGIONS
        if _oldest(region.contacts) + STALE_AFTER < on
    )


def _oldest(contacts: Iterable[Contact]) -> date:
    return min(contact.checked_on for contact in contacts)
