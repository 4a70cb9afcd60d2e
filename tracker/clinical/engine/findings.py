"""Apply the rules to a history on a day.

What holds on a day (docs/decisions/0002 and 0013 have the reasons):

- Only what happened up to ``on`` is looked at. An item that was not answered is unknown, never none.
- A case of a rule starts on a logged day when its condition holds there; a window always includes that day.
- It stays while nothing answers it: over unlogged days and entries that leave its items blank, without limit. Later
  answers are laid over the day it started on, and it ends when they no longer leave it standing. A yes stays a yes.
- A profile fact (breastfeeding, a medicine on the list) holds on each day of the course.
- A rule leaves to another what that one says at its level or above. When nothing is left of it, the next way in which
  it holds is told, so that no sign is lost.
- Levels are raised by at most one step, whatever number of facts would raise them.
- ``still_happening`` is true when the finding started before ``on``: the page asks whether it goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import chain, islice

from tracker.clinical.cards.advice import card_for
from tracker.clinical.cards.card import AFTER_THE_COURSE
from tracker.clinical.conditions.symptoms import Trigger
from tracker.clinical.engine.reading import Held, Reading
from tracker.clinical.facts import History
from tracker.clinical.rules.rule import EVERY_RULE
from tracker.clinical.rules.ruleset import RULES, RULES_BY_ID
from tracker.clinical.scales import Level
from tracker.clinical.sources import SourceRef

__all__ = [
    "RULESET_VERSION",
    "Finding",
    "Trigger",
    "findings_by_day",
    "findings_on",
    "highest",
    "in_order",
    "started_by_day",
    "to_show",
]

RULESET_VERSION = "2026.5"

_COOLDOWN = timedelta(days=3)
_SOURCES = {rule.id: rule.sources for rule in RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that holds on a day. ``advice`` has one paragraph a line, each a text to translate."""

    rule: str
    rule_version: int
    level: Level
    provenance: str
    official_stop_advice: bool
    triggered_by: tuple[Trigger, ...]
    title: str
    advice: str
    ask: str
    sources: tuple[SourceRef, ...]
    says: str
    reading: str
    still_happening: bool


def findings_on(history: History, *, on: date) -> tuple[Finding, ...]:
    """Return what holds on ``on``, most urgent first, using nothing that happened after it."""
    reading = Reading.for_day(history, on)
    return _findings(reading, on, reading.holding(on))


def findings_by_day(
    history: History, *, days: Iterable[date]
) -> Mapping[date, tuple[Finding, ...]]:
    """Return what holds on each of the days, as ``findings_on`` does but reading the diary once."""
    reading = Reading(history)
    return {day: _findings(reading, day, reading.holding(day)) for day in days}


def started_by_day(
    history: History, *, days: Iterable[date]
) -> Mapping[date, tuple[Finding, ...]]:
    """Return what each of the days starts by itself, whatever goes on from the days before it."""
    reading = Reading(history)
    return {day: _findings(reading, day, reading.starting(day)) for day in days}


def _findings(reading: Reading, on: date, held: Iterable[Held]) -> tuple[Finding, ...]:
    tell = partial(_told, last=reading.course.last_dose_on, on=on)
    found = [(each, tell(each)) for each in held]
    return in_order(_gives_way(found, tell))


def _told(held: Held, *, last: date | None, on: date) -> Finding:
    rule = held.rule
    # After the last capsule there is no next one to speak of.
    over = last is not None and on > last
    stop = rule.official_stop_advice and not over
    card = card_for(rule.id, held.level, stop=stop)
    ask = AFTER_THE_COURSE.get(card.ask, card.ask) if over else card.ask
    return Finding(
        rule=rule.id,
        rule_version=rule.version,
        level=held.level,
        provenance=rule.provenance.value,
        official_stop_advice=stop,
        triggered_by=held.triggers,
        title=card.title,
        advice=card.advice,
        ask=ask,
        sources=_SOURCES[rule.id],
        says=rule.says,
        reading=rule.reading,
        still_happening=held.day < on,
    )


def _gives_way(
    found: list[tuple[Held, Finding]], tell: Callable[[Held], Finding]
) -> Iterator[Finding]:
    """Give each finding without what another has said; where nothing is left of it, the next way its rule holds."""
    for held, finding in found:
        ways = chain([(held, finding)], ((each, tell(each)) for each in held.instead))
        left = (_left_of(way, since=each.day, found=found) for each, way in ways)
        yield from islice((each for each in left if each.triggered_by), 1)


def _left_of(
    finding: Finding, *, since: date, found: list[tuple[Held, Finding]]
) -> Finding:
    # A flag does not give way to one that began before it: that one was told before.
    others = [other for held, other in found if held.day >= since]
    taken = _taken_from(finding, others)
    kept = tuple([each for each in finding.triggered_by if each.item not in taken])
    if len(kept) == len(finding.triggered_by):
        return finding
    return replace(finding, triggered_by=kept)


def _taken_from(finding: Finding, others: Iterable[Finding]) -> frozenset[str]:
    names = RULES_BY_ID[finding.rule].gives_way_to
    if not names:
        return frozenset()
    takers = (
        other
        for other in others
        if other.rule != finding.rule
        and other.level >= finding.level
        and (names == EVERY_RULE or other.rule in names)
    )
    return frozenset(trigger.item for other in takers for trigger in other.triggered_by)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings most urgent first, equals in the order given."""
    return tuple(sorted(findings, key=lambda finding: -finding.level))


def highest(findings: Iterable[Finding]) -> Level:
    """Return the level of the most urgent finding, or none."""
    return max((finding.level for finding in findings), default=Level.NONE)


def to_show(
    findings: Iterable[Finding],
    *,
    acknowledged: Mapping[str, tuple[date, Level]],
    on: date,
) -> tuple[Finding, ...]:
    """Return the findings to put before the person, given when each rule was last acknowledged and at which level."""
    return tuple(
        finding
        for finding in findings
        if not _rests(finding, acknowledged.get(finding.rule), on)
    )


def _rests(
    finding: Finding, acknowledgement: tuple[date, Level] | None, on: date
) -> bool:
    if acknowledgement is None:
        return False
    # An emergency never rests: noting a call about one of them says nothing about the next.
    if finding.level is Level.EMERGENCY:
        return False
    day, level = acknowledgement
    return finding.level <= level and day <= on < day + _COOLDOWN
