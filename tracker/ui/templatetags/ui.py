from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.ui import charts

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return one icon of the sprite; it is decoration, so the words beside it say the same."""
    return format_html(
        '<svg class="i" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2"'
        ' aria-hidden="true"><use href="{}#{}"/></svg>',
        static("icons/icons.svg"),
        name,
    )


@register.simple_tag
def course_line(day: int, total: int, steps: tuple[int, ...] = ()) -> SafeString:
    """Return the motif: solid to ``day``, ring, dots to ``total``; a cut at each dose step."""
    return charts.line(day, total, steps)
