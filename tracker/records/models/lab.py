from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tracker.records.fields import PrivateTextField
from tracker.records.models.course import Course


class LabResult(models.Model):
    """One result as printed on the report: a number with its unit, or an outcome."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="lab_results"
    )
    day = models.DateField()
    test = models.CharField(max_length=8)
    value = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=12, blank=True)
    upper_limit = models.DecimalField(
        max_digits=9, decimal_places=3, null=True, blank=True
    )
    outcome = models.CharField(max_length=12, blank=True)
    fasting = models.BooleanField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "day", "test"], name="one_result_a_test_a_day"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, outcome="")
                | (Q(value__isnull=True) & ~Q(outcome="")),
                name="a_number_or_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"


class LabOrder(models.Model):
    """Tests the clinic asked for on a day, once or every so many days."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="lab_orders"
    )
    tests = models.JSONField()
    due = models.DateField()
    # 0 is once.
    every = models.PositiveSmallIntegerField(default=0)
    until = models.DateField(null=True, blank=True)
    note = PrivateTextField(blank=True, default="")
    created_at = models.DateTimeField()
    # When it was last given another day; None as long as it has the first one.
    dated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("due")),
                name="order_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"order {self.pk}"


class Visit(models.Model):
    """An appointment: when, where, and what to remember."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="visits")
    day = models.DateField()
    time = models.TimeField(null=True, blank=True)
    place = PrivateTextField(blank=True, default="")
    note = PrivateTextField(blank=True, default="")
    created_at = models.DateTimeField()
    # When it was last given another day; None as long as it has the first one.
    dated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["day", F("time").asc(nulls_first=True), "pk"]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class Attachment(models.Model):
    """A photo or PDF of the report of a day. The file lies encrypted outside the database under a random name."""

    class Kind(models.TextChoices):
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"
        WEBP = "image/webp", "WebP"
        PDF = "application/pdf", "PDF"

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="attachments"
    )
    day = models.DateField()
    file = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    # Bytes of the file as it is handed back.
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"attachment {self.pk}"
