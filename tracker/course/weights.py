"""Weights as people give them, kept in kilograms."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

KG_A_POUND = Decimal("0.45359237")
POUNDS_A_STONE = 14
TENTH = Decimal("0.1")
PLAIN = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,3})?)\s*(?:kg|lbs?)?", re.IGNORECASE)
STONES = re.compile(
    r"([0-9]{1,2}(?:[.,][0-9]{1,3})?)"
    r"(?:(?:\s*st(?:ones?)?,?\s*|\s+)([0-9]{1,2}(?:[.,][0-9])?)\s*(?:lbs?|pounds?)?|\s*st(?:ones?)?)?",
    re.IGNORECASE,
)


class UnreadableWeight(ValueError):
    """That is no weight in this unit."""


def in_kg(text: str, unit: str) -> Decimal:
    """Return ``text`` in kg to one decimal; ``unit`` is kg, lb or st, as in “10 st 4”.

    Raises UnreadableWeight.
    """
    if unit == "st":
        return stones_in_kg(text)
    found = PLAIN.fullmatch(text.strip())
    if not found:
        raise UnreadableWeight(text)
    return rounded(number(found[1]) * (KG_A_POUND if unit == "lb" else 1))


def stones_in_kg(text: str) -> Decimal:
    found = STONES.fullmatch(text.strip())
    pounds = number(found[2] or "0") if found else Decimal(0)
    if not found or pounds >= POUNDS_A_STONE:
        raise UnreadableWeight(text)
    return rounded((number(found[1]) * POUNDS_A_STONE + pounds) * KG_A_POUND)


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def rounded(kg: Decimal) -> Decimal:
    return kg.quantize(TENTH, rounding=ROUND_HALF_UP)
