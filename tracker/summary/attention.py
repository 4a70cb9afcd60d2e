"""What a clinician should see first: each rule that spoke, what was advised, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.clinical.check_ins.questionnaires import QUESTION_NINE
from tracker.clinical.crisis import SELF_HARM_RULE
from tracker.clinical.labs.plans import TESTS
from tracker.clinical.labs.schedule import PlannedTest
from tracker.clinical.rules.ruleset import order_of
from tracker.clinical.vocabulary import Level
from tracker.records.models import ShownFinding
from tracker.summary import topics
from tracker.summary.document import Attention
from tracker.summary.episodes import Told, by_rule, episodes, items_of, span_of
from tracker.summary.reasons import what

RECENT = timedelta(days=28)
WORDS_SHOWN = 110
OVERDUE_LEVEL = int(Level.SOON)
# So many days are named, the rest counted.
DAYS_NAMED = 2


def attention(
    findings: Iterable[ShownFinding],
    overdue: Iterable[PlannedTest],
    *,
    parts: frozenset[str],
    first: date,
    last: date,
) -> tuple[Attention, ...]:
    """Return the lines, most pressing first: how urgent, thoughts of suicide before all else, then how new.

    What is urgent and has no contact noted comes before all else however old, and what is older than four
    weeks after all else.
    """
    told = [
        each
        for row in findings
        if (each := may_tell(row, parts, first=first, last=last))
    ]
    lines = [*map(line, episodes(by_rule(told))), *map(late, overdue)]
    lines.sort(
        key=lambda each: (
            not each.unanswered,
            not each.unanswered and each.last <= last - RECENT,
            *urgency(each),
            -each.last.toordinal(),
            order_of(each.code),
        )
    )
    return tuple(lines)


def urgency(each: Attention) -> tuple[int, bool]:
    """Return what puts the more urgent first: the level, and thoughts of suicide before all else of their level."""
    return -each.level, SELF_HARM_RULE not in each.rules


def may_tell(
    row: ShownFinding, parts: frozenset[str], *, first: date, last: date
) -> Told | None:
    """Return what may be shown of a finding, or None when nothing may."""
    if not row.holds or row.level < Level.NEXT_VISIT or not first <= row.day <= last:
        return None
    shown = tuple(
        reason
        for reason in row.triggered_by
        if may_rest_on(row, reason, parts) and may_name(reason, parts, first)
    )
    return Told(row=row, reasons=shown) if shown else None


def may_rest_on(
    row: ShownFinding, reason: Mapping[str, Any], parts: frozenset[str]
) -> bool:
    """Hold when the rule's own part is shared, or the shared questionnaires hold a question 9 above 0.

    A reader who sees that answer must see what was said about it, whether or not the diary's mood is shared.
    """
    return topics.of_rule(row.rule) in parts or reason["item"] == QUESTION_NINE


def may_name(reason: Mapping[str, Any], parts: frozenset[str], first: date) -> bool:
    return (
        topics.of_item(reason["item"]) in parts
        and date.fromisoformat(reason["day"]) >= first
    )


def line(group: Sequence[Told]) -> Attention:
    """Return one episode as a line: why and when, and what was advised, how often, and done about it."""
    rows = [each.row for each in group]
    strongest = at_level(rows, max(row.level for row in rows))
    contacted = last_contact(strongest)
    first, last = span_of(group)
    return Attention(
        level=strongest[0].level,
        code=min(strongest, key=lambda row: order_of(row.rule)).rule,
        what=what(group),
        done=f"{advised(rows, first, last)} {contact(rows)}".rstrip(),
        first=first,
        last=last,
        rules=tuple(dict.fromkeys(row.rule for row in by_level(rows))),
        items=items_of(group),
        contacted_on=contacted,
        told_again=contacted is not None and bool(waiting(rows)),
    )


def by_level(rows: Iterable[ShownFinding]) -> list[ShownFinding]:
    return sorted(rows, key=lambda row: -row.level)


def at_level(rows: Iterable[ShownFinding], level: int) -> list[ShownFinding]:
    return [row for row in rows if row.level == level]


def last_contact(rows: Iterable[ShownFinding]) -> date | None:
    return max((row.contacted_on for row in rows if row.contacted_on), default=None)


def waiting(rows: Sequence[ShownFinding]) -> list[tuple[str, int]]:
    """Return the rules and levels nobody was contacted about since they were last told.

    Only the strongest level, and what was to be acted on the same day: a contact about a milder rule, or
    about milder advice of the same one, answers neither.
    """
    least = min(max(row.level for row in rows), int(Level.URGENT))
    pressing = dict.fromkeys(
        (row.rule, row.level) for row in rows if row.level >= least
    )
    return [each for each in pressing if waits(*each, rows)]


def waits(rule: str, level: int, rows: Iterable[ShownFinding]) -> bool:
    those = of(rule, level, rows)
    contacted = last_contact(those)
    told = max(row.day for row in at_level(those, level))
    return contacted is None or contacted < told


def advised(rows: Sequence[ShownFinding], first: date, last: date) -> str:
    """Return what was advised, the strongest first, each with the days it was told."""
    texts = {
        int(Level.NEXT_VISIT): _("to mention it at the next visit"),
        int(Level.SOON): _("to contact the clinic within days"),
        int(Level.URGENT): _("to call the same day"),
        int(Level.EMERGENCY): _("to get help at once"),
    }
    words = []
    for level in sorted({row.level for row in rows}, reverse=True):
        days = sorted({row.day for row in at_level(rows, level)})
        # The line has that day already.
        known = days == [first] == [last]
        words.append(texts[level] if known else f"{texts[level]} ({told_on(days)})")
    return _("Advised %(what)s.") % {"what": "; ".join(words)}


def told_on(days: Sequence[date]) -> str:
    if len(days) <= DAYS_NAMED:
        return ", ".join(date_format(day, "j M") for day in days)
    words = {"count": len(days), "day": date_format(days[-1], "j M")}
    return _("on %(count)s days, last %(day)s") % words


def contact(rows: Sequence[ShownFinding]) -> str:
    """Return the contacts that were noted, what they said last, and what still waits for one."""
    highest = max(row.level for row in rows)
    noted = [row for row in rows if row.contacted_on]
    if not noted:
        return "" if highest == Level.NEXT_VISIT else _("No contact recorded yet.")
    said = spoken(noted)
    open_ = waiting(rows)
    if highest > Level.NEXT_VISIT and last_contact(at_level(rows, highest)) is None:
        return f"{_('No contact recorded about the strongest advice.')} {said}"
    if any(told_again(*each, rows) for each in open_):
        said = f"{said} {_('Told again since.')}"
    if highest > Level.NEXT_VISIT and not all(
        told_again(*each, rows) for each in open_
    ):
        said = f"{said} {_('Not all of it has a contact recorded.')}"
    return said


def told_again(rule: str, level: int, rows: Iterable[ShownFinding]) -> bool:
    """Hold when a contact about it is noted, and it was told after that."""
    return last_contact(of(rule, level, rows)) is not None


def of(rule: str, level: int, rows: Iterable[ShownFinding]) -> list[ShownFinding]:
    return [row for row in rows if row.rule == rule and row.level >= level]


def spoken(noted: Sequence[ShownFinding]) -> str:
    """Return when they were contacted, and the last words that were noted."""
    days = sorted({row.contacted_on for row in noted if row.contacted_on})
    words = {"day": told_on(days)}
    answered = [row for row in noted if row.they_said.strip()]
    if not answered:
        return _("Contacted %(day)s.") % words
    latest = last_contact(answered)
    texts = (row.they_said for row in answered if row.contacted_on == latest)
    words["said"] = shortened("; ".join(dict.fromkeys(texts)))
    if len(days) == 1 or latest is None:
        return _("Contacted %(day)s; they said “%(said)s”") % words
    words["when"] = date_format(latest, "j M")
    return _("Contacted %(day)s; on %(when)s they said “%(said)s”") % words


def shortened(text: str, most: int = WORDS_SHOWN) -> str:
    """Return the text on one line, with an ellipsis where its end was cut off."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def names_of(planned: PlannedTest) -> str:
    """Return the tests of a plan that have no result."""
    names = dict.fromkeys(str(_(TESTS[code].short)) for code in planned.missing)
    joined = _(" or ") if planned.any_of else ", "
    return joined.join(names)


def late(planned: PlannedTest) -> Attention:
    """Return a planned test that has no result although its time is over."""
    return Attention(
        level=OVERDUE_LEVEL,
        code=planned.key,
        what=_("%(tests)s: no result entered") % {"tests": names_of(planned)},
        done=(
            _("The clinic asked for it on %(day)s.")
            if planned.asked
            else _("The plan asks for it around %(day)s.")
        )
        % {"day": date_format(planned.due, "j M")},
        first=planned.due,
        last=planned.due,
        overdue=True,
        rules=(planned.key,),
    )
