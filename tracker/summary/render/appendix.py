"""Everything in full, as the tables and paragraphs that follow page one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.clinical.vocabulary import LEVEL_WORDS, Level
from tracker.summary.document import Result, Summary, Symptom, Told
from tracker.summary.render.wording import day_of, exact, starts_right

# The widths of the columns in shares; 0 is as wide as its words.
FLAG_WIDTHS = (0, 1, 3, 3)
RESULT_WIDTHS = (0, 2, 1, 1, 1)
DAY_WIDTHS = (0, 0, 1)


def appendix_of(summary: Summary) -> list[dict[str, Any]]:
    """Return the parts of the appendix in their order."""
    return [part for part in parts_of(summary) if part]


def parts_of(summary: Summary) -> Iterator[dict[str, Any]]:
    full = summary.full
    yield table(
        _("Flags, each as it was told"),
        (_("Day"), _("Level and rule"), _("Why"), _("What was done, and sources")),
        FLAG_WIDTHS,
        [flag(each) for each in full.told],
        none=_("No flag in these days."),
    )
    if "labs" in summary.parts or full.results:
        yield table(
            _("Results"),
            (_("Day"), _("Test"), _("Result"), _("Limit"), _("Above the limit")),
            RESULT_WIDTHS,
            [result(each) for each in full.results],
            none=_("No result entered in these days."),
        )
    if full.symptoms:
        yield table(
            _("Day by day"),
            (_("Day"), _("Answered"), _("Above none")),
            DAY_WIDTHS,
            list(days(summary)),
            none="",
        )
    if "questions" in summary.parts:
        yield paragraphs(
            _("What I want to ask"), full.questions, none=_("Nothing written yet.")
        )
    if "notes" in summary.parts:
        written = [
            f"{date_format(each.day, 'j M Y')}\n{each.text}" for each in full.notes
        ]
        yield paragraphs(_("Notes"), written, none=_("No notes in these days."))


def table(
    title: str,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    *,
    none: str,
) -> dict[str, Any]:
    return {
        "title": title,
        "heads": heads,
        "widths": widths,
        "rows": [[cell(each) for each in row] for row in rows],
        "none": none,
    }


def paragraphs(title: str, rows: Sequence[str], *, none: str) -> dict[str, Any]:
    return {
        "title": title,
        "heads": [],
        "widths": [],
        "rows": [cell(each) for each in rows],
        "none": none,
    }


def cell(text: str) -> dict[str, Any]:
    return {"text": text, "rtl": starts_right(text)}


def flag(each: Told) -> tuple[str, ...]:
    level = f"{_(LEVEL_WORDS[Level(each.level)])}\n{each.rule}"
    return (day_of(each.day), level, each.what, "\n".join(done(each)))


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
