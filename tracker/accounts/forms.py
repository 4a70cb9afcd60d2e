"""The forms of the accounts package in our words: labels instead of placeholders, nothing inline."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 10 characters. Three or four words in a row work well.")


class Plain:
    """Drop placeholders and inline style, which our policy blocks, and say what a password needs."""

    fields: dict[str, Any]
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("style", None)
            if name in {"email", "login"}:
                field.label = _("E-mail")
            if name in {"password", "password1"}:
                field.help_text = PASSWORD_HINT if name == "password1" else ""


class SignupForm(Plain, account.SignupForm):  # type: ignore[misc]  # allauth ships no types
    """E-mail and password; ``website`` is a trap that people never see."""


class LoginForm(Plain, account.LoginForm):  # type: ignore[misc]
    """E-mail and password."""


class AddEmailForm(Plain, account.AddEmailForm):  # type: ignore[misc]
    """Another address of the same person."""


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one."""


class SetPasswordForm(Plain, account.SetPasswordForm):  # type: ignore[misc]
    """A first password, for somebody who signed in by passkey so far."""


class ResetPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link."""


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password at the end of the link."""


class ReauthenticateForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""


class ConfirmEmailVerificationCodeForm(Plain, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code from the mail."""
