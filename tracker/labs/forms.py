"""One result, as printed on the report."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tracker.clinical import lab_plans, lab_units
from tracker.labs.words import plain
from tracker.records.models import LabResult
from tracker.ui.forms import CalmForm, DayField, NumberField

EARLIEST = timedelta(days=3 * 366)
UNITS = tuple(
    dict.fromkeys(unit.name for each in lab_plans.ALL_TESTS for unit in each.units)
)
MOST = Decimal(999_999)


def day_of_a_test(day: date, *, today: date) -> date:
    """Return the day; raise ValidationError for one to come or too long ago."""
    if day > today:
        raise forms.ValidationError(_("This day has not come yet."), code="future")
    if day < today - EARLIEST:
        raise forms.ValidationError(
            _("This is more than three years ago."), code="past"
        )
    return day


def number(label: Any, **options: Any) -> NumberField:
    """Return a field for a number of a report."""
    return NumberField(
        label=label,
        required=False,
        max_value=MOST,
        max_digits=9,
        decimal_places=3,
        **options,
    )


def units_of(which: lab_plans.Test) -> list[str]:
    return [unit.name for unit in which.units]


def wrong_unit(which: lab_plans.Test) -> str:
    names = _(" or ").join(units_of(which))
    return _("Choose the unit on your report: %(units)s.") % {"units": names}


def implausible(which: lab_plans.Test, value: Decimal, unit: str) -> str:
    """Return why a value cannot be right, with the likely unit, or nothing when it can be."""
    wrong = lab_units.implausible(which, value, unit)
    if wrong is None:
        return ""
    text = _("%(value)s %(unit)s is far outside what a lab can report.") % {
        "value": plain(value),
        "unit": unit,
    }
    if wrong.likely and wrong.value is not None:
        likely = _("Did you mean %(likely)s? That is %(value)s %(unit)s.") % {
            "likely": wrong.likely,
            "value": plain(wrong.value),
            "unit": unit,
        }
    else:
        likely = _("Check the number and the unit on your report.")
    return f"{text} {likely}"


class ResultForm(CalmForm):
    """A number with its unit, or an outcome; which of them depends on the test."""

    day = DayField(label=lazy("Date of the test"))
    test = forms.ChoiceField(label=lazy("Test"))
    value = number(lazy("Result"))
    unit = forms.ChoiceField(
        label=lazy("Unit"),
        required=False,
        choices=[("", "–"), *((name, name) for name in UNITS)],
    )
    outcome = forms.ChoiceField(
        label=lazy("Result of a pregnancy test"),
        required=False,
        choices=[("", "–"), *lab_plans.OUTCOMES.items()],
    )
    upper_limit = number(
        lazy("Upper limit on your report"),
        help_text=lazy("labs differ, so copy theirs"),
    )
    fasting = forms.BooleanField(
        label=lazy("I had not eaten before this test"), required=False
    )

    def __init__(self, *args: Any, today: date, pregnancy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offered = [
            each for each in lab_plans.ALL_TESTS if pregnancy or not each.outcomes
        ]
        self.fields["test"].choices = [(each.code, _(each.label)) for each in offered]  # type: ignore[attr-defined]
        if not pregnancy:
            del self.fields["outcome"]

    def clean_day(self) -> date:
        return day_of_a_test(self.cleaned_data["day"], today=self.today)

    def clean(self) -> dict[str, Any]:
        """Hold the value against its unit, and the answer against the kind of test."""
        answers = super().clean() or self.cleaned_data
        code = answers.get("test")
        if not code:
            return answers
        which = lab_plans.test(code)
        if which.outcomes:
            self.check_outcome(answers)
        else:
            self.check_value(which, answers)
        return answers

    def check_outcome(self, answers: dict[str, Any]) -> None:
        if not answers.get("outcome"):
            self.add_error("outcome", _("Choose what the test said."))
        answers |= {"value": None, "unit": "", "upper_limit": None}

    def check_value(self, which: lab_plans.Test, answers: dict[str, Any]) -> None:
        answers["outcome"] = ""
        unit = answers.get("unit")
        if "unit" in answers and unit not in units_of(which):
            self.add_error("unit", wrong_unit(which))
            return
        if answers.get("value") is None:
            if "value" not in self.errors:
                self.add_error("value", _("Write the number on your report."))
            return
        for name in ("value", "upper_limit"):
            found = answers.get(name)
            if found is not None and unit and (text := implausible(which, found, unit)):
                self.add_error(name, text)

    def into(self, result: LabResult) -> LabResult:
        """Return ``result`` with what was typed."""
        for name in ("day", "test", "value", "unit", "upper_limit"):
            setattr(result, name, self.cleaned_data[name])
        result.outcome = self.cleaned_data.get("outcome") or ""
        result.fasting = self.cleaned_data["fasting"] or None
        return result
