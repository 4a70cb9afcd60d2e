"""Numbers, days and names as a reader meets them, the same in every rendering."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from textwrap import wrap
from types import MappingProxyType

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.clinical.vocabulary import Level

HOW_SOON = {
    Level.EMERGENCY: gettext_lazy("get help now"),
    Level.URGENT: gettext_lazy("contact today"),
    Level.SOON: gettext_lazy("contact this week"),
    Level.NEXT_VISIT: gettext_lazy("next visit"),
}
TRENDS = {
    "": ("–", ""),
    "steady": ("–", gettext_lazy("steady")),
    "rising": ("▲", gettext_lazy("rising")),
    "falling": ("▼", gettext_lazy("falling")),
    "new": ("▲", gettext_lazy("new")),
}
PART_NAMES: Mapping[str, object] = MappingProxyType(
    {
        "summary": gettext_lazy("symptoms, dose and flags"),
        "labs": gettext_lazy("blood tests"),
        "questions": gettext_lazy("questions"),
        "mood": gettext_lazy("mood"),
        "check_ins": gettext_lazy("mood questionnaires"),
        "sexual": gettext_lazy("sexual health"),
        "pregnancy": gettext_lazy("pregnancy prevention"),
        "notes": gettext_lazy("notes"),
    }
)
SECTION_NAMES: Mapping[str, object] = MappingProxyType(
    {
        "mood": gettext_lazy("Mood"),
        "check_ins": gettext_lazy("Questionnaires"),
        "sexual": gettext_lazy("Sexual health"),
        "pregnancy": gettext_lazy("Pregnancy prevention"),
    }
)
NAME_LINE = 26
# Hebrew, Arabic and their neighbours, with the forms of old encodings.
RIGHT_TO_LEFT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))


def span(first: date, last: date) -> str:
    """Return two days as “21 Sep to 20 Nov 2026”."""
    start = "j M" if first.year == last.year else "j M Y"
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, start),
        "last": date_format(last, "j M Y"),
    }


def plain(value: Decimal, most: str = "0.1") -> str:
    """Return a number without needless figures after the point."""
    text = f"{value.quantize(Decimal(most), rounding=ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: Decimal) -> str:
    """Return a result as the report printed it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def between(least: Decimal | None, most: Decimal) -> str:
    """Return a number, or a range where it is known only between two: “1.3–67.3”."""
    ends = [plain(each) for each in (least, most) if each is not None]
    return "–".join(dict.fromkeys(ends))


def share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.0f}%" if whole else ""


def days(first: date, last: date) -> str:
    """Return one day or a span as short as it can be read: “7–8 Nov”."""
    end = date_format(last, "j M")
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{date_format(first, 'j' if same_month else 'j M')}–{end}"


def in_lines(name: str) -> str:
    """Return a long name on several lines, for paper: a browser breaks it by itself, other files keep its letters."""
    return "\n".join(wrap(name, NAME_LINE))


def day_of(day: date) -> str:
    return date_format(day, "j M Y")


def starts_right(text: str) -> bool:
    """Hold when the first letter belongs to a script that runs from right to left."""
    first = next((sign for sign in text if sign.isalpha()), "")
    return any(start <= first <= end for start, end in RIGHT_TO_LEFT)
