"""The units of a test: conversion, and values that cannot be right in the unit typed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tracker.clinical.labs.tests import Test, Unit


class UnknownUnit(ValueError):
    """The test is not reported in this unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The value cannot be right in ``unit``; in ``likely`` it would be ``value`` of the typed unit."""

    unit: str
    likely: str
    value: Decimal | None


def unit_of(which: Test, name: str) -> Unit:
    """Return one of the test's units; raise UnknownUnit."""
    for each in which.units:
        if each.name == name:
            return each
    raise UnknownUnit(f"{which.code} is not reported in {name!r}.")


def converted(which: Test, value: Decimal, unit: str, *, to: str) -> Decimal:
    """Return ``value`` in another of the test's units, not rounded."""
    return value / unit_of(which, unit).factor * unit_of(which, to).factor


def implausible(which: Test, value: Decimal, unit: str) -> Suggestion | None:
    """Return why the value cannot be right, with the likely unit, or None when it can be."""
    typed = unit_of(which, unit)
    if typed.least <= value <= typed.most:
        return None
    for other in which.units:
        if other.name != unit and other.least <= value <= other.most:
            exact = converted(which, value, other.name, to=unit)
            return Suggestion(unit=unit, likely=other.name, value=rounded(exact))
    return Suggestion(unit=unit, likely="", value=None)


def plausible(which: Test, value: Decimal, unit: str) -> bool:
    """Hold when a report can print this value in this unit."""
    typed = unit_of(which, unit)
    return typed.least <= value <= typed.most


def doubtful(
    which: Test, value: Decimal, unit: str, *, limit: Decimal | None
) -> Suggestion | None:
    """Return the likelier unit of a value that is rare in the one typed, or None.

    A limit printed beside it settles the question: it belongs to one unit only.
    """
    typed = unit_of(which, unit)
    if typed.rare is None or value <= typed.rare:
        return None
    if limit is not None and limit <= typed.rare:
        return None
    others = [each for each in which.units if each.name != unit]
    for other in others:
        if other.least <= value <= other.most:
            exact = converted(which, value, other.name, to=unit)
            return Suggestion(unit=unit, likely=other.name, value=rounded(exact))
    return None


def rounded(value: Decimal) -> Decimal:
    """Return one figure after the point below 100 and none above, enough to recognise a report."""
    places = Decimal("0.1") if value < 100 else Decimal(1)
    return value.quantize(places, rounding=ROUND_HALF_UP)


def in_print(limit: Decimal) -> Decimal:
    """Return a converted limit with as many figures as a report would print."""
    return limit.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
