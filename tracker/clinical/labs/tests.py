"""The laboratory tests as data: names, units, codes, usual limits, and the values a report can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from tracker.clinical.words import gettext_noop as _

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"negative": _("Negative"), "positive": _("Positive"), "unclear": _("Unclear")}
)


class UnknownTest(LookupError):
    """There is no such test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit a report may use: ``factor`` turns the test's own unit into this one.

    Above ``rare`` a value is more often one of another unit of the test, so the person is asked.
    """

    name: str
    factor: Decimal
    loinc: str
    least: Decimal
    most: Decimal
    rare: Decimal | None = None


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
    name: str,
    least: str,
    most: str,
    *,
    factor: str = "1",
    loinc: str = "",
    rare: str = "",
) -> Unit:
    """Return a unit with the bounds outside which a report cannot be right (ours, decision 0006)."""
    return Unit(
        name=name,
        factor=Decimal(factor),
        loinc=loinc,
        least=Decimal(least),
        most=Decimal(most),
        rare=Decimal(rare) if rare else None,
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
        units=(unit("U/L", "2", "20000", loinc="1742-6"),),
        upper_limit=Decimal(55),
    ),
    Test(
        code="AST",
        label=_("AST (liver)"),
        short="AST",
        plain=_("liver"),
        panel="liver",
        units=(unit("U/L", "2", "20000", loinc="1920-8"),),
        upper_limit=Decimal(48),
    ),
    Test(
        code="TG",
        label=_("Triglycerides (fasting)"),
        short=_("Triglycerides"),
        plain=_("fats"),
        panel="lipids",
        units=(
            unit("mg/dL", "15", "9000", loinc="2571-8"),
            unit("mmol/L", "0.1", "40", factor="0.0113", loinc="14927-8"),
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
            unit("mg/dL", "0.05", "60", loinc="1975-2", rare="3"),
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
        units=(unit("U/L", "5", "500000", loinc="2157-6"),),
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
            unit("mg/dL", "20", "2000", loinc="1558-6"),
            unit("mmol/L", "0.5", "50", factor="0.0555", loinc="14771-0"),
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
