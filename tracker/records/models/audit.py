from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """Something that happened to a person's records: who did it, when, and no answer in it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="audit_events"
    )
    actor = models.CharField(max_length=40)
    what = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"event {self.pk}"
