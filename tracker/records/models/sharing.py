from __future__ import annotations

from django.db import models

from tracker.records.fields import PrivateTextField
from tracker.records.models.course import Course


class ShareLink(models.Model):
    """A read-only door to the summary. Only the digest of its secret is stored."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="share_links"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    label = PrivateTextField(blank=True, default="")
    parts = models.JSONField(default=list)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"share {self.pk}"


class ShareVisit(models.Model):
    """One opening of a share: when, and nothing about who."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"visit {self.pk}"
