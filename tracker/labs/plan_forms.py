"""What the clinic asked for, why a test was set aside, where monthly tests are taken, and visits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tracker.clinical.course import prevention
from tracker.clinical.labs import plans as lab_plans
from tracker.records import lab_plan, visits
from tracker.records.models import LabOrder, Visit
from tracker.ui.forms import CalmForm, DayField, SentOnceForm

LONGEST_NOTE = 500
MOST_DAYS = 366


class OrderForm(SentOnceForm):
    """Tests on a day, once or again and again."""

    tests = forms.MultipleChoiceField(
        label=lazy("Which tests?"), widget=forms.CheckboxSelectMultiple
    )
    due = DayField(label=lazy("On which day?"))
    every = forms.IntegerField(
        label=lazy("Again every so many days"),
        help_text=lazy("leave it out for a test that is taken once"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    until = DayField(label=lazy("Until"), required=False)
    note = forms.CharField(
        label=lazy("What they said"), required=False, max_length=LONGEST_NOTE
    )

    def __init__(self, *args: Any, today: date, pregnancy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["tests"].choices = [  # type: ignore[attr-defined]
            (each.code, _(each.label))
            for each in lab_plans.ALL_TESTS
            if pregnancy or not each.outcomes
        ]

    def clean_tests(self) -> list[str]:
        """Return each test once."""
        return list(dict.fromkeys(self.cleaned_data["tests"]))

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due < self.today - lab_plan.PAST:
            raise forms.ValidationError(_("This is too long ago."), code="past")
        if due > self.today + lab_plan.AHEAD:
            raise forms.ValidationError(
                _("This is more than a year ahead."), code="far"
            )
        return due

    def clean(self) -> dict[str, Any]:
        """Hold the end against the beginning."""
        answers = super().clean() or self.cleaned_data
        due, until = answers.get("due"), answers.get("until")
        if due and until and until < due:
            self.add_error("until", _("This is before the first day."))
        if due and until and until > due + lab_plan.LONGEST:
            self.add_error(
                "until", _("This is more than three years after the first day.")
            )
        if until and not answers.get("every") and "every" not in self.errors:
            self.add_error("every", _("Write after how many days it is repeated."))
        return answers

    def into(self, order: LabOrder) -> LabOrder:
        """Return ``order`` with what was typed."""
        order.tests = self.cleaned_data["tests"]
        order.due = self.cleaned_data["due"]
        order.every = self.cleaned_data["every"] or 0
        order.until = self.cleaned_data["until"]
        order.note = self.cleaned_data["note"]
        return order


class AsideForm(CalmForm):
    """Why a planned test is not to be asked for."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=lazy("Why will it not be taken?"),
        help_text=lazy("such as: my clinic said it is not needed"),
        max_length=LONGEST_NOTE,
    )


class SettingsForm(CalmForm):
    """Where monthly tests are taken, as the prescriber said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", _("As the plan says")),
            *((code, _(prevention.SETTINGS[code])) for code in prevention.CHOICES),
        ]
        for phase, label in prevention.PHASES.items():
            self.fields[phase] = forms.ChoiceField(
                label=_(label), required=False, choices=choices
            )

    def chosen(self) -> Mapping[str, str]:
        return {phase: self.cleaned_data[phase] for phase in prevention.PHASES}


class VisitForm(SentOnceForm):
    """An appointment."""

    day = DayField(label=lazy("Day"))
    time = forms.TimeField(
        label=lazy("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": lazy("Write a time, such as 14:30.")},
    )
    place = forms.CharField(
        label=lazy("Where"),
        help_text=lazy("or by video"),
        required=False,
        max_length=200,
    )
    note = forms.CharField(
        label=lazy("What to remember"), required=False, max_length=LONGEST_NOTE
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.today - visits.PAST <= day <= self.today + visits.AHEAD:
            raise forms.ValidationError(
                _("Choose a day of the last three years or the year to come."),
                code="reach",
            )
        return day

    def into(self, visit: Visit) -> Visit:
        """Return ``visit`` with what was typed."""
        for name in ("day", "time", "place", "note"):
            setattr(visit, name, self.cleaned_data[name])
        return visit
