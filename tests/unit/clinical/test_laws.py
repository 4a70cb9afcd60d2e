"""What holds for every history, whatever was logged, by whom, and in which order."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diaries import day
from tests.histories import (
    LAST,
    LENGTH,
    MARKED,
    SYMPTOMS,
    WORST,
    answers,
    entries,
    histories,
    logged_histories,
    marked,
    profiles,
    with_entry,
    without_day,
)
from tracker.clinical.conditions.reach import CHECK_IN, reach_of
from tracker.clinical.conditions.symptoms import View
from tracker.clinical.engine.findings import (
    findings_by_day,
    findings_on,
    highest,
    started_by_day,
)
from tracker.clinical.engine.reading import Reading
from tracker.clinical.engine.reevaluation import days_that_can_change
from tracker.clinical.facts import CourseFacts, DayEntry, History, Profile
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.traces.examples import EXAMPLES
from tracker.clinical.vocabulary import Scale

law = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
EVERY_DAY = [day(number) for number in range(1, LENGTH + 12)]
HAPPENED = {
    each.code for each in MARKED if each.scale in {Scale.YES_NO, Scale.SELF_HARM}
}
BENEFITS = set(WORST) - set(SYMPTOMS)
CASES = [(rule, case) for rule in RULES for case in rule.cases]


def levels(history, days):
    found = findings_by_day(history, days=days)
    return {each: highest(findings) for each, findings in found.items()}


def from_day(first):
    return [each for each in EVERY_DAY if each >= first]


def drawn_answer(data, history):
    """Return an entry of the history and one of the symptoms it answers, or nothing."""
    answered = [
        (entry, code)
        for entry in history.entries
        for code in sorted(entry.marks)
        if code in SYMPTOMS
    ]
    return data.draw(st.sampled_from(answered)) if answered else None


def last_answer(history, entry, code):
    """Return the last answer to an item up to an entry, 0 for none."""
    return next(
        (
            each.marks[code]
            for each in reversed(history.entries)
            if each.day <= entry.day and code in each.marks
        ),
        0,
    )


# Worse and milder


@law
@given(logged_histories, st.data())
def test_worsening_a_symptom_never_lowers_the_level_on_any_day(history, data):
    answer = drawn_answer(data, history)
    if answer is None:
        return
    entry, code = answer
    grade = data.draw(st.integers(entry.marks[code], SYMPTOMS[code]))

    then, now = (
        levels(told, EVERY_DAY)
        for told in (history, marked(history, entry, **{code: grade}))
    )

    assert all(now[each] >= then[each] for each in EVERY_DAY)


@law
@given(logged_histories, st.data())
def test_a_milder_answer_never_raises_the_level_on_any_day(history, data):
    answer = drawn_answer(data, history)
    if answer is None:
        return
    entry, code = answer
    grade = data.draw(st.integers(0, entry.marks[code]))

    then, now = (
        levels(told, EVERY_DAY)
        for told in (history, marked(history, entry, **{code: grade}))
    )

    assert all(now[each] <= then[each] for each in EVERY_DAY)


@law
@given(logged_histories, st.data())
def test_adding_a_symptom_as_bad_as_the_answer_it_follows_never_lowers_the_level(
    history, data
):
    # A milder answer is news of its own: it may end what the worse one before it began.
    entry = data.draw(st.sampled_from(history.entries))
    code = data.draw(st.sampled_from(sorted(SYMPTOMS)))
    if code in entry.marks:
        return
    grade = data.draw(st.integers(last_answer(history, entry, code), SYMPTOMS[code]))

    then, now = (
        levels(told, EVERY_DAY)
        for told in (history, marked(history, entry, **{code: grade}))
    )

    assert all(now[each] >= then[each] for each in EVERY_DAY)


@law
@given(histories, st.integers(1, LENGTH), st.data())
def test_adding_a_day_that_is_unknown_or_no_milder_never_lowers_the_level(
    history, number, data
):
    # Backfilled or new: nobody is told less because somebody filled in a day.
    missing = without_day(history, day(number))
    blank = DayEntry(day=day(number))
    code = data.draw(st.sampled_from(["", *sorted(SYMPTOMS)]))
    least = last_answer(missing, blank, code)
    marks = {code: data.draw(st.integers(least, SYMPTOMS[code]))} if code else {}

    then = levels(missing, EVERY_DAY)
    now = levels(with_entry(missing, replace(blank, marks=marks)), EVERY_DAY)

    assert all(now[each] >= then[each] for each in EVERY_DAY)


@law
@given(logged_histories, st.integers(1, LENGTH))
def test_silence_never_lowers_the_level_while_the_course_runs(history, number):
    runs = replace(history, course=CourseFacts(started_on=history.course.started_on))
    known = levels(runs.until(day(number)), from_day(day(number)))

    assert all(level >= known[day(number)] for level in known.values())


@law
@given(histories, entries, st.integers(1, LENGTH))
def test_a_day_that_is_milder_in_everything_never_raises_the_level(
    history, entry, number
):
    there = with_entry(history, replace(entry, day=day(number), new_medicine=""))
    calm = replace(entry, day=day(number), marks=dict.fromkeys(entry.marks, 0))
    milder = with_entry(history, replace(calm, new_medicine=""))

    then, now = levels(there, EVERY_DAY), levels(milder, EVERY_DAY)

    assert all(now[each] <= then[each] for each in EVERY_DAY)


@law
@given(histories, profiles)
def test_a_fact_that_raises_never_lowers(history, profile):
    plain = Profile(medicines=profile.medicines, born=profile.born)

    bare = levels(replace(history, profile=plain), EVERY_DAY)
    told = levels(
        replace(history, profile=replace(plain, conditions=profile.conditions)),
        EVERY_DAY,
    )

    assert all(told[each] >= bare[each] for each in EVERY_DAY)


@law
@given(histories, st.sampled_from(["Lymecycline", "retinol", "ibuprofen"]))
def test_a_medicine_on_the_list_never_lowers(history, medicine):
    listed = (*history.profile.medicines, medicine)
    more = replace(history, profile=replace(history.profile, medicines=listed))

    then, now = levels(history, EVERY_DAY), levels(more, EVERY_DAY)

    assert all(now[each] >= then[each] for each in EVERY_DAY)


@law
@given(histories)
def test_being_under_age_never_lowers_and_an_unknown_age_is_that_of_an_adult(history):
    young, adult, unknown = (
        levels(replace(history, profile=replace(history.profile, born=born)), EVERY_DAY)
        for born in (date(2012, 2, 29), date(1990, 7, 1), None)
    )

    assert all(young[each] >= adult[each] for each in EVERY_DAY)
    assert unknown == adult


@law
@given(histories, st.sampled_from([500, 5000]))
def test_higher_results_never_lower(history, at_least):
    higher = tuple(
        replace(lab, value=max(lab.value, Decimal(at_least))) for lab in history.labs
    )

    then = levels(history, EVERY_DAY)
    now = levels(replace(history, labs=higher), EVERY_DAY)

    assert all(now[each] >= then[each] for each in EVERY_DAY)


@law
@given(histories, st.integers(1, LENGTH))
def test_no_sign_is_lost_where_a_rule_leaves_what_it_has_to_say_to_another(
    history, number
):
    on = day(number)
    told = started_by_day(history, days=[on])[on]
    speaks = {each.rule for each in told}

    for held in Reading(history).starting(on):
        for way in (held, *held.instead):
            named = {
                trigger.item
                for each in told
                if each.level >= way.level
                for trigger in each.triggered_by
            }
            assert held.rule.id in speaks or {t.item for t in way.triggers} <= named


# Days without an entry


@law
@given(logged_histories, st.integers(1, 60))
def test_not_logging_never_lowers_the_level_while_the_course_runs(history, gap):
    runs = replace(history, course=CourseFacts(started_on=history.course.started_on))
    runs = replace(runs, profile=replace(runs.profile, born=None))
    last = runs.entries[-1].day

    then = highest(findings_on(runs, on=last))

    assert highest(findings_on(runs, on=last + timedelta(days=gap))) >= then


@law
@given(logged_histories, st.data())
def test_an_unlogged_day_is_never_better_news_than_a_calm_one(history, data):
    number = data.draw(st.integers(1, LENGTH))
    unlogged = without_day(history, day(number))
    calm = DayEntry(day=day(number), marks=dict.fromkeys(SYMPTOMS, 0))

    silent = levels(unlogged, EVERY_DAY)
    answered = levels(with_entry(unlogged, calm), EVERY_DAY)

    assert all(silent[each] >= answered[each] for each in EVERY_DAY)


@law
@given(histories, st.integers(1, LENGTH))
def test_an_unlogged_day_never_counts_as_an_answer(history, number):
    unlogged = without_day(history, day(number))

    told = findings_on(unlogged, on=LAST)

    assert all(
        trigger.day != day(number)
        for finding in told
        for trigger in finding.triggered_by
        if trigger.item in WORST
    )


# Order, repetition, time


@law
@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(history, random):
    parts = {
        part: list(getattr(history, part)) for part in ("entries", "labs", "check_ins")
    }
    for each in parts.values():
        random.shuffle(each)
    mixed = replace(history, **{part: tuple(each) for part, each in parts.items()})

    assert findings_on(mixed, on=LAST) == findings_on(history, on=LAST)


@law
@given(histories, answers())
def test_asking_again_gives_the_same_answer_whatever_was_asked_before(history, more):
    first = findings_by_day(history, days=EVERY_DAY)

    findings_on(with_entry(history, DayEntry(day=LAST, marks=more)), on=LAST)

    assert findings_by_day(history, days=reversed(EVERY_DAY)) == first
    assert all(findings_on(history, on=each) == first[each] for each in EVERY_DAY[::7])


@law
@given(histories, st.integers(1, LENGTH), st.integers(1, LENGTH), entries)
def test_nothing_after_the_day_changes_what_is_said_on_it(
    history, number, later, entry
):
    asked = day(number)
    known = findings_on(history.until(asked), on=asked)
    more = with_entry(history, replace(entry, day=asked + timedelta(days=later)))

    assert findings_on(history, on=asked) == known
    assert findings_on(more, on=asked) == known


# What an edit can change


@law
@given(histories, entries, st.integers(1, LENGTH), st.booleans())
def test_an_edit_changes_what_begins_on_no_day_outside_its_reach(
    history, entry, number, removed
):
    before = next((each for each in history.entries if each.day == day(number)), None)
    edited = (
        without_day(history, day(number))
        if removed
        else with_entry(history, replace(entry, day=day(number)))
    )
    reach = days_that_can_change(edited, day(number), before=before)

    then = started_by_day(history, days=EVERY_DAY)
    now = started_by_day(edited, days=EVERY_DAY)

    assert [each for each in EVERY_DAY if now[each] != then[each]] == [
        each for each in EVERY_DAY if now[each] != then[each] and reach.holds(each)
    ]


@law
@given(logged_histories, st.data())
def test_one_changed_answer_changes_what_begins_on_no_day_outside_its_reach(
    history, data
):
    entry = data.draw(st.sampled_from(history.entries))
    code = data.draw(st.sampled_from(sorted(WORST)))
    grade = data.draw(st.integers(0, WORST[code]))
    edited = marked(history, entry, **{code: grade})
    reach = days_that_can_change(edited, entry.day, before=entry)

    then = started_by_day(history, days=EVERY_DAY)
    now = started_by_day(edited, days=EVERY_DAY)

    assert all(now[each] == then[each] for each in EVERY_DAY if not reach.holds(each))


def view(history, on):
    logged = {each.day: each for each in history.entries}
    return View(
        profile=history.profile,
        course=history.course,
        entries=logged,
        day=on,
        on=on,
        check_ins=tuple(each for each in history.check_ins if each.day == on),
    )


@law
@given(histories, st.integers(1, LENGTH))
def test_a_case_never_holds_without_what_it_says_it_needs(history, number):
    entry = next((each for each in history.entries if each.day == day(number)), None)
    logged = {code for code, mark in (entry.marks if entry else {}).items() if mark}
    logged |= {"note"} if entry and entry.note else set()
    seen = view(history, day(number))
    logged |= {CHECK_IN} if seen.check_ins else set()

    held = [
        rule.id
        for rule, case in CASES
        if reach_of(case.when).needs
        and logged.isdisjoint(reach_of(case.when).needs)
        and case.when.met(seen)
    ]

    assert held == []


@law
@given(logged_histories, st.integers(1, LENGTH), st.data())
def test_a_case_reads_no_further_back_than_it_says(history, number, data):
    changed = data.draw(st.sampled_from(history.entries))
    other = with_entry(
        history, data.draw(entries.map(lambda e: replace(e, day=changed.day)))
    )
    back = (day(number) - changed.day).days

    differs = [
        rule.id
        for rule, case in CASES
        if (days := reach_of(case.when).days) is not None
        and not 0 <= back < days
        and case.when.met(view(history, day(number)))
        != case.when.met(view(other, day(number)))
    ]

    assert differs == []


# Every rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_can_speak_and_can_stay_silent(rule):
    pair = EXAMPLES[rule.id]
    spoken = findings_on(pair.speaks.history, on=pair.speaks.day)
    silent = findings_on(pair.quiet.history, on=pair.quiet.day)

    assert rule.id in {each.rule for each in spoken}
    assert rule.id not in {each.rule for each in silent}


@law
@given(logged_histories)
def test_a_calm_day_ends_everything_but_what_happened_and_what_the_profile_says(
    history,
):
    calm = DayEntry(
        day=LAST + timedelta(days=1), marks=dict.fromkeys((*SYMPTOMS, *BENEFITS), 0)
    )

    told = findings_on(with_entry(history, calm), on=calm.day)

    # A check-in is answered by the next check-in, and not by the diary.
    lasts = {"breastfeeding", "medicines", "new_medicine", "note", "phq2", "phq9_9"}
    lasts |= HAPPENED
    assert all(lasts & {trigger.item for trigger in each.triggered_by} for each in told)


@law
@given(logged_histories, st.integers(1, 200))
def test_one_day_is_read_as_the_whole_diary_is(history, gap):
    asked = LAST + timedelta(days=gap)

    for on in (*EVERY_DAY[::11], asked):
        assert (
            findings_on(history, on=on)
            == findings_by_day(history, days=[*EVERY_DAY, asked])[on]
        )


@law
@given(logged_histories)
def test_what_begins_on_a_day_is_never_more_than_what_holds_on_it(history):
    began = started_by_day(history, days=EVERY_DAY)
    holds = levels(history, EVERY_DAY)

    assert all(highest(began[each]) <= holds[each] for each in EVERY_DAY)


def test_nearly_every_rule_speaks_in_some_of_the_histories_the_laws_draw():
    met: set[str] = set()

    @settings(law, max_examples=200)
    @given(histories)
    def draw(history):
        began = started_by_day(history, days=EVERY_DAY)
        met.update(each.rule for told in began.values() for each in told)

    draw()

    assert len(met) >= 0.8 * len(RULES), {rule.id for rule in RULES} - met


def test_every_item_can_be_answered_in_the_laws():
    assert {each.code for each in MARKED} == set(WORST)


def test_nobody_and_nothing_logged_says_nothing():
    nobody = History(profile=Profile(), course=CourseFacts(started_on=day(1)))

    assert set(levels(nobody, EVERY_DAY).values()) == {0}
