from __future__ import annotations

from django.db import models
from django.db.models import Q

from tracker.records.fields import PrivateTextField
from tracker.records.models.course import Course


class CheckIn(models.Model):
    """One mood questionnaire as answered on a day; None in ``answers`` is a question left blank."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="check_ins"
    )
    day = models.DateField()
    tool = models.CharField(max_length=8)
    # The version of the questions that were answered.
    wording = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    first_saved_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    # What stood here before each change, as JSON.
    earlier = PrivateTextField(blank=True, default="")

    class Meta:
        ordering = ["day", "tool"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "day", "tool"], name="one_check_in_a_tool_a_day"
            ),
            models.CheckConstraint(
                condition=Q(tool__in=["phq2", "phq9"]), name="known_questionnaire"
            ),
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"
