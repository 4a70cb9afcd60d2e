"""JSON from somebody else, before anything is done with it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NoReturn

from tracker.clinical.history.parts import BadHistory

# A million kilograms and a millionth of one are no measures of a person.
LONGEST_NUMBER = 20
LONGEST_TEXT = 100_000


def loaded(content: bytes) -> object:
    """Return the value, without anything that could not be stored: raise BadHistory.

    Refused are names given twice, numbers too long to be one of ours, NUL, and halves of characters.
    """
    try:
        value: object = json.loads(
            content.decode("utf-8"),
            parse_float=a_fraction,
            parse_int=a_whole_number,
            parse_constant=no_number,
            object_pairs_hook=without_doubles,
        )
    except BadHistory:
        raise
    except (ValueError, RecursionError) as problem:
        raise BadHistory(f"This is not JSON: {problem}") from None
    refuse_unstorable(value)
    return value


def a_fraction(text: str) -> Decimal:
    return Decimal(of_our_size(text))


def a_whole_number(text: str) -> int:
    return int(of_our_size(text))


def of_our_size(text: str) -> str:
    if len(text) > LONGEST_NUMBER or "e" in text.lower():
        no_number(text)
    return text


def no_number(text: str) -> NoReturn:
    raise BadHistory(f"{text[:LONGEST_NUMBER]} is not a number that can stand here.")


def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadHistory("A name is given twice in one object.")
    return found


def refuse_unstorable(value: object) -> None:
    """Raise BadHistory when a text cannot be stored; walks by hand, however deep the value is."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str):
            refuse_text(each)


def refuse_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise BadHistory(f"A text is longer than {LONGEST_TEXT} characters.")
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadHistory("A text holds characters that cannot be stored.")
