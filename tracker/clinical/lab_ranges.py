"""A result against its limit: units, impossible values, and when a result is worth a call.

Never a diagnosis, and never “normal”: inside the limit rules nothing out. Thresholds: clinical sources V6,
D2, L1 5.8, B1, N3; those marked BG await a clinician.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tracker.clinical.facts import DayEntry, LabResult, Profile
from tracker.clinical.lab_plans import PREGNANCY_TESTS, Test, Unit, test
from tracker.clinical.vocabulary import Level
from tracker.clinical.words import gettext_noop as _

NEAR = timedelta(days=7)
MODERATE = 2


class UnknownUnit(ValueError):
    """The test is not reported in this unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The value cannot be right in ``unit``; in ``likely`` it would be ``value`` of the typed unit."""

    unit: str
    likely: str
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a result calls for. ``above`` is None when there is no limit to hold it against."""

    level: Level
    above: bool | None
    limit: Decimal | None
    own_limit: bool
    reading: str
    sources: tuple[str, ...]
    status: str


def unit_of(which: Test, name: str) -> Unit:
    """Return one of the test's units; raise UnknownUnit."""
    for each in which.units:
        if each.name == name:
            return each
    raise UnknownUnit(f"{which.code} is not reported in {name!r}.")


def converted(which: Test, value: Decimal, unit: str, *, to: str) -> Decimal:
    """Return ``value`` in another of the test's units, exactly."""
    return value / unit_of(which, unit).factor * unit_of(which, to).factor


def implausible(which: Test, value: Decimal, unit: str) -> Suggestion | None:
    """Return why the value cannot be right, with the likely unit, or None when it can be."""
    typed = unit_of(which, unit)
    if typed.least <= value <= typed.most:
        return None
    for other in which.units:
        if other.name != unit and other.least <= value <= other.most:
            exact = converted(which, value, other.name, to=unit)
            return Suggestion(unit=unit, likely=other.name, value=rounded(exact))
    return Suggestion(unit=unit, likely="", value=None)


def rounded(value: Decimal) -> Decimal:
    """Return one figure after the point below 100 and none above, enough to recognise a report."""
    places = Decimal("0.1") if value < 100 else Decimal(1)
    return value.quantize(places, rounding=ROUND_HALF_UP)


def limit_of(result: LabResult) -> tuple[Decimal | None, bool]:
    """Return the upper limit in the result's unit, and whether it is the report's own."""
    if result.upper_limit is not None:
        return result.upper_limit, True
    which = test(result.test)
    if which.upper_limit is None or not result.unit:
        return None, False
    usual = converted(which, which.upper_limit, which.unit, to=result.unit)
    return (usual if result.unit == which.unit else in_print(usual)), False


def in_print(limit: Decimal) -> Decimal:
    """Return a converted limit with as many figures as a report would print."""
    return limit.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def judge(
    result: LabResult, *, profile: Profile, entries: Iterable[DayEntry] = ()
) -> Judgement:
    """Return what a result calls for, given what was logged in the week around it."""
    if result.test in PREGNANCY_TESTS:
        return judge_outcome(result)
    limit, own = limit_of(result)
    value = result.value
    if value is None:
        return nothing(limit, own)
    near = [entry for entry in entries if abs(entry.day - result.day) <= NEAR]
    level, reading, sources, status = threshold(result, value, limit, near)
    return Judgement(
        level=level,
        above=value > limit if limit is not None else None,
        limit=limit,
        own_limit=own,
        reading=reading,
        sources=sources,
        status=status,
    )


def nothing(limit: Decimal | None, own: bool) -> Judgement:
    return Judgement(
        level=Level.NONE,
        above=None,
        limit=limit,
        own_limit=own,
        reading="",
        sources=(),
        status="verified",
    )


def judge_outcome(result: LabResult) -> Judgement:
    found = {
        "positive": (Level.URGENT, _("The test was positive.")),
        "unclear": (Level.SOON, _("The test was unclear, so it is repeated.")),
    }
    level, reading = found.get(result.outcome, (Level.NONE, ""))
    return Judgement(
        level=level,
        above=None,
        limit=None,
        own_limit=False,
        reading=reading,
        sources=("L1", "N3"),
        status="verified",
    )


Row = tuple[Level, str, tuple[str, ...], str]
QUIET: Row = (Level.NONE, "", (), "verified")


def threshold(
    result: LabResult, value: Decimal, limit: Decimal | None, near: Sequence[DayEntry]
) -> Row:
    judges: dict[
        str, Callable[[LabResult, Decimal, Decimal | None, Sequence[DayEntry]], Row]
    ] = {
        "ALT": liver,
        "AST": liver,
        "TG": triglycerides,
        "CHOL": cholesterol,
        "CK": muscle,
        "GLU": glucose,
        "CBC": neutrophils,
    }
    special = judges.get(result.test)
    return special(result, value, limit, near) if special else QUIET


def first(rows: Iterable[tuple[bool, Row]]) -> Row:
    """Return the first row that holds: rows are written most urgent first."""
    return next((row for holds, row in rows if holds), QUIET)


def logged(
    near: Sequence[DayEntry], items: Sequence[str], *, at_least: int = 1
) -> bool:
    return any(entry.marks.get(item, 0) >= at_least for entry in near for item in items)


def liver(
    result: LabResult, value: Decimal, limit: Decimal | None, near: Sequence[DayEntry]
) -> Row:
    if limit is None:
        return QUIET
    signs = logged(near, ("jaundice", "dark_urine", "pale_stool"))
    bands = ("V6",)
    return first(
        (
            (
                value > 3 * limit,
                (
                    Level.URGENT,
                    _("This result is more than three times the limit."),
                    bands,
                    "BG",
                ),
            ),
            (
                value > limit and signs,
                (
                    Level.URGENT,
                    _(
                        "This result is above the limit, and liver signs were logged near it."
                    ),
                    ("V6", "M1"),
                    "BG",
                ),
            ),
            (
                value >= 2 * limit,
                (Level.SOON, _("This result is twice the limit or more."), bands, "BG"),
            ),
            (
                value > limit,
                (
                    Level.NEXT_VISIT,
                    _("This result is above the limit."),
                    bands,
                    "verified",
                ),
            ),
        )
    )


def in_mg(result: LabResult, value: Decimal) -> Decimal:
    return converted(test(result.test), value, result.unit, to="mg/dL")


def reached(result: LabResult, value: Decimal, mg: str, mmol: str) -> bool:
    """Hold at the threshold as the sources print it in either unit."""
    return (
        value >= Decimal(mmol)
        if result.unit == "mmol/L"
        else in_mg(result, value) >= Decimal(mg)
    )


OR_MORE = _("This result is at %(limit)s or more.")


def in_its_unit(text: str, result: LabResult, mg: str, mmol: str) -> str:
    """Return the text with the threshold in the unit of the report, the only one its reader knows."""
    limit = f"{mmol} mmol/L" if result.unit == "mmol/L" else f"{mg} mg/dL"
    return text % {"limit": limit}


def triglycerides(
    result: LabResult, value: Decimal, limit: Decimal | None, near: Sequence[DayEntry]
) -> Row:
    pain = logged(near, ("tummy_pain",), at_least=3)
    return first(
        (
            (
                reached(result, value, "500", "5.7") and pain,
                (
                    Level.EMERGENCY,
                    in_its_unit(
                        _(
                            "This result is at %(limit)s or more, and severe tummy pain was logged near it."
                        ),
                        result,
                        "500",
                        "5.7",
                    ),
                    ("L1",),
                    "BG",
                ),
            ),
            (
                reached(result, value, "800", "9"),
                (
                    Level.URGENT,
                    in_its_unit(OR_MORE, result, "800", "9"),
                    ("L1", "B1"),
                    "verified",
                ),
            ),
            (
                reached(result, value, "500", "5.7"),
                (Level.SOON, in_its_unit(OR_MORE, result, "500", "5.7"), ("D2",), "BG"),
            ),
            (
                reached(result, value, "200", "2.3"),
                (
                    Level.NEXT_VISIT,
                    in_its_unit(OR_MORE, result, "200", "2.3"),
                    ("D2",),
                    "verified",
                ),
            ),
        )
    )


def cholesterol(
    result: LabResult, value: Decimal, limit: Decimal | None, near: Sequence[DayEntry]
) -> Row:
    return first(
        (
            (
                reached(result, value, "400", "10.4"),
                (
                    Level.SOON,
                    in_its_unit(OR_MORE, result, "400", "10.4"),
                    ("D2",),
                    "BG",
                ),
            ),
            (
                reached(result, value, "240", "6.2"),
                (
                    Level.NEXT_VISIT,
                    in_its_unit(OR_MORE, result, "240", "6.2"),
                    ("D2",),
                    "verified",
                ),
            ),
        )
    )


def muscle(
    result: LabResult, value: Decimal, limit: Decimal | None, near: Sequence[DayEntry]
) -> Row:
    if limit is None:
        return QUIET
    dark = logged(near, ("dark_urine",))
    sore = logged(near, ("muscle_weakness",)) or logged(
        near, ("muscle_pain", "aches"), at_least=MODERATE
    )
    return first(
        (
            (
                value > 10 * limit and dark,
                (
                    Level.EMERGENCY,
                    _(
                        "This result is more than ten times the limit, and dark urine was logged near it."
                    ),
                    ("B1",),
                    "BG",
                ),
            ),
            (
                value > 10 * limit,
                (
                    Level.URGENT,
                    _("This result is more than ten times the limit."),
                    ("B1",),
                    "BG",
                ),
            ),
            (
                value > 5 * limit and sore,
                (
                    Level.URGENT,
                    _(
                        "This result is more than five times the limit, and pain or weakness was logged near it."
                    ),
                    ("B1",),
                    "BG",
                ),
            ),
            (
                value > 5 * limit,
                (
                    Level.SOON,
                    _("This result is more than five times the limit."),
                    ("B1",),
                    "BG",
                ),
            ),
            (
                value > limit,
                (Level.NEXT_VISIT, _("This result is above the limit."), ("B1",), "BG"),
            ),
        )
    )


def glucose(
    result: LabResult, value: Decimal, limit: Decimal | None, near: Sequence[DayEntry]
) -> Row:
    sick = logged(near, ("vomiting",))
    signs = logged(near, ("thirst", "urination"), at_least=MODERATE)
    return first(
        (
            (
                reached(result, value, "250", "13.9") and sick,
                (
                    Level.EMERGENCY,
                    in_its_unit(
                        _(
                            "This result is at %(limit)s or more, and being sick was logged near it."
                        ),
                        result,
                        "250",
                        "13.9",
                    ),
                    ("M1",),
                    "BG",
                ),
            ),
            (
                reached(result, value, "200", "11.1"),
                (
                    Level.URGENT,
                    in_its_unit(OR_MORE, result, "200", "11.1"),
                    ("M1",),
                    "BG",
                ),
            ),
            (
                reached(result, value, "100", "5.6") and signs,
                (
                    Level.URGENT,
                    in_its_unit(
                        _(
                            "This result is at %(limit)s or more, and thirst or passing much urine was logged near it."
                        ),
                        result,
                        "100",
                        "5.6",
                    ),
                    ("M1",),
                    "BG",
                ),
            ),
            (
                reached(result, value, "126", "7.0"),
                (Level.SOON, in_its_unit(OR_MORE, result, "126", "7.0"), ("M1",), "BG"),
            ),
            (
                reached(result, value, "100", "5.6"),
                (
                    Level.NEXT_VISIT,
                    in_its_unit(OR_MORE, result, "100", "5.6"),
                    ("M1",),
                    "BG",
                ),
            ),
        )
    )


def neutrophils(
    result: LabResult, value: Decimal, limit: Decimal | None, near: Sequence[DayEntry]
) -> Row:
    low = Decimal("1.5")
    return first(
        (
            (
                value < low and logged(near, ("fever",)),
                (
                    Level.URGENT,
                    _("This result is below 1.5, and fever was logged near it."),
                    ("M1",),
                    "BG",
                ),
            ),
            (value < 1, (Level.URGENT, _("This result is below 1.0."), ("M1",), "BG")),
            (value < low, (Level.SOON, _("This result is below 1.5."), ("M1",), "BG")),
        )
    )


def latest(results: Iterable[LabResult], *, on: date) -> dict[str, LabResult]:
    """Return the newest result of each test up to ``on``."""
    newest: dict[str, LabResult] = {}
    for result in sorted(results, key=lambda result: result.day):
        if result.day <= on:
            newest[result.test] = result
    return newest
