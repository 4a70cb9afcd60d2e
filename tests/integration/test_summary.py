"""The summary: what is chosen is there, and what was left out leaves no trace."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from tests.factories import NOON, CourseFactory, answered, log, log_days, result
from tests.summaries import text_of
from tracker.clinical.vocabulary import ITEMS, Scale
from tracker.records import questions
from tracker.records.models import Course, LabResult, ShownFinding
from tracker.summary.build import summary_of
from tracker.summary.document import PARTS, USUAL_PARTS, Summary
from tracker.summary.render import as_pdf, as_text
from tracker.summary.render.as_html import no_flags, sheet_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
START = date(2026, 9, 21)
EVERY = frozenset(PARTS)
WORDS = {
    "mood": (
        "mood",
        "self-harm",
        "suicid",
        "anhedonia",
        "psychotic",
        "self-esteem",
        "depress",
        "anxi",
        "insomnia",
    ),
    "check_ins": ("phq", "item 9", "cut-off"),
    "sexual": ("sexual dysfunction", "o-sex"),
    "pregnancy": ("pregnan", "menstr", "contracept", "breastfeeding", "bleeding"),
    "notes": ("in my own words",),
}


def made(
    course: Course, parts: frozenset[str] = USUAL_PARTS, *, on: date = TODAY, **more
) -> Summary:
    return summary_of(course, on=on, made_at=NOON, parts=parts, **more)


def page(summary: Summary) -> str:
    return render_to_string("summary/_body.html", {"sheet": sheet_of(summary)})


def told(
    course: Course,
    rule: str,
    item: str,
    value: int | str = 3,
    *,
    day: date = TODAY,
    **more,
) -> ShownFinding:
    wanted = {
        "rule_version": 1,
        "ruleset": "2026.1",
        "level": 4,
        "provenance": "seed_explicit",
        "title": f"Mention {item}",
        "advice": "Call",
        "triggered_by": [{"day": day.isoformat(), "item": item, "value": value}],
        "shown_at": NOON,
    }
    return ShownFinding.objects.create(
        course=course, day=day, rule=rule, **{**wanted, **more}
    )


def everything() -> Course:
    """Store a course in which every private thing was logged, told, tested, asked and declared."""
    course = CourseFactory(
        can_become_pregnant=True,
        asks_sexual=True,
        conditions=[
            "depression_history",
            "family_mood_history",
            "breastfeeding",
            "diabetes",
        ],
        medicines=["sertraline"],
    )
    marks = {
        each.code: max(each.marks)
        for each in ITEMS
        if each.scale not in {Scale.TEXT, Scale.DOSE}
    }
    log(course, TODAY, note="In my own words: I feel awful", **marks)
    log(course, TODAY - timedelta(days=1), **marks)
    told(
        course,
        "S-MOOD-1",
        "note",
        "self-harm words",
        level=5,
        title="Talk to someone about your mood",
    )
    told(course, "S-MOOD-2", "mood", title="Call about your mood")
    answered(course, TODAY, "211111111")
    told(course, "S-MOOD-3", "phq2", title="Contact your clinic about your score")
    told(course, "O-PSY-1", "hallucinations", 1)
    told(course, "O-SLEEP-1", "sleep", title="Mention your insomnia")
    told(course, "O-PERS", "anxiety", level=2, title="Mention your anxiety")
    told(course, "O-SEX-1", "sexual", level=2, title="Mention sexual dysfunction")
    told(course, "S-PREG-1", "pregnancy", 1, title="Call about pregnancy")
    told(course, "O-MENS-1", "period_change", level=2, title="Mention your bleeding")
    told(course, "O-BF-1", "breastfeeding", 1, title="Call about breastfeeding")
    told(
        course, "LAB-HCG_U", "HCG_U", "positive", title="Call about the pregnancy test"
    )
    told(course, "S-MSK-1", "joint_pain", title="Call about your pain")
    for row in course.findings.all():
        questions.add(course, text=row.title, rule=row.rule, at=NOON)
    questions.add(course, text="Can I run?", at=NOON)
    result(course, TODAY, "ALT", "62", upper_limit=Decimal(41))
    for test in ("HCG_U", "HCG_S"):
        LabResult.objects.create(
            course=course, day=TODAY, test=test, outcome="positive", added_at=NOON
        )
    return course


def body(text: str) -> str:
    """Return the sheet without the line that names the parts left out, which is the same for everybody."""
    return text.lower().split("not included by patient")[0]


@pytest.mark.parametrize("part", WORDS)
def test_a_part_left_out_leaves_no_trace(part):
    text = body(page(made(everything(), EVERY - {part})))

    assert [word for word in WORDS[part] if word in text] == []


@pytest.mark.parametrize("part", WORDS)
def test_a_part_left_out_leaves_no_trace_in_the_value_either(part):
    summary = made(everything(), EVERY - {part})
    text = repr(summary).lower().replace(repr(summary.parts).lower(), "")

    assert [word for word in WORDS[part] if word in text] == []


@pytest.mark.parametrize("part", ["mood", "check_ins", "sexual", "pregnancy", "notes"])
def test_a_part_chosen_is_there(part):
    summary = made(everything(), USUAL_PARTS | {part})

    assert part not in summary.not_included
    assert any(word in body(page(summary)) for word in WORDS[part])


def test_the_line_of_parts_left_out_is_the_same_whatever_there_is():
    assert made(everything()).not_included == made(CourseFactory()).not_included


def test_what_is_no_secret_stays_when_private_parts_are_left_out():
    summary = made(everything())

    assert "S-MSK-1" in [each.code for each in summary.attention]
    assert {"Call about your pain", "Can I run?"} == set(summary.questions)
    assert summary.risk_factors == ("Diabetes",)


def test_a_pregnancy_test_is_neither_due_nor_overdue_unless_chosen():
    course = CourseFactory(can_become_pregnant=True)
    chosen = USUAL_PARTS | {"pregnancy"}

    assert "pregnancy test" not in page(made(course)).lower()
    assert made(course).laboratory.coming == made(course, chosen).laboratory.coming
    assert "Next test: around" in page(made(course, chosen))


def test_without_blood_tests_there_is_no_table_and_no_overdue_test():
    summary = made(everything(), frozenset({"summary"}))

    assert summary.laboratory is None
    assert not any(each.overdue for each in summary.attention)
    assert "ALT" not in page(summary)


def test_without_the_summary_there_is_no_dose_and_no_symptom():
    summary = made(everything(), frozenset({"labs", "questions"}))

    assert summary.course is None
    assert summary.symptoms == ()
    assert "Dose now" not in page(summary)


def test_days_outside_those_chosen_are_not_shown():
    course = CourseFactory()
    log(course, date(2026, 10, 1), dose="none", note="an old day", headache=3)
    log(course, date(2026, 11, 10), lips_dry=1)
    told(course, "O-HEAD-1", "headache", day=date(2026, 10, 1))
    told(
        course,
        "S-MSK-2",
        "joint_pain",
        2,
        day=date(2026, 11, 10),
        triggered_by=reasons("2026-10-31", "2026-11-10"),
    )
    result(course, date(2026, 10, 2), "ALT", "62")

    summary = made(course, EVERY, starts=date(2026, 11, 1), ends=date(2026, 11, 15))

    assert (summary.first_day, summary.last_day) == (
        date(2026, 11, 1),
        date(2026, 11, 15),
    )
    assert [each.code for each in summary.symptoms] == ["lips_dry"]
    assert [each.what for each in summary.attention if not each.overdue] == [
        "Arthralgia moderate"
    ]
    assert summary.laboratory.lines == ()
    assert summary.notes == ()
    assert summary.course.missed == ()


def reasons(*days: str) -> list[dict[str, object]]:
    return [{"day": day, "item": "joint_pain", "value": 2} for day in days]


def test_nothing_of_a_day_still_to_come_is_used():
    course = CourseFactory()
    log(course, TODAY, headache=3)

    assert made(course, on=TODAY - timedelta(days=1)).symptoms == ()


def test_a_course_that_has_not_begun_has_a_summary():
    summary = made(CourseFactory(started_on=TODAY + timedelta(days=3)))

    assert summary.course.day == 1
    assert summary.course.taken_mg == 0


def test_an_ended_course_ends_with_its_last_word():
    course = CourseFactory(last_dose_on=date(2026, 10, 20))
    log(course, date(2026, 10, 25), headache=1)

    assert made(course).last_day == date(2026, 10, 25)
    assert "course ended" in page(made(course))


def test_key_numbers_are_those_of_the_course():
    course = CourseFactory(started_on=TODAY - timedelta(days=60))
    for number in range(61):
        log(
            course,
            course.started_on + timedelta(days=number),
            dose="none" if number < 3 else "all",
        )

    here = made(course).course

    assert (here.day, here.week, here.total_days) == (61, 9, 168)
    assert (here.doses_taken, here.doses_answered, here.days_logged) == (58, 61, 61)
    assert here.taken_mg_per_kg == Decimal(58 * 20) / 64


def test_of_a_course_hardly_logged_the_total_is_a_range():
    course = CourseFactory(started_on=TODAY - timedelta(days=100))
    log(course, course.started_on)
    log(course, course.started_on + timedelta(days=1))

    here = made(course).course
    month = made(course, starts=course.started_on, ends=day_after(course)).course

    assert (here.least_mg, here.taken_mg) == (40, 2020)
    assert here.least_mg_per_kg == Decimal(40) / 64
    assert (here.doses_taken, here.doses_answered, here.doses_unknown) == (2, 2, 99)
    assert (month.least_mg, month.doses_unknown, month.doses_sketchy) == (
        None,
        0,
        False,
    )


def day_after(course):
    return course.started_on + timedelta(days=1)


def test_a_flag_says_what_was_done():
    course = CourseFactory()
    told(
        course,
        "S-MSK-1",
        "joint_pain",
        contacted_on=date(2026, 10, 27),
        contacted_at=NOON,
        they_said="Rest it.",
        day=date(2026, 10, 26),
    )

    flag = made(course, frozenset({"summary"})).attention[0]

    assert flag.what == "Arthralgia severe"
    assert (
        flag.done
        == "Advised to call the same day. Contacted 27 Oct; they said “Rest it.”"
    )


def test_a_flag_told_again_after_the_contact_says_so():
    course = CourseFactory()
    told(
        course,
        "S-MSK-1",
        "joint_pain",
        day=date(2026, 10, 26),
        contacted_on=date(2026, 10, 26),
        contacted_at=NOON,
    )
    told(course, "S-MSK-1", "joint_pain", day=date(2026, 11, 1))

    flag = made(course, frozenset({"summary"})).attention[0]

    assert (
        flag.done
        == "Advised to call the same day (26 Oct, 1 Nov). Contacted 26 Oct. Told again since."
    )


def test_one_episode_told_by_two_rules_is_one_line():
    course = CourseFactory()
    told(course, "S-MSK-2", "joint_pain", 2, day=date(2026, 11, 8), level=3)
    told(course, "S-MSK-2", "joint_pain", 2, day=date(2026, 11, 10), level=3)
    told(course, "S-MSK-1", "joint_pain", 3, day=date(2026, 11, 9))
    told(course, "S-EYE-1", "eyes_dry", 3, day=date(2026, 11, 9))

    flags = made(course, frozenset({"summary"})).attention

    assert [(each.level, each.what) for each in flags] == [
        (4, "Arthralgia severe on 1 day, moderate on 2"),
        (4, "Dry eye severe"),
    ]


def test_what_no_longer_holds_and_what_is_only_a_tip_need_no_attention():
    course = CourseFactory()
    told(course, "S-MSK-1", "joint_pain", holds=False)
    told(course, "S-DRY-1", "lips_dry", level=1)

    assert made(course, frozenset({"summary"})).attention == ()
    assert "No rule asked for contact" in page(made(course, frozenset({"summary"})))


@pytest.mark.parametrize("stands", [True, False])
def test_no_flags_says_for_which_parts_whatever_stands_in_the_others(stands, tmp_path):
    course = CourseFactory()
    if stands:
        told(course, "S-MOOD-2", "mood")
        told(course, "S-PREG-1", "pregnancy", 1)
    without = made(course, frozenset({"summary"}))
    said = (
        "No rule asked for contact in these days, in the parts included. Not included by patient:"
        " blood tests, mood, mood questionnaires, sexual health, pregnancy prevention. That rules nothing out."
    )

    paper = as_pdf.pdf(without, paper="a4", appendix=False, discreet=True)
    assert said in page(without)
    assert said in as_text.text(without)
    assert said in text_of(paper, tmp_path)


def test_no_flags_with_every_part_names_none():
    said = no_flags(made(CourseFactory(), EVERY))

    assert said == "No rule asked for contact in these days. That rules nothing out."


@pytest.mark.parametrize(
    ("rule", "item", "value", "said"),
    [
        (
            "O-IIH-3",
            "medicines",
            "doxycycline",
            "Medicine: doxycycline, with isotretinoin: the two together have been linked with raised pressure"
            " around the brain and should be avoided",
        ),
        (
            "O-VITA-1",
            "new_medicine",
            "acitretin",
            "Concomitant medication: acitretin, with isotretinoin: vitamin A adds to the side effects"
            " and should be avoided",
        ),
        ("LAB-TG", "TG", "9.1", "Triglycerides 9.1"),
        (
            "S-MOOD-1",
            "note",
            "self-harm words",
            "Words in a note that sound like self-harm",
        ),
        ("S-MOOD-3", "phq2", 4, "PHQ-2 score 4"),
        ("S-MOOD-1", "phq9_9", 1, "PHQ-9 question 9 1"),
        ("O-BF-1", "breastfeeding", 1, "Breastfeeding"),
        ("OLD-1", "joint_pain", 2, "Arthralgia moderate"),
    ],
)
def test_a_reason_is_said_in_clinical_words(rule, item, value, said):
    course = CourseFactory()
    told(course, rule, item, value)

    assert said in [each.what for each in made(course, EVERY).attention]


def test_many_reasons_are_counted():
    course = CourseFactory()
    codes = ("mouth_dry", "itch", "dizzy", "nausea", "appetite")
    told(
        course,
        "O-SEV-X",
        "itch",
        triggered_by=[
            {"day": "2026-11-20", "item": code, "value": 3} for code in codes
        ],
    )

    assert made(course).attention[0].what.endswith("; 2 more")


def test_the_laboratory_compares_the_first_results_with_the_last_two():
    course = CourseFactory()
    for number, value in enumerate(("20", "30", "40", "62")):
        result(
            course,
            START + timedelta(days=14 * number),
            "ALT",
            value,
            upper_limit=Decimal(41),
        )
    result(course, START, "TG", "1.5", unit="mmol/L")

    table = made(course).laboratory

    assert [day.day for day in table.days] == [21, 19, 2]
    assert [
        [each and each.value for each in line.readings] for line in table.lines
    ] == [[20, 40, 62], [Decimal("1.5"), None, None]]
    assert [each.high for each in table.lines[0].readings] == [False, False, True]
    assert table.left_out == 1
    assert "62 H" in page(made(course))
    assert "1.7*" in page(made(course))


def test_private_parts_without_an_answer_say_so():
    text = page(made(CourseFactory(), EVERY))

    for said in (
        "Mood was not answered",
        "Not answered in these days.",
        "not said",
        "No pregnancy test entered",
        "No notes",
    ):
        assert said in text


def test_private_parts_count_what_was_answered():
    course = CourseFactory(can_become_pregnant=True)
    for number, (mood, harm, sexual) in enumerate(((0, 0, 0), (2, 2, 1), (1, 0, 0))):
        log(
            course,
            START + timedelta(days=number),
            mood=mood,
            self_harm=harm,
            sexual=sexual,
        )
    for number in range(6):
        LabResult.objects.create(
            course=course,
            day=START + timedelta(days=number),
            test="HCG_U",
            outcome="negative",
            added_at=NOON,
        )

    lines = [line for each in made(course, EVERY).sections for line in each.lines]

    lines.remove("No questionnaire was answered in these days.")
    assert lines[:3] == [
        "Low or very low on 1 of 3 days answered, last on 22 Sep.",
        "Question about self-harm answered 3 times: no 2, yes 0, would rather talk 1.",
        "A change was logged on 1 of 3 days answered.",
    ]
    assert "Could become pregnant: yes." in lines
    assert any("Earlier tests not listed: 2." in line for line in lines)
    assert any(line.startswith("Next test: around") for line in lines)


def test_mood_that_was_never_low_is_said_plainly():
    course = CourseFactory()
    log(course, START, mood=0)

    assert made(course, EVERY).sections[0].lines == (
        "Low or very low on none of 1 days answered.",
    )


def test_a_hostile_word_is_shown_as_it_was_written():
    course = CourseFactory(name_on_summary="<script>alert(1)</script>")
    log(course, TODAY, note="<b>x</b>")
    questions.add(course, text="<img src=x>", at=NOON)

    text = page(made(course, EVERY))

    assert "<script" not in text
    assert "<b>x</b>" not in text
    assert "<img" not in text


def test_the_time_it_was_made_is_the_persons_own():
    course = CourseFactory(owner__time_zone="Pacific/Auckland")

    assert "21 Nov 2026, 01:00" in page(made(course))


def test_a_sheet_is_made_without_a_query(django_assert_num_queries):
    summary = made(everything(), EVERY)

    with django_assert_num_queries(0):
        page(summary)


@pytest.mark.parametrize("days", [14, 400])
def test_a_long_course_costs_no_more_queries(days, django_assert_num_queries):
    course = CourseFactory(started_on=TODAY - timedelta(days=days - 1))
    log_days(course, days, lips_dry=2)

    with django_assert_num_queries(7):
        made(course, EVERY)


@pytest.mark.parametrize("weight", [None, Decimal("64.0")])
def test_without_a_weight_totals_are_in_milligrams(weight):
    course = CourseFactory(weight_kg=weight, planned_weeks=None, target_mg_per_kg=None)

    text = page(made(course))

    assert ("no weight given" in text) == (weight is None)
    assert "of 168 ·" not in text


def test_a_pause_is_said():
    course = CourseFactory()
    course.dose_periods.update(mg_per_day=0)

    assert "paused" in page(made(course))


def test_an_instant_keeps_its_day():
    course = CourseFactory()
    summary = summary_of(
        course,
        on=TODAY,
        made_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
        parts=USUAL_PARTS,
    )

    assert summary.made_at.date() == TODAY


def test_an_urgent_flag_without_an_answer_stays_first_however_old():
    course = CourseFactory()
    long_ago = TODAY - timedelta(days=40)
    told(course, "O-HEAD-1", "headache", day=long_ago)
    told(course, "S-EYE-1", "eyes_dry", day=long_ago, contacted_on=long_ago)
    told(course, "S-MSK-1", "joint_pain", contacted_on=TODAY)

    assert [each.code for each in made(course, frozenset({"summary"})).attention] == [
        "O-HEAD-1",
        "S-MSK-1",
        "S-EYE-1",
    ]


def test_the_reason_of_a_flag_has_its_row_before_a_rating():
    course = CourseFactory()
    log(course, TODAY, confidence=4)
    log(course, TODAY - timedelta(days=40), hair_thinning=1)
    told(course, "O-HAIR-1", "hair_thinning", 1, level=2)

    ranks = {each.code: each.rank for each in made(course, frozenset(PARTS)).symptoms}

    assert ranks["hair_thinning"] < ranks["confidence"]
