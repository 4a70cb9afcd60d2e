"""The shape of the words a person reads for a rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """What to do, a little more about it, and one question to ask them."""

    title: str
    advice: str
    ask: str
