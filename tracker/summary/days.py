"""Whether the days somebody chose are those a summary shows."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.summary.document import Summary


def days_moved(
    made: Summary, *, starts: date | None, ends: date | None
) -> dict[str, str]:
    """Return why a day chosen is not that of the summary, by the name of its field; nothing when both are."""
    found = {
        "starts": moved(starts, made.first_day, made),
        "ends": moved(ends, made.last_day, made),
    }
    return {name: said for name, said in found.items() if said}


def moved(chosen: date | None, shown: date, made: Summary) -> str:
    if chosen is None or chosen == shown:
        return ""
    if chosen < shown:
        began = date_format(made.first_day, "j M Y")
        return _("The course began on %(day)s. Choose that day or a later one.") % {
            "day": began
        }
    ended = date_format(made.last_day, "j M Y")
    return _("There is nothing after %(day)s. Choose that day or an earlier one.") % {
        "day": ended
    }
