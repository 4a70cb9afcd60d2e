from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.records.fields import PrivateTextField
from tracker.records.models.course import Course


class DayEntry(models.Model):
    """What one person logged for one day. An item missing from ``marks`` was not answered.

    Marks are one JSON map rather than a row each: a page reads a whole course in one query
    (decision 0003).
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="entries")
    day = models.DateField()
    dose_taken = models.CharField(max_length=8, blank=True)
    marks = models.JSONField(default=dict)
    note = PrivateTextField(blank=True, default="")
    new_medicine = PrivateTextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    added_later = models.BooleanField(default=False)
    first_saved_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["course", "day"], name="one_entry_a_day"),
            models.CheckConstraint(
                condition=Q(dose_taken__in=["", "all", "some", "none", "not_yet"]),
                name="known_dose_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class EntryChange(models.Model):
    """One save of a day: what stood there before, and what stands there since."""

    class Kind(models.TextChoices):
        SAVED = "saved", _("First saved")
        CHANGED = "changed", _("Changed")
        UNDONE = "undone", _("Undone")

    entry = models.ForeignKey(
        DayEntry, on_delete=models.CASCADE, related_name="changes"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    before = PrivateTextField(default="")
    after = PrivateTextField(default="")

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "version"], name="one_change_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"


class Submission(models.Model):
    """A form that has arrived: sending it again changes nothing."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions"
    )
    submission_id = models.UUIDField()
    day = models.DateField()
    # What was sent, as a digest: the same identity with other answers is not the same sending.
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "submission_id"], name="a_submission_counts_once"
            )
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"
