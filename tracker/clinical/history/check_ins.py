"""Questionnaires as JSON, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.clinical.check_ins.questionnaires import (
    HIGHEST,
    QUESTIONNAIRES,
    questionnaire,
)
from tracker.clinical.facts import CheckIn
from tracker.clinical.history.parts import Part, a_day, a_list, one_of, part

_KEYS = frozenset({"day", "tool", "answers"})


def read_check_ins(rows: Sequence[object]) -> tuple[CheckIn, ...]:
    """Return the questionnaires in order of day; raise BadHistory."""
    found: dict[tuple[date, str], CheckIn] = {}
    for place, row in enumerate(rows):
        said = part(f"check_ins[{place}]", row, _KEYS)
        each = _check_in(said)
        if (each.day, each.tool) in found:
            said.refuse("day", f"{each.day} has {each.tool} twice.")
        found[each.day, each.tool] = each
    return tuple(found[key] for key in sorted(found))


def _check_in(said: Part) -> CheckIn:
    tool = said.need("tool", one_of(*QUESTIONNAIRES))
    answers = said.need("answers", a_list)
    asked = len(questionnaire(tool).questions)
    if len(answers) != asked:
        said.refuse("answers", f"{tool} has {asked} questions, not {len(answers)}.")
    return CheckIn(
        day=said.need("day", a_day),
        tool=tool,
        answers=tuple(_answer(said, each) for each in answers),
    )


def _answer(said: Part, value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        said.refuse("answers", f"{value!r} is not a whole number, or null for a blank.")
    if not 0 <= value <= HIGHEST:
        said.refuse("answers", f"{value} is not one of 0 to {HIGHEST}.")
    return value


def check_ins_as_json(check_ins: Iterable[CheckIn]) -> list[dict[str, object]]:
    """Return the questionnaires as ``read_check_ins`` reads them."""
    return [
        {
            "day": each.day.isoformat(),
            "tool": each.tool,
            "answers": list(each.answers),
        }
        for each in check_ins
    ]
