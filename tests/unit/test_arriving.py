"""An export as somebody sends it: every value is known and possible, or the place of the first that is not is named."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests import zips
from tests.zips import changed, one_of_each
from tracker.clinical.cards.advice import CARDS
from tracker.clinical.history.parts import BadHistory
from tracker.clinical.sources import SOURCES
from tracker.journal.forms import DayForm
from tracker.records.arriving import UnknownSchema, understood
from tracker.records.reading_rows import LONGEST, Now
from tracker.records.reading_shapes import LONGEST_LINE
from tracker.records.strict_json import loaded

NOW = Now(today=date(2026, 11, 20), at=datetime(2026, 11, 20, 12, tzinfo=UTC))
COURSE, KEPT = "courses.0.course", "courses.0.kept"
ENTRY, CHANGE = "courses.0.entries.0", "courses.0.entries.0.kept.changes.0"
FLAG, LAB = f"{KEPT}.flags.0", "courses.0.labs.0"
LONG_AGO, FAR = "0001-01-01", "9999-12-31"


def read(document: object):
    return understood(loaded(json.dumps(document).encode()), now=NOW)


def test_one_of_each_is_understood():
    said = read(one_of_each())
    course = said.courses[0]

    assert course.course.weight_kg == 64.5
    assert course.entries[0].row.marks == {"lips_dry": 2, "jaundice": 0}
    assert course.entries[0].changes[0].before == ""
    assert course.check_ins[0].answers == [1, None]
    assert course.set_aside == {"ORD-1:2026-11-27": "Not needed."}
    assert [each.name for each in said.papers] == ["reports/2026-10-19-1.jpg"]
    assert said.told_only["links"][0]["label"] == "For the clinic"
    assert said.reminders.hour == 9


def test_what_is_only_told_is_told_as_it_came():
    assert read(one_of_each()).told_only == one_of_each()["told_only"]


@pytest.mark.parametrize(
    "document", [None, [], "x", {}, {"schema": "courseline-export-2"}, {"schema": 1}]
)
def test_another_schema_is_not_read(document):
    with pytest.raises(UnknownSchema):
        read(document)


TWO = [zips.a_course(), zips.a_course()]
REFUSED: list[tuple[str, Any, str]] = [
    ("courses", None, "is missing"),
    ("courses", {}, "must be a list"),
    ("courses", [zips.a_course()] * 51, "more than 50"),
    ("courses", TWO, "two of them run on 2026-09-21"),
    ("courses.0", 7, "must be an object"),
    ("else", 1, "unknown keys"),
    ("person", None, "must be an object"),
    ("person.email", "x@y.z", "unknown keys"),
    ("person.time_zone", "Mars/Base", "time zone"),
    ("person.language", "tlh", "is not spoken here"),
    ("person.theme", "neon", "theme"),
    ("person.asks_about_harm", 1, "true or false"),
    ("reminders.hour", 3, "from 8 to 20"),
    ("reminders.diary_hour", 22, "from 8 to 20"),
    ("reminders.hour", True, "whole number"),
    ("reminders.muted", ["x" * 41], "short words"),
    ("reminders.days_before", [-1], "numbers of days"),
    ("reminders.days_before", [True], "numbers of days"),
    ("reminders.stop_key", "mine", "unknown keys"),
    # The course
    (f"{COURSE}.started_on", LONG_AGO, "not between 1900 and 2199"),
    (f"{COURSE}.started_on", "2027-06-01", "started_on: 2027-06-01"),
    (f"{COURSE}.started_on", "2026-02-30", "not a date"),
    (f"{COURSE}.last_dose_on", "2026-09-01", "before the start"),
    (f"{COURSE}.last_dose_on", "2026-12-01", "too far back or ahead"),
    (f"{COURSE}.weight_kg", 0, "from 20 to 400"),
    (f"{COURSE}.weight_kg", 64.55, "decimal place"),
    (f"{COURSE}.weight_kg", 99999, "from 20 to"),
    (f"{COURSE}.planned_weeks", 70000, "from 1 to 156"),
    (f"{COURSE}.doses", [], "begin with the course"),
    (f"{COURSE}.doses.0.from", "2026-09-22", "begin with the course"),
    (f"{COURSE}.doses.0.mg_per_day", -1, "not a possible value"),
    (f"{COURSE}.doses", [{"from": "2026-09-21", "mg_per_day": 20}] * 2, "is there twice"),
    ("courses.0.profile.conditions", ["plague"], "unknown conditions"),
    ("courses.0.profile.medicines", ["zinc"] * 31, "more than 30"),
    ("courses.0.profile.born", "1800-01-01", "born"),
    ("courses.0.owner", 1, "unknown keys"),
    (f"{KEPT}.id", 7, "unknown keys"),
    (f"{KEPT}.country", "xx", "country"),
    (f"{KEPT}.clinic_email", "no address", "clinic_email"),
    ("courses.0.profile.medicines", ["x" * 90_000], "medicines: are too long"),
    (f"{KEPT}.clinic_phone", "javascript:1", "not a number to dial"),
    (f"{KEPT}.clinic_phone", "0123 456\n", "not a number to dial"),
    (f"{KEPT}.clinic_phone", "0" * 41, "at most 40"),
    (f"{KEPT}.clinic_name", "x" * 121, "at most 120"),
    (f"{KEPT}.created_at", "2026-10-19T12:00:00", "not a moment"),
    (f"{KEPT}.created_at", "0001-01-01T00:00:00+14:00", "not a moment"),
    (f"{KEPT}.created_at", "1999-12-31T00:00:00+00:00", "too far back"),
    (f"{KEPT}.created_at", "2026-12-19T12:00:00+00:00", "too far back or ahead"),
    (f"{KEPT}.test_settings", {"during": "moon"}, "not one of"),
    (f"{KEPT}.test_settings", {"never": "home"}, "unknown keys"),
    (f"{KEPT}.tests_set_aside", [], "must be an object"),
    (f"{KEPT}.tests_set_aside", {"ORD-2": "x"}, "not a test of this course"),
    (f"{KEPT}.tests_set_aside", {"x" * 61: "x"}, "not a test of this course"),
    (f"{KEPT}.tests_set_aside", {"US-1": "x" * 501}, "too long"),
    (f"{KEPT}.tests_set_aside", {"US-1": 1}, "must be text"),
    # Days
    (f"{ENTRY}.day", "2026-09-20", "before the course"),
    (f"{ENTRY}.day", "2026-12-01", "too far back or ahead"),
    (f"{ENTRY}.marks.lips_dry", 9, "9 is not one of"),
    (f"{ENTRY}.marks.lips_dry", True, "needs a grade"),
    (f"{ENTRY}.marks.levitation", 1, "unknown keys"),
    (f"{ENTRY}.dose_taken", "twice", "not one of"),
    (f"{ENTRY}.note", "x" * 4001, "note: is longer than 4000"),
    (f"{ENTRY}.new_medicine", "x" * 201, "new_medicine: is longer than 200"),
    (f"{CHANGE}.after.note", "x" * 4001, "after.note: is longer than 4000"),
    (f"{CHANGE}.after.new_medicine", "x" * 201, "new_medicine: is longer than 200"),
    (f"{ENTRY}.note", 7, "must be text"),
    (f"{ENTRY}.kept", None, "must be an object"),
    (f"{ENTRY}.kept.version", 0, "do not lead to"),
    (f"{ENTRY}.kept.version", 2, "do not lead to"),
    (f"{ENTRY}.kept.time_zone", "Mars/Base", "not a time zone"),
    (f"{ENTRY}.kept.entry", 1, "unknown keys"),
    (f"{CHANGE}.kind", "forged", "kind"),
    (f"{CHANGE}.after.marks", {"levitation": 1}, "unknown keys"),
    (f"{CHANGE}.after.day", "2026-10-01", "unknown keys"),
    (f"{CHANGE}.after", 3, "must be an object"),
    ("courses.0.entries", 3, "must be a list"),
    ("courses.0.entries", [3], "must be an object"),
    # Questionnaires
    ("courses.0.check_ins.0.answers", [1], "has 2 questions"),
    ("courses.0.check_ins.0.tool", "phq7", "not one of"),
    ("courses.0.check_ins.0.kept.earlier.0.answers", [1, 4], "numbers from 0 to 3"),
    ("courses.0.check_ins.0.kept.earlier.0.answers", [True, 0], "numbers from 0 to 3"),
    ("courses.0.check_ins.0.kept.earlier.0.until", "yesterday", "not a moment"),
    # Tests
    (f"{LAB}.test", "XYZ", "not one of"),
    (f"{LAB}.value", 10**7, "far outside"),
    (f"{LAB}.value", 62.12345, "decimal places"),
    (f"{LAB}.unit", "stone", "not one of"),
    (f"{LAB}.day", "2027-01-01", "too far back or ahead"),
    ("courses.0.labs", [zips.a_course()["labs"][0]] * 2, "is there twice"),
    (f"{KEPT}.asked_for.0.tests", [], "tests that are known"),
    (f"{KEPT}.asked_for.0.tests", ["XYZ"], "tests that are known"),
    (f"{KEPT}.asked_for.0.every", -1, "every"),
    (f"{KEPT}.asked_for.0.due", FAR, "too far back or ahead"),
    (f"{KEPT}.asked_for", [zips.a_course()["kept"]["asked_for"][0]] * 61, "asked_for: holds more than 60"),
    (f"{KEPT}.visits", [zips.a_course()["kept"]["visits"][0]] * 201, "visits: holds more than 200"),
    (f"{KEPT}.reports", [{}] * 201, "reports: holds more than 200"),
    (f"{KEPT}.visits.0.time", "25:00", "not a time"),
    (f"{KEPT}.visits.0.time", "10:40+02:00", "not a time"),
    (f"{KEPT}.reports.0.file", "../../secret_key", "not the name of a report"),
    (f"{KEPT}.reports.0.kind", "text/html", "kind"),
    (f"{KEPT}.reports", [zips.a_course()["kept"]["reports"][0]] * 2, "is there twice"),
    # Flags
    (f"{FLAG}.rule", "X-EVIL-1", "not a rule that is known"),
    (f"{FLAG}.level", 9, "from 1 to 5"),
    (f"{FLAG}.rule_version", 40000, "from 0 to 32767"),
    (f"{FLAG}.provenance", "rumour", "does not exist"),
    (f"{FLAG}.day", "2027-01-01", "too far back or ahead"),
    (f"{FLAG}.triggered_by.0.value", 9, "not an answer of joint_pain"),
    (f"{FLAG}.triggered_by.0.value", 1.5, "must be a mark or words"),
    (f"{FLAG}.triggered_by.0.item", "x" * 41, "too long"),
    (f"{FLAG}.triggered_by.0.day", "soon", "not a date"),
    (f"{FLAG}.sources.0.url", "http://evil", "unknown keys"),
    (f"{FLAG}.sources", "SA49", "must be a list"),
    (f"{KEPT}.flags", [zips.a_flag()] * 2, "is there twice"),
    (f"{FLAG}.title", "x" * 90_000, "title: is longer"),
    (f"{FLAG}.advice", "x" * 90_000, "advice: is longer"),
    (f"{FLAG}.ask", "x" * 90_000, "ask: is longer"),
    (f"{FLAG}.they_said", "x" * 1001, "they_said: is longer than 1000"),
    (f"{FLAG}.triggered_by.0.value", "x" * 501, "value: is longer than 500"),
    (f"{FLAG}.sources.0.title", "x" * 501, "title: is longer than 500"),
    (f"{KEPT}.visits.0.note", "x" * 501, "note: is longer than 500"),
    (f"{KEPT}.visits.0.place", "x" * 201, "place: is longer than 200"),
    (f"{KEPT}.asked_for.0.note", "x" * 501, "note: is longer than 500"),
    (f"{KEPT}.questions.0.text", "x" * 1001, "text: is longer than 1000"),
    ("told_only.links.0.label", "x" * 81, "label: is longer than 80"),
    (f"{KEPT}.questions.0.text", "", "text"),
    # What is only told
    ("told_only", None, "must be an object"),
    ("told_only.links.0.token_digest", "0" * 64, "unknown keys"),
    ("told_only.links.0.kind", "door", "kind"),
    ("told_only.links.0.had_code", "yes", "true or false"),
    ("told_only.links.0.visits", None, "is missing"),
    ("told_only.events.0.what", "x" * 41, "at most 40"),
    ("told_only.events.0.at", None, "is missing"),
    ("told_only.sessions", [], "unknown keys"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "said"), REFUSED)
def test_what_is_not_known_or_not_possible_is_refused(path, value, said):
    with pytest.raises(BadHistory, match=said):
        read(changed(one_of_each(), path, value))


def test_what_a_form_takes_is_taken():
    document = changed(
        one_of_each(), f"{ENTRY}.note", "x" * DayForm().fields["note"].max_length
    )
    document = changed(document, f"{KEPT}.clinic_phone", "+44 (0)1632 960-123")

    course = read(document).courses[0]

    assert len(course.entries[0].row.note) == 4000
    assert course.course.clinic_phone == "+44 (0)1632 960-123"


def test_every_flag_that_can_be_told_fits():
    cards = [card for levels in CARDS.values() for card in levels.values()]

    for name in ("title", "advice", "ask"):
        longest = max(len(getattr(card, name)) for card in cards)
        assert 3 * longest < 2 * LONGEST[f"ShownFinding.{name}"], name
    assert max(len(each.title) for each in SOURCES.values()) < LONGEST_LINE


def test_the_place_is_named():
    with pytest.raises(
        BadHistory, match=r"^courses\[0\]\.entries\[0\]\.marks\.lips_dry: 9"
    ):
        read(changed(one_of_each(), f"{ENTRY}.marks.lips_dry", 9))


def test_a_test_may_be_asked_for_until_the_end_of_days():
    assert read(changed(one_of_each(), f"{KEPT}.asked_for.0.until", FAR)).courses


def test_a_report_that_was_lost_is_left_out():
    assert read(changed(one_of_each(), f"{KEPT}.reports.0.file", None)).papers == ()


def test_a_day_logged_further_east_may_be_tomorrow():
    said = read(changed(one_of_each(), f"{ENTRY}.day", "2026-11-21"))

    assert said.courses[0].entries[0].row.day == date(2026, 11, 21)


def test_courses_may_stand_in_any_order():
    first = changed(zips.a_course(), "course.started_on", "2025-01-06")
    first = changed(first, "course.last_dose_on", "2025-06-30")
    first = changed(first, "course.doses.0.from", "2025-01-06")
    first = changed(first, "kept.reports", [])
    document = changed(one_of_each(), "courses", [zips.a_course(), first])

    assert len(read(document).courses) == 2


def places(value: object, way: tuple[str, ...] = ()) -> list[str]:
    """Return the path to every value of a document."""
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )  # fmt: skip
    found = [".".join(way)] if way else []
    return found + [
        path for key, each in inner for path in places(each, (*way, str(key)))
    ]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text(max_size=5)
    | st.sampled_from(["9999-12-31", "0001-01-01", "ORD-1", 0.5, -1, 2**63]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(path=st.sampled_from(places(one_of_each())), value=ANYTHING)
@effort(max_examples=600, deadline=None)
def test_anything_anywhere_is_understood_or_refused(path, value):
    with suppress(BadHistory):
        said = read(changed(one_of_each(), path, value))
        assert len(said.courses) <= 1
