"""What a clinician should see first: each rule that spoke, what was advised, and what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.check_ins.questionnaires import QUESTION_NINE, REASON_TERMS
from tracker.clinical.labs.plans import TESTS
from tracker.clinical.labs.schedule import PlannedTest
from tracker.clinical.vocabulary import CATALOGUE, CONDITIONS, Level, word_for
from tracker.records.models import ShownFinding
from tracker.summary import topics
from tracker.summary.document import MOST_ITEMS, Attention

RECENT = timedelta(days=28)
WORDS_SHOWN = 110
OVERDUE_LEVEL = int(Level.SOON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing somebody was told, with only those reasons that may be shown."""

    row: ShownFinding
    reasons: tuple[Mapping[str, Any], ...]


def attention(
    findings: Iterable[ShownFinding],
    overdue: Iterable[PlannedTest],
    *,
    parts: frozenset[str],
    first: date,
    last: date,
) -> tuple[Attention, ...]:
    """Return the lines, most pressing first: how urgent, then how new.

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
            each.last <= last - RECENT,
            -each.level,
            -each.last.toordinal(),
        )
    )
    return tuple(lines)


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


def by_rule(told: Sequence[Told]) -> list[list[Told]]:
    """Return what was told, a list for each rule, oldest first."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for each in sorted(told, key=lambda each: (each.row.day, each.row.level)):
        groups[each.row.rule].append(each)
    return list(groups.values())


def episodes(groups: Iterable[list[Told]]) -> list[list[Told]]:
    """Return the groups, those that told the same thing at the same time put together.

    A milder rule often speaks first and a stronger one joins it: a reader sees one episode.
    """
    kept: list[list[Told]] = []
    for group in sorted(groups, key=lambda group: -highest_of(group)):
        same = next((other for other in kept if is_same(group, other)), None)
        if same is None:
            kept.append(list(group))
        else:
            same.extend(group)
            same.sort(key=lambda each: (each.row.day, each.row.level))
    return kept


def highest_of(group: Iterable[Told]) -> int:
    return max(each.row.level for each in group)


def is_same(group: Sequence[Told], other: Sequence[Told]) -> bool:
    overlaps = (
        group[0].row.day <= other[-1].row.day and other[0].row.day <= group[-1].row.day
    )
    return overlaps and items_of(group) <= items_of(other)


def items_of(group: Iterable[Told]) -> set[str]:
    return {reason["item"] for each in group for reason in each.reasons}


def line(group: Sequence[Told]) -> Attention:
    rows = [each.row for each in group]
    highest = max(rows, key=lambda row: row.level)
    contacted = last_contact(rows)
    return Attention(
        level=highest.level,
        code=highest.rule,
        what=what(chain.from_iterable(each.reasons for each in group)),
        done=f"{advised(rows, highest)} {contact(rows)}",
        first=rows[0].day,
        last=rows[-1].day,
        rules=tuple(dict.fromkeys(row.rule for row in rows)),
        items=frozenset(items_of(group)),
        contacted_on=contacted,
        told_again=contacted is not None and rows[-1].day > contacted,
    )


def last_contact(rows: Iterable[ShownFinding]) -> date | None:
    return max((row.contacted_on for row in rows if row.contacted_on), default=None)


def what(reasons: Iterable[Mapping[str, Any]]) -> str:
    """Return the reasons in clinical words: each item, its worst grade, and on how many days."""
    days: dict[str, set[str]] = defaultdict(set)
    worst: dict[str, Any] = {}
    for reason in reasons:
        code = reason["item"]
        days[code].add(reason["day"])
        worst[code] = worse(worst.get(code), reason["value"])
    words = [named(code, worst[code], len(found)) for code, found in days.items()]
    if len(words) > MOST_ITEMS:
        more = _("%(count)s more") % {"count": len(words) - MOST_ITEMS}
        words = [*words[:MOST_ITEMS], more]
    return "; ".join(words)


def worse(one: Any, other: Any) -> Any:
    return max(one, other) if isinstance(one, int) and isinstance(other, int) else other


def named(code: str, value: Any, days: int) -> str:
    if code not in CATALOGUE:
        return other_reason(code, value)
    known = CATALOGUE[code]
    if not isinstance(value, int):
        return f"{_(known.term)}: {value}"
    word = _(word_for(code, value)).lower()
    if days == 1:
        return f"{_(known.term)} {word}"
    # "Severe ×14 days" would say that it was severe on each of them.
    said = _("%(term)s on %(days)s days, worst %(word)s")
    return said % {"term": _(known.term), "days": days, "word": word}


def other_reason(code: str, value: Any) -> str:
    """Return a reason that is no item of the diary: a test, a condition, a medicine, words in a note."""
    if code in TESTS:
        return f"{_(TESTS[code].short)} {value}"
    if code in CONDITIONS:
        return str(_(CONDITIONS[code]))
    if code in REASON_TERMS:
        return f"{_(REASON_TERMS[code])} {value}"
    if code == "note":
        return _("Words in a note that sound like self-harm")
    return _("Medicine: %(name)s") % {"name": value}


def advised(rows: Sequence[ShownFinding], highest: ShownFinding) -> str:
    if highest.level == Level.NEXT_VISIT:
        return _("Advised to mention it at the next visit.")
    texts = {
        int(Level.SOON): _("Advised to contact the clinic within days."),
        int(Level.URGENT): _("Advised to call the same day."),
        int(Level.EMERGENCY): _("Advised to get help at once."),
    }
    times = len({row.day for row in rows})
    if times == 1:
        return texts[highest.level]
    said = ngettext("Told on %(count)s day.", "Told on %(count)s days.", times) % {
        "count": times
    }
    return f"{texts[highest.level]} {said}"


def contact(rows: Sequence[ShownFinding]) -> str:
    """Return the last contact that was noted about a rule, and what they said."""
    noted = [(row.contacted_on, row) for row in rows if row.contacted_on]
    if not noted:
        return (
            "" if rows[-1].level == Level.NEXT_VISIT else _("No contact recorded yet.")
        )
    day, latest = max(noted, key=lambda each: each[0])
    words = {"day": date_format(day, "j M"), "said": shortened(latest.they_said)}
    text = (
        _("Contacted %(day)s; they said “%(said)s”")
        if latest.they_said
        else _("Contacted %(day)s.")
    )
    said = text % words
    return f"{said} {_('Told again since.')}" if rows[-1].day > day else said


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
