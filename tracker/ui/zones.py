"""The time zones somebody may choose, by part of the world."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from zoneinfo import available_timezones

AREAS = (
    "Africa",
    "America",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@lru_cache(maxsize=1)
def zone_choices() -> tuple[tuple[str, object], ...]:
    """Return UTC and each named place, grouped by part of the world, as a select takes them."""
    places = sorted(
        name
        for name in available_timezones()
        if name.split("/")[0] in AREAS and "/" in name
    )
    groups = tuple(
        (area, tuple((name, place(name)) for name in names))
        for area, names in groupby(places, key=lambda name: name.split("/")[0])
    )
    return (("UTC", "UTC"), *groups)


def place(name: str) -> str:
    """Return the place a zone is named for, as people write it."""
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")
