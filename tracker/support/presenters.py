"""The support page of somebody whose country we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tracker.clinical.crisis import contacts_for
from tracker.records.facts import profile_of
from tracker.records.models import Course
from tracker.ui.crisis_lines import Region, region_of

ADULT = 18


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
