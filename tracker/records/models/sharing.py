from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.records.fields import PrivateTextField
from tracker.records.models.course import Course

WRONG_CODES_ALLOWED = 10


class LinkKind(models.TextChoices):
    PAGE = "page", _("A page in the browser")
    CHECK_IN = "checkin", _("Clinic check-in")
    HEALTH_LINK = "health", _("SMART Health Link with a code")


class ShareLink(models.Model):
    """A read-only door to the summary. Only the digest of its secret is stored."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="share_links"
    )
    kind = models.CharField(max_length=8, choices=LinkKind, default=LinkKind.PAGE)
    token_digest = models.CharField(max_length=64, unique=True)
    label = PrivateTextField(blank=True, default="")
    parts = models.JSONField(default=list)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    passcode_hash = models.CharField(max_length=128, blank=True, default="")
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    openings = models.PositiveIntegerField(default=0)
    openings_allowed = models.PositiveSmallIntegerField(null=True, blank=True)
    # When the latest wrong code was tried and the latest opening counted: the last of them ended the link.
    last_wrong_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(wrong_codes__lte=WRONG_CODES_ALLOWED),
                name="wrong_codes_have_a_limit",
            ),
            models.CheckConstraint(
                condition=Q(openings_allowed__isnull=True)
                | Q(openings__lte=F("openings_allowed")),
                name="openings_within_their_limit",
            ),
            models.CheckConstraint(
                condition=~Q(kind=LinkKind.HEALTH_LINK) | ~Q(passcode_hash=""),
                name="a_health_link_has_its_code",
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"


class SealedFile(models.Model):
    """What a SMART Health Link hands out: sealed when it was made, with a key that is kept nowhere."""

    link = models.OneToOneField(
        ShareLink, on_delete=models.CASCADE, related_name="sealed"
    )
    content_type = models.CharField(max_length=64)
    sealed = models.TextField()

    def __str__(self) -> str:
        return f"sealed file {self.pk}"


class FileTicket(models.Model):
    """The address of a sealed file, good for one fetch. Only the digest of it is stored."""

    file = models.ForeignKey(
        SealedFile, on_delete=models.CASCADE, related_name="tickets"
    )
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"ticket {self.pk}"


class VisitKind(models.TextChoices):
    PAGE = "page", _("Opened")
    PDF = "pdf", _("PDF opened")


class ShareVisit(models.Model):
    """One opening of a share: when, what, and who the reader said they were, if a program asked for it."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=VisitKind, default=VisitKind.PAGE)
    recipient = PrivateTextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"visit {self.pk}"
