"""The pages a clinician reviews, and the two commands that speak for the core."""

import io
import json
from dataclasses import dataclass
from enum import Enum

import pytest
from django.core.management import CommandError, call_command

from tests.unit.clinical.test_history_json import EXAMPLE
from tracker.clinical.pages import clinical as pages
from tracker.clinical.rules.ruleset import RULES, RULES_BY_ID
from tracker.clinical.sources import SOURCES, UnknownSource, ref
from tracker.clinical.traces.drawings import BadDrawing, entries_drawn
from tracker.clinical.vocabulary import ITEMS


def test_every_rule_is_on_the_page_with_its_diaries():
    page = pages.rules_page()

    assert all(f"## {rule.id}\n" in page for rule in RULES)
    assert page.count("```text") == 2 * len(RULES)
    assert "last capsule on day 1" in page
    assert "day 1 is day 42 of the course" in page


def facts_of(rule):
    """Return the table of a rule on the page, from its title to its first card."""
    return pages.rules_page().partition(f"## {rule}\n")[2].partition("\n>")[0]


@pytest.mark.parametrize(
    ("rule", "outlasts"),
    [
        ("O-OD-1", "case 1 (emergency)"),
        ("O-SKIN-4", "case 1 (emergency)"),
        ("O-PSY-2", "case 1 (urgent)"),
        ("O-SEV-X", "case 2 (soon)"),
        ("S-MOOD-3", "case 3 (soon)"),
    ],
)
def test_a_case_that_outlasts_its_rule_is_named_beside_how_long_the_rule_stays(
    rule, outlasts
):
    said = f"stays on for one month; but its {outlasts} stays on"

    assert f"| After the last capsule | {said} |" in facts_of(rule)


@pytest.mark.parametrize("rule", ["S-MOOD-1", "S-MSK-1", "O-PERS", "A-LAST-1"])
def test_a_rule_with_one_time_after_the_course_says_it_once(rule):
    stays = RULES_BY_ID[rule].after_course.value

    assert f"| After the last capsule | {stays} |" in facts_of(rule)


def test_every_item_and_source_is_on_its_page():
    assert all(f"(`{each.code}`)" in pages.symptoms_page() for each in ITEMS)
    assert all(f"| {id_} |" in pages.sources_page() for id_ in SOURCES)


class _Kind(Enum):
    URINE = "urine"


@dataclass(frozen=True)
class _Part:
    low: int
    high: int


@dataclass(frozen=True)
class _Line:
    code: str
    kind: _Kind
    required: bool
    window: tuple[int, int]
    alt: dict
    part: _Part
    note: None = None


def test_a_plan_becomes_a_table_whatever_its_columns():
    line = _Line("ALT", _Kind.URINE, True, (-7, 0), {"mmol/L": 2}, _Part(1, 2))

    page = pages.plans_page([line], {"uk": [line]}, {"clinician": []})

    assert "| code | kind | required | window | alt | part | note |" in page
    assert "| ALT | urine | yes | -7, 0 | mmol/L 2 | 1 2 |  |" in page
    assert "## Added for: clinician\n\nNothing is planned by default." in page


def test_an_unknown_source_is_refused():
    with pytest.raises(UnknownSource):
        ref("Z9 4.2")


@pytest.mark.parametrize("picture", ["mood 1", "day 1 2\nmood 1"])
def test_a_drawing_that_does_not_hold_together_is_refused(picture):
    with pytest.raises(BadDrawing):
        entries_drawn(picture)


def test_pages_are_written_and_then_in_step(tmp_path):
    written = io.StringIO()

    call_command("clinical_pages", folder=tmp_path, stdout=written)
    call_command("clinical_pages", folder=tmp_path, check=True)

    assert "rules.md" in written.getvalue()


def test_the_pages_a_clinician_reviews_are_made_from_todays_data():
    call_command("clinical_pages", check=True)


def test_pages_out_of_step_are_named(tmp_path):
    call_command("clinical_pages", folder=tmp_path, stdout=io.StringIO())
    (tmp_path / "rules.md").write_text("old", encoding="utf-8")

    with pytest.raises(
        CommandError, match=r"Out of step with the data: rules\.md"
    ) as refusal:
        call_command("clinical_pages", folder=tmp_path, check=True)

    assert refusal.value.returncode == 1


def test_triage_answers_a_file_without_a_database(tmp_path):
    path, answer = tmp_path / "history.json", io.StringIO()
    path.write_text(json.dumps(EXAMPLE), encoding="utf-8")

    call_command("triage", str(path), stdout=answer)

    assert json.loads(answer.getvalue())["level"] == "urgent"


def test_triage_reads_standard_input(monkeypatch):
    answer = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(EXAMPLE)))

    call_command("triage", "-", stdout=answer)

    assert json.loads(answer.getvalue())["ruleset"] == "2026.5"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "This is not JSON"),
        (
            '{"on": "2026-10-21", "course": {"started_on": "soon"}}',
            "course.started_on: 'soon' is not a date",
        ),
    ],
)
def test_triage_refuses_what_it_does_not_understand(tmp_path, text, message):
    path = tmp_path / "history.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=message) as refusal:
        call_command("triage", str(path))

    assert refusal.value.returncode == 2


def test_triage_names_a_file_it_cannot_read(tmp_path):
    with pytest.raises(CommandError, match="Cannot read") as refusal:
        call_command("triage", str(tmp_path / "missing.json"))

    assert refusal.value.returncode == 2
