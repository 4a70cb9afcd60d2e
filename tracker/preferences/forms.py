"""How Courseline looks and what it asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Theme, User
from tracker.records import checkins
from tracker.ui.forms import CalmForm
from tracker.ui.zones import zone_choices


class TimeZoneForm(CalmForm):
    """The zone a phone is in, as it says itself."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)


class PreferencesForm(CalmForm):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_(
            "Your days and your reminders go by it. Change it when you travel."
        ),
        choices=zone_choices,
    )
    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=Theme.choices,
        widget=forms.RadioSelect,
        # As the phone is the empty choice.
        required=False,
    )
    asks_about_harm = forms.BooleanField(
        label=_("Ask the extra mood question"),
        help_text=_("It only appears if you log low mood. You can always skip it."),
        required=False,
    )
    asks_check_ins = forms.BooleanField(
        label=_("Mood check-ins"),
        help_text=_(
            "Two short questions about every four weeks. You can always say not now."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not checkins.are_offered():
            del self.fields["asks_check_ins"]


def chosen(owner: User) -> dict[str, Any]:
    """Return the person's choices as the form shows them."""
    return {
        "language": owner.language,
        "time_zone": owner.time_zone,
        "theme": owner.theme,
        "asks_about_harm": owner.asks_about_harm,
        "asks_check_ins": owner.asks_check_ins,
    }
