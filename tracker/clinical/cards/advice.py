"""The words a person reads for each rule, at each level it can have. Marked for translation, one line a paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.clinical.cards.after import AFTER_CARDS
from tracker.clinical.cards.body import BODY_CARDS
from tracker.clinical.cards.card import STOP_ADVICE, Card
from tracker.clinical.cards.head import HEAD_CARDS
from tracker.clinical.cards.leaflet import LEAFLET_CARDS
from tracker.clinical.cards.seed import SEED_CARDS
from tracker.clinical.scales import Level

__all__ = ["CARDS", "STOP_ADVICE", "Card", "card_for", "paragraphs"]

CARDS: Mapping[str, Mapping[Level, Card]] = MappingProxyType(
    {**SEED_CARDS, **HEAD_CARDS, **BODY_CARDS, **LEAFLET_CARDS, **AFTER_CARDS}
)


def card_for(rule: str, level: Level, *, stop: bool) -> Card:
    """Return the card of ``rule`` at ``level``, with the published stop advice as a last paragraph if ``stop``."""
    card = CARDS[rule][level]
    if not stop:
        return card
    return Card(card.title, f"{card.advice}\n{STOP_ADVICE}", card.ask)


def paragraphs(advice: str) -> tuple[str, ...]:
    """Return the paragraphs of an advice text, each one a text to translate."""
    return tuple(advice.split("\n"))
