"""Symptoms that last: the condition behind O-PERS, one window for each item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.conditions.day_tests import Marks
from tracker.clinical.conditions.reach import Reach
from tracker.clinical.conditions.symptoms import Known, Said, Trigger, View
from tracker.clinical.vocabulary import ITEMS, Group, Scale, item, word_for

_GRADED = tuple(
    each.code
    for each in ITEMS
    if each.scale is Scale.SEVERITY and each.group is not Group.BENEFITS
)


@dataclass(frozen=True, slots=True)
class _Lasting:
    codes: tuple[str, ...]
    days: int = 12
    of: int = 14
    mouth_days: int = 13
    mouth_of: int = 15
    flare_weeks: int = 6
    # Expected for nearly everyone below these grades, and eased by balm, cream or drops.
    from_grades: tuple[tuple[str, int], ...] = (
        ("lips_dry", 3),
        ("skin_dry", 3),
        ("eyes_dry", 2),
    )

    def met(self, view: View) -> tuple[Trigger, ...]:
        today = tuple(self._today(view))
        if not today:
            return ()
        days = view.last_days(max(self.of, self.mouth_of))
        logged = [(day, view.marks(day)) for day in days]
        return tuple(
            sorted(
                trigger
                for code in today
                for trigger in self._window(view, code, logged)
            )
        )

    def _today(self, view: View) -> Iterator[str]:
        return (
            code
            for code, mark in view.marks(view.day).items()
            if code in self.codes and mark >= self._from(code)
        )

    def _from(self, code: str) -> int:
        return dict(self.from_grades).get(code, 1)

    def _window(
        self, view: View, code: str, logged: list[tuple[date, Marks]]
    ) -> tuple[Trigger, ...]:
        needed, of = (
            (self.mouth_days, self.mouth_of)
            if code == "mouth_dry"
            else (self.days, self.of)
        )
        least = self._from(code)
        there = [each for each in logged[-of:] if each[1].get(code, 0) >= least]
        if code == "acne_flare":
            settled = view.course.started_on + timedelta(weeks=self.flare_weeks)
            there = [each for each in there if each[0] >= settled]
        if len(there) < needed:
            return ()
        return tuple(
            Trigger(day=day, item=code, value=marks[code]) for day, marks in there
        )

    def stands(self, known: Known, said: Said) -> bool:
        return any(known.marks.get(code, 0) >= self._from(code) for code in said)

    def reach(self) -> Reach:
        codes = frozenset(self.codes)
        return Reach(parts=codes, days=max(self.of, self.mouth_of), needs=codes)

    def words(self) -> str:
        return (
            f"any graded item on {self.days} or more of the last {self.of} days "
            f"(a dry mouth: {self.mouth_days} of {self.mouth_of}); {self._exceptions()}, "
            f"and a flare of spots only after week {self.flare_weeks}"
        )

    def _exceptions(self) -> str:
        return ", ".join(
            f"{item(code).short.lower()} only from {word_for(code, grade).lower()}"
            for code, grade in self.from_grades
        )


def lasting_symptoms() -> _Lasting:
    """Hold when a graded item has been there on nearly every day for two weeks."""
    return _Lasting(_GRADED)
