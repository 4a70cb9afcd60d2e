"""What a link shows, and how it becomes a file."""

from __future__ import annotations

import inspect
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.module_loading import import_string

from tracker.records.models import Course, LinkKind, ShareLink
from tracker.summary.build import summary_of
from tracker.summary.document import Summary

RENDERERS = "tracker.summary.render"


def summary_for(link: ShareLink, *, at: datetime, since: datetime | None) -> Summary:
    """Return what a link shows; ``since`` is when its reader last looked."""
    return summary_of(
        link.course,
        on=day_of(at, link.course),
        made_at=at,
        parts=frozenset(link.parts),
        starts=link.starts,
        ends=link.ends,
        **news(since),
    )


def news(since: datetime | None) -> dict[str, Any]:
    """Return the argument that asks what is new, where the summary can tell."""
    known = inspect.signature(summary_of).parameters
    return {"since": since} if since and "since" in known else {}


def pdf_of(summary: Summary, *, address: str = "") -> bytes:
    """Return the page as a PDF without the medicine's name outside it; ``address`` becomes its QR code."""
    draw = import_string(f"{RENDERERS}.as_pdf.pdf")
    paper = getattr(summary, "paper", "a4")
    made: bytes = draw(
        summary, paper=paper, appendix=False, discreet=True, link=address
    )
    return made


def bundle_of(summary: Summary, *, kind: str, at: datetime) -> dict[str, Any]:
    """Return the FHIR bundle of a health link, the PDF inside: what a desk imports, or an International Patient Summary."""
    shape = "collection" if kind == LinkKind.CHECK_IN else "document"
    write = import_string(f"{RENDERERS}.as_fhir.{shape}")
    made: dict[str, Any] = write(summary, pdf=pdf_of(summary), at=at)
    return made


def course_summary(course: Course, *, at: datetime, **chosen: Any) -> Summary:
    """Return what a link about to be made will show."""
    return summary_of(course, on=day_of(at, course), made_at=at, **chosen)


def day_of(at: datetime, course: Course) -> date:
    return at.astimezone(ZoneInfo(course.owner.time_zone)).date()
