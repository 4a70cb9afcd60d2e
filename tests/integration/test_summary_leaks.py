"""A part that was left out leaves no trace: the page is the same as if there had never been anything in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.template.loader import render_to_string

from tests.factories import CourseFactory, answered, log_days, result
from tracker.clinical.vocabulary import CATALOGUE, ITEMS, Scale
from tracker.records import checkins, journal
from tracker.records.journal import DayAnswers
from tracker.records.models import Course, LabResult, ShownFinding
from tracker.summary import topics
from tracker.summary.build import summary_of
from tracker.summary.document import PARTS, USUAL_PARTS
from tracker.summary.render.as_html import sheet_of

pytestmark = pytest.mark.django_db
START = date(2026, 10, 24)
TODAY = START + timedelta(days=27)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ORDINARY = {"lips_dry": 1, "skin_dry": 1, "vision": 0, "joint_pain": 1}
PRIVATE = ("mood", "sexual", "pregnancy")


def worst(part: str) -> dict[str, int]:
    """Return the worst answer to every item of a part."""
    return {
        each.code: max(each.marks)
        for each in ITEMS
        if topics.of_item(each.code) == part and each.scale is not Scale.TEXT
    }


def lived(*, note: str = "", marks: dict[str, int] | None = None, **facts) -> Course:
    """Store four weeks through the same operation as the pages use, the rules speaking each day."""
    course = CourseFactory(started_on=START, **facts)
    for number in range(0, 28, 2):
        day = START + timedelta(days=number)
        journal.log_day(
            course,
            day=day,
            answers=DayAnswers(
                dose_taken="all", marks=ORDINARY | (marks or {}), note=note
            ),
            version=0,
            submission_id=uuid4(),
            at=NOW,
            today=day,
        )
    return course


def page(course: Course, parts=USUAL_PARTS) -> str:
    made = summary_of(course, on=TODAY, made_at=NOW, parts=frozenset(parts))
    return render_to_string("summary/_body.html", {"sheet": sheet_of(made)})


def private_course(part: str) -> Course:
    facts = {
        "mood": {"conditions": ["depression_history", "family_mood_history"]},
        "sexual": {"asks_sexual": True},
        "pregnancy": {"can_become_pregnant": True, "conditions": ["breastfeeding"]},
    }[part]
    course = lived(marks=worst(part), **facts)
    if part == "pregnancy":
        LabResult.objects.create(
            course=course, day=TODAY, test="HCG_U", outcome="positive", added_at=NOW
        )
        tell(course, "LAB-HCG_U", "HCG_U", "Positive")
    return course


def tell(course: Course, rule: str, item: str, value: object) -> ShownFinding:
    return ShownFinding.objects.create(
        course=course,
        day=TODAY,
        rule=rule,
        rule_version=1,
        ruleset="2026.1",
        level=4,
        provenance="official_added",
        title="Told",
        advice="Advice",
        triggered_by=[{"day": TODAY.isoformat(), "item": item, "value": value}],
        shown_at=NOW,
    )


@pytest.mark.parametrize("part", PRIVATE)
def test_a_private_part_left_out_changes_not_a_letter(part):
    assert page(private_course(part)) == page(lived())


@pytest.mark.parametrize("part", PRIVATE)
def test_a_private_part_left_out_stays_out_when_every_other_one_is_chosen(part):
    others = set(PARTS) - {part}

    # What a part makes of the rest, such as a plan of tests, is compared too.
    assert page(private_course(part), others) == page(lived(), others)


@pytest.mark.parametrize("part", PRIVATE)
def test_a_private_part_that_was_chosen_is_there(part):
    course = private_course(part)

    assert page(course, USUAL_PARTS | {part}) != page(lived(), USUAL_PARTS | {part})


@pytest.mark.parametrize("part", PRIVATE)
def test_a_flag_that_hides_did_speak(part):
    rules = private_course(part).findings.values_list("rule", flat=True)

    assert part in {topics.of_rule(rule) for rule in rules}


def asked_about_mood() -> Course:
    """Store a course whose only sign of low mood is in its questionnaires, one of them after its last day."""
    course = lived()
    for day, tool, answers in (
        (START, "phq2", (3, 3)),
        (TODAY - timedelta(days=1), "phq9", (3, 3, 3, 3, 3, 3, 3, 3, 1)),
    ):
        checkins.answer(
            course,
            day=day,
            tool=tool,
            answers=answers,
            version=0,
            submission_id=uuid4(),
            at=NOW,
            today=TODAY,
        )
    assert {"S-MOOD-1", "S-MOOD-3"} <= set(
        course.findings.values_list("rule", flat=True)
    )
    return course


@pytest.mark.parametrize("parts", [USUAL_PARTS, set(PARTS) - {"check_ins"}])
def test_questionnaires_left_out_change_not_a_letter(parts):
    assert page(asked_about_mood(), parts) == page(lived(), parts)


def test_questionnaires_that_were_chosen_are_there():
    written = page(asked_about_mood(), USUAL_PARTS | {"check_ins"})

    assert "PHQ-2 of 6, cut-off 3: 24 Oct 6." in written
    assert "PHQ-9 of 27, cut-off 10: 19 Nov 25 (item 9: 1)." in written


def attention_in(course: Course, parts: set[str]) -> list[tuple[str, str]]:
    found = summary_of(
        course,
        on=TODAY,
        made_at=NOW,
        parts=frozenset(parts),
    ).attention
    return [(each.code, each.what) for each in found]


def test_what_was_said_about_question_nine_is_seen_wherever_that_answer_is():
    course = asked_about_mood()

    assert attention_in(course, USUAL_PARTS | {"check_ins"}) == [
        ("S-MOOD-1", "PHQ-9 question 9 1")
    ]
    assert attention_in(course, USUAL_PARTS) == []


def test_what_the_diary_says_of_mood_stays_out_beside_a_shared_question_nine():
    course = asked_about_mood()
    flag = course.findings.get(rule="S-MOOD-1")
    flag.triggered_by.append(
        {"day": TODAY.isoformat(), "item": "self_harm", "value": 1}
    )
    flag.save()

    assert attention_in(course, USUAL_PARTS | {"check_ins"}) == [
        ("S-MOOD-1", "PHQ-9 question 9 1")
    ]


def test_a_questionnaire_after_an_ended_course_shows_its_day_only_when_chosen():
    ended, plain = lived(), lived()
    for course in (ended, plain):
        course.last_dose_on = START + timedelta(days=6)
        course.save()
        course.entries.filter(day__gt=course.last_dose_on).delete()
    answered(ended, TODAY, "00")

    assert page(ended) == page(plain)
    assert "20 Nov 0" in page(ended, USUAL_PARTS | {"check_ins"})


def test_notes_left_out_change_not_a_letter():
    assert page(lived(note="Nobody else may read this.")) == page(lived())


def test_notes_that_sound_like_self_harm_stay_out_with_mood_left_out():
    course = lived(note="I want to kill myself.")

    assert page(course) == page(lived())


def test_blood_tests_left_out_change_not_a_letter():
    parts = USUAL_PARTS - {"labs"}
    tested = lived()
    result(tested, TODAY, "ALT", "412")
    tell(tested, "LAB-ALT", "ALT", "412 U/L (limit 41)")

    assert page(tested, parts) == page(lived(), parts)
    assert "412" in page(tested)


def test_a_question_a_private_flag_put_on_the_list_is_left_out():
    course = lived(marks={"period_change": 3}, can_become_pregnant=True)
    written = course.questions.get().text

    assert written not in page(course)
    assert written in page(course, USUAL_PARTS | {"pregnancy"})


def test_a_question_of_ones_own_stays():
    course = lived()
    course.questions.create(text="Is my mood part of this?", created_at=NOW)

    assert "Is my mood part of this?" in page(course)


@pytest.mark.parametrize("part", PRIVATE)
def test_a_part_left_out_is_named_whether_or_not_there_is_anything_in_it(part):
    assert "Not included by patient:" in page(lived())
    assert page(lived()) == page(private_course(part))


def test_a_reason_left_out_is_not_named_beside_one_that_may_be():
    course = lived()
    row = tell(course, "O-NEU-1", "faint", 1)
    row.triggered_by.append({"day": TODAY.isoformat(), "item": "mood", "value": 3})
    row.save()

    assert CATALOGUE["faint"].term in page(course)
    assert CATALOGUE["mood"].term not in page(course)
    assert CATALOGUE["mood"].term in page(course, USUAL_PARTS | {"mood"})


def test_without_the_main_part_there_is_no_symptom_dose_or_flag():
    said = page(lived(marks={"joint_pain": 3}), {"labs", "questions"})

    for missing in ("Arthralgia", "Cumulative", "Dose and course", "Needs attention"):
        assert missing not in said


def test_the_page_asks_the_database_nothing(django_assert_num_queries):
    made = summary_of(
        private_course("pregnancy"), on=TODAY, made_at=NOW, parts=frozenset(PARTS)
    )

    with django_assert_num_queries(0):
        render_to_string("summary/_body.html", {"sheet": sheet_of(made)})


@pytest.mark.parametrize("days", [14, 400])
def test_a_summary_takes_seven_queries_however_long_the_course(
    days, django_assert_num_queries
):
    course = CourseFactory(started_on=TODAY - timedelta(days=days - 1))
    log_days(course, days, lips_dry=2, mood=1)

    with django_assert_num_queries(7):
        summary_of(course, on=TODAY, made_at=NOW, parts=frozenset(PARTS))
