from __future__ import annotations

from django.conf import settings
from django.db import models

from tracker.records.fields import PrivateTextField


class EarlierAccount(models.Model):
    """What an imported file told of the account it came from: links, calendars, what happened, as JSON.

    None of it works again; it is kept to be read, and to be told again by the next export (decision 0017).
    """

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="earlier_account",
    )
    told = PrivateTextField()

    def __str__(self) -> str:
        return f"earlier account {self.pk}"
