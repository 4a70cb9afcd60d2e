"""Crisis contacts as buttons: what to press, what it says, and whether a person checked it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.clinical.crisis import CRISIS_REGIONS, Contact, CrisisRegion

YOUNG = 19


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
class OtherLine:
    """Whom a card names beside the clinic; ``poison`` is called at once, the others when the clinic is shut.

    ``address`` is empty where no number is known, and ``checked`` says whether one that is can be relied on.
    """

    name: str
    note: str
    address: str
    poison: bool
    checked: bool


def other_line(contact: Contact | None) -> OtherLine | None:
    """Return a contact with its number, once."""
    if contact is None:
        return None
    name, number = _(contact.name), contact.number
    return OtherLine(
        name=name if number in name else f"{name} {number}",
        note=_(contact.note) if contact.note and not number else "",
        address=contact.address,
        poison=contact.purpose == "poison",
        checked=contact.checked or not number,
    )


def every_region(*, but: str = "") -> tuple[Region, ...]:
    """Return every region except ``but``, in the order of the table."""
    return tuple(
        region_of(region) for code, region in CRISIS_REGIONS.items() if code != but
    )


def region_of(
    region: CrisisRegion, *, age: int | None = None, emergency_too: bool = True
) -> Region:
    """Return the lines of a region for somebody of that age; ``emergency_too`` when its number stands beside them."""
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
        checked=all(contact.checked for contact in support)
        and (region.emergency.checked or not emergency_too),
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
