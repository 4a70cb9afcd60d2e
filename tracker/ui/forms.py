"""Fields and habits that our forms share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")


class CalmForm(forms.Form):
    """A form whose own messages are heard: the browser is not asked to check first."""

    use_required_attribute = False


class NumberField(forms.DecimalField):
    """A number as people write it: with a point or a comma, and no surprises."""

    default_error_messages = {"invalid": _("Write a number, such as 62.5.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text.replace(",", "."))


class DayField(forms.DateField):
    """A day, chosen in the phone's own calendar."""

    default_error_messages = {"invalid": _("Write a day, such as 21/09/2026.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        )
        super().__init__(**options)


def yes_no(answers: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return the answers of a question that may be skipped, none of them chosen beforehand."""
    return [*answers, ("", _("Skip"))]
