"""Everything in full, as the tables and paragraphs that follow page one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from tracker.clinical.vocabulary import LEVEL_WORDS, Level
from tracker.summary.document import Attention, Result, Summary, Symptom, Told
from tracker.summary.render.wording import day_of, exact

# The widths of the columns in shares; 0 is as wide as its words.
FLAG_WIDTHS = (0, 1, 3, 3)
RESULT_WIDTHS = (0, 2, 1, 1, 1)
DAY_WIDTHS = (0, 0, 1)
NOTE_WIDTHS = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table, or paragraphs when it has no heads; ``none`` is said when there are no rows."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    none: str
    heads: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()


def appendix_of(summary: Summary) -> tuple[Part, ...]:
    """Return everything there is, part by part."""
    return tuple(parts_of(summary))


def parts_of(summary: Summary) -> Iterator[Part]:
    yield from told_and_tested(summary)
    if summary.full.symptoms:
        yield day_by_day(summary)
    if "questions" in summary.parts:
        asked = tuple((each,) for each in summary.full.questions)
        yield Part(
            title=_("What I want to ask"), rows=asked, none=_("Nothing written yet.")
        )
    if "notes" in summary.parts:
        written = tuple((day_of(each.day), each.text) for each in summary.full.notes)
        yield Part(
            title=_("Notes"),
            heads=(_("Day"), _("As written")),
            widths=NOTE_WIDTHS,
            rows=written,
            none=_("No notes in these days."),
        )


def told_and_tested(summary: Summary) -> Iterator[Part]:
    """Return every flag and every result."""
    full = summary.full
    yield Part(
        title=_("Flags, each as it was told"),
        heads=(
            _("Day"),
            _("Level and rule"),
            _("Why"),
            _("What was done, and sources"),
        ),
        widths=FLAG_WIDTHS,
        rows=(
            *(overdue(each) for each in full.attention if each.overdue),
            *map(flag, full.told),
        ),
        none=_("No flag in these days."),
    )
    if summary.laboratory or full.results:
        yield Part(
            title=_("Results"),
            heads=(_("Day"), _("Test"), _("Result"), _("Limit"), _("Above the limit")),
            widths=RESULT_WIDTHS,
            rows=tuple(map(result, full.results)),
            none=_("No result entered in these days."),
        )


def day_by_day(summary: Summary) -> Part:
    return Part(
        title=_("Day by day"),
        heads=(_("Day"), _("Answered"), _("Above none")),
        widths=DAY_WIDTHS,
        rows=tuple(days(summary)),
        none="",
    )


def flag(each: Told) -> tuple[str, ...]:
    level = f"{_(LEVEL_WORDS[Level(each.level)])}\n{each.rule}"
    return (day_of(each.day), level, each.what, "\n".join(done(each)))


def overdue(each: Attention) -> tuple[str, ...]:
    """Return a test whose time is over: nobody was told a rule, the plan says it."""
    level = f"{_(LEVEL_WORDS[Level(each.level)])}\n{_('overdue')}"
    return (day_of(each.first), level, each.what, each.done)


def done(each: Told) -> Iterator[str]:
    """Return what was done about a flag, then the documents of its rule."""
    if each.contacted_on is None:
        yield _("No contact recorded.")
    elif each.they_said:
        words = {"day": day_of(each.contacted_on), "said": each.they_said}
        yield _("Contacted %(day)s; they said “%(said)s”") % words
    else:
        yield _("Contacted %(day)s.") % {"day": day_of(each.contacted_on)}
    if each.sources:
        yield _("Sources: %(named)s.") % {"named": "; ".join(each.sources)}


def result(each: Result) -> tuple[str, ...]:
    limit = "–"
    if each.limit is not None:
        limit = exact(each.limit) if each.own_limit else f"{exact(each.limit)}*"
    return (
        day_of(each.day),
        each.name,
        value_of(each),
        limit,
        "H" if each.high else "",
    )


def value_of(each: Result) -> str:
    return each.outcome if each.value is None else f"{exact(each.value)} {each.unit}"


def days(summary: Summary) -> Iterator[tuple[str, ...]]:
    """Return a row for every day; one without answers says so."""
    for place in range((summary.last_day - summary.first_day).days + 1):
        day = summary.first_day + timedelta(days=place)
        answered = [
            (each, mark)
            for each in summary.full.symptoms
            if (mark := each.marks[place]) is not None
        ]
        if answered:
            above = "; ".join(said(each, mark) for each, mark in answered if mark)
            yield day_of(day), str(len(answered)), above or _("nothing above none")
        else:
            yield day_of(day), "–", _("not logged")


def said(each: Symptom, mark: int) -> str:
    return f"{each.term} {each.words[mark]}"
