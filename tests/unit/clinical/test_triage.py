"""`manage.py triage` answers both drawn diaries of every rule, through JSON, and refuses what it does not know."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tracker.clinical.examples import EXAMPLES, Diary
from tracker.clinical.history_json import history_as_json
from tracker.clinical.rules import RULES

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


def test_items_of_the_new_rules_are_understood(tmp_path):
    answer = asked(tmp_path, entry(little_urine=True, palpitations=2))

    assert {finding["rule"] for finding in answer["findings"]} >= {
        "O-KID-1",
        "O-HEART-2",
    }
