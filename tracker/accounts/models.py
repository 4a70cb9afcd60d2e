from __future__ import annotations

from typing import ClassVar
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


def known_time_zone(name: str) -> None:
    """Raise ValidationError when ``name`` is not an IANA zone."""
    if name not in available_timezones():
        raise ValidationError(_("We do not know this time zone."), code="unknown_zone")


class Theme(models.TextChoices):
    SYSTEM = "", _("As my phone")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: object
    ) -> User:
        """Store a person who signs in with ``email``."""
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. What they log hangs off their courses, in ``records``."""

    email = models.EmailField(_("E-mail"), unique=True)
    time_zone = models.CharField(
        max_length=64, default="UTC", validators=[known_time_zone]
    )
    language = models.CharField(max_length=16, default="en-gb")
    theme = models.CharField(
        max_length=8, choices=Theme, default=Theme.SYSTEM, blank=True
    )
    asks_about_harm = models.BooleanField(default=True)
    asks_check_ins = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return f"person {self.pk}"
