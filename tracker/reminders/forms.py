"""What to be reminded of, when, and in which words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.records.models import ReminderChoice
from tracker.records.models.reminder import FIRST_HOUR, LAST_HOUR
from tracker.reminders import push
from tracker.reminders.due import DueKind
from tracker.ui.forms import CalmForm

KINDS = {
    DueKind.TEST: _("Blood tests"),
    DueKind.MONTHLY: _("Monthly pregnancy test"),
    DueKind.VISIT: _("Visits"),
}
DAYS = [
    ("7", _("A week before")),
    ("3", _("Three days before")),
    ("1", _("The day before")),
    ("0", _("On the day")),
]
HOURS = [(str(hour), f"{hour}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)]
WRONG = {"invalid_choice": _("This is not one of the choices. Choose again.")}


class ReminderForm(CalmForm):
    """A person's choices. ``monthly`` shows the kind that only some people have."""

    by_mail = forms.BooleanField(
        label=_("Send me e-mails"),
        help_text=_("To the address you sign in with."),
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=_("What to remind me of"),
        help_text=_("By e-mail and notification. The calendar has every date."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=WRONG,
    )
    days_before = forms.MultipleChoiceField(
        label=_("When"),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=WRONG,
    )
    when_late = forms.BooleanField(label=_("Once more when it is late"), required=False)
    hour = forms.ChoiceField(
        label=_("At"),
        help_text=_("In the time zone of Settings. Change it there when you travel."),
        choices=HOURS,
        error_messages=WRONG,
    )
    diary = forms.BooleanField(
        label=_("Remind me to log the day"),
        help_text=_("Only on days you have not logged yet."),
        required=False,
    )
    diary_hour = forms.ChoiceField(
        label=_("Log the day at"), choices=HOURS, error_messages=WRONG
    )
    plain_words = forms.BooleanField(
        label=_("Say in e-mails what it is"),
        help_text=_(
            "Off: they only say that there is something. On: the subject names the test, and may show on your lock screen."
        ),
        required=False,
    )
    plain_titles = forms.BooleanField(
        label=_("Say in my calendar what it is"),
        help_text=_("Anybody who sees your calendar can then read it."),
        required=False,
    )

    def __init__(self, *args: Any, monthly: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = [
            (kind.value, label)
            for kind, label in KINDS.items()
            if monthly or kind is not DueKind.MONTHLY
        ]
        self.fields["kinds"].choices = self.shown  # type: ignore[attr-defined]

    def choices(self, before: ReminderChoice) -> dict[str, Any]:
        """Return the choices to store; a kind that was not on the page stays as it was."""
        data = dict(self.cleaned_data)
        wanted, shown = set(data.pop("kinds")), {value for value, _label in self.shown}
        return {
            **data,
            "muted": sorted((set(before.muted) - shown) | (shown - wanted)),
            "days_before": sorted(map(int, data["days_before"]), reverse=True),
            "hour": int(data["hour"]),
            "diary_hour": int(data["diary_hour"]),
        }


def chosen(choice: ReminderChoice) -> dict[str, Any]:
    """Return the person's choices as the form shows them."""
    return {
        "by_mail": choice.by_mail,
        "kinds": [kind.value for kind in DueKind if kind.value not in choice.muted],
        "days_before": [str(count) for count in choice.days_before],
        "when_late": choice.when_late,
        "hour": str(choice.hour),
        "diary": choice.diary,
        "diary_hour": str(choice.diary_hour),
        "plain_words": choice.plain_words,
        "plain_titles": choice.plain_titles,
    }


class BrowserForm(forms.Form):
    """What a browser sends when it wants notifications."""

    subscription = forms.CharField(max_length=4000)

    def clean_subscription(self) -> dict[str, Any]:
        try:
            return push.subscription_from(self.cleaned_data["subscription"])
        except push.BadSubscription as wrong:
            raise forms.ValidationError(
                _("This browser’s service is not one we can use.")
            ) from wrong
