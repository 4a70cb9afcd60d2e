"""The shape of a waiting time: what to avoid, whom it concerns, from when and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from tracker.clinical.sources import CHECKED_ON, SourceRef, Status, ref


class Who(Enum):
    """Whom a waiting time concerns."""

    EVERYONE = "everyone"
    CAN_BECOME_PREGNANT = "people who can become pregnant"
    HORMONAL = "people on hormonal contraception"
    BREASTFEEDING = "people who breastfeed"
    LENSES = "people who wear contact lenses"
    EYE_SURGERY = "people who plan eye surgery"


class Begins(Enum):
    """When a waiting time begins."""

    MONTH_BEFORE = "1 month before the first capsule"
    START = "first capsule"
    WHEN = "when it happens"
    ALWAYS = "always"


class Ends(Enum):
    """What the end of a waiting time is counted from."""

    LAST_CAPSULE = "last capsule"
    MONTH = "last capsule and 1 month: the later of 30 days and the same day next month"
    DAYS = "last capsule and days"
    MONTHS = "last capsule and months"
    CHECKED = "until somebody has checked it"
    NEVER = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One thing to avoid for a time. ``count`` is the days or months that ``ends`` speaks of.

    ``only_if`` and ``when`` begin a sentence: for whom it is when the profile does not say, and what sets
    it off. ``until_words`` says the end while the last capsule is not known.
    """

    id: str
    what: str
    means: str
    until_words: str
    says: str
    reading: str
    citations: tuple[str, ...]
    ends: Ends
    count: int = 0
    begins: Begins = Begins.START
    who: Who = Who.EVERYONE
    only_if: str = ""
    when: str = ""
    # Where countries or documents differ, by region: us, uk, generic.
    regions: Mapping[str, str] = field(default_factory=dict)
    version: int = 1
    status: Status = Status.SOURCED
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Return the places in documents it rests on."""
        return tuple(ref(citation) for citation in self.citations)
