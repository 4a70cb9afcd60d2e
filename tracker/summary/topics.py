"""Which part of a summary a thing belongs to, so that a part left out leaves no trace elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.clinical.check_ins.questionnaires import REASONS
from tracker.clinical.labs.plans import PREGNANCY_TESTS, TESTS
from tracker.clinical.rules.ruleset import RULES_BY_ID, Family
from tracker.clinical.vocabulary import CATALOGUE, Group

CORE = "summary"

# Being tired is asked beside mood but says nothing about it. Confidence is a rating of the self.
_NOT_MOOD = frozenset({"fatigue"})
_ALSO_MOOD = frozenset({"confidence"})
_NEEDS: Mapping[str, str] = MappingProxyType(
    {"can_become_pregnant": "pregnancy", "sexual_opt_in": "sexual"}
)
_OF_CONDITION: Mapping[str, str] = MappingProxyType(
    {
        "depression_history": "mood",
        "family_mood_history": "mood",
        "breastfeeding": "pregnancy",
    }
)
# Parts without which some flags, some symptoms, or some risk factors, may be missing from the page.
WITH_FLAGS = frozenset({"summary", "labs", "mood", "check_ins", "sexual", "pregnancy"})
WITH_SYMPTOMS = frozenset({"mood", *_NEEDS.values()})
WITH_RISK_FACTORS = frozenset(_OF_CONDITION.values())
# What these rules rest on is not an item of the diary, or not only.
_OF_RULE: Mapping[str, str] = MappingProxyType(
    {
        "A-SEX-1": "sexual",
        "O-BF-1": "pregnancy",
        "O-BREAST-1": "sexual",
        "O-MENS-1": "pregnancy",
        "O-SEX-1": "sexual",
        "O-SLEEP-1": "mood",
    }
)

# A rule of an older set may be gone from today's, but not from what somebody was told.
_OF_PREFIX = (("S-PREG", "pregnancy"), ("S-MOOD", "mood"))


def of_item(code: str) -> str:
    """Return the part an item of the diary belongs to."""
    known = CATALOGUE.get(code)
    if code in REASONS:
        return "check_ins"
    if known is None:
        return of_condition(code) if code not in TESTS else of_test(code)
    if known.needs in _NEEDS:
        return _NEEDS[known.needs]
    if code in _ALSO_MOOD or (known.group is Group.MOOD and code not in _NOT_MOOD):
        return "mood"
    return CORE


def of_condition(code: str) -> str:
    return _OF_CONDITION.get(code, CORE)


def of_test(code: str) -> str:
    return "pregnancy" if code in PREGNANCY_TESTS else "labs"


def of_rule(rule: str) -> str:
    """Return the part a rule belongs to, whatever set it off."""
    if rule.startswith("LAB-"):
        return "pregnancy" if any(mark in rule for mark in ("HCG", "PREG")) else "labs"
    for prefix, part in _OF_PREFIX:
        if rule.startswith(prefix):
            return part
    known = RULES_BY_ID.get(rule)
    if known is not None and known.family is Family.MOOD:
        return "mood"
    return _OF_RULE.get(rule, CORE)
