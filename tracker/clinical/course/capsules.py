"""The capsules that are sold, by strength. Kinds are not interchangeable, even at the same number of mg."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tracker.clinical.sources import SourceRef, Status, ref


class Kind(Enum):
    """Kinds of capsule that cannot be swapped for each other."""

    USUAL = "usual"
    MICRONISED = "micronised (Absorica LD)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capsule:
    """One strength. ``rxnorm`` is empty where no code was found."""

    mg: int
    kind: Kind
    regions: tuple[str, ...]
    citations: tuple[str, ...]
    rxnorm: str = ""
    status: Status = Status.SOURCED

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Return the places in documents it rests on."""
        return tuple(ref(citation) for citation in self.citations)


def _usual(mg: int, *regions: str, rxnorm: str = "", unsure: bool = False) -> Capsule:
    return Capsule(
        mg=mg,
        kind=Kind.USUAL,
        regions=regions,
        rxnorm=rxnorm,
        citations=("L1", "V1") if rxnorm else ("BG",),
        status=Status.BACKGROUND if unsure else Status.SOURCED,
    )


def _micronised(mg: int, rxnorm: str = "") -> Capsule:
    return Capsule(
        mg=mg,
        kind=Kind.MICRONISED,
        regions=("us",),
        rxnorm=rxnorm,
        citations=("L1", "V1") if rxnorm else ("L1",),
    )


CAPSULES: tuple[Capsule, ...] = (
    _usual(5, "uk", unsure=True),
    _usual(10, "us", "uk", rxnorm="197843"),
    _usual(20, "us", "uk", rxnorm="197844"),
    _usual(25, "us", rxnorm="1547561"),
    _usual(30, "us", rxnorm="403930"),
    _usual(35, "us", rxnorm="1547565"),
    # That 40 mg capsules are sold in the UK is background knowledge.
    _usual(40, "us", "uk", rxnorm="197845", unsure=True),
    _micronised(8, "2262729"),
    _micronised(16, "2262711"),
    _micronised(20),
    _micronised(24, "2262717"),
    _micronised(28),
    _micronised(32, "2262725"),
)
