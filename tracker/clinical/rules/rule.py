"""The shape of a rule: when it speaks, at which level, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.clinical.conditions.symptoms import Condition
from tracker.clinical.scales import Level
from tracker.clinical.sources import CHECKED_ON, SourceRef, Status, ref

__all__ = [
    "CHECKED_ON",
    "EVERY_RULE",
    "AfterCourse",
    "Case",
    "Family",
    "Provenance",
    "Rule",
    "Status",
    "case",
    "official_rule",
]

EVERY_RULE = ("*",)


class Provenance(Enum):
    """Where the warrant for a rule comes from."""

    SEED_EXPLICIT = "seed_explicit"
    SEED_IMPLIED = "seed_implied"
    OFFICIAL_ADDED = "official_added"


class Family(Enum):
    """Rules that a fact in the profile raises together."""

    NONE = "none"
    HEAD_VISION = "headache and vision"
    MOOD = "mood"
    SUGAR = "sugar"
    LIVER = "liver"
    TUMMY = "tummy"


class AfterCourse(Enum):
    """How long a rule stays on after the last capsule."""

    ENDS = "ends with the last capsule"
    MONTH = "stays on for one month"
    ALWAYS = "stays on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One way a rule can hold, and the level it then has."""

    level: Level
    when: Condition
    # Off where the case already is the answer to a fact in the profile, which must not count twice.
    may_rise: bool = True
    # Where the case stays on longer than the rest of its rule.
    after_course: AfterCourse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One published reason to tell somebody, made checkable."""

    id: str
    cases: tuple[Case, ...]
    says: str
    reading: str
    citations: tuple[str, ...]
    provenance: Provenance
    version: int = 1
    official_stop_advice: bool = False
    family: Family = Family.NONE
    after_course: AfterCourse = AfterCourse.ENDS
    status: Status = Status.SOURCED
    checked_on: date = CHECKED_ON
    reviewer: str = ""
    # Rules that, at the same level or above, take over the items they share with this one.
    gives_way_to: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """Return the highest level the rule has by itself."""
        return max(case.level for case in self.cases)

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Return the places in documents the rule rests on."""
        return tuple(ref(citation) for citation in self.citations)


def case(
    level: Level,
    *conditions: Condition,
    may_rise: bool = True,
    after_course: AfterCourse | None = None,
) -> tuple[Case, ...]:
    """Return one case of ``level`` for each condition."""
    return tuple(
        Case(level=level, when=condition, may_rise=may_rise, after_course=after_course)
        for condition in conditions
    )


def official_rule(
    id_: str,
    cases: tuple[Case, ...],
    says: str,
    reading: str,
    *citations: str,
    stop: bool = False,
    family: Family = Family.NONE,
    after: AfterCourse = AfterCourse.ENDS,
    status: Status = Status.SOURCED,
    gives_way_to: tuple[str, ...] = (),
    version: int = 1,
) -> Rule:
    """Return a rule added from official labelling or patient information."""
    return Rule(
        id=id_,
        cases=cases,
        says=says,
        reading=reading,
        citations=citations,
        provenance=Provenance.OFFICIAL_ADDED,
        official_stop_advice=stop,
        family=family,
        after_course=after,
        status=status,
        gives_way_to=gives_way_to,
        version=version,
    )
