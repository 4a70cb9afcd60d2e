"""Schedules and overlays as data; the tests they name are in ``lab_tests``. Every line is a reminder to ask, never an order.

Offsets and windows are days from the anchor: ``start`` is the day of the first capsule, ``end`` the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType

from tracker.clinical.labs.tests import (
    ALL_TESTS,
    OUTCOMES,
    PREGNANCY_TESTS,
    TESTS,
    Test,
    Unit,
    UnknownTest,
    test,
)
from tracker.clinical.sources import CHECKED_ON
from tracker.clinical.words import gettext_noop as _

# A plan is read together with its tests.
__all__ = [
    "ALL_TESTS",
    "OUTCOMES",
    "OVERLAYS",
    "OVERLAY_OF_CONDITION",
    "PLAN_VERSION",
    "PREGNANCY_TESTS",
    "PROFILES",
    "TESTS",
    "PlanLine",
    "Test",
    "Unit",
    "UnknownTest",
    "lines_for",
    "reviews_for",
    "test",
]
PLAN_VERSION = "2026-11-22"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One line of a schedule: which tests, counted from which anchor, how often, how exactly.

    ``added`` lines come on top of a profile; ``on_flag`` names the rules a ``flag`` anchor waits for;
    ``reviews`` are talks at the clinic and no laboratory tests; a result answers the line only ``days_after``
    days after the answer to the line ``after_line``.
    """

    id: str
    anchor: str
    sources: tuple[str, ...]
    tests: tuple[str, ...] = ()
    offset: int = 0
    every: int = 0
    window: tuple[int, int] = (-7, 14)
    until: str = ""
    any_of: bool = False
    for_pregnancy: bool = False
    required: bool = False
    optional: bool = False
    to_peak: bool = False
    added: bool = False
    on_flag: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    setting: str = ""
    after_line: str = ""
    days_after: int = 0
    note: str = ""
    status: str = "verified"
    says: str = ""
    reading: str = "The days and the window around them are ours where a source gives a period only."
    version: int = 1
    checked_on: date = CHECKED_ON
    reviewer: str = ""


LIVER_AND_FATS = ("ALT", "AST", "TG", "CHOL")
LIVER = ("ALT", "AST")
FATS = ("TG", "CHOL")
BEFORE = (-30, 0)

_us = partial(
    PlanLine,
    sources=("L1", "R1", "M1"),
    says="Fasting fats and liver tests before starting, then from time to time.",
)
_uk = partial(
    PlanLine,
    sources=("K1", "N3", "B1"),
    says="Fats and liver tests before starting, after one month, then every three months.",
)
# Of the second document only a summary by somebody else was read.
_expert = partial(
    PlanLine,
    sources=("D1", "A1"),
    status="UNVERIFIED",
    version=2,
    says="For healthy people, tests before starting and at the highest dose.",
)
# The sources say more often, not how often: the intervals await a clinician.
_added = partial(
    PlanLine,
    added=True,
    status="BG",
    says="Closer watching is asked for, without saying how often.",
)
_fats = partial(
    _added,
    reading="The intervals are ours. The profile asks about blood fats only: for weight or alcohol the clinic asks for "
    "the tests itself.",
    version=2,
)
# Either test will do, and only for people who said they could become pregnant.
_pregnancy = partial(PlanLine, tests=PREGNANCY_TESTS, any_of=True, for_pregnancy=True)
_us_pregnancy = partial(
    _pregnancy,
    sources=("L1", "R1", "M1"),
    says="Two tests before starting, then one each month, and one month after the last capsule.",
)
_uk_pregnancy = partial(
    _pregnancy,
    sources=("K1", "N3", "B1"),
    says="A test before starting, ideally one each month, and one a month after the last capsule.",
)

US = (
    _us(
        id="US-1",
        tests=LIVER_AND_FATS,
        anchor="start",
        offset=-7,
        window=BEFORE,
        required=True,
    ),
    _us(id="US-2", tests=LIVER_AND_FATS, anchor="start", offset=30, window=(-5, 10)),
    _us(
        id="US-3",
        tests=LIVER_AND_FATS,
        anchor="start",
        offset=60,
        note=_(
            "Some clinics stop repeating these once results are steady. They decide."
        ),
    ),
    _us_pregnancy(
        id="US-P1",
        anchor="start",
        offset=-30,
        window=(-45, -20),
        required=True,
        setting="medical",
        note=_(
            "The first of two. The second comes at least 19 days later, within 5 days of a period starting."
        ),
    ),
    _us_pregnancy(
        id="US-P2",
        anchor="start",
        offset=-3,
        window=(-7, 0),
        required=True,
        setting="medical",
        after_line="US-P1",
        days_after=19,
    ),
    _us_pregnancy(
        id="US-P3",
        anchor="start",
        offset=30,
        every=30,
        until="end",
        window=(-5, 2),
        setting="prescriber_decides",
        note=_("The next pack is collected within 7 days of this test."),
        status="UNVERIFIED",
    ),
    _us_pregnancy(
        id="US-P4",
        anchor="end",
        window=(0, 7),
        setting="prescriber_decides",
        status="UNVERIFIED",
    ),
    _us_pregnancy(
        id="US-P5",
        anchor="end",
        offset=30,
        window=(0, 7),
        setting="prescriber_decides",
        status="UNVERIFIED",
    ),
)

UK = (
    _uk(
        id="UK-1",
        tests=LIVER_AND_FATS,
        anchor="start",
        offset=-7,
        window=BEFORE,
        required=True,
    ),
    _uk(id="UK-2", tests=LIVER_AND_FATS, anchor="start", offset=30, window=(-5, 10)),
    _uk(
        id="UK-3",
        tests=LIVER,
        anchor="start",
        offset=120,
        every=90,
        until="end",
        window=(-14, 14),
    ),
    _uk(
        id="UK-4",
        tests=FATS,
        anchor="start",
        offset=120,
        every=90,
        until="end",
        window=(-14, 14),
    ),
    _uk(id="UK-5", tests=LIVER_AND_FATS, anchor="end", window=(-14, 14), optional=True),
    _uk_pregnancy(
        id="UK-P1",
        anchor="start",
        offset=-2,
        window=(-3, 0),
        required=True,
        setting="supervised",
    ),
    _uk_pregnancy(
        id="UK-P2",
        anchor="start",
        offset=30,
        every=30,
        until="end",
        window=(-5, 2),
        setting="supervised",
    ),
    _uk_pregnancy(
        id="UK-P3", anchor="end", offset=30, window=(0, 10), setting="supervised"
    ),
    PlanLine(
        id="UK-R1",
        says="Mood and sexual function are asked about at each follow-up.",
        reviews=("mood", "sexual_function"),
        anchor="start",
        offset=30,
        every=30,
        until="end",
        sources=("U1", "U3"),
        note=_("Your clinic asks about mood and sexual function at follow-up."),
    ),
)

GENERIC = (
    _expert(
        id="GE-1",
        tests=("ALT", "TG"),
        anchor="start",
        offset=-7,
        window=BEFORE,
        required=True,
    ),
    _expert(
        id="GE-2", tests=("ALT", "TG"), anchor="dose_change", offset=28, to_peak=True
    ),
    # The test itself is in the label and in NHS advice; how exactly to keep the day is ours.
    _pregnancy(
        id="GE-P1",
        says="A test before, during and after, while pregnancy is possible.",
        anchor="start",
        offset=-30,
        every=30,
        until="end",
        window=(-5, 2),
        sources=("L1", "N3"),
        status="BG",
        reading="The days and the window around them are ours. After the last capsule GE-P2 asks alone, a month after it.",
        version=2,
    ),
    _pregnancy(
        id="GE-P2",
        says="A test before, during and after, while pregnancy is possible.",
        anchor="end",
        offset=30,
        window=(0, 10),
        sources=("L1", "N3"),
        status="BG",
    ),
)

PROFILES: Mapping[str, tuple[PlanLine, ...]] = MappingProxyType(
    {"us": US, "uk": UK, "generic": GENERIC}
)

MUSCLE = "muscle_symptoms_or_heavy_training"
OVERLAYS: Mapping[str, tuple[PlanLine, ...]] = MappingProxyType(
    {
        "liver_or_raised_baseline": (
            _added(
                id="OV-L1",
                tests=("ALT", "AST", "BILI"),
                anchor="start",
                offset=28,
                every=28,
                until="end",
                sources=("SA65", "K1"),
            ),
            _added(
                id="OV-L2",
                tests=LIVER,
                anchor="dose_change",
                offset=14,
                sources=("SA65", "K1"),
            ),
        ),
        "hyperlipidaemia_obesity_alcohol": (
            _fats(
                id="OV-F1",
                tests=FATS,
                anchor="start",
                offset=28,
                every=28,
                until="end",
                sources=("K1",),
            ),
            _fats(
                id="OV-F2",
                tests=("TG",),
                anchor="dose_change",
                offset=14,
                sources=("K1",),
            ),
        ),
        "diabetes": (
            _added(
                id="OV-D1",
                tests=("GLU",),
                anchor="start",
                offset=28,
                every=28,
                until="end",
                sources=("K1",),
            ),
            _added(
                id="OV-D2",
                tests=("A1C",),
                anchor="start",
                offset=-7,
                window=BEFORE,
                sources=("K1",),
            ),
        ),
        MUSCLE: (
            _added(
                id="OV-M1",
                reading="After a flag of severe pain or of weak muscles. Heavy training is not asked about: there the "
                "clinic asks for the test itself.",
                version=2,
                tests=("CK",),
                anchor="flag",
                on_flag=("S-MSK-1", "O-MUS-2"),
                window=(0, 14),
                optional=True,
                sources=("B1",),
            ),
        ),
        # A blood count, vitamins and the like are planned only when a clinician adds them.
        "clinician_added": (),
    }
)
OVERLAY_OF_CONDITION: Mapping[str, str] = MappingProxyType(
    {
        "liver_disease": "liver_or_raised_baseline",
        "raised_liver_baseline": "liver_or_raised_baseline",
        "hyperlipidaemia": "hyperlipidaemia_obesity_alcohol",
        "diabetes": "diabetes",
    }
)


def reviews_for(region: str) -> tuple[PlanLine, ...]:
    """Return what the clinic talks about at follow-up and no laboratory answers."""
    return tuple(line for line in PROFILES[region] if line.reviews)


def lines_for(
    region: str, conditions: frozenset[str], *, can_become_pregnant: bool | None
) -> tuple[PlanLine, ...]:
    """Return the schedule of a region with the overlays that the conditions call for.

    Reviews are not laboratory tests and are left out; pregnancy tests only for people who said so.
    """
    called_for = sorted(
        {
            OVERLAY_OF_CONDITION[each]
            for each in conditions
            if each in OVERLAY_OF_CONDITION
        }
    )
    lines = PROFILES[region] + tuple(
        line for name in (*called_for, MUSCLE) for line in OVERLAYS[name]
    )
    return tuple(
        line
        for line in lines
        if line.tests and (can_become_pregnant is True or not line.for_pregnancy)
    )
