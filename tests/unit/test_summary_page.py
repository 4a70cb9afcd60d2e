"""The words and pictures of the sheet, made from plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.summary.document import (
    PARTS,
    USUAL_PARTS,
    Attention,
    Course,
    DoseStep,
    Full,
    LabLine,
    Laboratory,
    Note,
    Person,
    Reading,
    Section,
    Summary,
    Symptom,
)
from tracker.summary.render.as_html import sheet_of
from tracker.summary.render.sheet import NoteLine, Question, Sheet
from tracker.summary.render.wording import in_lines

FIRST, LAST = date(2026, 9, 21), date(2026, 11, 20)


def course(**more) -> Course:
    wanted = {
        "started_on": FIRST,
        "last_dose_on": None,
        "day": 61,
        "week": 9,
        "total_days": 168,
        "length_is_planned": True,
        "dose_mg": Decimal(40),
        "dose_mg_per_kg": Decimal("0.625"),
        "taken_mg": Decimal(1780),
        "taken_mg_per_kg": Decimal("27.8125"),
        "target_mg_per_kg": Decimal("120.0"),
        "doses_taken": 58,
        "doses_answered": 61,
        "share_taken": Decimal("0.9508"),
        "days_logged": 57,
        "days": 61,
        "steps": (
            DoseStep(start=0, mg=Decimal(20)),
            DoseStep(start=28, mg=Decimal(40)),
        ),
        "by_day": (Decimal(20),) * 61,
        "weight_kg": Decimal(64),
        "missed": (11,),
    }
    return Course(**{**wanted, **more})


def sheet(**more) -> Sheet:
    wanted = {
        "made_at": datetime(2026, 11, 20, 14, 20, tzinfo=UTC),
        "first_day": FIRST,
        "last_day": LAST,
        "parts": USUAL_PARTS,
        "ruleset": "2026.1",
        "person": Person(
            name="Robin Hale", born=date(2004, 5, 4), clinic="Northgate Clinic"
        ),
        "course": course(),
        "attention": (),
        "attention_left_out": (),
        "symptoms": (),
        "symptoms_left_out": (),
        "laboratory": None,
        "sections": (),
        "questions": (),
        "questions_left_out": 0,
        "notes": (),
        "notes_left_out": 0,
        "risk_factors": (),
    }
    return sheet_of(Summary(**{**wanted, **more}))


def number(made: Sheet, name: str) -> str:
    fact = next(fact for fact in made.numbers if fact.name == name)
    return f"{fact.value} {fact.more}".strip()


def test_the_head_says_who_where_and_when():
    assert [(fact.name, fact.value) for fact in sheet().who] == [
        ("Name", "Robin Hale"),
        ("Born", "4 May 2004"),
        ("Clinic", "Northgate Clinic"),
        ("Made", "20 Nov 2026, 14:20"),
    ]


def test_what_was_not_given_is_left_away_but_the_name():
    made = sheet(person=Person(name="", born=None, clinic=""))

    assert (made.who[0].name, made.who[0].value) == ("Name", "not given")
    assert [fact.name for fact in made.who] == ["Name", "Made"]


def test_a_long_name_is_set_on_several_lines_on_paper_alone_and_never_cut():
    name = "Maximiliana Featherstonehaugh-Montgomery"
    made = sheet(person=Person(name=name, born=None, clinic=""))

    assert made.who[0].value == name
    assert in_lines(name).split() == [
        "Maximiliana",
        "Featherstonehaugh-",
        "Montgomery",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Day", "61 of 168 · week 9"),
        ("Dose now", "40 mg /day · 0.63 mg/kg"),
        ("Cumulative", "27.8 mg/kg · 23% of 120"),
        ("Doses taken", "58/61 95%"),
        ("Days logged", "57/61 93%"),
    ],
)
def test_the_key_numbers_read_as_designed(name, said):
    assert number(sheet(), name) == said


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("Day", {"length_is_planned": False}, "61 week 9"),
        ("Dose now", {"dose_mg_per_kg": None}, "40 mg /day"),
        ("Dose now", {"dose_mg": Decimal(0)}, "0 mg paused"),
        (
            "Dose now",
            {"dose_mg": Decimal(0), "last_dose_on": LAST},
            "0 mg course ended",
        ),
        ("Cumulative", {"taken_mg_per_kg": None}, "1780 mg · no weight given"),
        ("Cumulative", {"target_mg_per_kg": None}, "27.8 mg/kg"),
        (
            "Doses taken",
            {"doses_taken": 0, "doses_answered": 0, "share_taken": None},
            "0/0",
        ),
        ("Days logged", {"days_logged": 0, "days": 0}, "0/0"),
    ],
)
def test_a_number_that_is_not_known_is_not_made_up(name, more, said):
    assert number(sheet(course=course(**more)), name) == said


def test_an_overdue_test_says_overdue():
    late = Attention(
        level=3, code="x", what="x", done="", first=LAST, last=LAST, overdue=True
    )

    assert sheet(attention=(late,)).flags[0].when == "20 Nov · overdue"


def flag(number: int) -> Attention:
    return Attention(
        level=5, code="x", what=f"x{number}", done="", first=LAST, last=LAST
    )


def test_the_screen_shows_every_flag_and_paper_names_those_without_room():
    every = tuple(map(flag, range(9)))
    made = sheet(
        attention=every[:6],
        attention_left_out=("x6", "x7", "x8"),
        full=Full(attention=every),
    )

    assert [each.what for each in (*made.flags, *made.more_flags)] == [
        each.what for each in every
    ]
    assert made.flags_left_out == ("3 flags left out on paper for space: x6; x7; x8.")


def test_an_overdue_test_is_among_every_flag():
    late = replace(flag(1), overdue=True, level=3, done="The plan asks for it.")

    (row,) = sheet(full=Full(attention=(late, flag(2)))).whole[0].rows

    assert row[0] == "20 Nov 2026"
    assert row[1].endswith("overdue")
    assert row[2:] == ("x1", "The plan asks for it.")


@pytest.mark.parametrize(
    ("trend", "shown"),
    [
        ("", ("–", "")),
        ("steady", ("–", "steady")),
        ("new", ("▲", "new")),
        ("falling", ("▼", "falling")),
    ],
)
def test_a_trend_is_a_sign_and_a_word(trend, shown):
    row = Symptom(
        code="x",
        term="x",
        benefit=True,
        heights=(0, None),
        days_with=1,
        counted=2,
        worst="mild",
        usual="",
        trend=trend,
    )

    made = sheet(symptoms=(row,)).symptoms[0]

    assert (made.sign, made.trend) == shown
    assert (made.look, made.days, made.usual) == (" good", "1/2", "–")


def laboratory(
    *, limit: Decimal | None = Decimal("41.000"), own: bool = True
) -> Laboratory:
    reading = Reading(day=LAST, value=Decimal("62.000"), high=True)
    line = LabLine(
        test="ALT",
        name="ALT",
        unit="U/L",
        readings=(None, reading),
        limit=limit,
        own_limit=own,
    )
    return Laboratory(days=(FIRST, LAST), lines=(line,), left_out=0)


def test_a_result_is_said_as_printed_and_marked_when_high():
    row = sheet(laboratory=laboratory()).labs.rows[0]

    assert [(cell.text, cell.high) for cell in row.cells] == [
        ("–", False),
        ("62 H", True),
    ]
    assert row.limit == "41"
    assert "62; limit 41" in row.trend


@pytest.mark.parametrize(("day", "named"), [(61, True), (5, False), (165, False)])
def test_the_day_is_named_under_the_line_where_it_has_room(day, named):
    assert (f"day {day}," in sheet(course=course(day=day)).axis) == named


def test_without_a_weight_the_picture_is_in_milligrams():
    made = sheet(course=course(weight_kg=None))

    assert "1780 mg" in made.dose
    assert "Target" not in made.dose
    assert made.dose_about.startswith("steps: daily dose · line: cumulative mg,")


def test_without_the_main_part_there_are_no_numbers_and_no_picture():
    made = sheet(course=None, parts=frozenset({"labs"}))

    assert (made.numbers, made.dose, made.line, made.axis) == ((), "", "", "")
    assert made.not_included.startswith("symptoms, dose and flags, questions")


def test_private_parts_and_notes_are_headed():
    made = sheet(
        sections=(Section(code="mood", lines=("a",)),),
        notes=(Note(day=LAST, text="b…", cut=True),),
        full=Full(notes=(Note(day=LAST, text="b c", cut=False),)),
        parts=USUAL_PARTS | {"mood", "notes"},
    )

    assert [(part.name, part.lines) for part in made.private] == [("Mood", ("a",))]
    assert made.notes == (NoteLine(day="20 Nov", text="b…", full="b c"),)
    assert made.takes_notes


def test_risk_factors_are_listed_or_said_to_be_none():
    every = frozenset(PARTS)

    assert (
        sheet(
            risk_factors=("Diabetes", "Wears contact lenses"), parts=every
        ).risk_factors
        == "diabetes, wears contact lenses"
    )
    assert sheet(parts=every).risk_factors == "none declared"


@pytest.mark.parametrize("part", ["mood", "pregnancy"])
def test_none_is_never_said_of_risk_factors_that_may_have_been_left_out(part):
    parts = frozenset(PARTS) - {part}

    assert "none declared" not in sheet(parts=parts).risk_factors
    assert "not included" in sheet(parts=parts).risk_factors
    assert sheet(parts=parts, risk_factors=("Diabetes",)).risk_factors == (
        "diabetes; any in other parts are not included"
    )


@pytest.mark.parametrize("part", ["mood", "sexual", "pregnancy"])
def test_an_empty_table_is_not_nothing_logged_when_a_part_was_left_out(part):
    parts = frozenset(PARTS)

    assert sheet(parts=parts).no_symptoms == "Nothing was logged in these days."
    assert "other parts are not included" in sheet(parts=parts - {part}).no_symptoms


@pytest.mark.parametrize(("on_demand", "shown"), [(True, "1/4 asked"), (False, "1/4")])
def test_an_item_asked_on_demand_says_so_beside_its_days(on_demand, shown):
    row = Symptom(
        code="x",
        term="x",
        benefit=False,
        heights=(0,),
        days_with=1,
        counted=4,
        worst="mild",
        usual="",
        trend="",
        on_demand=on_demand,
    )

    assert sheet(symptoms=(row,)).symptoms[0].days == shown


@pytest.mark.parametrize(
    ("assumed", "said"),
    [
        (6, "27.8 mg/kg · 23% of 120"),
        (7, "27.8 mg/kg · 23% of 120 · 7 d assumed"),
        (12, "27.8 mg/kg · 23% of 120 · 12 d assumed"),
    ],
)
def test_many_assumed_days_are_said_beside_the_total(assumed, said):
    assert number(sheet(course=course(days_assumed=assumed)), "Cumulative") == said


def test_a_total_of_mostly_unknown_days_is_a_range_and_the_doses_are_told_in_words():
    made = sheet(
        course=course(
            taken_mg=Decimal(4040),
            taken_mg_per_kg=Decimal(4040) / 60,
            weight_kg=Decimal(60),
            least_mg=Decimal(80),
            days_assumed=99,
            doses_taken=2,
            doses_answered=2,
            doses_unknown=99,
            doses_sketchy=True,
            share_taken=Decimal(1),
        )
    )

    assert number(made, "Cumulative") == "1.3–67.3 mg/kg of 120"
    assert number(made, "Doses taken") == "2 of 2 answered, 99 days unknown"
    assert "80–4040 mg ÷ 60 kg at the start = 1.3–67.3 mg/kg." in made.foot
    assert "The lower number counts the 99 days unknown as not taken." in made.foot
    assert "1.3–67.3 mg/kg" in made.dose
    assert "100%" not in "".join(each.more for each in made.numbers[:4])


def test_a_range_without_a_weight_is_in_milligrams():
    made = sheet(
        course=course(taken_mg_per_kg=None, weight_kg=None, least_mg=Decimal(80))
    )

    assert number(made, "Cumulative") == "80–1780 mg · no weight given"


def test_an_empty_table_whose_rows_gave_way_names_them_and_is_not_nothing_logged():
    made = sheet(symptoms_left_out=("Cheilitis",))

    assert made.no_symptoms == "1 row left out for space: Cheilitis."


def test_what_has_no_room_on_paper_is_on_the_screen():
    asked = ("Can I run?", "Can I swim?", "Can I dive?")
    written = tuple(Note(day=LAST, text=text, cut=False) for text in ("a", "b"))
    made = sheet(
        parts=USUAL_PARTS | {"notes"},
        symptoms=(symptom("lips_dry"),),
        symptoms_left_out=("Headache",),
        questions=asked[:1],
        questions_left_out=2,
        notes=written[:1],
        notes_left_out=1,
        full=Full(
            symptoms=(symptom("headache"), symptom("lips_dry")),
            questions=asked,
            notes=written,
        ),
    )

    assert [row.term for row in made.more_symptoms] == ["headache"]
    assert [each.text for each in made.more_questions] == ["Can I swim?", "Can I dive?"]
    assert [each.text for each in made.more_notes] == ["b"]
    assert made.questions_left_out == "2 more questions are left out for space."
    assert made.notes_left_out == "1 older note is left out for space."
    assert (made.next_question, made.folds_questions, made.folds_notes) == (
        2,
        False,
        False,
    )


def test_a_question_cut_on_paper_is_whole_on_the_screen():
    made = sheet(
        questions=("Can I…", "Why?"), full=Full(questions=("Can I run?", "Why?"))
    )

    assert made.questions == (
        Question(text="Can I…", full="Can I run?"),
        Question(text="Why?"),
    )


def test_nothing_is_more_or_older_than_nothing():
    made = sheet(parts=USUAL_PARTS | {"notes"}, questions_left_out=9, notes_left_out=11)

    assert made.questions_left_out == "9 questions are left out for space."
    assert made.notes_left_out == "11 notes are left out for space."


def symptom(code: str) -> Symptom:
    return Symptom(
        code=code,
        term=code,
        benefit=False,
        heights=(0, 1),
        days_with=1,
        counted=2,
        worst="mild",
        usual="none",
        trend="",
    )
