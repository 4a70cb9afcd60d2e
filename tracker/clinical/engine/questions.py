"""Every case of the rules, sorted by what it reads, so that nobody asks one in vain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import date

from tracker.clinical.conditions.reach import Reach, reach_of
from tracker.clinical.course.windows import one_month_after
from tracker.clinical.facts import CourseFacts
from tracker.clinical.rules.rule import AfterCourse, Case, Family, Rule
from tracker.clinical.rules.ruleset import RULES

__all__ = ["QUESTIONS", "Asked", "Questions", "is_on", "may_rise"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One case of a rule, its place in the order of all cases, and what it reads."""

    place: int
    rule: Rule
    case: Case
    reach: Reach


class Questions:
    """The cases, found by the part of an entry without which they cannot hold."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take every case of the rules, in their order."""
        cases = ((rule, case) for rule in rules for case in rule.cases)
        self._sort(
            Asked(place, rule, case, reach_of(case.when))
            for place, (rule, case) in enumerate(cases)
        )

    def _sort(self, every: Iterable[Asked]) -> None:
        self.always: list[Asked] = []
        self._by_part: dict[str, list[Asked]] = {}
        for asked in every:
            for code in asked.reach.needs:
                self._by_part.setdefault(code, []).append(asked)
            if not asked.reach.needs:
                self.always.append(asked)

    def only(self, parts: Set[str]) -> Questions:
        """Return those that can hold, or go on, while nothing but ``parts`` is known to be above zero."""
        return self._with((*self.about(parts), *self.always))

    def without(self, places: Collection[int]) -> Questions:
        """Return all but the cases at these places."""
        left = (each for each in self.every if each.place not in places)
        return self._with((*left, *self.always))

    @property
    def every(self) -> tuple[Asked, ...]:
        """Return each case that needs something of the diary."""
        found = {each.place: each for group in self._by_part.values() for each in group}
        return tuple(found.values())

    def _with(self, every: Iterable[Asked]) -> Questions:
        fewer = Questions(())
        fewer._sort(every)
        return fewer

    def about(self, logged: Set[str]) -> list[Asked]:
        """Return the cases that the parts that were logged can make hold, in order."""
        found = {
            asked.place: asked
            for part in logged
            for asked in self._by_part.get(part, ())
        }
        return [found[place] for place in sorted(found)]


QUESTIONS = Questions(RULES)


def is_on(rule: Rule, case: Case, course: CourseFacts, day: date) -> bool:
    """Hold while the rule speaks: during the course, and after it as long as the case or the rule says."""
    last, stays = course.last_dose_on, case.after_course or rule.after_course
    if last is None or stays is AfterCourse.ALWAYS:
        return True
    return day <= (one_month_after(last) if stays is AfterCourse.MONTH else last)


def may_rise(asked: Asked) -> bool:
    """Hold when the case can have another level for somebody else, or on another day."""
    return asked.case.may_rise and asked.rule.family is not Family.NONE
