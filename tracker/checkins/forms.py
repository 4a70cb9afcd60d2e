"""The questions of one check-in. Every one may be left blank; a blank is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tracker.clinical.check_ins.questionnaires import ANSWERS, Questionnaire
from tracker.ui.forms import CalmForm

BLANK = "blank"


def mark_of(value: str) -> int | None:
    return None if value == BLANK else int(value)


class CheckInForm(CalmForm):
    """One question a field, q1 to q2 or q9."""

    submission_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, asked: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"q{number}" for number, _each in enumerate(asked.questions, 1)]
        for name, question in zip(self.names, asked.questions, strict=True):
            self.fields[name] = question_field(_(question))

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors and not any(answer is not None for answer in self.answers()):
            raise forms.ValidationError(
                _("Answer at least one question, or go back. Nothing was saved."),
                code="empty",
            )
        return self.cleaned_data

    def answers(self) -> tuple[int | None, ...]:
        """Return the answers in order, None for a blank."""
        return tuple(self.cleaned_data.get(name) for name in self.names)

    def submission(self) -> UUID:
        """Return the identity of this sending; a client that gave none gets a new one."""
        return self.cleaned_data["submission_id"] or uuid4()


def question_field(label: str) -> forms.TypedChoiceField:
    words = [(str(mark), _(word)) for mark, word in enumerate(ANSWERS)]
    return forms.TypedChoiceField(
        label=label,
        choices=[*words, (BLANK, _("Leave blank"))],
        coerce=mark_of,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": lazy(
                "This answer is not one of the choices. Choose again."
            )
        },
    )


def filled(answers: Sequence[int | None]) -> dict[str, str]:
    """Return answers as the form shows them; nothing is chosen for a blank."""
    return {
        f"q{number}": str(answer)
        for number, answer in enumerate(answers, 1)
        if answer is not None
    }
