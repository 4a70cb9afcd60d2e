"""What the app would say in a simulated course, and how often: the rules, and the rest after a noted call.

As in the app: each logged day is judged; what goes on from an earlier day is not said again; a flag whose call
was noted rests for three days at the same level, an emergency never. The patient here notes a call on the day
of every flag that asks for one, and logs again whatever they feel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.clinical.engine.findings import (
    Finding,
    findings_by_day,
    highest,
    started_by_day,
    to_show,
)
from tracker.clinical.facts import DayEntry
from tracker.clinical.scales import Level
from tracker.clinical.simulate.courses import FIRST_DAY, Simulated
from tracker.clinical.simulate.planted import RedFlag, planted

MONTH = 30
CONTACT = Level.SOON
Calls = dict[str, tuple[date, Level]]

# What nearly everyone has and should never be sent to anybody for: the worst grade of each that still counts so.
ORDINARY_DRYNESS: Mapping[str, int] = {
    "lips_dry": 2,
    "skin_dry": 2,
    "eyes_dry": 1,
    "nosebleed": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One flag as it was shown on a day."""

    day: date
    rule: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """What was said in one course: the cards of each day, and how urgent anything that held was."""

    days: int
    cards: tuple[Card, ...]
    # The same when no call is ever noted, so that nothing rests.
    unrested: tuple[Card, ...]
    levels: Mapping[date, Level]

    def by_month(self, level: Level) -> tuple[int, ...]:
        """Return how many cards at ``level`` or above there were in each month of thirty days."""
        months = [0] * max(1, self.days // MONTH)
        for card in self.cards:
            month = (card.day - FIRST_DAY).days // MONTH
            if card.level >= level and month < len(months):
                months[month] += 1
        return tuple(months)

    def days_above(self, level: Level) -> int:
        """Return on how many logged days a card above ``level`` was shown."""
        return len({card.day for card in self.cards if card.level > level})


def kept(patient: Simulated) -> Diary:
    """Return what the app said to a patient in the whole course."""
    days = [entry.day for entry in patient.history.entries]
    began = started_by_day(patient.history, days=days)
    holds = findings_by_day(patient.history, days=days)
    return Diary(
        days=patient.days,
        cards=tuple(card for card, _finding in shown(began, {})),
        unrested=tuple(card for card, _finding in shown(began, None)),
        levels={day: highest(findings) for day, findings in holds.items()},
    )


def shown(
    began: Mapping[date, Iterable[Finding]], calls: Calls | None
) -> Iterator[tuple[Card, Finding]]:
    """Give each card day by day; ``calls``, those noted so far, is added to. With None no call is noted.

    ``began`` is what each day starts by itself, as the app asks for it: what goes on was told on its own day.
    """
    for day, findings in began.items():
        put = to_show(findings, acknowledged=calls or {}, on=day)
        for finding in put:
            yield Card(day=day, rule=finding.rule, level=finding.level), finding
        if calls is not None:
            calls |= {
                finding.rule: (day, finding.level)
                for finding in put
                if finding.level >= CONTACT
            }


def dryness_alone(patient: Simulated) -> Level:
    """Return the highest level of the same course with nothing in it but ordinary dryness."""
    entries = tuple(_only_dry(entry) for entry in patient.history.entries)
    history = replace(patient.history, entries=entries)
    found = findings_by_day(history, days=[entry.day for entry in entries])
    return max(map(highest, found.values()), default=Level.NONE)


def _only_dry(entry: DayEntry) -> DayEntry:
    marks = {
        code: min(entry.marks[code], worst)
        for code, worst in ORDINARY_DRYNESS.items()
        if code in entry.marks
    }
    return replace(entry, marks=marks)


# Planted red flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunt:
    """One planted red flag and what became of it.

    ``behind``: its rule spoke or rested on the day, but on another sign, so that the card did not name this one.
    """

    flag: RedFlag
    patient: int
    day: date
    shown: bool
    told_before: bool
    behind: bool

    @property
    def found(self) -> bool:
        """Hold when its rule spoke as urgently, or rests because the clinic was called in the last days."""
        return self.shown or self.told_before or self.behind


def hunt(patient: Simulated, diary: Diary, flag: RedFlag, *, on: date) -> Hunt:
    """Plant ``flag`` so that it ends on ``on``, and see what is said."""
    history = planted(patient.history, flag, on=on)
    days = [
        entry.day
        for entry in history.entries
        if 0 <= (on - entry.day).days < flag.length
    ]
    calls = _calls_before(diary, days[0])
    began = started_by_day(history, days=days)
    cards = list(shown(began, dict(calls)))
    shown_at_all = any(_names(finding, flag) for _card, finding in cards)
    # Newly raised on the day: it was shown, or it rests.
    new = [finding for finding in began[on] if _answers(finding, flag)]
    resting = any(_names(finding, flag) for finding in new)
    return Hunt(
        flag=flag,
        patient=patient.number,
        day=on,
        shown=shown_at_all,
        told_before=resting and not shown_at_all,
        behind=bool(new) and not (shown_at_all or resting),
    )


def _answers(finding: Finding, flag: RedFlag) -> bool:
    """Hold when the rule that was planted, or an explicit equal of it, speaks as urgently."""
    return finding.rule in flag.answers and finding.level >= flag.level


def _names(finding: Finding, flag: RedFlag) -> bool:
    """Hold when it answers, and rests on the sign itself."""
    named = {trigger.item for trigger in finding.triggered_by}
    return _answers(finding, flag) and not named.isdisjoint(flag.parts)


def _calls_before(diary: Diary, day: date) -> Calls:
    return {
        card.rule: (card.day, card.level)
        for card in diary.cards
        if card.day < day and card.level >= CONTACT
    }
