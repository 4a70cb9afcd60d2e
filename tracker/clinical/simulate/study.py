"""Many simulated courses, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import mean, median

from tracker.clinical.rules import RULES
from tracker.clinical.scales import Level
from tracker.clinical.simulate.burden import (
    CONTACT,
    MONTH,
    Diary,
    Hunt,
    dryness_alone,
    hunt,
    kept,
)
from tracker.clinical.simulate.courses import FIRST_DAY, Simulated, simulated
from tracker.clinical.simulate.planted import RedFlag, red_flags

# Red flags planted in a course, one at a time, each in a copy of it.
PLANTED_EACH = 3
# A window before the planted day is part of the course.
_NOT_BEFORE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """How often one rule spoke."""

    rule: str
    cards: int
    patients: int
    a_month: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What came out."""

    patients: int
    days: int
    seed: int
    months: int
    logged: int
    days_with_card: int
    days_with_anything: int
    by_level: Mapping[Level, float]
    by_rule: tuple[Spoken, ...]
    silent: tuple[str, ...]
    contact_median: float
    contact_mean: float
    contact_mean_unrested: float
    contact_ninety: int
    contact_most: int
    months_without: float
    dry_above: int
    hunts: tuple[Hunt, ...]

    @property
    def missed(self) -> tuple[Hunt, ...]:
        """Return the planted red flags that were not found."""
        return tuple(each for each in self.hunts if not each.found)

    @property
    def resting(self) -> int:
        """Return how many planted flags rested, because the clinic had just been called about the same."""
        return sum(each.found and not each.shown for each in self.hunts)


@dataclass(frozen=True, slots=True)
class _Course:
    patient: Simulated
    diary: Diary
    dry: Level
    hunts: tuple[Hunt, ...]


def studied(
    *,
    patients: int,
    days: int,
    seed: int,
    progress: Callable[[int], None] = lambda done: None,
) -> Study:
    """Return the counts over so many patients; the same for the same seed."""
    flags = red_flags()
    courses = []
    for number in range(patients):
        courses.append(_course(number, days=days, seed=seed, flags=flags))
        progress(number + 1)
    return _counted(courses, patients=patients, days=days, seed=seed)


def _course(
    number: int, *, days: int, seed: int, flags: tuple[RedFlag, ...]
) -> _Course:
    patient = simulated(number, days=days, seed=seed)
    diary = kept(patient)
    return _Course(
        patient,
        diary,
        dryness_alone(patient),
        tuple(
            hunt(patient, diary, flag, on=day)
            for flag, day in _plan(patient, flags, seed=seed)
        ),
    )


def _plan(
    patient: Simulated, flags: tuple[RedFlag, ...], *, seed: int
) -> Iterator[tuple[RedFlag, date]]:
    """Give what is planted in a patient and when: every flag in turn, so that each has its known patients."""
    random = Random(f"{seed}/planted/{patient.number}")
    for place in range(PLANTED_EACH):
        flag = flags[(patient.number * PLANTED_EACH + place) % len(flags)]
        first = min(_NOT_BEFORE, patient.days - 1)
        yield flag, FIRST_DAY + timedelta(days=random.randrange(first, patient.days))


def _counted(courses: list[_Course], *, patients: int, days: int, seed: int) -> Study:
    diaries = [each.diary for each in courses]
    months = [count for diary in diaries for count in diary.by_month(CONTACT)]
    cards = [card for diary in diaries for card in diary.cards]
    # Months of thirty days; the last may not be whole.
    exact = patients * days / MONTH
    by_level = Counter(card.level for card in cards)
    return Study(
        patients=patients,
        days=days,
        seed=seed,
        months=len(months),
        logged=sum(len(diary.levels) for diary in diaries),
        days_with_card=sum(diary.days_above(Level.SELF_CARE) for diary in diaries),
        days_with_anything=sum(
            level > Level.SELF_CARE
            for diary in diaries
            for level in diary.levels.values()
        ),
        by_level={
            level: by_level[level] / exact
            for level in sorted(Level, reverse=True)
            if level > Level.NONE
        },
        by_rule=_by_rule(diaries, exact),
        silent=_silent(diaries),
        contact_median=median(months),
        contact_mean=mean(months),
        contact_mean_unrested=sum(
            card.level >= CONTACT for diary in diaries for card in diary.unrested
        )
        / exact,
        contact_ninety=sorted(months)[int(0.9 * (len(months) - 1))],
        contact_most=max(months),
        months_without=sum(count == 0 for count in months) / len(months),
        dry_above=sum(each.dry > Level.SELF_CARE for each in courses),
        hunts=tuple(each for course in courses for each in course.hunts),
    )


def _by_rule(diaries: list[Diary], months: float) -> tuple[Spoken, ...]:
    cards = Counter(card.rule for diary in diaries for card in diary.cards)
    patients = Counter(
        rule for diary in diaries for rule in {card.rule for card in diary.cards}
    )
    return tuple(
        Spoken(rule=rule, cards=count, patients=patients[rule], a_month=count / months)
        for rule, count in cards.most_common()
    )


def _silent(diaries: list[Diary]) -> tuple[str, ...]:
    spoken = {card.rule for diary in diaries for card in diary.cards}
    return tuple(rule.id for rule in RULES if rule.id not in spoken)
