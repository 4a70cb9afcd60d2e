"""Crisis contacts that are asked for and that we have no number of: to be found by a person, never invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.clinical.crisis import CRISIS_REGIONS, CrisisRegion
from tracker.clinical.sources import CHECKED_ON


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What the evidence pack asks for and where, and what stands in its place until somebody fills it."""

    id: str
    asked_for: str
    place: str
    is_open: Callable[[CrisisRegion], bool]
    meanwhile: str
    version: int = 1
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def regions(self) -> tuple[str, ...]:
        """Return the names of the regions without it, in the order of the table."""
        return tuple(
            region.name for region in CRISIS_REGIONS.values() if self.is_open(region)
        )


def has_no_child_line(region: CrisisRegion) -> bool:
    return not any(contact.young_only for contact in region.contacts)


def has_no_advice_number(region: CrisisRegion) -> bool:
    return not any(
        contact.purpose == "advice" and contact.number for contact in region.contacts
    )


GAPS: tuple[Gap, ...] = (
    Gap(
        id="G-CHILD",
        asked_for="A helpline for children and young people under 18",
        place="Evidence pack, section 5, point 5",
        is_open=has_no_child_line,
        meanwhile="The support page asks them to tell an adult they trust, beside the lines for everybody.",
    ),
    Gap(
        id="G-ADVICE",
        asked_for="A line for health advice when the clinic cannot be reached",
        place="Evidence pack, section 5, health advice, and the level urgent",
        is_open=has_no_advice_number,
        meanwhile="The card names the clinic and no number beside it.",
    ),
)
