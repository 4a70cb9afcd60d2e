"""One plausible course after another, each decided by the seed and its number alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tracker.clinical.facts import CourseFacts, DayEntry, History, Profile
from tracker.clinical.simulate import frequencies as known
from tracker.clinical.simulate.frequencies import FREQUENCIES, Frequency, Pattern
from tracker.clinical.vocabulary import DAILY, Scale, item

FIRST_DAY = date(2026, 1, 5)
_WEEK = 7
_SEVERE = 3
# Yesterday's grade most often stays; else it moves around the person's own.
_STAYS = 0.85
# A day worse than usual is rare, and then stays for some days like any other.
_AROUND = ((-1, 0.3), (0, 0.68), (1, 0.02))
_ASKED_DAILY = tuple(each.code for each in DAILY if each.scale is not Scale.DOSE)


Grades = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """One simulated patient: who they are and everything they logged."""

    number: int
    days: int
    history: History

    @property
    def last_day(self) -> date:
        """Return the last day of the simulation."""
        return FIRST_DAY + timedelta(days=self.days - 1)


def simulated(
    number: int, *, days: int, seed: int, grades: Grades = known.AS_ASSUMED
) -> Simulated:
    """Return patient ``number`` over so many days; the same for the same seed.

    ``grades`` is how much more often mild, moderate and severe come than assumed.
    """
    random = Random(f"{seed}/{number}/{days}")
    profile = _profile(random)
    felt = _felt(random, profile, days, grades)
    history = History(
        profile=profile,
        course=CourseFacts(started_on=FIRST_DAY),
        entries=tuple(_entries(random, felt, days)),
    )
    return Simulated(number=number, days=days, history=history)


def _profile(random: Random) -> Profile:
    young = random.random() < known.UNDER_AGE
    born = FIRST_DAY - timedelta(days=365 * (15 if young else 22))
    return Profile(
        born=born,
        can_become_pregnant=random.random() < known.CAN_BECOME_PREGNANT,
        conditions=frozenset(
            name for name, share in known.PROFILE.items() if random.random() < share
        ),
    )


# What was felt


def _felt(
    random: Random, profile: Profile, days: int, grades: Grades
) -> dict[str, list[int]]:
    """Return the grade of each symptom on each day, whether it was logged or not."""
    felt = {
        each.item: _course_of(random, _graded(each, grades), days)
        for each in FREQUENCIES
        if _concerns(each, profile) and random.random() < each.share
    }
    _add_low_days(random, felt.setdefault("mood", [0] * days), days)
    felt["acne_severity"] = _getting_better(random, days)
    return felt


def _graded(frequency: Frequency, grades: Grades) -> Frequency:
    """Return the frequency with each grade so much more often."""
    mild, moderate, severe = (
        share * more for share, more in zip(frequency.grades, grades, strict=True)
    )
    return replace(frequency, grades=(mild, moderate, severe))


def _concerns(frequency: Frequency, profile: Profile) -> bool:
    if frequency.who == "can_become_pregnant":
        return profile.can_become_pregnant is True
    return not frequency.who or frequency.who in profile.conditions


def _course_of(random: Random, frequency: Frequency, days: int) -> list[int]:
    worst = max(item(frequency.item).marks)
    if frequency.pattern is Pattern.LASTING:
        grades = _lasting(random, frequency, days)
    else:
        grades = _spells(random, frequency, days)
    return [min(grade, worst) for grade in grades]


def _grade(random: Random, frequency: Frequency) -> int:
    return random.choices((1, 2, 3), frequency.grades)[0]


def _lasting(random: Random, frequency: Frequency, days: int) -> list[int]:
    own, begins = _grade(random, frequency), random.randint(4, 21)
    grades, now = [0] * days, own
    for place in range(min(begins, days), days):
        if random.random() > _STAYS:
            now = own + _one_of(random, _AROUND)
        grades[place] = max(0, min(now, _SEVERE))
    return grades


def _spells(random: Random, frequency: Frequency, days: int) -> list[int]:
    window = min(days, frequency.until_day or days)
    grades = [0] * days
    starts = [random.randrange(window)]
    starts += [
        place for place in range(window) if random.random() < frequency.a_month / 30
    ]
    for first in starts:
        worst = _grade(random, frequency)
        for place in range(first, min(days, first + _length(random, frequency.days))):
            grades[place] = max(grades[place], worst if random.random() < 0.75 else 1)
    return grades


def _length(random: Random, mean: float) -> int:
    return max(1, round(random.expovariate(1 / mean)))


def _one_of(random: Random, weighted: tuple[tuple[int, float], ...]) -> int:
    values, weights = zip(*weighted, strict=True)
    return int(random.choices(values, weights)[0])


def _add_low_days(random: Random, mood: list[int], days: int) -> None:
    for place in range(days):
        if mood[place] == 0 and random.random() < known.A_BIT_LOW_DAY:
            mood[place] = 1
    if random.random() < known.DEPRESSION_A_YEAR * days / 365:
        first = random.randrange(days)
        for place in range(first, min(days, first + known.DEPRESSION_DAYS)):
            mood[place] = max(mood[place], random.choice((1, 2, 2)))


def _getting_better(random: Random, days: int) -> list[int]:
    """Return how bad the skin is: it clears over some months, in most people."""
    begins, months = random.choice((3, 4)), random.choice((2, 3, 3, 4, 6))
    return [max(0, begins - place // (30 * months // begins)) for place in range(days)]


# What was logged


def _entries(
    random: Random, felt: dict[str, list[int]], days: int
) -> Iterator[DayEntry]:
    logging, asked_again = True, set[str]()
    for place in range(days):
        changes = known.STOPS_LOGGING if logging else known.STARTS_AGAIN
        if random.random() < changes:
            logging = not logging
        if not logging:
            continue
        marks = _answers(random, felt, place, asked_again)
        asked_again = {code for code, mark in marks.items() if mark}
        yield DayEntry(
            day=FIRST_DAY + timedelta(days=place), dose_taken="all", marks=marks
        )


def _answers(
    random: Random, felt: dict[str, list[int]], place: int, asked_again: set[str]
) -> dict[str, int]:
    """Return what is answered: the daily questions, what is felt, and what is asked about again."""
    marks = {code: felt[code][place] if code in felt else 0 for code in _ASKED_DAILY}
    for code, grades in felt.items():
        if code == "acne_severity":
            if place % _WEEK == 0:
                marks[code] = grades[place]
        elif grades[place] or (
            code in asked_again and random.random() < known.SAYS_NONE
        ):
            marks[code] = grades[place]
    return marks
