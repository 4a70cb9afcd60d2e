"""`manage.py triage` answers both drawn diaries of every rule, through JSON, and refuses what it does not know."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tracker.clinical.history.document import history_as_json
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.traces.examples import EXAMPLES, Diary

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def asked(folder: Path, data: object) -> dict:
    path, answer = folder / "history.json", io.StringIO()
    path.write_text(json.dumps(data), encoding="utf-8")
    call_command("triage", str(path), stdout=answer)
    return json.loads(answer.getvalue())


def told(folder: Path, diary: Diary) -> dict[str, str]:
    answer = asked(folder, history_as_json(diary.history, on=diary.day))
    return {finding["rule"]: finding["level"] for finding in answer["findings"]}


@every_rule
def test_the_diary_in_which_a_rule_speaks(rule, tmp_path):
    levels = {case.level.code for case in rule.cases}

    assert told(tmp_path, EXAMPLES[rule.id].speaks)[rule.id] in levels


@every_rule
def test_the_diary_in_which_it_just_does_not(rule, tmp_path):
    assert rule.id not in told(tmp_path, EXAMPLES[rule.id].quiet)


def entry(**marks: object) -> dict:
    return {
        "course": {"started_on": "2026-09-21"},
        "entries": [{"day": "2026-10-01", "marks": marks}],
        "on": "2026-10-01",
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (entry(elbow=2), r"entries\[0\]\.marks.*elbow"),
        (entry(joint_pain=2, knee=1), r"entries\[0\]\.marks.*knee"),
        (entry(joint_pain=4), r"joint_pain: 4 is not one of 0, 1, 2, 3"),
        (entry(mood="awful"), r"mood: 'awful' is not one of"),
        (
            entry() | {"profile": {"conditions": ["gout"]}},
            "unknown conditions: gout",
        ),
        (
            entry() | {"labs": [{"day": "2026-10-01", "test": "ESR", "value": 3}]},
            "ESR",
        ),
        (entry() | {"mood": 2}, "mood"),
    ],
)
def test_what_is_unknown_is_named_and_refused_with_exit_code_2(tmp_path, data, message):
    with pytest.raises(CommandError, match=message) as refusal:
        asked(tmp_path, data)

    assert refusal.value.returncode == 2


HOSTILE = {
    "nested too deep": ("[" * 100_000 + "]" * 100_000, "nested too deep"),
    "a number with a thousand digits": (
        json.dumps(entry(mood=10**1000)),
        "mood: 1000000",
    ),
    "an answer given twice": (
        json.dumps(entry(self_harm=1)).replace(
            '"self_harm": 1', '"self_harm": 1, "self_harm": 0'
        ),
        "has a key twice: 'self_harm'",
    ),
    "the first day of all": (
        json.dumps(entry(mood=1)).replace("2026-10-01", "0001-01-01"),
        "0001-01-01 is not between 1900 and 2199",
    ),
    "the last day of all": (
        json.dumps(entry(mood=1)).replace("2026-10-01", "9999-12-31"),
        "9999-12-31 is not between 1900 and 2199",
    ),
    "a day written as a week": (
        json.dumps(entry(mood=1)).replace("2026-10-01", "2026-W40-4"),
        "'2026-W40-4' is not a date written YYYY-MM-DD",
    ),
    "no number at all": (
        json.dumps(entry(mood=1)).replace('"mood": 1', '"mood": NaN'),
        "mood",
    ),
    "a true where a grade belongs": (json.dumps(entry(joint_pain=True)), "joint_pain"),
    "marks that are a list": (json.dumps(entry()).replace("{}", "[1]"), "marks"),
    "something after the end": (json.dumps(entry()) + "x", "This is not JSON"),
}


@pytest.mark.parametrize(("text", "message"), HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_sent_is_refused_in_one_line_and_never_breaks(
    tmp_path, text, message
):
    path = tmp_path / "history.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=message) as refusal:
        call_command("triage", str(path))

    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)


def test_what_is_no_text_at_all_is_refused(tmp_path):
    path = tmp_path / "history.json"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match="This is not JSON"):
        call_command("triage", str(path))


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_that_are_read_are_answered(tmp_path, day):
    data = entry(joint_pain=3) | {"on": day}
    data["entries"][0]["day"] = data["course"]["started_on"] = day

    answer = asked(tmp_path, data)

    assert "S-MSK-1" in {finding["rule"] for finding in answer["findings"]}


def test_items_of_the_new_rules_are_understood(tmp_path):
    answer = asked(tmp_path, entry(little_urine=True, palpitations=2))

    assert {finding["rule"] for finding in answer["findings"]} >= {
        "O-KID-1",
        "O-HEART-2",
    }
