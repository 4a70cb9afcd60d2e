"""One diary read against the rules: which of them hold on a day, since when, and on what they rest.

What was worked out for a day is kept, because the days after it look back at it: reading a whole course costs
little more than reading each of its days once. Cases that cannot hold on a day are not asked at all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from tracker.clinical.bumps import Facts, level_in
from tracker.clinical.conditions import Trigger, View
from tracker.clinical.facts import CheckIn, CourseFacts, DayEntry, History
from tracker.clinical.questionnaires import laid_over
from tracker.clinical.reach import CHECK_IN, Reach, reach_of
from tracker.clinical.rule import AfterCourse, Case, Rule
from tracker.clinical.rules import RULES
from tracker.clinical.scales import Level, Scale
from tracker.clinical.vocabulary import CATALOGUE
from tracker.clinical.windows import one_month_after

# The journal asks an item again for three days; after three blank answers it is no longer held open.
BLANK_ENTRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A rule that holds, at which level, since the entry of which day, and what triggered it."""

    rule: Rule
    level: Level
    day: date
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One case of a rule, its place in the order of all cases, and what it reads."""

    place: int
    rule: Rule
    case: Case
    reach: Reach


@dataclass(frozen=True, slots=True)
class _Started:
    """A case that holds on a day by itself."""

    asked: _Asked
    level: Level
    triggers: tuple[Trigger, ...]


class Questions:
    """Every case of the rules, found by the part of an entry without which it cannot hold."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Put each case where it will be found."""
        self.always: list[_Asked] = []
        self.by_part: dict[str, list[_Asked]] = {}
        cases = ((rule, case) for rule in rules for case in rule.cases)
        for place, (rule, case) in enumerate(cases):
            asked = _Asked(place, rule, case, reach_of(case.when))
            for code in asked.reach.needs:
                self.by_part.setdefault(code, []).append(asked)
            if not asked.reach.needs:
                self.always.append(asked)

    def about(self, logged: Iterable[str]) -> list[_Asked]:
        """Return the cases that the parts that were logged can make hold, in order."""
        found = {
            asked.place: asked
            for part in logged
            for asked in self.by_part.get(part, ())
        }
        return [found[place] for place in sorted(found)]


QUESTIONS = Questions(RULES)


class Reading:
    """One history, ready to be asked about any of its days."""

    def __init__(self, history: History, questions: Questions | None = None) -> None:
        """Take the history as it stands; the questions are those of all rules."""
        self.course = history.course
        self._history = history
        self._questions = questions or QUESTIONS
        self._entries = {
            entry.day: entry
            for entry in sorted(history.entries, key=lambda entry: entry.day)
        }
        self._days = list(self._entries)
        self._check_ins: dict[date, tuple[CheckIn, ...]] = defaultdict(tuple)
        for check_in in sorted(history.check_ins, key=lambda each: each.day):
            self._check_ins[check_in.day] += (check_in,)
        self._kept: dict[date, list[_Started]] = {}

    def holding(self, on: date) -> tuple[Held, ...]:
        """Return each rule that holds on ``on``, in the order of the rules, using nothing after it."""
        best: dict[str, tuple[int, Held]] = {}
        known = bisect_right(self._days, on)
        logged = self._days[max(0, known - BLANK_ENTRIES - 1) : known]
        answered: set[str] = set()
        if on not in self._entries:
            self._take(best, self._view(on, on=on), (), answered)
        for place in reversed(range(len(logged))):
            day = logged[place]
            later = tuple(logged[place + 1 :])
            self._take(best, self._view(day, on=on), later, answered)
            answered.update(self._entries[day].marks)
        for day, later in self._answered_apart(logged, on):
            after = {code for each in later for code in self._entries[each].marks}
            self._take(best, self._view(day, on=on), later, after)
        return tuple(held for _place, held in sorted(best.values(), key=_by_place))

    def _answered_apart(
        self, logged: list[date], on: date
    ) -> Iterator[tuple[date, tuple[date, ...]]]:
        """Return the days of check-ins without an entry that are still held open, with the entries after each."""
        for day in self._check_ins:
            later = tuple(each for each in logged if each > day)
            if day < on and day not in self._entries and len(later) <= BLANK_ENTRIES:
                yield day, later

    def _take(
        self,
        best: dict[str, tuple[int, Held]],
        view: View,
        later: tuple[date, ...],
        answered: set[str],
    ) -> None:
        """Keep what holds more urgently than what the days after, and their answers, have put forward."""
        if view.check_ins and any(view.day < day <= view.on for day in self._check_ins):
            answered = {*answered, CHECK_IN}
        now: View | None = None
        for each in self._started(view):
            rule = each.asked.rule
            if rule.id in best and each.level <= best[rule.id][1].level:
                continue
            if answered and each.asked.reach.reads(answered):
                now = now or self._later(view, later)
                if not each.asked.case.when.met(now):
                    continue
            held = Held(
                rule=rule, level=each.level, day=view.day, triggers=each.triggers
            )
            best[rule.id] = (each.asked.place, held)

    def _started(self, view: View) -> list[_Started]:
        """Return the cases that hold on the day of ``view``, in order; those of its entry are worked out once."""
        always = list(self._met(self._questions.always, view))
        if view.day not in self._kept:
            asked = self._questions.about(self._logged(view.day))
            self._kept[view.day] = list(self._met(asked, view))
        kept = self._kept[view.day]
        return sorted((*kept, *always), key=_place) if always else kept

    def _logged(self, day: date) -> Collection[str]:
        """Return the parts of the day that say something: items above zero, the note, a check-in."""
        logged: list[str] = []
        entry = self._entries.get(day)
        if entry is not None:
            logged += [code for code, mark in entry.marks.items() if mark]
            logged += ["note"] * bool(entry.note)
        return logged + [CHECK_IN] * (day in self._check_ins)

    def _met(self, asked: Iterable[_Asked], view: View) -> Iterator[_Started]:
        for each in asked:
            if not is_on(each.rule, each.case, view.course, view.day):
                continue
            triggers = each.case.when.met(view)
            if triggers:
                facts = Facts(history=self._history, day=view.day)
                level = level_in(each.case, each.rule.family, facts)
                yield _Started(each, level, triggers)

    def _view(self, day: date, *, on: date) -> View:
        return View(
            profile=self._history.profile,
            course=self._history.course,
            entries=self._entries,
            day=day,
            on=on,
            check_ins=self._check_ins.get(day, ()),
        )

    def _later(self, view: View, later: tuple[date, ...]) -> View:
        """Return the day with the answers given on later days laid over it."""
        known = [
            each
            for day, answered in self._check_ins.items()
            if view.day < day <= view.on
            for each in answered
        ]
        return replace(
            view,
            entries=_laid_over(self._entries, view.day, later),
            check_ins=tuple(reduce(laid_over, known, each) for each in view.check_ins),
        )


def is_on(rule: Rule, case: Case, course: CourseFacts, day: date) -> bool:
    """Hold while the rule speaks: during the course, and after it as long as the rule says."""
    last, stays = course.last_dose_on, case.after_course or rule.after_course
    if last is None or stays is AfterCourse.ALWAYS:
        return True
    return day <= (one_month_after(last) if stays is AfterCourse.MONTH else last)


def _place(started: _Started) -> int:
    return started.asked.place


def _by_place(placed: tuple[int, Held]) -> int:
    return placed[0]


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


def _has_happened(code: str, entry: DayEntry) -> bool:
    """Hold for a yes: a fit yesterday is not undone by none today. A person brings such a flag down."""
    known = CATALOGUE.get(code)
    return (
        known is not None
        and known.scale in {Scale.YES_NO, Scale.SELF_HARM}
        and bool(entry.marks.get(code))
    )
