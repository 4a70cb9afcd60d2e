"""Facts about the person that make a rule more urgent: at most one step in all, never above emergency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.clinical.facts import History, LabResult
from tracker.clinical.rules.rule import Case, Family
from tracker.clinical.scales import Level
from tracker.clinical.vocabulary import TETRACYCLINES, medicines_among

_ADULT = 18
# 500 mg/dL, and the same in mmol/L.
_HIGH_TRIGLYCERIDES = {"mg/dl": Decimal(500), "mmol/l": Decimal("5.7")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was known about the person on ``day``; nothing later in the history counts."""

    history: History
    day: date

    @property
    def medicines(self) -> tuple[str, ...]:
        """Return the medicines on the list and those started in the diary so far."""
        started = [
            entry.new_medicine
            for entry in self.history.entries
            if entry.new_medicine and entry.day <= self.day
        ]
        return (*self.history.profile.medicines, *started)

    @property
    def labs(self) -> tuple[LabResult, ...]:
        """Return the results known so far."""
        return tuple(lab for lab in self.history.labs if lab.day <= self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bump:
    """One fact and the rules it raises. ``only`` limits it to a level; ``at_least`` lifts to a level instead."""

    family: Family
    because: str
    applies: Callable[[Facts], bool]
    only: Level | None = None
    at_least: Level | None = None

    def raises(self, level: Level) -> Level:
        """Return the level after this fact."""
        if self.at_least is not None:
            return max(level, self.at_least)
        # Tips are not raised: they are about comfort.
        if level <= Level.SELF_CARE or self.only not in (None, level):
            return level
        return level.raised()


def level_in(case: Case, family: Family, facts: Facts) -> Level:
    """Return the level of ``case`` for this person."""
    if not case.may_rise or family is Family.NONE:
        return case.level
    bumps = (bump for bump in BUMPS if bump.family is family and bump.applies(facts))
    return max((bump.raises(case.level) for bump in bumps), default=case.level)


def _has(*conditions: str) -> Callable[[Facts], bool]:
    wanted = frozenset(conditions)
    return lambda facts: bool(wanted & facts.history.profile.conditions)


def _takes_tetracycline(facts: Facts) -> bool:
    return bool(medicines_among(facts.medicines, TETRACYCLINES))


def _under_age(facts: Facts) -> bool:
    age = facts.history.profile.age_on(facts.day)
    return age is not None and age < _ADULT


def _triglycerides_high(facts: Facts) -> bool:
    results = [lab for lab in facts.labs if lab.test == "TG" and lab.value is not None]
    newest = max((lab.day for lab in results), default=None)
    return any(_is_high(lab) for lab in results if lab.day == newest)


def _is_high(lab: LabResult) -> bool:
    limit = _HIGH_TRIGLYCERIDES.get(lab.unit.lower())
    return limit is not None and lab.value is not None and lab.value >= limit


BUMPS: tuple[Bump, ...] = (
    Bump(
        family=Family.HEAD_VISION,
        because="a tetracycline antibiotic on the medicine list, or started earlier in the course",
        applies=_takes_tetracycline,
    ),
    Bump(
        family=Family.MOOD,
        because="depression, psychosis or self-harm in the past or in the family",
        applies=_has("depression_history", "family_mood_history"),
    ),
    Bump(
        family=Family.MOOD,
        because=f"under {_ADULT} years of age",
        applies=_under_age,
        only=Level.SOON,
    ),
    Bump(family=Family.SUGAR, because="diabetes", applies=_has("diabetes")),
    Bump(
        family=Family.LIVER,
        because="liver disease or raised liver tests before the course",
        applies=_has("liver_disease", "raised_liver_baseline"),
        at_least=Level.URGENT,
    ),
    Bump(
        family=Family.TUMMY,
        because="pancreatitis in the past",
        applies=_has("pancreatitis_history"),
    ),
    Bump(
        family=Family.TUMMY,
        because=f"a newest triglyceride result of {_HIGH_TRIGLYCERIDES['mg/dl']} mg/dL "
        f"({_HIGH_TRIGLYCERIDES['mmol/l']} mmol/L) or more",
        applies=_triglycerides_high,
    ),
)
