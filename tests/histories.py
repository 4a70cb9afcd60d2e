"""Arbitrary histories: any answers, gaps, notes, medicines, results, check-ins, profiles; courses running or long over.

Answers drawn one by one almost never make a fortnight of the same complaint. So each history is about a few ways in
which rules speak: the items these read are answered on most days, often at one grade, beside anything else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tests.diaries import day
from tracker.clinical.conditions.reach import reach_of
from tracker.clinical.facts import (
    CheckIn,
    CourseFacts,
    DayEntry,
    History,
    LabResult,
    Profile,
)
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.vocabulary import CONDITIONS, ITEMS, Asked, Group, Scale

LENGTH = 24
LAST = day(LENGTH)

MARKED = tuple(each for each in ITEMS if each.scale not in (Scale.TEXT, Scale.DOSE))
WORST = {each.code: max(each.marks) for each in MARKED}
# How bad the skin is, is compared with the first rating: worse then makes now look better (decision 0002).
SYMPTOMS = {
    each.code: max(each.marks) for each in MARKED if each.group is not Group.BENEFITS
}
DAILY = tuple(each.code for each in MARKED if each.asked is Asked.DAILY)
NOTES = ("", "", "", "A long day.", "I want to die")
MEDICINES = ("", "", "", "", "Doxycycline 100 mg", "vitamin A", "ibuprofen")
# What each way of each rule reads, a few items of those that read many.
READ = tuple(
    codes
    for rule in RULES
    for case in rule.cases
    if (codes := tuple(sorted(reach_of(case.when).parts & WORST.keys())))
)
MOST_READ = 4
BELOW_WORST = (0, 0, 1, 1, 2)
# When the course began and ended, in days from day 1; without an end it runs.
COURSES = (
    *[(0, None), (-20, None), (-40, None), (-100, None)] * 2,
    *[(0, 2), (-20, 12), (-40, LENGTH), (-100, 2)],
    *[(-100, -20), (-150, -70), (-400, -200), (-600, -400)],
)


def answers(worst=SYMPTOMS):
    """Return marks: most of the daily items, and a few of all the others."""
    daily = st.fixed_dictionaries(
        {},
        optional={code: st.integers(0, worst[code]) for code in DAILY if code in worst},
    )
    others = st.lists(
        st.sampled_from(sorted(worst)).flatmap(
            lambda code: st.tuples(st.just(code), st.integers(0, worst[code]))
        ),
        max_size=5,
    ).map(dict)
    return st.tuples(daily, others).map(lambda both: both[0] | both[1])


entries = st.builds(
    DayEntry,
    day=st.just(LAST),
    marks=answers(),
    note=st.sampled_from(NOTES),
    new_medicine=st.sampled_from(MEDICINES),
    dose_taken=st.sampled_from(["all", "some", "none", None]),
)
profiles = st.builds(
    Profile,
    born=st.sampled_from([None, date(2012, 2, 29), date(1990, 7, 1)]),
    conditions=st.frozensets(st.sampled_from(sorted(CONDITIONS)), max_size=3),
    medicines=st.sampled_from([(), (), ("Minocycline",), ("retinol", "ibuprofen")]),
)
courses = st.sampled_from(COURSES).map(
    lambda course: CourseFacts(
        started_on=day(1 + course[0]),
        last_dose_on=None if course[1] is None else day(course[1]),
    )
)
one_answer = st.none() | st.integers(0, 3)
check_ins = st.lists(
    st.builds(
        lambda number, tool: CheckIn(day=day(number), tool=tool[0], answers=tool[1]),
        number=st.integers(1, LENGTH),
        tool=st.tuples(st.just("phq2"), st.tuples(*[one_answer] * 2))
        | st.tuples(st.just("phq9"), st.tuples(*[one_answer] * 9)),
    ),
    max_size=2,
    unique_by=lambda each: (each.day, each.tool),
).map(tuple)
labs = st.lists(
    st.builds(
        lambda number, value: LabResult(
            day=day(number), test="TG", value=Decimal(value), unit="mg/dL"
        ),
        number=st.integers(1, LENGTH),
        value=st.sampled_from([90, 499, 500, 900]),
    ),
    max_size=2,
).map(tuple)


def entry_on(number):
    """Return any entry of one day."""
    return entries.map(lambda each: replace(each, day=day(number)))


@st.composite
def habits(draw):
    """Return the grade at which each of a few items is mostly answered."""
    ways = draw(st.lists(st.sampled_from(READ), min_size=1, max_size=6))
    return {
        code: max(1, WORST[code] - draw(st.sampled_from(BELOW_WORST)))
        for codes in ways
        for code in draw(st.permutations(codes))[:MOST_READ]
    }


@st.composite
def diaries(draw, course):
    """Return a diary: days of it as drawn, the habits answered on most of them, and a few of long before."""
    usual = draw(habits())
    every_day = range(1, LENGTH + 1)
    missed = draw(st.lists(st.sampled_from(every_day), unique=True, max_size=LENGTH))
    logged = draw(st.sampled_from([missed, sorted(set(every_day) - set(missed[:4]))]))
    numbers = {*logged, *draw(_long_before(course))}
    return tuple(draw(_like(usual, number)) for number in sorted(numbers))


def _long_before(course):
    """Return some days around the start and the end of a course that began before day 1."""
    edges = (course.started_on, course.last_dose_on or course.started_on)
    days = {
        (edge - day(1)).days + after for edge in edges for after in range(-8, 16, 4)
    }
    before = sorted(number for number in days if number < 1)
    return st.lists(st.sampled_from(before), unique=True) if before else st.just([])


@st.composite
def _like(draw, usual, number):
    entry = draw(
        entry_on(number) if draw(st.booleans()) else st.just(DayEntry(day=day(number)))
    )
    answered = {
        code: answer
        for code, grade in usual.items()
        if (answer := draw(st.sampled_from([*[grade] * 7, WORST[code], 1, 0, None])))
        is not None
    }
    return replace(entry, marks={**entry.marks, **answered})


@st.composite
def drawn_histories(draw):
    """Return any history."""
    course = draw(courses)
    return History(
        profile=draw(profiles),
        course=course,
        entries=draw(diaries(course)),
        labs=draw(labs),
        check_ins=draw(check_ins),
    )


histories = drawn_histories()
logged_histories = histories.filter(lambda history: history.entries)


def with_entry(history: History, entry: DayEntry) -> History:
    """Return the history with this entry in the place of whatever stood on its day."""
    others = [each for each in history.entries if each.day != entry.day]
    every = sorted((*others, entry), key=lambda each: each.day)
    return replace(history, entries=tuple(every))


def without_day(history: History, gone: date) -> History:
    """Return the history without the entry of a day."""
    left = tuple(each for each in history.entries if each.day != gone)
    return replace(history, entries=left)


def marked(history: History, entry: DayEntry, **marks: int) -> History:
    """Return the history with these answers of an entry changed or added."""
    changed = replace(entry, marks={**entry.marks, **marks})
    return with_entry(history, changed)
