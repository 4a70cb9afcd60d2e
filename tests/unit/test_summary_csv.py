"""The table: no cell runs in a spreadsheet, and nothing is lost by that."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.summaries import made, robin
from tracker.clinical.engine.findings import RULESET_VERSION
from tracker.summary.render.as_csv import HEADS, guarded, rows, table, unguarded


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "=cmd()",
        "+44 20",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1",
        "\n=1",
        "\uff1dcmd()",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
    ],
)
def test_a_formula_becomes_words(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Robin", "5%", "%", "a=b", "12.5", "ALT"])
def test_what_is_no_formula_stays_as_it_is(text):
    assert guarded(text) == text


@given(st.text())
def test_guarding_a_cell_loses_nothing(text):
    assert unguarded(guarded(text)) == text


def test_every_cell_comes_back_as_it_was():
    summary = made(robin(name_on_summary="=cmd()", clinic_name="'quoted, \"twice\"'"))

    heads, *cells = read(table(summary))

    assert tuple(heads) == HEADS
    assert [tuple(map(unguarded, row)) for row in cells] == list(rows(summary))


def test_no_cell_of_what_a_person_wrote_starts_a_formula():
    summary = made(robin(name_on_summary="=cmd()"))

    starts = {cell[:1] for row in read(table(summary)) for cell in row}

    assert starts & set("=+-@\t\r\n") == set()


def test_an_answer_not_given_has_no_row():
    symptoms = [row[1:6] for row in rows(made()) if row[0] == "symptom"]

    assert ("2026-09-22", "", "lips_dry", "Cheilitis", "0") not in symptoms
    assert [row for row in symptoms if row[2] == "lips_dry"] == [
        ("2026-09-21", "", "lips_dry", "Cheilitis", "1"),
        ("2026-09-23", "", "lips_dry", "Cheilitis", "3"),
    ]


def test_a_usual_limit_does_not_pass_for_one_of_the_report():
    limits = {row[3]: row[7:] for row in rows(made()) if row[0] == "result"}

    assert limits == {
        "ALT": ("41", "above the limit"),
        "GLU": ("5.49", "a usual limit, none on the report"),
    }


def test_the_table_says_where_it_comes_from():
    kinds = {row[0]: row for row in rows(made())}

    assert kinds["provenance"][5] == "patient-reported, not checked by anybody"
    assert kinds["rule set"][5] == RULESET_VERSION
    assert kinds["told"][3:] == (
        "S-MSK-1 v2",
        "Arthralgia severe",
        "urgent",
        "",
        "2026.1",
        "Rest it.",
    )


def test_without_the_course_there_is_no_dose():
    kinds = {row[0] for row in rows(made(parts=frozenset({"labs"})))}

    assert "result" in kinds
    assert kinds & {"course", "dose", "cumulative dose", "symptom"} == set()


def test_the_table_says_that_nobody_monitors_it_and_what_is_planned():
    kinds = {row[0]: row for row in rows(made(parts=frozenset({"summary"})))}

    assert kinds["provenance"][8] == "Nobody monitors these entries."
    assert kinds["target"][5:7] == ("120", "mg/kg")
    assert kinds["planned length"][5:7] == ("168", "days")
    assert "blood tests" in kinds["not included"][8]
