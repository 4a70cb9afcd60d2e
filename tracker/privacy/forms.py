"""A password before something that matters, and a file that comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tracker.accounts.models import User
from tracker.ui.forms import CalmForm

WORD = lazy("delete")


class SureForm(CalmForm):
    """The person says once more who they are: by their password, or by a word where they have none.

    ``may_try`` counts a try and says whether it is one too many.
    """

    password = forms.CharField(
        label=lazy("Your password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": lazy("Type your password.")},
    )
    word = forms.CharField(
        label=lazy("Type “delete”"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": lazy("Type the word to go on.")},
    )

    def __init__(
        self, *args: Any, owner: User, may_try: Callable[[], bool], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.owner, self.may_try = owner, may_try
        del self.fields["word" if owner.has_usable_password() else "password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.may_try():
            raise forms.ValidationError(
                _("Too many tries. Wait a minute, then try again."), code="tries"
            )
        if not self.owner.check_password(password):
            raise forms.ValidationError(
                _("This is not your password. Try again."), code="wrong"
            )
        return password

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"]
        if word.strip().lower() != str(WORD):
            raise forms.ValidationError(_("Type the word as it stands."), code="wrong")
        return word


class ExportForm(SureForm):
    """The password, before everything leaves in one file; who has none needs no word for it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("word", None)


class ImportForm(CalmForm):
    """The file of an export. ``dropped`` says that what was sent was too large to be read."""

    file = forms.FileField(
        label=lazy("The file"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": lazy("Choose the ZIP file you downloaded."),
            "empty": lazy("This file is empty. Choose another copy."),
        },
    )

    def __init__(self, *args: Any, dropped: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        size = settings.IMPORT_MAX_BYTES // 1024**2
        self.fields["file"].help_text = _("a ZIP of up to %(size)s MB") % {"size": size}
        if dropped:
            self.fields["file"].error_messages["required"] = _(
                "This file is larger than %(size)s MB."
            ) % {"size": size}
