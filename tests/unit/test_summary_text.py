"""The summary as a message: every part in plain words."""

from __future__ import annotations

from tests.summaries import made, robin
from tracker.summary.render.as_text import text


def paragraph(words: str, title: str) -> list[str]:
    """Return the lines below a title."""
    parts = (part.splitlines() for part in words.split("\n\n"))
    return next(lines[1:] for lines in parts if lines[0] == title)


def test_the_message_has_every_part():
    words = text(made())

    assert paragraph(words, "Needs attention")[0] == (
        "- 23 Sep (contact today): Arthralgia severe. Advised to call the same day."
        " Contacted 24 Sep; they said “Rest it.” [S-MSK-1]"
    )
    assert paragraph(words, "Laboratory, entered by patient")[0] == (
        "- 22 Sep 2026 ALT 62 U/L H (limit 41)"
    )
    assert paragraph(words, "What I want to ask") == ["- Can I go back to running?"]
    assert paragraph(words, "Notes") == ["23 Sep 2026: Ran 8 km.", "  =cmd()"]
    assert "not checked by a clinician" in words


def test_no_line_of_a_person_passes_for_a_heading():
    course = robin()
    course.entries.all()[1].note = "Sore.\n\nNeeds attention\nNothing at all."

    words = text(made(course))

    assert words.splitlines().count("Needs attention") == 1
    assert "  Nothing at all." in words


def test_a_part_left_out_is_named_and_not_there():
    words = text(made(parts=frozenset({"labs"})))

    assert "Cheilitis" not in words
    assert "Can I go back" not in words
    assert "Not included by patient: symptoms, dose and flags" in words
    assert paragraph(words, "Laboratory, entered by patient")


def test_questions_alone_are_a_message_too():
    words = text(made(parts=frozenset({"questions"})))

    assert "Needs attention" not in words
    assert paragraph(words, "What I want to ask") == ["- Can I go back to running?"]


def test_the_message_has_every_dose_with_its_day_and_what_comes_next():
    words = text(made())

    assert "Doses: 20 mg/day from 21 Sep 2026; 40 mg/day from 19 Oct 2026" in words
    assert "Target: 120 mg/kg" in words
    assert paragraph(words, "Laboratory, entered by patient")[-1].startswith(
        ("Due now: ", "Next: ")
    )


def test_a_long_word_in_a_name_keeps_its_letters():
    clinic = '=HYPERLINK("http://evil.example/long","x")<script>alert(1)</script>'

    assert f"Clinic: {clinic}" in text(made(robin(clinic_name=clinic))).splitlines()
