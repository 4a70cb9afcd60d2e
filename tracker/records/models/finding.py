from __future__ import annotations

from django.db import models
from django.db.models import Q

from tracker.records.fields import PrivateTextField
from tracker.records.models.course import Course


class ShownFinding(models.Model):
    """What the person was told for a day, by which rule, and what they did about it.

    Kept as it was shown: a later rule set does not rewrite what somebody was told.
    """

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="findings"
    )
    day = models.DateField()
    rule = models.CharField(max_length=24)
    rule_version = models.PositiveSmallIntegerField()
    ruleset = models.CharField(max_length=16)
    level = models.PositiveSmallIntegerField()
    provenance = models.CharField(max_length=24)
    official_stop_advice = models.BooleanField(default=False)
    title = models.TextField()
    advice = models.TextField()
    ask = models.TextField(blank=True)
    triggered_by = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    shown_at = models.DateTimeField()
    # False once an edit took away what set it off. What was told stays told.
    holds = models.BooleanField(default=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    contacted_on = models.DateField(null=True, blank=True)
    they_said = PrivateTextField(blank=True, default="")

    class Meta:
        ordering = ["-day", "-level", "rule"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "day", "rule", "level"],
                name="told_once_a_day_and_level",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5), name="known_level"
            ),
        ]

    def __str__(self) -> str:
        return f"finding {self.pk}"
