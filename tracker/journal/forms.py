"""Read a day's form. The fields are the catalogue's codes; a missing answer is unknown."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.clinical.vocabulary import ITEMS, Scale, mark_for
from tracker.records.journal import DayAnswers

NOTE_MAX = 4000
FILLS = ("same", "none", "blank")


class DayBase(forms.Form):
    """Everything but the catalogue's own fields."""

    note = forms.CharField(required=False, max_length=NOTE_MAX, strip=False)
    submission_id = forms.UUIDField(required=False)
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    rest = forms.ChoiceField(required=False, choices=[(fill, fill) for fill in FILLS])
    same_as_yesterday = forms.BooleanField(required=False)
    partial = forms.BooleanField(required=False)

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        return note.replace("\r\n", "\n")

    def answers(self) -> DayAnswers:
        """Return what was answered, and nothing else."""
        return DayAnswers(
            dose_taken=self.cleaned_data["dose_taken"],
            marks={
                code: mark_for(code, self.cleaned_data[code])
                for code in MARK_CODES
                if self.cleaned_data[code]
            },
            note=self.cleaned_data["note"],
            new_medicine=self.cleaned_data["new_medicine"],
        )

    def fill(self) -> str:
        """Return how the person wants the rest filled in: same, none or blank."""
        return (
            "same"
            if self.cleaned_data["same_as_yesterday"]
            else self.cleaned_data["rest"] or "blank"
        )

    def submission(self) -> UUID:
        """Return the identity of this sending; a client that gave none gets a new one."""
        return self.cleaned_data["submission_id"] or uuid4()


def field_of(scale: Scale, choices: list[tuple[str, str]]) -> forms.Field:
    if scale is Scale.TEXT:
        return forms.CharField(required=False, max_length=200)
    return forms.ChoiceField(
        required=False,
        choices=[("", ""), *choices],
        error_messages={
            "invalid_choice": _("This answer is not one of the choices. Choose again.")
        },
    )


FIELDS: dict[str, Any] = {
    each.code: field_of(
        each.scale, [(choice.value, choice.word) for choice in each.choices]
    )
    for each in ITEMS
}
MARK_CODES = tuple(
    each.code for each in ITEMS if each.scale not in {Scale.TEXT, Scale.DOSE}
)
DayForm = type("DayForm", (DayBase,), FIELDS)


class ContactForm(forms.Form):
    """What they said, in the person's own words."""

    they_said = forms.CharField(required=False, max_length=1000)
