"""What goes on after the day it began: everything, until somebody answers it. Silence answers nothing.

A *spell* is one case from the day it first held. Later answers to its items are laid over what it began with;
it ends on the day on which they no longer leave it standing, and does not come back by itself. A yes is never
laid over, and a spell never falls to a lower level: a person brings such a flag down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from tracker.clinical.check_ins.questionnaires import laid_over
from tracker.clinical.conditions.base import Known, Said, Trigger
from tracker.clinical.conditions.day_tests import Marks
from tracker.clinical.conditions.reach import ANY
from tracker.clinical.engine.questions import Asked
from tracker.clinical.facts import CheckIn
from tracker.clinical.scales import Level, Scale
from tracker.clinical.vocabulary import ITEMS

_HAPPENED = frozenset(
    each.code for each in ITEMS if each.scale in {Scale.YES_NO, Scale.SELF_HARM}
)


@dataclass(frozen=True, slots=True)
class Started:
    """A case that holds on a day by itself."""

    asked: Asked
    day: date
    level: Level
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered on one day: which parts, and how."""

    parts: Collection[str]
    marks: Marks
    check_ins: tuple[CheckIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A case that goes on: when it last held by itself, on what, and what is known of it by now."""

    started: Started
    known: Known
    said: Said

    def after(self, answers: Answers) -> Spell | None:
        """Return it after the answers of a later day, or None when they answer it."""
        if not self.started.asked.reach.reads(answers.parts):
            return self
        known = Known(
            marks=marks_over(self.known.marks, self._read(answers.marks)),
            check_ins=tuple(
                reduce(laid_over, answers.check_ins, each)
                for each in self.known.check_ins
            ),
        )
        if not self.started.asked.case.when.stands(known, self.said):
            return None
        return Spell(started=self.started, known=known, said=self.said)

    def again(self, started: Started, answers: Answers) -> Spell:
        """Return it when its case holds once more by itself: the newer day, and the higher of the levels."""
        if started.level < self.started.level:
            started = replace(started, level=self.started.level)
        return Spell(
            started=started,
            known=Known(
                marks=self.known.marks,
                check_ins=(*self.known.check_ins, *answers.check_ins),
            ),
            said={**self.said, **_by_item(started.triggers)},
        )

    def standing(self) -> Started:
        """Return how it last began; when all of that was answered away, on what it goes on instead."""
        if any(map(self._is_open, self.started.triggers)):
            return self.started
        older = (each for triggers in self.said.values() for each in triggers)
        left = tuple(sorted(filter(self._is_open, older)))
        if not left:
            return self.started
        return replace(self.started, triggers=left, day=left[-1].day)

    def _is_open(self, trigger: Trigger) -> bool:
        # What is no item of the diary is not answered there.
        return self.known.marks.get(trigger.item, 1) > 0

    def _read(self, marks: Marks) -> Marks:
        parts = self.started.asked.reach.parts
        if ANY in parts:
            return marks
        return {code: mark for code, mark in marks.items() if code in parts}


def began(started: Started, answers: Answers) -> Spell:
    """Return the spell that begins on a day."""
    return Spell(
        started=started,
        known=Known(marks=answers.marks, check_ins=answers.check_ins),
        said=_by_item(started.triggers),
    )


def marks_over(earlier: Marks, later: Marks) -> dict[str, int]:
    """Return the earlier marks with the later ones laid over them. A fit yesterday is not undone by none today."""
    heard = {
        code: mark
        for code, mark in later.items()
        if mark or code not in _HAPPENED or not earlier.get(code)
    }
    return {**earlier, **heard}


def _by_item(triggers: tuple[Trigger, ...]) -> Mapping[str, tuple[Trigger, ...]]:
    found: dict[str, tuple[Trigger, ...]] = {}
    for trigger in triggers:
        found[trigger.item] = (*found.get(trigger.item, ()), trigger)
    return found
