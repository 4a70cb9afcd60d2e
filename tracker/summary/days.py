"""Whether the days somebody chose are days a summary can show."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def days_outside(
    known: tuple[date, date], *, starts: date | None, ends: date | None
) -> dict[str, str]:
    """Return why a day chosen is none of those from the first to the last ``known``, by the name of its field."""
    found = {"starts": outside(starts, *known), "ends": outside(ends, *known)}
    return {name: said for name, said in found.items() if said}


def outside(chosen: date | None, first: date, last: date) -> str:
    if chosen is None or first <= chosen <= last:
        return ""
    if chosen < first:
        began = date_format(first, "j M Y")
        return _("The course began on %(day)s. Choose that day or a later one.") % {
            "day": began
        }
    ended = date_format(last, "j M Y")
    return _("There is nothing after %(day)s. Choose that day or an earlier one.") % {
        "day": ended
    }
