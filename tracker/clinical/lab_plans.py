"""Tests, schedules and overlays as data. Every line is a reminder to ask, never an order.

Offsets and windows are days from the anchor: ``start`` is the day of the first capsule, ``end`` the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from tracker.clinical.words import gettext_noop as _

PLAN_VERSION = "2026-11-22"
CHECKED_ON = "2026-11-22"
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"negative": _("Negative"), "positive": _("Positive"), "unclear": _("Unclear")}
)


class UnknownTest(LookupError):
    """There is no such test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit a report may use: ``factor`` turns the test's own unit into this one."""

    name: str
    factor: Decimal
    loinc: str
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One laboratory test. The first unit is the test's own; tests with outcomes have none."""

    code: str
    label: str
    short: str
    plain: str
    panel: str
    units: tuple[Unit, ...] = ()
    upper_limit: Decimal | None = None
    fasting_hours: int = 0
    no_alcohol_hours: int = 0
    loinc: str = ""
    outcomes: bool = False
    status: str = "verified"

    @property
    def unit(self) -> str:
        return self.units[0].name if self.units else ""


def unit(
    name: str, least: str, most: str, *, factor: str = "1", loinc: str = ""
) -> Unit:
    """Return a unit with the bounds outside which a report cannot be right (ours, decision 0006)."""
    return Unit(
        name=name,
        factor=Decimal(factor),
        loinc=loinc,
        least=Decimal(least),
        most=Decimal(most),
    )


# Codes, units and default limits: V2, V5, V1; conversions: D2 and molar mass. A default limit is only a
# fallback for a report that prints none.
ALL_TESTS = (
    Test(
        code="ALT",
        label=_("ALT (liver)"),
        short="ALT",
        plain=_("liver"),
        panel="liver",
        units=(unit("U/L", "1", "20000", loinc="1742-6"),),
        upper_limit=Decimal(55),
    ),
    Test(
        code="AST",
        label=_("AST (liver)"),
        short="AST",
        plain=_("liver"),
        panel="liver",
        units=(unit("U/L", "1", "20000", loinc="1920-8"),),
        upper_limit=Decimal(48),
    ),
    Test(
        code="TG",
        label=_("Triglycerides (fasting)"),
        short=_("Triglycerides"),
        plain=_("fats"),
        panel="lipids",
        units=(
            unit("mg/dL", "9", "9000", loinc="2571-8"),
            unit("mmol/L", "0.1", "100", factor="0.0113", loinc="14927-8"),
        ),
        upper_limit=Decimal(150),
        fasting_hours=12,
        no_alcohol_hours=36,
    ),
    Test(
        code="CHOL",
        label=_("Total cholesterol"),
        short=_("Cholesterol"),
        plain=_("fats"),
        panel="lipids",
        units=(
            unit("mg/dL", "39", "2000", loinc="2093-3"),
            unit("mmol/L", "1", "38", factor="0.0259", loinc="14647-2"),
        ),
        upper_limit=Decimal(200),
        fasting_hours=12,
    ),
    Test(
        code="HDL",
        label=_("HDL cholesterol"),
        short="HDL",
        plain=_("fats"),
        panel="lipids",
        units=(
            unit("mg/dL", "4", "250", loinc="2085-9"),
            unit("mmol/L", "0.1", "3.9", factor="0.0259", loinc="14646-4"),
        ),
    ),
    Test(
        code="LDL",
        label=_("LDL cholesterol"),
        short="LDL",
        plain=_("fats"),
        panel="lipids",
        units=(
            unit("mg/dL", "20", "1500", loinc="13457-7"),
            unit("mmol/L", "0.5", "19", factor="0.0259", loinc="22748-8"),
        ),
    ),
    Test(
        code="BILI",
        label=_("Bilirubin"),
        short=_("Bilirubin"),
        plain=_("liver"),
        panel="liver",
        units=(
            unit("mg/dL", "0.05", "60", loinc="1975-2"),
            unit("umol/L", "0.9", "1026", factor="17.1"),
        ),
        upper_limit=Decimal("1.2"),
    ),
    Test(
        code="CK",
        label=_("CK (muscle)"),
        short="CK",
        plain=_("muscle"),
        panel="muscle",
        units=(unit("U/L", "1", "500000", loinc="2157-6"),),
        upper_limit=Decimal(170),
        status="BG",
    ),
    Test(
        code="GLU",
        label=_("Fasting glucose"),
        short=_("Glucose"),
        plain=_("sugar"),
        panel="sugar",
        units=(
            unit("mg/dL", "10", "2000", loinc="1558-6"),
            unit("mmol/L", "0.5", "110", factor="0.0555", loinc="14771-0"),
        ),
        upper_limit=Decimal(99),
        fasting_hours=8,
        status="UNVERIFIED",
    ),
    Test(
        code="A1C",
        label=_("HbA1c"),
        short="HbA1c",
        plain=_("sugar"),
        panel="sugar",
        units=(unit("%", "2", "25", loinc="4548-4"),),
    ),
    Test(
        code="CBC",
        label=_("Neutrophils (blood count)"),
        short=_("Neutrophils"),
        plain=_("blood count"),
        panel="blood",
        units=(unit("10^9/L", "0", "200", loinc="58410-2"),),
        status="UNVERIFIED",
    ),
    Test(
        code="HCG_U",
        label=_("Pregnancy test, urine"),
        short=_("Pregnancy test, urine"),
        plain=_("monthly test"),
        panel="pregnancy",
        loinc="2106-3",
        outcomes=True,
    ),
    Test(
        code="HCG_S",
        label=_("Pregnancy test, blood"),
        short=_("Pregnancy test, blood"),
        plain=_("monthly test"),
        panel="pregnancy",
        loinc="2118-8",
        outcomes=True,
    ),
)
TESTS: Mapping[str, Test] = MappingProxyType({each.code: each for each in ALL_TESTS})
PREGNANCY_TESTS = ("HCG_U", "HCG_S")


def test(code: str) -> Test:
    """Return the test called ``code``; raise UnknownTest."""
    try:
        return TESTS[code]
    except KeyError:
        raise UnknownTest(f"There is no test called {code!r}.") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One line of a schedule: which tests, counted from which anchor, how often, how exactly."""

    id: str
    tests: tuple[str, ...]
    anchor: str
    offset: int = 0
    every: int = 0
    window: tuple[int, int] = (-7, 14)
    until: str = ""
    after_end: int = 0
    any_of: bool = False
    for_pregnancy: bool = False
    required: bool = False
    optional: bool = False
    to_peak: bool = False
    setting: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    status: str = "verified"


LIVER_AND_FATS = ("ALT", "AST", "TG", "CHOL")
US = ("L1", "R1", "M1")
UK = ("K1", "N3", "B1")
EXPERT = ("D1", "A1")


def pregnancy(
    line_id: str, anchor: str, sources: tuple[str, ...], **more: object
) -> PlanLine:
    """Return a line for either pregnancy test, only for people who said they could become pregnant."""
    return PlanLine(
        id=line_id,
        tests=PREGNANCY_TESTS,
        anchor=anchor,
        any_of=True,
        for_pregnancy=True,
        sources=sources,
        **more,  # type: ignore[arg-type]
    )


def panel(
    line_id: str,
    tests: tuple[str, ...],
    anchor: str,
    sources: tuple[str, ...],
    **more: object,
) -> PlanLine:
    return PlanLine(id=line_id, tests=tests, anchor=anchor, sources=sources, **more)  # type: ignore[arg-type]


PROFILES: Mapping[str, tuple[PlanLine, ...]] = MappingProxyType(
    {
        "us": (
            panel(
                "US-1",
                LIVER_AND_FATS,
                "start",
                US,
                offset=-7,
                window=(-30, 0),
                required=True,
            ),
            panel("US-2", LIVER_AND_FATS, "start", US, offset=30, window=(-5, 10)),
            panel(
                "US-3",
                LIVER_AND_FATS,
                "start",
                US,
                offset=60,
                window=(-7, 14),
                note=_(
                    "Some clinics stop repeating these once results are steady. They decide."
                ),
            ),
            pregnancy(
                "US-P1",
                "start",
                US,
                offset=-30,
                window=(-45, -20),
                required=True,
                setting="medical",
                note=_(
                    "The first of two. The second comes at least 19 days later, within 5 days of a period starting."
                ),
            ),
            pregnancy(
                "US-P2",
                "start",
                US,
                offset=-3,
                window=(-7, 0),
                required=True,
                setting="medical",
            ),
            pregnancy(
                "US-P3",
                "start",
                US,
                offset=30,
                every=30,
                until="end",
                window=(-5, 2),
                setting="prescriber_decides",
                note=_("The next pack is collected within 7 days of this test."),
                status="UNVERIFIED",
            ),
            pregnancy(
                "US-P4",
                "end",
                US,
                window=(0, 7),
                setting="prescriber_decides",
                status="UNVERIFIED",
            ),
            pregnancy(
                "US-P5",
                "end",
                US,
                offset=30,
                window=(0, 7),
                setting="prescriber_decides",
                status="UNVERIFIED",
            ),
        ),
        "uk": (
            panel(
                "UK-1",
                LIVER_AND_FATS,
                "start",
                UK,
                offset=-7,
                window=(-30, 0),
                required=True,
            ),
            panel("UK-2", LIVER_AND_FATS, "start", UK, offset=30, window=(-5, 10)),
            panel(
                "UK-3",
                ("ALT", "AST"),
                "start",
                UK,
                offset=120,
                every=90,
                until="end",
                window=(-14, 14),
            ),
            panel(
                "UK-4",
                ("TG", "CHOL"),
                "start",
                UK,
                offset=120,
                every=90,
                until="end",
                window=(-14, 14),
            ),
            panel("UK-5", LIVER_AND_FATS, "end", UK, window=(-14, 14), optional=True),
            pregnancy(
                "UK-P1",
                "start",
                UK,
                offset=-2,
                window=(-3, 0),
                required=True,
                setting="supervised",
            ),
            pregnancy(
                "UK-P2",
                "start",
                UK,
                offset=30,
                every=30,
                until="end",
                window=(-5, 2),
                setting="supervised",
            ),
            pregnancy(
                "UK-P3", "end", UK, offset=30, window=(0, 10), setting="supervised"
            ),
            PlanLine(
                id="UK-R1",
                tests=("REVIEW",),
                anchor="start",
                offset=30,
                every=30,
                until="end",
                sources=("U1", "U3"),
                note=_("Your clinic asks about mood and sexual function at follow-up."),
            ),
        ),
        "generic": (
            panel(
                "GE-1",
                ("ALT", "TG"),
                "start",
                EXPERT,
                offset=-7,
                window=(-30, 0),
                required=True,
            ),
            panel(
                "GE-2",
                ("ALT", "TG"),
                "dose_change",
                EXPERT,
                offset=28,
                window=(-7, 14),
                to_peak=True,
            ),
            pregnancy(
                "GE-P1",
                "start",
                EXPERT,
                offset=-30,
                every=30,
                until="end",
                after_end=30,
                window=(-5, 2),
            ),
        ),
    }
)

OVERLAYS: Mapping[str, tuple[PlanLine, ...]] = MappingProxyType(
    {
        "liver_or_raised_baseline": (
            panel(
                "OV-L1",
                ("ALT", "AST", "BILI"),
                "start",
                ("SA65", "K1"),
                offset=28,
                every=28,
                until="end",
            ),
            panel("OV-L2", ("ALT", "AST"), "dose_change", ("SA65", "K1"), offset=14),
        ),
        "hyperlipidaemia_obesity_alcohol": (
            panel(
                "OV-F1",
                ("TG", "CHOL"),
                "start",
                ("K1",),
                offset=28,
                every=28,
                until="end",
            ),
            panel("OV-F2", ("TG",), "dose_change", ("K1",), offset=14),
        ),
        "diabetes": (
            panel(
                "OV-D1", ("GLU",), "start", ("K1",), offset=28, every=28, until="end"
            ),
            panel("OV-D2", ("A1C",), "start", ("K1",), offset=-7, window=(-30, 0)),
        ),
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


def lines_for(
    region: str, conditions: frozenset[str], *, can_become_pregnant: bool | None
) -> tuple[PlanLine, ...]:
    """Return the schedule of a region with the overlays that the conditions call for.

    Reviews are not laboratory tests and are left out; pregnancy tests only for people who said so.
    """
    names = dict.fromkeys(
        OVERLAY_OF_CONDITION[condition]
        for condition in sorted(conditions)
        if condition in OVERLAY_OF_CONDITION
    )
    lines = PROFILES[region] + tuple(line for name in names for line in OVERLAYS[name])
    return tuple(
        line
        for line in lines
        if line.tests != ("REVIEW",)
        and (can_become_pregnant is True or not line.for_pregnancy)
    )
