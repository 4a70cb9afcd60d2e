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

from tracker.records.models import LinkKind, Question, ShareLink, ShareVisit, VisitKind
from tracker.records.models.sharing import WRONG_CODES_ALLOWED
from tracker.records.sharing import (
    can_be_read_on,
    ended_at,
    has_openings_left,
    is_guarded,
    works,
)
from tracker.sharing.forms import PART_LABELS, LinkForm, PartsForm
from tracker.summary.document import PARTS

HINTS = {
    "summary": gettext_lazy("Symptoms, dose, flags"),
    "mood": gettext_lazy("Off unless you choose it"),
    "check_ins": gettext_lazy("Off unless you choose it. Scores by date"),
    "sexual": gettext_lazy("Off unless you choose it"),
    "pregnancy": gettext_lazy("Off unless you choose it"),
    "notes": gettext_lazy("Off unless you choose it. As you wrote them"),
}
KIND_HINTS = {
    LinkKind.PAGE: gettext_lazy("They see your page as it is on the day they open it."),
    LinkKind.CHECK_IN: gettext_lazy(
        "The desk scans it into its own records. It has no code, any number of openings, and stops after one day at most."
    ),
    LinkKind.HEALTH_LINK: gettext_lazy(
        "For another clinic’s program. It always has a code."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChoice:
    tag: SafeString
    label: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChoice:
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
    guards: str
    kind: str
    visits: tuple[str, ...]
    more_visits: int
    can_turn_off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    pk: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePage:
    parts: tuple[PartChoice, ...]
    kinds: tuple[KindChoice, ...]
    working: tuple[LinkLine, ...]
    ended: tuple[LinkLine, ...]
    questions: tuple[QuestionLine, ...]


def share_page(
    form: LinkForm,
    links: Sequence[ShareLink],
    asked: Sequence[Question],
    *,
    at: datetime,
) -> SharePage:
    return SharePage(
        parts=part_choices(form, written=len(asked)),
        kinds=kind_choices(form),
        working=tuple(link_line(link, at=at) for link in links if opens(link, at=at)),
        ended=tuple(link_line(link, at=at) for link in links if not opens(link, at=at)),
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


def kind_choices(form: LinkForm) -> tuple[KindChoice, ...]:
    return tuple(
        KindChoice(
            tag=option.tag(),
            label=str(option.choice_label),
            hint=str(KIND_HINTS[kind]),
        )
        for kind, option in zip(LinkKind, form["kind"], strict=True)
    )


def opens(link: ShareLink, *, at: datetime) -> bool:
    """Return whether somebody new can still open a link."""
    return works(link, at) and has_openings_left(link)


def link_line(link: Any, *, at: datetime) -> LinkLine:
    """Return a link as ``records.sharing.links_of`` gives it."""
    stops = localtime(link.expires_at)
    visits = tuple(
        visit_line(visit, loads=loads_by_itself(link)) for visit in link.latest_visits
    )
    return LinkLine(
        pk=link.pk,
        label=link.label or _("Link without a name"),
        day=date_format(stops, "j"),
        month=date_format(stops, "M"),
        until=when(link.expires_at if opens(link, at=at) else ended_at(link)),
        can_turn_off=can_be_read_on(link, at=at),
        guards=" ".join(guards(link)),
        kind="" if link.kind == LinkKind.PAGE else str(link.get_kind_display()),
        shows=", ".join(str(PART_LABELS[part]) for part in PARTS if part in link.parts),
        opened=opened(link),
        visits=visits,
        more_visits=link.opened - len(visits),
    )


def loads_by_itself(link: ShareLink) -> bool:
    """Return whether a page opens without a button: then not only people load it."""
    return link.kind == LinkKind.PAGE and not is_guarded(link)


def opened(link: Any) -> str:
    """Return how often a link was opened; of one without a button only that it was loaded, which says less."""
    if not link.opened:
        return _("Not opened yet.")
    told = {"count": link.opened, "last": when(link.latest_visits[0].at)}
    if not loads_by_itself(link):
        said = ngettext(
            "Opened once, %(last)s.",
            "Opened %(count)s times, last %(last)s.",
            link.opened,
        )
        return said % told
    said = ngettext(
        "Loaded once, %(last)s.", "Loaded %(count)s times, last %(last)s.", link.opened
    )
    may_be = _(
        "It opens without a button, so that may have been the preview of a messenger, not a reader."
    )
    return f"{said % told} {may_be}"


def guards(link: ShareLink) -> list[str]:
    """Return what stands in front of a link, and how it was tried, as sentences."""
    said = []
    if link.passcode_hash:
        said.append(_("Needs a code."))
    if link.openings_allowed is not None:
        said.append(openings_left(link))
    if link.wrong_codes >= WRONG_CODES_ALLOWED:
        said.append(_("Ended by 10 wrong codes."))
    elif link.wrong_codes:
        tried = ngettext(
            "%(count)s wrong code.", "%(count)s wrong codes.", link.wrong_codes
        )
        said.append(tried % {"count": link.wrong_codes})
    return said


def openings_left(link: ShareLink) -> str:
    """Return how often a link may still be opened, or nothing where it is not counted."""
    if link.openings_allowed is None:
        return ""
    left = link.openings_allowed - link.openings
    if not left:
        return _("All openings used.")
    said = ngettext("%(left)s opening left.", "%(left)s openings left.", left)
    return said % {"left": left}


LOADED = {
    VisitKind.PAGE: gettext_lazy("Loaded"),
    VisitKind.PDF: gettext_lazy("PDF loaded"),
}


def visit_line(visit: ShareVisit, *, loads: bool) -> str:
    """Return one opening: what, when, and who a program said it was."""
    kind = LOADED[VisitKind(visit.kind)] if loads else visit.get_kind_display()
    line = f"{kind} {when(visit.at)}"
    return (
        _("%(line)s by “%(who)s”") % {"line": line, "who": visit.recipient}
        if visit.recipient
        else line
    )


def when(at: datetime) -> str:
    return date_format(localtime(at), "j M Y, H:i")


def until(at: datetime, *, zone: str) -> str:
    """Return when a link stops, in its owner's zone: whoever opens it has none."""
    return date_format(localtime(at, ZoneInfo(zone)), "j F, H:i")
