"""All rules, in the order in which equals are shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.clinical.rules.after import AFTER_RULES
from tracker.clinical.rules.official import OFFICIAL_RULES
from tracker.clinical.rules.rule import (
    AfterCourse,
    Case,
    Family,
    Provenance,
    Rule,
    Status,
)
from tracker.clinical.rules.seed import SEED_RULES

__all__ = [
    "RULES",
    "RULES_BY_ID",
    "AfterCourse",
    "Case",
    "Family",
    "Provenance",
    "Rule",
    "Status",
    "order_of",
]

RULES: tuple[Rule, ...] = (*SEED_RULES, *OFFICIAL_RULES, *AFTER_RULES)
RULES_BY_ID: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in RULES})
_ORDER = {rule.id: number for number, rule in enumerate(RULES)}


def order_of(rule: str) -> int:
    """Return the place of a rule among equals; one that is no rule of the diary comes last."""
    return _ORDER.get(rule, len(_ORDER))
