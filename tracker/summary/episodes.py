"""What was told, put together: a line for each rule, and one for rules that spoke of the same thing at the same time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.clinical.rules.ruleset import RULES_BY_ID, Family
from tracker.records.models import ShownFinding

A_DAY = timedelta(days=1)
Span = tuple[date, date]
# They speak of any item, whichever family asks about it.
OF_ANYTHING = frozenset({"O-SEV-X", "O-PERS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing somebody was told, with only those reasons that may be shown."""

    row: ShownFinding
    reasons: tuple[Mapping[str, Any], ...]


def by_rule(told: Sequence[Told]) -> list[list[Told]]:
    """Return what was told, a list for each rule, oldest first."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for each in in_order(told):
        groups[each.row.rule].append(each)
    return list(groups.values())


def episodes(groups: Iterable[Sequence[Told]]) -> list[list[Told]]:
    """Return the groups, those that told of the same thing at the same time put together.

    A milder rule often speaks first and a stronger one joins it: a reader sees one episode. Each is held
    against the strongest of an episode alone, so that no third one ties two together.
    """
    kept: list[tuple[Sequence[Told], list[Told]]] = []
    for group in sorted(groups, key=lambda group: -highest_of(group)):
        same = next((every for head, every in kept if is_same(group, head)), None)
        if same is None:
            kept.append((group, list(group)))
        else:
            same.extend(group)
    return [in_order(every) for _head, every in kept]


def in_order(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda each: (each.row.day, each.row.level))


def highest_of(group: Iterable[Told]) -> int:
    return max(each.row.level for each in group)


def is_same(group: Sequence[Told], head: Sequence[Told]) -> bool:
    """Hold when both rest on the same items at the same time, and are rules about the same."""
    return rest_on_same(group, head) and any(
        meet(one, other) for one in runs(group) for other in runs(head)
    )


def runs(group: Sequence[Told]) -> list[Span]:
    """Return the spans of the reasons, those that meet put together: between two of them the rule was silent."""
    found: list[Span] = []
    for span in sorted(span_of([each]) for each in group):
        if found and meet(found[-1], span):
            found[-1] = (found[-1][0], max(found[-1][1], span[1]))
        else:
            found.append(span)
    return found


def meet(one: Span, other: Span) -> bool:
    """Hold for two spans that overlap, or follow each other without a day between them."""
    return one[0] <= other[1] + A_DAY and other[0] <= one[1] + A_DAY


def rest_on_same(group: Sequence[Told], head: Sequence[Told]) -> bool:
    mine, others = items_of(group), items_of(head)
    if group[0].row.rule in OF_ANYTHING:
        return mine <= others
    return bool(mine & others) and family_of(group) == family_of(head)


def family_of(group: Sequence[Told]) -> str:
    """Return what a rule is about: its family, or what it is called after (“S-MSK-1” and “O-MSK-1” are one)."""
    rule = group[0].row.rule
    known = RULES_BY_ID.get(rule)
    if known is not None and known.family is not Family.NONE:
        return str(known.family.value)
    return rule if rule.startswith("LAB-") else (rule.split("-")[1:2] or [rule])[0]


def span_of(group: Iterable[Told]) -> Span:
    """Return the first and the last day of the reasons: telling may come days after them."""
    days = [
        date.fromisoformat(reason["day"]) for each in group for reason in each.reasons
    ]
    return min(days), max(days)


def items_of(group: Iterable[Told]) -> frozenset[str]:
    return frozenset(reason["item"] for each in group for reason in each.reasons)
