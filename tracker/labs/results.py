"""Results as the page shows them: a picture for each test, and one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.clinical.facts import History, LabResult
from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.labs import ranges as lab_ranges
from tracker.clinical.vocabulary import LEVEL_WORDS, Level
from tracker.labs.words import plain, when
from tracker.records import models
from tracker.ui import trends as pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    name: str
    detail: str
    picture: SafeString
    look: str
    icon: str
    tag: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    text: str
    high: bool
    pk: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    cells: tuple[Cell, ...]
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    day: str
    week: str


def trends(history: History) -> tuple[Trend, ...]:
    found: dict[tuple[str, str], list[LabResult]] = defaultdict(list)
    for result in history.labs:
        if result.value is not None:
            found[result.test, result.unit].append(result)
    return tuple(
        trend(results, history) for _key, results in sorted(found.items(), key=order)
    )


def order(item: tuple[tuple[str, str], list[LabResult]]) -> tuple[int, str]:
    codes = [each.code for each in lab_plans.ALL_TESTS]
    return (codes.index(item[0][0]), item[0][1])


def trend(results: Sequence[LabResult], history: History) -> Trend:
    which = lab_plans.test(results[-1].test)
    judged = lab_ranges.judge(results[-1], entries=history.entries)
    limit = judged.limit
    look, icon, tag = verdict(judged)
    return Trend(
        name=_(which.short),
        detail=f"{_(which.plain)} · {results[-1].unit}",
        picture=pictures.trend(
            points(results, history),
            limit,
            label=described(results, which, limit),
            limit_text=_("limit %(limit)s") % {"limit": plain(limit)}
            if limit is not None
            else "",
        ),
        look=look,
        icon=icon,
        tag=tag,
        note=" ".join(filter(None, (trend_note(judged), limits_note(results)))),
    )


def limits_note(results: Sequence[LabResult]) -> str:
    """Return that the line of the picture is one of several limits, or nothing when there is one."""
    printed = {each.upper_limit for each in results if each.upper_limit is not None}
    if len(printed) < 2:
        return ""
    return _("Your reports print different limits; the line is the newest one’s.")


def points(results: Sequence[LabResult], history: History) -> list[pictures.Point]:
    first, last = results[0].day, results[-1].day
    span = max(1, (last - first).days)
    return [
        pictures.Point(
            at=(result.day - first).days / span if len(results) > 1 else 0.0,
            value=result.value or Decimal(0),
            text=plain(result.value or Decimal(0)),
            when=date_format(result.day, "j M"),
            high=bool(lab_ranges.judge(result).above),
        )
        for result in results
    ]


def described(
    results: Sequence[LabResult], which: lab_plans.Test, limit: Decimal | None
) -> str:
    values = ", ".join(
        _("%(value)s on %(day)s")
        % {
            "value": plain(result.value or Decimal(0)),
            "day": date_format(result.day, "j M"),
        }
        for result in results
    )
    text = f"{_(which.short)}: {values}."
    if limit is not None:
        text += " " + _("Upper limit %(limit)s.") % {"limit": plain(limit)}
    return text


def verdict(judged: lab_ranges.Judgement) -> tuple[str, str, str]:
    whose = _("your lab’s limit") if judged.own_limit else _("the usual limit")
    above = _("Above %(limit)s") % {"limit": whose} if judged.above else ""
    # A result can call for a contact inside the limit, or with no limit at all.
    if judged.level > Level.NONE:
        action = _(LEVEL_WORDS[judged.level])
        return "late", "flag", f"{above}: {action.lower()}" if above else action
    if above:
        return "late", "flag", above
    if judged.above is None:
        return "", "labs", _("No limit noted")
    return "ok", "check", _("Within %(limit)s") % {"limit": whose}


def trend_note(judged: lab_ranges.Judgement) -> str:
    if judged.above:
        return (
            _(
                "Ask your clinic what it means for you. The limit is the one printed on your report."
            )
            if (judged.own_limit)
            else _(
                "Your report’s own limit counts more than this one: add it to the result."
            )
        )
    if judged.level > Level.NONE:
        return _(
            "A limit is not all that counts here. Ask your clinic what the result means for you."
        )
    if judged.above is None:
        return _(
            "If your report prints an upper limit, add it to the result. Your clinic reads it with your symptoms."
        )
    return _(
        "A result inside the limit does not rule anything out. Your clinic reads it with your symptoms."
    )


def column(day: date, history: History) -> Column:
    return Column(day=date_format(day, "j M"), week=when(day, history).lower())


def rows(results: Sequence[models.LabResult], days: Sequence[date]) -> tuple[Row, ...]:
    found: dict[tuple[str, str], dict[date, models.LabResult]] = defaultdict(dict)
    for result in results:
        found[result.test, result.unit][result.day] = result
    codes = [each.code for each in lab_plans.ALL_TESTS]
    return tuple(
        row(test, unit, by_day, days)
        for (test, unit), by_day in sorted(
            found.items(), key=lambda pair: (codes.index(pair[0][0]), pair[0][1])
        )
        if any(day in by_day for day in days)
    )


def row(
    test: str, unit: str, by_day: dict[date, models.LabResult], days: Sequence[date]
) -> Row:
    newest = by_day[max(by_day)]
    name = _(lab_plans.test(test).short)
    return Row(
        name=f"{name}, {unit}" if unit else name,
        cells=tuple(cell(by_day.get(day)) for day in days),
        limit=plain(newest.upper_limit) if newest.upper_limit is not None else "–",
    )


def cell(result: models.LabResult | None) -> Cell:
    if result is None:
        return Cell(text="", high=False, pk=None)
    if result.value is None:
        return Cell(
            text=_(lab_plans.OUTCOMES[result.outcome]), high=False, pk=result.pk
        )
    high = result.upper_limit is not None and result.value > result.upper_limit
    text = (
        _("%(value)s high") % {"value": plain(result.value)}
        if high
        else plain(result.value)
    )
    return Cell(text=text, high=high, pk=result.pk)
