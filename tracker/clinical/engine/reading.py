"""One diary read against the rules: which of them hold on a day, since when, and on what they rest.

What began and what went on after each logged day is kept, because the days after it build on it: reading a whole
course costs little more than reading each of its days once. Cases that cannot hold on a day are not asked at all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.conditions.reach import CHECK_IN
from tracker.clinical.conditions.symptoms import Trigger, View
from tracker.clinical.engine.carried import Answers, Spell, Started, began, marks_over
from tracker.clinical.engine.questions import (
    QUESTIONS,
    Asked,
    Questions,
    is_on,
    may_rise,
)
from tracker.clinical.facts import CheckIn, DayEntry, History
from tracker.clinical.rules.bumps import Facts, level_in
from tracker.clinical.rules.rule import Rule
from tracker.clinical.scales import Level
from tracker.clinical.vocabulary import CATALOGUE

__all__ = ["QUESTIONS", "Held", "Questions", "Reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A rule that holds, at which level, since the entry of which day, and what triggered it."""

    rule: Rule
    level: Level
    day: date
    triggers: tuple[Trigger, ...]
    # The other ways in which it holds, best first: for when all of this one is left to another rule.
    instead: tuple[Held, ...] = ()


class Reading:
    """One history, ready to be asked about any of its days."""

    def __init__(self, history: History, questions: Questions | None = None) -> None:
        """Take the history as it stands; the questions are those of all rules."""
        self.course = history.course
        self._history = history
        self._questions = questions or QUESTIONS
        self._entries = {entry.day: entry for entry in history.entries}
        self._check_ins: dict[date, tuple[CheckIn, ...]] = defaultdict(tuple)
        for check_in in history.check_ins:
            self._check_ins[check_in.day] += (check_in,)
        self._days = sorted({*self._entries, *self._check_ins})
        self._started: dict[date, dict[int, Started]] = {}
        # From which day on a case needs to be asked at all, where that is known.
        self._since: dict[int, date] = {}
        # What goes on after each of the days, as far as anybody asked.
        self._after: list[dict[int, Spell]] = []

    @classmethod
    def for_day(cls, history: History, on: date) -> Reading:
        """Return a reading that is quicker, and good for this one day only."""
        reading = cls(history)
        days = reading._days[: bisect_right(reading._days, on)]
        if days:
            reading._leave_out(days)
        return reading

    def _leave_out(self, days: list[date]) -> None:
        """Ask only what may still go on after the last of the days, and only as far back as that can have begun."""
        left_open = self._left_open(days)
        self._questions = QUESTIONS.only(left_open[-1])
        # What begins anew needs no past.
        anew = self._from_diary(days[-1]).values()
        certain = {each.asked.place for each in anew if not may_rise(each.asked)}
        if self.course.last_dose_on is None:
            every = self._questions.every
            certain |= {each.place for each in every if each.reach.after_course}
        self._questions = self._questions.without(certain)
        for asked in self._questions.every:
            self._since[asked.place] = days[_open_from(left_open, asked.reach.needs)]

    def _left_open(self, days: Iterable[date]) -> list[frozenset[str]]:
        """Return for each day the parts that were above zero when they were last answered."""
        known: dict[str, int] = {}
        found = []
        for day in days:
            entry = self._entries.get(day)
            known = marks_over(known, entry.marks) if entry else known
            known |= dict.fromkeys(self._logged(day) - CATALOGUE.keys(), 1)
            found.append(frozenset(part for part, mark in known.items() if mark))
        return found

    def starting(self, on: date) -> tuple[Held, ...]:
        """Return each rule that holds on ``on`` by itself, in the order of the rules."""
        return _best({**self._from_diary(on), **self._from_profile(on)})

    def holding(self, on: date) -> tuple[Held, ...]:
        """Return each rule that began on ``on`` or goes on, in the order of the rules, using nothing after it."""
        going_on = {
            place: spell.standing()
            for place, spell in self._going_on(on).items()
            if self._concerns(spell.started.asked, on)
        }
        return _best({**going_on, **self._from_profile(on)})

    def _concerns(self, asked: Asked, on: date) -> bool:
        # A sign goes on until somebody answers it; a medicine matters only as long as its rule does.
        return bool(asked.reach.needs) or is_on(asked.rule, asked.case, self.course, on)

    def _going_on(self, on: date) -> dict[int, Spell]:
        known = bisect_right(self._days, on)
        while len(self._after) < known:
            before = self._after[-1] if self._after else {}
            self._after.append(self._next(before, self._days[len(self._after)]))
        return self._after[known - 1] if known else {}

    def _next(self, before: dict[int, Spell], day: date) -> dict[int, Spell]:
        answers = self._answers(day)
        now = {
            place: spell
            for place, old in before.items()
            if (spell := old.after(answers)) is not None
        }
        for place, started in self._from_diary(day).items():
            spell = now.get(place)
            now[place] = (
                spell.again(started, answers) if spell else began(started, answers)
            )
        return now

    def _from_diary(self, day: date) -> dict[int, Started]:
        """Return the cases that what was logged on the day makes hold, worked out once."""
        if day not in self._started:
            logged = self._logged(day)
            always = (
                each for each in self._questions.always if each.reach.reads(logged)
            )
            about = (
                each
                for each in self._questions.about(logged)
                if day >= self._since.get(each.place, day)
            )
            asked = (*about, *always)
            # Asked as on the day after, so that the profile says nothing: it is not carried on.
            view = self._view(day, on=day + timedelta(days=1))
            self._started[day] = {
                each.asked.place: each for each in self._met(asked, view)
            }
        return self._started[day]

    def _from_profile(self, on: date) -> dict[int, Started]:
        """Return the cases that need nothing of the diary."""
        met = self._met(self._questions.always, self._view(on, on=on))
        return {each.asked.place: each for each in met}

    def _logged(self, day: date) -> frozenset[str]:
        """Return the parts of the day that say something: items above zero, the note, a medicine, a check-in."""
        logged: list[str] = []
        entry = self._entries.get(day)
        if entry is not None:
            logged += [code for code, mark in entry.marks.items() if mark]
            logged += ["note"] * bool(entry.note)
            logged += ["new_medicine"] * bool(entry.new_medicine)
        logged += [CHECK_IN] * (day in self._check_ins)
        return frozenset(logged)

    def _answers(self, day: date) -> Answers:
        marks = self._entries.get(day, DayEntry(day=day)).marks
        check_ins = self._check_ins.get(day, ())
        parts = {*marks, CHECK_IN} if check_ins else marks.keys()
        return Answers(parts=parts, marks=marks, check_ins=check_ins)

    def _met(self, asked: Iterable[Asked], view: View) -> Iterator[Started]:
        for each in asked:
            if not is_on(each.rule, each.case, view.course, view.day):
                continue
            triggers = each.case.when.met(view)
            if triggers:
                facts = Facts(history=self._history, day=view.day)
                level = level_in(each.case, each.rule.family, facts)
                yield Started(each, view.day, level, triggers)

    def _view(self, day: date, *, on: date) -> View:
        return View(
            profile=self._history.profile,
            course=self._history.course,
            entries=self._entries,
            day=day,
            on=on,
            check_ins=self._check_ins.get(day, ()),
        )


def _open_from(left_open: list[frozenset[str]], needs: frozenset[str]) -> int:
    """Return the place from which on one of the parts was always open: nothing of before can go on."""
    first = len(left_open) - 1
    while first and not needs.isdisjoint(left_open[first - 1]):
        first -= 1
    return first


def _best(cases: dict[int, Started]) -> tuple[Held, ...]:
    """Return each rule once: its most urgent case, of equals the newest, of those the first."""
    ways: dict[str, list[Started]] = {}
    for place in sorted(cases):
        ways.setdefault(cases[place].asked.rule.id, []).append(cases[place])
    for each in ways.values():
        each.sort(key=_rank, reverse=True)
    return tuple(
        _held(first, instead=tuple(map(_held, others)))
        for first, *others in sorted(
            ways.values(), key=lambda each: each[0].asked.place
        )
    )


def _held(started: Started, instead: tuple[Held, ...] = ()) -> Held:
    return Held(
        rule=started.asked.rule,
        level=started.level,
        day=started.day,
        triggers=started.triggers,
        instead=instead,
    )


def _rank(started: Started) -> tuple[Level, date]:
    return started.level, started.day
