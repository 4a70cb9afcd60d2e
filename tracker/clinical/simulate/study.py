"""Many simulated courses, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import mean, median

from tracker.clinical.engine.reading import Held, Reading
from tracker.clinical.facts import CourseFacts, DayEntry, History, Profile
from tracker.clinical.rules.ruleset import RULES
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
from tracker.clinical.simulate.frequencies import FREQUENCIES, HARSHER, PROFILE
from tracker.clinical.simulate.planted import RedFlag, red_flags
from tracker.clinical.vocabulary import ITEMS, Group, Scale, item

# Red flags planted in a course, one at a time, each in a copy of it.
PLANTED_EACH = 3
# A window before the planted day is part of the course.
_NOT_BEFORE = 30
# Long enough for every window and for “no better after two months”.
_LONG = 90
# What somebody may feel in a simulated course; how bad the spots are is rated by everybody.
FELT = frozenset({each.item for each in FREQUENCIES} | {"acne_severity"})


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
    not_modelled: tuple[str, ...]
    never_felt: tuple[str, ...]
    contact_median: float
    contact_mean: float
    contact_mean_unrested: float
    harsher_median: float
    harsher_mean: float
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
        return sum(each.told_before for each in self.hunts)

    @property
    def behind(self) -> tuple[Hunt, ...]:
        """Return the planted flags whose rule spoke or rested on another sign alone."""
        return tuple(each for each in self.hunts if each.behind)


@dataclass(frozen=True, slots=True)
class _Course:
    patient: Simulated
    diary: Diary
    dry: Level
    hunts: tuple[Hunt, ...]
    # Contact cards in each month, had moderate and severe grades come more often.
    harsher: tuple[int, ...]


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
        kept(simulated(number, days=days, seed=seed, grades=HARSHER)).by_month(CONTACT),
    )


def _plan(
    patient: Simulated, flags: tuple[RedFlag, ...], *, seed: int
) -> Iterator[tuple[RedFlag, date]]:
    """Give what is planted in a patient and when: every flag in turn, so that each has its known patients."""
    random = Random(f"{seed}/planted/{patient.number}")
    for turn in range(PLANTED_EACH):
        flag = flags[(patient.number * PLANTED_EACH + turn) % len(flags)]
        first = min(_NOT_BEFORE, patient.days - 1)
        place = random.randrange(first, patient.days)
        # A sign of the time after the course: the last capsule is on the day drawn, the sign so much later.
        yield flag, FIRST_DAY + timedelta(days=place + (flag.ended or 0))


def _counted(courses: list[_Course], *, patients: int, days: int, seed: int) -> Study:
    diaries = [each.diary for each in courses]
    months = [count for diary in diaries for count in diary.by_month(CONTACT)]
    harsher = [count for each in courses for count in each.harsher]
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
        not_modelled=not_modelled(),
        never_felt=never_felt(),
        contact_median=median(months),
        contact_mean=mean(months),
        contact_mean_unrested=sum(
            card.level >= CONTACT for diary in diaries for card in diary.unrested
        )
        / exact,
        harsher_median=median(harsher),
        harsher_mean=mean(harsher),
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
    """Return the rules that could have spoken and did not."""
    others = {card.rule for diary in diaries for card in diary.cards} | {
        *not_modelled()
    }
    return tuple(rule.id for rule in RULES if rule.id not in others)


def never_felt() -> tuple[str, ...]:
    """Return the items a person can notice that nobody feels in a simulated course."""
    return tuple(
        each.code
        for each in ITEMS
        if each.scale not in {Scale.TEXT, Scale.DOSE}
        and each.group is not Group.BENEFITS
        and each.code not in FELT
    )


def not_modelled() -> tuple[str, ...]:
    """Return the rules that stay silent whatever is felt in a simulated course: it says nothing about them."""
    met = {held.rule.id for grade in (1, 2, 3) for held in _everything_felt(grade)}
    return tuple(rule.id for rule in RULES if rule.id not in met)


def _everything_felt(grade: int) -> Iterator[Held]:
    """Give what holds when somebody feels all that can be felt, every day, at this grade or the worst below it."""
    marks = {code: min(grade, max(item(code).marks)) for code in FELT}
    days = [FIRST_DAY + timedelta(days=place) for place in range(_LONG)]
    history = History(
        profile=Profile(can_become_pregnant=True, conditions=frozenset(PROFILE)),
        course=CourseFacts(started_on=FIRST_DAY),
        entries=tuple(DayEntry(day=day, marks=marks) for day in days),
    )
    reading = Reading(history)
    for day in (days[0], days[_NOT_BEFORE], days[-1]):
        yield from reading.holding(day)
