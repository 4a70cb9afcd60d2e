"""Crisis contacts as buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tracker.clinical.crisis import CRISIS_REGIONS, Contact, CrisisRegion, contacts_for
from tracker.records.facts import profile_of
from tracker.records.models import Course

YOUNG = 19
ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One way to reach somebody; ``address`` is empty when a phone cannot open it."""

    icon: str
    label: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The lines of one region."""

    code: str
    name: str
    emergency: Line
    emergency_note: str
    lines: tuple[Line, ...]
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPage:
    """What somebody sees whose country we know."""

    region: Region
    clinic_name: str
    clinic_phone: str
    clinic_address: str
    may_be_a_minor: bool
    takes_capsules: bool

    @property
    def code(self) -> str:
        return self.region.code


def support_page(course: Course, *, today: date) -> SupportPage:
    age = profile_of(course).age_on(today)
    region = contacts_for("", country=course.country)
    return SupportPage(
        region=region_of(region, age=age),
        clinic_name=course.clinic_name or _("your clinic"),
        clinic_phone=course.clinic_phone,
        clinic_address=f"tel:{dialled(course.clinic_phone)}",
        may_be_a_minor=age is None or age < ADULT,
        takes_capsules=course.last_dose_on is None or course.last_dose_on >= today,
    )


def dialled(number: str) -> str:
    return "".join(sign for sign in number if sign.isdecimal() or sign == "+")


def every_region(*, but: str = "") -> tuple[Region, ...]:
    """Return every region except ``but``, in the order of the table."""
    return tuple(
        region_of(region) for code, region in CRISIS_REGIONS.items() if code != but
    )


def region_of(region: CrisisRegion, *, age: int | None = None) -> Region:
    support = [
        contact
        for contact in region.contacts
        if contact.purpose == "support"
        and not (contact.young_only and age is not None and age >= YOUNG)
    ]
    return Region(
        code=region.code,
        name=_(region.name),
        emergency=line_of(region.emergency),
        emergency_note=_(region.emergency.note),
        lines=tuple(line_of(contact) for contact in support),
        checked=all(contact.status == "verified" for contact in support),
    )


def line_of(contact: Contact) -> Line:
    name, note = _(contact.name), _(contact.note) if contact.note else ""
    if contact.purpose == "emergency":
        label = _("Call %(number)s") % {"number": contact.number}
        return Line(icon="phone", label=label, detail="", address=contact.address)
    if contact.kind == "call":
        label = _("Call %(name)s") % {"name": name}
        return Line(
            icon="phone",
            label=label,
            detail=joined(contact.number, note),
            address=contact.address,
        )
    label = (
        _("Text %(number)s") % {"number": contact.number}
        if contact.kind == "text"
        else contact.number
    )
    return Line(
        icon="next", label=label, detail=joined(name, note), address=contact.address
    )


def joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
