"""Arbitrary histories: any answers, gaps, notes, medicines, results, profiles, courses running, ended or not begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.diaries import day
from tracker.clinical.facts import (
    CourseFacts,
    DayEntry,
    History,
    LabResult,
    Profile,
)
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
courses = st.builds(
    lambda begun, ends: CourseFacts(
        started_on=day(1) - timedelta(days=begun),
        last_dose_on=None if ends is None else day(ends),
    ),
    begun=st.sampled_from([0, 0, 20, 40, 100]),
    ends=st.sampled_from([None, None, None, 2, 12, LENGTH]),
)
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


def on_days(numbers):
    """Return entries on some of the days, in order."""
    days = st.lists(numbers, unique=True, max_size=LENGTH).map(sorted)
    return days.flatmap(lambda logged: st.tuples(*map(entry_on, logged)))


def entry_on(number):
    """Return any entry of one day."""
    return entries.map(lambda each: replace(each, day=day(number)))


histories = st.builds(
    History,
    profile=profiles,
    course=courses,
    entries=on_days(st.integers(1, LENGTH)),
    labs=labs,
)
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
