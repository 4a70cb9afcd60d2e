"""The share page as frozen lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.records.models import Question, ShareLink
from tracker.records.sharing import works
from tracker.sharing.forms import PART_LABELS, PartsForm
from tracker.summary.document import PARTS

HINTS = {
    "summary": gettext_lazy("Symptoms, dose, flags"),
    "mood": gettext_lazy("Off unless you choose it"),
    "check_ins": gettext_lazy("Off unless you choose it. Scores by date"),
    "sexual": gettext_lazy("Off unless you choose it"),
    "pregnancy": gettext_lazy("Off unless you choose it"),
    "notes": gettext_lazy("Off unless you choose it. As you wrote them"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChoice:
    tag: SafeString
    label: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One link: for whom, until when, what it shows, and when it was opened."""

    pk: int
    label: str
    day: str
    month: str
    until: str
    shows: str
    opened: str
    visits: tuple[str, ...]
    more_visits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    pk: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePage:
    parts: tuple[PartChoice, ...]
    working: tuple[LinkLine, ...]
    ended: tuple[LinkLine, ...]
    questions: tuple[QuestionLine, ...]


def share_page(
    form: PartsForm,
    links: Sequence[ShareLink],
    asked: Sequence[Question],
    *,
    at: datetime,
) -> SharePage:
    return SharePage(
        parts=part_choices(form, written=len(asked)),
        working=tuple(link_line(link) for link in links if works(link, at)),
        ended=tuple(link_line(link) for link in links if not works(link, at)),
        questions=tuple(QuestionLine(pk=each.pk, text=each.text) for each in asked),
    )


def part_choices(
    form: PartsForm, *, written: int | None = None
) -> tuple[PartChoice, ...]:
    """Return the boxes to tick; ``written`` is how many questions there are."""
    counted = _("%(count)s written") % {"count": written} if written is not None else ""
    return tuple(
        PartChoice(
            tag=option.tag(),
            label=str(option.choice_label),
            hint=counted if value == "questions" else str(HINTS.get(value, "")),
        )
        for option in form["parts"]
        for value in [str(option.data["value"])]
    )


def link_line(link: Any) -> LinkLine:
    """Return a link as ``records.sharing.links_of`` gives it."""
    stops = localtime(link.expires_at)
    visits = tuple(when(visit.at) for visit in link.latest_visits)
    return LinkLine(
        pk=link.pk,
        label=link.label or _("Link without a name"),
        day=date_format(stops, "j"),
        month=date_format(stops, "M"),
        until=when(link.revoked_at or link.expires_at),
        shows=", ".join(str(PART_LABELS[part]) for part in PARTS if part in link.parts),
        opened=opened(link.opened, visits),
        visits=visits,
        more_visits=link.opened - len(visits),
    )


def opened(times: int, visits: Sequence[str]) -> str:
    if not times:
        return _("Not opened yet.")
    said = ngettext(
        "Opened once, %(last)s.", "Opened %(count)s times, last %(last)s.", times
    )
    return said % {"count": times, "last": visits[0]}


def when(at: datetime) -> str:
    return date_format(localtime(at), "j M Y, H:i")


def until(at: datetime, *, zone: str) -> str:
    """Return when a link stops, in its owner's zone: whoever opens it has none."""
    return date_format(localtime(at, ZoneInfo(zone)), "j F, H:i")
