from __future__ import annotations

from django.db import models
from django.db.models import Q

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
