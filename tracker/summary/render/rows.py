"""The rows of the sheet: flags, symptoms, results."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.vocabulary import Level
from tracker.summary.document import (
    Attention,
    Coming,
    LabLine,
    Laboratory,
    Reading,
    Symptom,
)
from tracker.summary.render.sheet import (
    FlagLine,
    LabCell,
    LabRow,
    LabTable,
    SymptomRow,
)
from tracker.summary.render.wording import HOW_SOON, TRENDS, days, exact
from tracker.ui import charts

LOOK = {
    Level.EMERGENCY: ("now", "now"),
    Level.URGENT: ("today", "phone"),
    Level.SOON: ("soon", "soon"),
    Level.NEXT_VISIT: ("next", "next"),
}
TERMS_NAMED = 6
NAME_SHOWN = 40
DUE_NAMED = 2


def flag(each: Attention) -> FlagLine:
    level = Level(each.level)
    look, icon = LOOK[level]
    return FlagLine(
        look=look,
        icon=icon,
        what=each.what,
        done=each.done,
        when=f"{days(each.first, each.last)} · {_('overdue') if each.overdue else HOW_SOON[level]}",
    )


def share_of_days(each: Symptom) -> str:
    """Return the days with any: “6/27”, or “1/4 asked” when it is not asked every day."""
    words = {"with": each.days_with, "counted": each.counted}
    text = _("%(with)s/%(counted)s asked") if each.on_demand else "%(with)s/%(counted)s"
    return text % words


def symptom(each: Symptom) -> SymptomRow:
    sign, trend = TRENDS[each.trend]
    return SymptomRow(
        term=each.term,
        look=" good" if each.benefit else "",
        picture=charts.strip(each.heights, len(each.heights)),
        days=share_of_days(each),
        worst=each.worst,
        usual=each.usual or "–",
        sign=sign,
        trend=str(trend),
    )


def left_out_terms(terms: tuple[str, ...]) -> str:
    """Return which rows found no room, or nothing."""
    if not terms:
        return ""
    named = ", ".join(terms[:TERMS_NAMED])
    more = len(terms) - TERMS_NAMED
    if more > 0:
        named = _("%(named)s and %(more)s more") % {"named": named, "more": more}
    return ngettext(
        "%(count)s row left out for space: %(named)s.",
        "%(count)s rows left out for space: %(named)s.",
        len(terms),
    ) % {"count": len(terms), "named": named}


def left_out_flags(names: tuple[str, ...]) -> str:
    """Return which flags found no room on paper, or nothing."""
    if not names:
        return ""
    named = "; ".join(short(each) for each in names[:TERMS_NAMED])
    more = len(names) - TERMS_NAMED
    if more > 0:
        named = _("%(named)s and %(more)s more") % {"named": named, "more": more}
    return ngettext(
        "%(count)s flag left out on paper for space: %(named)s.",
        "%(count)s flags left out on paper for space: %(named)s.",
        len(names),
    ) % {"count": len(names), "named": named}


def short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= NAME_SHOWN else f"{plain[: NAME_SHOWN - 1].rstrip()}…"


def coming(labs: Laboratory) -> str:
    """Return which tests are due, until when, and which come next, or nothing."""
    words = []
    if labs.due:
        named = "; ".join(map(due, labs.due[:DUE_NAMED]))
        more = len(labs.due) - DUE_NAMED
        if more > 0:
            named = _("%(named)s and %(more)s more") % {"named": named, "more": more}
        words.append(_("Due now: %(named)s.") % {"named": named})
    if labs.coming:
        words.append(_("Next: %(named)s.") % {"named": planned(labs.coming)})
    return " ".join(words)


def planned(each: Coming) -> str:
    words: dict[str, object] = {
        "tests": ", ".join(each.names),
        "day": date_format(each.day, "j M"),
        "week": each.week,
    }
    return _("%(tests)s %(day)s (week %(week)s)") % words


def due(each: Coming) -> str:
    """Return the tests with the days they belong in: the planned one may lie in the past."""
    words = {"tests": ", ".join(each.names), "days": days(each.opens, each.closes)}
    return _("%(tests)s (%(days)s)") % words


def lab_table(labs: Laboratory) -> LabTable:
    return LabTable(
        columns=tuple(date_format(day, "j M") for day in labs.days),
        rows=tuple(map(lab_row, labs.lines)),
        left_out=labs.left_out,
        coming=coming(labs),
    )


def lab_row(each: LabLine) -> LabRow:
    values = [reading.value for reading in each.readings if reading]
    listed = ", ".join(map(exact, values))
    limit = (
        exact(each.limit.quantize(Decimal("0.01"))) if each.limit is not None else ""
    )
    label = (
        _("%(values)s; limit %(limit)s") % {"values": listed, "limit": limit}
        if limit
        else listed
    )
    return LabRow(
        name=each.name,
        unit=each.unit,
        cells=tuple(map(lab_cell, each.readings)),
        limit=(limit if each.own_limit else f"{limit}*") if limit else "–",
        trend=charts.mini(values, each.limit, label=label),
    )


def lab_cell(reading: Reading | None) -> LabCell:
    if reading is None:
        return LabCell(text="–", high=False)
    text = exact(reading.value)
    return LabCell(text=f"{text} H" if reading.high else text, high=reading.high)
