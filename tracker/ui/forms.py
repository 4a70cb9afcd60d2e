"""Fields and habits that our forms share."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
# One to three figures, a mark and exactly three more: a thousand to some, a fraction to others. No thousand
# begins with nought.
EITHER = re.compile(r"([1-9][0-9]{0,2})([.,])([0-9]{3})")


class CalmForm(forms.Form):
    """A form whose own messages are heard: the browser is not asked to check first."""

    use_required_attribute = False


class SentOnceForm(CalmForm):
    """A form with an identity: when it arrives a second time, nothing is stored again."""

    submission_id = forms.UUIDField(
        required=False, widget=forms.HiddenInput, initial=uuid4
    )

    def submission(self) -> UUID | None:
        """Return the identity of this sending, None for a form that was sent without."""
        identity: UUID | None = self.cleaned_data["submission_id"]
        return identity


def in_thousands(text: str) -> str:
    """Return the number a text means if its mark parts thousands, such as 1234 for 1.234; else nothing."""
    found = EITHER.fullmatch(text.strip())
    return f"{found[1]}{found[3]}" if found else ""


class NumberField(forms.DecimalField):
    """A number as people write it: with a point or a comma, and no surprises.

    A comma before exactly three figures is asked about: nobody can tell a thousand from a fraction.
    """

    default_error_messages = {
        "invalid": _("Write a number, such as 62.5."),
        "either": _("This can be read in two ways. Write %(whole)s or %(part)s."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        part = text.replace(",", ".")
        if "," in text and (whole := in_thousands(text)):
            raise ValidationError(
                self.error_messages["either"],
                code="either",
                params={"whole": whole, "part": part},
            )
        return super().to_python(part)


class DayField(forms.DateField):
    """A day, chosen in the phone's own calendar."""

    default_error_messages = {"invalid": _("Write a day, such as 21/09/2026.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        )
        super().__init__(**options)


class SkippableField(forms.TypedChoiceField):
    """A yes or no that may be skipped; nothing is chosen beforehand. Gives True, False or None."""

    def __init__(self, **options: Any) -> None:
        answers = [("yes", _("Yes")), ("no", _("No")), ("skip", _("Skip"))]
        super().__init__(
            choices=answers,
            coerce={"yes": True, "no": False}.get,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the answer a stored value stands for; what is typed stays as it is."""
        return {True: "yes", False: "no"}.get(value, value)
