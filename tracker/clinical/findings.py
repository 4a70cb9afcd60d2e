"""Apply the rules to a history on a day.

What holds on a day (docs/decisions/0002-engine-semantics.md has the reasons):

- Only what happened up to ``on`` is looked at. An item that was not answered is unknown, never none.
- A case of a rule starts on a logged day when its condition holds there; a window always includes that day.
- It stays while nothing answers it: over unlogged days without limit, and over at most three later entries that
  leave its items blank. A later answer is laid over the day it started on, and it ends when it no longer holds.
- A profile fact (breastfeeding, a medicine on the list) holds on each day of the course.
- Levels are raised by at most one step, whatever number of facts would raise them.
- ``still_happening`` is true when the finding started before ``on``: the page asks whether it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

from tracker.clinical.advice import card_for
from tracker.clinical.bumps import Facts, level_in
from tracker.clinical.conditions import Trigger, View
from tracker.clinical.facts import CheckIn, CourseFacts, DayEntry, History
from tracker.clinical.questionnaires import laid_over
from tracker.clinical.rule import EVERY_RULE, AfterCourse, Case, Rule
from tracker.clinical.rules import RULES, RULES_BY_ID
from tracker.clinical.scales import Level, Scale
from tracker.clinical.sources import SourceRef
from tracker.clinical.vocabulary import CATALOGUE
from tracker.clinical.windows import one_month_after

__all__ = [
    "RULESET_VERSION",
    "Finding",
    "Trigger",
    "findings_on",
    "highest",
    "in_order",
    "to_show",
]

RULESET_VERSION = "2026.2"

# The journal asks an item again for three days; after three blank answers it is no longer held open.
_BLANK_ENTRIES = 3
_COOLDOWN = timedelta(days=3)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A day on which a case may have started: as it was then, and with later answers laid over it."""

    then: View
    now: View
    facts: Facts


def findings_on(history: History, *, on: date) -> tuple[Finding, ...]:
    """Return what holds on ``on``, most urgent first, using nothing that happened after it."""
    moments = tuple(_moments(history.until(on), on))
    found = (_finding(rule, moments, on) for rule in RULES)
    return in_order(_gives_way([finding for finding in found if finding is not None]))


def _moments(history: History, on: date) -> Iterator[_Moment]:
    entries = {
        entry.day: entry
        for entry in sorted(history.entries, key=lambda entry: entry.day)
    }
    logged = sorted(entries, reverse=True)[: _BLANK_ENTRIES + 1]
    if on not in entries:
        yield _moment(history, entries, on, (), on)
    for later, day in enumerate(logged):
        yield _moment(history, entries, day, tuple(reversed(logged[:later])), on)
    for day in sorted({each.day for each in history.check_ins} - {*entries, on}):
        later_days = tuple(each for each in reversed(logged) if each > day)
        if len(later_days) <= _BLANK_ENTRIES:
            yield _moment(history, entries, day, later_days, on)


def _moment(
    history: History,
    entries: Mapping[date, DayEntry],
    day: date,
    later: tuple[date, ...],
    on: date,
) -> _Moment:
    then = View(
        profile=history.profile,
        course=history.course,
        entries=entries,
        day=day,
        on=on,
        check_ins=tuple(each for each in history.check_ins if each.day == day),
    )
    now = replace(then, entries=_laid_over(entries, day, later)) if later else then
    if then.check_ins and any(each.day > day for each in history.check_ins):
        now = replace(now, check_ins=_answered_again(then.check_ins, history))
    return _Moment(then=then, now=now, facts=Facts(history=history.until(day), day=day))


def _laid_over(
    entries: Mapping[date, DayEntry], day: date, later: tuple[date, ...]
) -> Mapping[date, DayEntry]:
    entry = entries.get(day, DayEntry(day=day))
    answers = {
        code: mark
        for after in later
        for code, mark in entries[after].marks.items()
        if mark or not _has_happened(code, entry)
    }
    # A later answer to the question itself stands for what the words in the note made us ask.
    note = "" if "self_harm" in answers else entry.note
    return {**entries, day: replace(entry, marks={**entry.marks, **answers}, note=note)}


def _answered_again(
    check_ins: Iterable[CheckIn], history: History
) -> tuple[CheckIn, ...]:
    later = sorted(history.check_ins, key=lambda each: each.day)
    return tuple(
        reduce(laid_over, (after for after in later if after.day > each.day), each)
        for each in check_ins
    )


def _has_happened(code: str, entry: DayEntry) -> bool:
    """Hold for a yes: a fit yesterday is not undone by none today. A person brings such a flag down."""
    known = CATALOGUE.get(code)
    return (
        known is not None
        and known.scale in {Scale.YES_NO, Scale.SELF_HARM}
        and bool(entry.marks.get(code))
    )


def _finding(rule: Rule, moments: Iterable[_Moment], on: date) -> Finding | None:
    best: tuple[Level, _Moment, tuple[Trigger, ...]] | None = None
    for moment in moments:
        for level, triggers in _holding(rule, moment):
            if best is None or level > best[0]:
                best = (level, moment, triggers)
    return None if best is None else _told(rule, *best, on=on)


def _is_on(after_course: AfterCourse, course: CourseFacts, day: date) -> bool:
    last = course.last_dose_on
    if last is None or after_course is AfterCourse.ALWAYS:
        return True
    return day <= (one_month_after(last) if after_course is AfterCourse.MONTH else last)


def _holding(
    rule: Rule, moment: _Moment
) -> Iterator[tuple[Level, tuple[Trigger, ...]]]:
    course, day = moment.then.course, moment.then.day
    for case in rule.cases:
        if not _is_on(case.after_course or rule.after_course, course, day):
            continue
        triggers = _triggers(case, moment)
        if triggers:
            yield (level_in(case, rule.family, moment.facts), triggers)


def _triggers(case: Case, moment: _Moment) -> tuple[Trigger, ...]:
    triggers = case.when.met(moment.then)
    unchanged = moment.now is moment.then
    return triggers if triggers and (unchanged or case.when.met(moment.now)) else ()


def _told(
    rule: Rule,
    level: Level,
    moment: _Moment,
    triggers: tuple[Trigger, ...],
    *,
    on: date,
) -> Finding:
    # After the last capsule there is no next one to speak of.
    last = moment.then.course.last_dose_on
    stop = rule.official_stop_advice and (last is None or on <= last)
    card = card_for(rule.id, level, stop=stop)
    return Finding(
        rule=rule.id,
        rule_version=rule.version,
        level=level,
        provenance=rule.provenance.value,
        official_stop_advice=stop,
        triggered_by=triggers,
        title=card.title,
        advice=card.advice,
        ask=card.ask,
        sources=rule.sources,
        says=rule.says,
        reading=rule.reading,
        still_happening=moment.then.day < on,
    )


def _gives_way(findings: list[Finding]) -> Iterator[Finding]:
    for finding in findings:
        kept = tuple(
            trigger
            for trigger in finding.triggered_by
            if trigger.item not in _taken_from(finding, findings)
        )
        if kept:
            yield replace(finding, triggered_by=kept)


def _taken_from(finding: Finding, findings: list[Finding]) -> frozenset[str]:
    names = RULES_BY_ID[finding.rule].gives_way_to
    if not names:
        return frozenset()
    takers = (
        other
        for other in findings
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
