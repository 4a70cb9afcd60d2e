"""What an export only tells of the account it came from. It is kept to be read; nothing is made of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from tracker.clinical.history.parts import Part, a_list, a_truth, part
from tracker.records.models import (
    AuditEvent,
    CalendarFeed,
    PushSubscription,
    Reminder,
    ShareLink,
    ShareVisit,
)
from tracker.records.portable import ONLY_TOLD, told
from tracker.records.reading_rows import row_of

Told = dict[str, list[dict[str, object]]]
PLAIN: dict[str, type[models.Model]] = {
    "reminders": Reminder,
    "calendars": CalendarFeed,
    "browsers": PushSubscription,
    "events": AuditEvent,
}


def read_told(top: Part) -> Told:
    """Return what is told, each part as its table would hold it; raise BadHistory."""
    names = frozenset({"links", *PLAIN})
    said = part("told_only", top.values.get("told_only"), names)
    return {
        "links": list(links_in(said)),
        **{key: plain_rows(said, key, model) for key, model in PLAIN.items()},
    }


def plain_rows(
    said: Part, key: str, model: type[models.Model]
) -> list[dict[str, object]]:
    names = ONLY_TOLD[model]
    parts = (
        part(f"{said.place}.{key}[{place}]", each, frozenset(names))
        for place, each in enumerate(said.need(key, a_list))
    )
    return [told(row_of(model, each, names, None), names) for each in parts]


def links_in(said: Part) -> Iterator[dict[str, object]]:
    names = ONLY_TOLD[ShareLink]
    for place, each in enumerate(said.need("links", a_list)):
        link = part(
            f"{said.place}.links[{place}]",
            each,
            frozenset({*names, "had_code", "visits"}),
        )
        yield {
            **told(row_of(ShareLink, link, names, None), names),
            "had_code": link.need("had_code", a_truth),
            "visits": plain_rows(link, "visits", ShareVisit),
        }
