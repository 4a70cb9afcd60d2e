"""What is asked about a course: three answers are needed, the rest may be skipped."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tracker.course import weights
from tracker.records import courses
from tracker.records.models import Country, Course
from tracker.ui.forms import CalmForm, DayField, NumberField, SkippableField
from tracker.ui.zones import zone_choices

UNITS = [("kg", "kg"), ("st", lazy("st and lb")), ("lb", "lb")]
LIGHTEST, HEAVIEST = Decimal(20), Decimal(400)
MOST_MEDICINES = 30
OLDEST = date(1900, 1, 1)
# The codes are the profile's (tracker.clinical.vocabulary.CONDITIONS), the words are the patient's.
CONDITIONS = {
    "liver_disease": lazy("Liver disease"),
    "raised_liver_baseline": lazy("Raised liver tests before this course"),
    "hyperlipidaemia": lazy("High cholesterol or blood fats"),
    "diabetes": lazy("Diabetes"),
    "pancreatitis_history": lazy("An inflamed pancreas (pancreatitis)"),
    "bowel_disease": lazy("Crohn’s, colitis or another bowel disease"),
    "kidney_disease": lazy("Kidney disease"),
    "depression_history": lazy("Depression, psychosis or self-harm"),
    "family_mood_history": lazy(
        "Depression, psychosis or self-harm in your close family"
    ),
    "contact_lenses": lazy("I wear contact lenses"),
    "breastfeeding": lazy("I am breastfeeding"),
}


class WeightFields(forms.Form):
    """A weight with its unit; gives ``weight_kg``."""

    weight = forms.CharField(
        label=lazy("Weight"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    weight_unit = forms.ChoiceField(label=lazy("Unit"), required=False, choices=UNITS)

    def clean_weight_unit(self) -> str:
        return self.cleaned_data["weight_unit"] or "kg"

    def clean(self) -> dict[str, Any]:
        super().clean()
        text = self.cleaned_data.get("weight", "")
        self.cleaned_data["weight_kg"] = None
        if text:
            self.read_weight(text, self.cleaned_data.get("weight_unit", "kg"))
        return self.cleaned_data

    def read_weight(self, text: str, unit: str) -> None:
        try:
            kg = weights.in_kg(text, unit)
        except weights.UnreadableWeight:
            self.add_error(
                "weight",
                _("Write a weight, such as 64.5. In stones and pounds: 10 st 4."),
            )
            return
        if not LIGHTEST <= kg <= HEAVIEST:
            message = _(
                "That is %(kg)s kg. We can use 20 to 400 kg. Check the number and the unit."
            )
            self.add_error("weight", message % {"kg": kg})
            return
        self.cleaned_data["weight_kg"] = kg


class CourseFields(WeightFields):
    """Everything that can be corrected later."""

    started_on = DayField(
        label=lazy("First capsule"),
        error_messages={"required": lazy("Give the day of your first capsule.")},
    )
    planned_weeks = forms.IntegerField(
        label=lazy("Planned weeks"),
        required=False,
        min_value=1,
        max_value=156,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": lazy("Write whole weeks, such as 24."),
            "min_value": lazy("Write 1 to 156 weeks."),
            "max_value": lazy("Write 1 to 156 weeks."),
        },
    )
    country = forms.ChoiceField(
        label=lazy("Where you live"),
        help_text=lazy("sets numbers and units"),
        choices=[("", lazy("Choose")), *Country.choices],
        error_messages={"required": lazy("Choose where you live.")},
    )
    target_mg_per_kg = NumberField(
        label=lazy("Target total"),
        help_text=lazy("mg per kg, if your clinic gave you one"),
        required=False,
        min_value=10,
        max_value=400,
        decimal_places=1,
        error_messages={
            "min_value": lazy("Write 10 to 400 mg per kg."),
            "max_value": lazy("Write 10 to 400 mg per kg."),
        },
    )
    clinic_name = forms.CharField(
        label=lazy("Clinic name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    clinic_phone = forms.CharField(
        label=lazy("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        validators=[
            RegexValidator(
                courses.PHONE,
                lazy("Write a number to dial, such as 01632 960123."),
            )
        ],
    )
    clinic_email = forms.EmailField(
        label=lazy("Email"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": lazy("Write an address such as clinic@example.org.")
        },
    )
    can_become_pregnant = SkippableField(label=lazy("Could you become pregnant?"))
    conditions = forms.MultipleChoiceField(
        label=lazy("Do you have, or have you ever had"),
        required=False,
        choices=list(CONDITIONS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    medicines = forms.CharField(
        label=lazy("Other medicines and supplements"),
        help_text=lazy("plain names, with commas between"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    earlier_course = SkippableField(label=lazy("Have you taken isotretinoin before?"))
    asks_sexual = forms.BooleanField(
        label=lazy("Also ask about sexual health"),
        help_text=lazy(
            "Some people notice changes. Off unless you turn it on, and never shared unless you add it."
        ),
        required=False,
    )
    name_on_summary = forms.CharField(
        label=lazy("Your name"),
        help_text=lazy("for the page you bring to the clinic"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    born = DayField(label=lazy("Date of birth"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_started_on(self) -> date:
        day: date = self.cleaned_data["started_on"]
        if day < self.today - courses.PAST:
            raise ValidationError(
                _("That is more than three years ago. Check the year.")
            )
        if day > self.today + courses.AHEAD:
            raise ValidationError(
                _("That is more than 60 days ahead. Come back closer to the day.")
            )
        return day

    def clean_born(self) -> date | None:
        day: date | None = self.cleaned_data["born"]
        if day and not OLDEST <= day < self.today:
            raise ValidationError(_("Check the year of birth."))
        return day

    def clean_medicines(self) -> list[str]:
        names = [
            name.strip().lower()
            for name in re.split(r"[,;\n]", self.cleaned_data["medicines"])
        ]
        kept = list(dict.fromkeys(name for name in names if name))
        if len(kept) > MOST_MEDICINES:
            raise ValidationError(
                _("That is more than 30 medicines. Leave out what you no longer take.")
            )
        return kept

    def details(self) -> dict[str, Any]:
        """Return the answers under the names a course keeps them."""
        return {name: self.cleaned_data[name] for name in courses.DETAILS}


class StartForm(CourseFields, CalmForm):
    """A new course: when, how much, where; then what may be skipped."""

    mg_per_day = NumberField(
        label=lazy("Dose each day"),
        help_text=lazy("in mg"),
        min_value=1,
        max_value=200,
        decimal_places=1,
        error_messages={
            "required": lazy(
                "Give the dose of one day in mg. It is on the box or the leaflet."
            ),
            "min_value": lazy("Write 1 to 200 mg."),
            "max_value": lazy("Write 1 to 200 mg."),
        },
    )
    time_zone = forms.ChoiceField(
        label=lazy("Time zone"),
        help_text=lazy("so that a day is your day"),
        required=False,
        choices=zone_choices,
        widget=forms.Select(attrs={"data-time-zone": True}),
    )


class DetailsForm(CourseFields, CalmForm):
    """The same answers, corrected."""


class DoseForm(WeightFields, CalmForm):
    """A dose from a day on."""

    starts = DayField(
        label=lazy("From"),
        error_messages={"required": lazy("Give the first day of this dose.")},
    )
    mg_per_day = NumberField(
        label=lazy("Dose each day"),
        help_text=lazy("in mg; 0 is a pause"),
        min_value=0,
        max_value=200,
        decimal_places=1,
        error_messages={
            "required": lazy("Give the dose of one day in mg. Write 0 for a pause."),
            "min_value": lazy("Write 0 to 200 mg."),
            "max_value": lazy("Write 0 to 200 mg."),
        },
    )
    field_order = ["starts", "mg_per_day", "weight", "weight_unit"]


class RemoveDoseForm(CalmForm):
    """The change to take back, by its first day."""

    remove = forms.DateField()


class FinishForm(CalmForm):
    """The day of the last capsule."""

    last_dose_on = DayField(
        label=lazy("Last capsule"),
        error_messages={"required": lazy("Give the day of your last capsule.")},
    )


# What belongs to one course alone: another one has its own.
OF_ONE_COURSE = {"started_on", "planned_weeks", "target_mg_per_kg"}


def carried_over(last: Course) -> dict[str, Any]:
    """Return what the form of another course begins with: what was said about the person and the clinic."""
    kept = {
        name: value for name, value in stored(last).items() if name not in OF_ONE_COURSE
    }
    return {**kept, "earlier_course": True}


def stored(course: Course) -> dict[str, Any]:
    """Return what a course keeps, as the form shows it."""
    kept = {name: getattr(course, name) for name in courses.DETAILS}
    return {
        **kept,
        "started_on": course.started_on,
        "country": course.country,
        "weight": course.weight_kg or "",
        "weight_unit": "kg",
        "medicines": ", ".join(course.medicines),
    }
