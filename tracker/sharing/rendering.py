"""What a link shows, and how it becomes a file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tracker.records.models import Course, LinkKind, ShareLink
from tracker.summary.build import summary_of
from tracker.summary.document import Summary
from tracker.summary.render import as_fhir, as_pdf


def summary_for(link: ShareLink, *, at: datetime, since: datetime | None) -> Summary:
    """Return what a link shows; ``since`` is when its reader last looked."""
    return summary_of(
        link.course,
        on=day_of(at, link.course),
        made_at=at,
        parts=frozenset(link.parts),
        starts=link.starts,
        ends=link.ends,
        since=since,
    )


def pdf_of(summary: Summary, *, address: str = "") -> bytes:
    """Return the page as a PDF without the medicine's name outside it; ``address`` becomes its QR code."""
    return as_pdf.pdf(
        summary, paper=summary.paper, appendix=False, discreet=True, link=address
    )


def bundle_of(summary: Summary, *, kind: str, at: datetime) -> dict[str, Any]:
    """Return the FHIR bundle of a health link, the PDF inside: what a desk imports, or an International Patient Summary."""
    write = as_fhir.collection if kind == LinkKind.CHECK_IN else as_fhir.document
    return write(summary, pdf=pdf_of(summary), at=at)


def course_summary(course: Course, *, at: datetime, **chosen: Any) -> Summary:
    """Return what a link about to be made will show."""
    return summary_of(course, on=day_of(at, course), made_at=at, **chosen)


def day_of(at: datetime, course: Course) -> date:
    return at.astimezone(ZoneInfo(course.owner.time_zone)).date()
