"""Symptoms that last: the condition behind O-PERS, one window for each item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tracker.clinical.conditions import Trigger, View
from tracker.clinical.reach import Reach
from tracker.clinical.vocabulary import ITEMS, Group, Scale

_GRADED = frozenset(
    each.code
    for each in ITEMS
    if each.scale is Scale.SEVERITY and each.group is not Group.BENEFITS
)

# Expected for nearly everyone below these grades, and eased by balm, cream or drops.
_FROM_GRADE = {"lips_dry": 3, "skin_dry": 3, "eyes_dry": 2}
_MOUTH_DAYS, _MOUTH_OF = 13, 15
_DAYS, _OF = 12, 14
_FLARE_WEEKS = 6


@dataclass(frozen=True, slots=True)
class _Lasting:
    def met(self, view: View) -> tuple[Trigger, ...]:
        return tuple(
            sorted(
                trigger for code in self._today(view) for trigger in _window(view, code)
            )
        )

    def _today(self, view: View) -> Iterator[str]:
        return (
            code
            for code, mark in view.marks(view.day).items()
            if code in _GRADED and mark >= _FROM_GRADE.get(code, 1)
        )

    def reach(self) -> Reach:
        return Reach(parts=_GRADED, days=max(_OF, _MOUTH_OF), needs=_GRADED)

    def words(self) -> str:
        return "any graded item on 12 or more of the last 14 days (a dry mouth: 13 of 15), with exceptions"


def lasting_symptoms() -> _Lasting:
    """Hold when a graded item has been there on nearly every day for two weeks."""
    return _Lasting()


def _window(view: View, code: str) -> tuple[Trigger, ...]:
    needed, of = (_MOUTH_DAYS, _MOUTH_OF) if code == "mouth_dry" else (_DAYS, _OF)
    least = _FROM_GRADE.get(code, 1)
    days = [day for day in view.last_days(of) if view.marks(day).get(code, 0) >= least]
    if code == "acne_flare":
        settled = view.course.started_on + timedelta(weeks=_FLARE_WEEKS)
        days = [day for day in days if day >= settled]
    if len(days) < needed:
        return ()
    return tuple(
        Trigger(day=day, item=code, value=view.marks(day)[code]) for day in days
    )
