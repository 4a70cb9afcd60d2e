"""When a number is worth a call: the thresholds of each test, most urgent first.

Each band names its sources (V6, D2, L1 5.8, B1); a band that cites BG rests on background knowledge and awaits
a clinician.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from tracker.clinical.facts import DayEntry, LabResult
from tracker.clinical.lab_tests import test
from tracker.clinical.lab_units import converted
from tracker.clinical.vocabulary import Level
from tracker.clinical.words import gettext_noop as _

MODERATE, SEVERE = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What a result has reached, what that calls for, and who says so."""

    level: Level
    reading: str
    sources: tuple[str, ...]

    @property
    def status(self) -> str:
        """Return whether a document was read for this band, or BG when it waits for a clinician."""
        return "BG" if "BG" in self.sources else "verified"


QUIET = Band(level=Level.NONE, reading="", sources=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A number, the limit it is held against, and what was logged near it."""

    result: LabResult
    value: Decimal
    limit: Decimal | None
    near: tuple[DayEntry, ...]

    def logged(self, *items: str, at_least: int = 1) -> bool:
        return any(
            entry.marks.get(item, 0) >= at_least
            for entry in self.near
            for item in items
        )

    def above(self, times: int) -> bool:
        """Hold when the value is more than so many times the limit."""
        return self.limit is not None and self.value > times * self.limit

    def reached(self, mg: str, mmol: str) -> bool:
        """Hold at the threshold as the sources print it in either unit."""
        if self.result.unit == "mmol/L":
            return self.value >= Decimal(mmol)
        which = test(self.result.test)
        in_mg = converted(which, self.value, self.result.unit, to="mg/dL")
        return in_mg >= Decimal(mg)

    def at(
        self,
        mg: str,
        mmol: str,
        level: Level,
        *sources: str,
        when: bool = True,
        text: str = "",
    ) -> Band | None:
        """Return the band of a threshold printed in two units, worded in the one of the report."""
        if not when or not self.reached(mg, mmol):
            return None
        limit = f"{mmol} mmol/L" if self.result.unit == "mmol/L" else f"{mg} mg/dL"
        return Band(
            level=level, reading=(text or OR_MORE) % {"limit": limit}, sources=sources
        )


def band(holds: bool, level: Level, text: str, *sources: str) -> Band | None:
    return Band(level=level, reading=text, sources=sources) if holds else None


def first(*bands: Band | None) -> Band:
    """Return the first band that was reached: they are written most urgent first."""
    return next((each for each in bands if each is not None), QUIET)


ABOVE = _("This result is above the limit.")
OR_MORE = _("This result is at %(limit)s or more.")
WITH_LIVER_SIGNS = _(
    "This result is above the limit, and liver signs were logged near it."
)
WITH_TUMMY_PAIN = _(
    "This result is at %(limit)s or more, and severe tummy pain was logged near it."
)
WITH_SICKNESS = _(
    "This result is at %(limit)s or more, and being sick was logged near it."
)
WITH_THIRST = _(
    "This result is at %(limit)s or more, and thirst or passing much urine was logged near it."
)


def liver(report: Report) -> Band:
    signs = report.logged("jaundice", "dark_urine", "pale_stool")
    twice = report.limit is not None and report.value >= 2 * report.limit
    # V6 has the bands; that three times is the level to act on today is background.
    return first(
        band(
            report.above(3),
            Level.URGENT,
            _("This result is more than three times the limit."),
            "V6",
            "BG",
        ),
        band(
            report.above(1) and signs, Level.URGENT, WITH_LIVER_SIGNS, "V6", "M1", "BG"
        ),
        band(
            twice,
            Level.SOON,
            _("This result is twice the limit or more."),
            "V6",
            "BG",
        ),
        band(report.above(1), Level.NEXT_VISIT, ABOVE, "V6"),
    )


def triglycerides(report: Report) -> Band:
    pain = report.logged("tummy_pain", at_least=SEVERE)
    return first(
        report.at(
            "500",
            "5.7",
            Level.EMERGENCY,
            "L1 5.8",
            "BG",
            when=pain,
            text=WITH_TUMMY_PAIN,
        ),
        report.at("800", "9", Level.URGENT, "L1 5.8", "B1"),
        report.at("500", "5.7", Level.SOON, "BG"),
        report.at("200", "2.3", Level.NEXT_VISIT, "D2"),
    )


def cholesterol(report: Report) -> Band:
    return first(
        report.at("400", "10.4", Level.SOON, "BG"),
        report.at("240", "6.2", Level.NEXT_VISIT, "D2"),
    )


def muscle(report: Report) -> Band:
    dark = report.logged("dark_urine")
    sore = report.logged("muscle_weakness") or report.logged(
        "muscle_pain", "aches", at_least=MODERATE
    )
    return first(
        band(
            report.above(10) and dark,
            Level.EMERGENCY,
            _(
                "This result is more than ten times the limit, and dark urine was logged near it."
            ),
            "BG",
        ),
        band(
            report.above(10),
            Level.URGENT,
            _("This result is more than ten times the limit."),
            "BG",
        ),
        band(
            report.above(5) and sore,
            Level.URGENT,
            _(
                "This result is more than five times the limit, and pain or weakness was logged near it."
            ),
            "BG",
        ),
        band(
            report.above(5),
            Level.SOON,
            _("This result is more than five times the limit."),
            "BG",
        ),
        band(report.above(1), Level.NEXT_VISIT, ABOVE, "BG"),
    )


def glucose(report: Report) -> Band:
    sick = report.logged("vomiting")
    signs = report.logged("thirst", "urination", at_least=MODERATE)
    return first(
        report.at("250", "13.9", Level.EMERGENCY, "BG", when=sick, text=WITH_SICKNESS),
        report.at("200", "11.1", Level.URGENT, "BG"),
        report.at("100", "5.6", Level.URGENT, "BG", when=signs, text=WITH_THIRST),
        report.at("126", "7.0", Level.SOON, "BG"),
        report.at("100", "5.6", Level.NEXT_VISIT, "BG"),
    )


def neutrophils(report: Report) -> Band:
    low = report.value < Decimal("1.5")
    return first(
        band(
            low and report.logged("fever"),
            Level.URGENT,
            _("This result is below 1.5, and fever was logged near it."),
            "BG",
        ),
        band(report.value < 1, Level.URGENT, _("This result is below 1.0."), "BG"),
        band(low, Level.SOON, _("This result is below 1.5."), "BG"),
    )


# Tests that are not listed have no threshold of ours: their report's limit is shown and nothing is called for.
JUDGES: Mapping[str, Callable[[Report], Band]] = MappingProxyType(
    {
        "ALT": liver,
        "AST": liver,
        "TG": triglycerides,
        "CHOL": cholesterol,
        "CK": muscle,
        "GLU": glucose,
        "CBC": neutrophils,
    }
)


def reached_by(report: Report) -> Band:
    """Return the most urgent band a result has reached, or the quiet one."""
    which = JUDGES.get(report.result.test)
    return which(report) if which else QUIET
