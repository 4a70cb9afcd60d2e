from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.records.fields import PrivateTextField

FIRST_HOUR, LAST_HOUR = 8, 20


def usual_days() -> list[int]:
    """Return how many days before a date a person hears of it, unless they choose otherwise."""
    return [7, 1, 0]


class ReminderChoice(models.Model):
    """What a person wants to be reminded of, when, and in which words. Without a row: the defaults."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="reminder_choice",
    )
    by_mail = models.BooleanField(default=True)
    # What somebody switched off, so that a kind made later begins switched on.
    muted = models.JSONField(default=list, blank=True)
    days_before = models.JSONField(default=usual_days, blank=True)
    when_late = models.BooleanField(default=True)
    hour = models.PositiveSmallIntegerField(default=9)
    diary = models.BooleanField(default=False)
    diary_hour = models.PositiveSmallIntegerField(default=19)
    plain_words = models.BooleanField(default=False)
    plain_titles = models.BooleanField(default=False)
    # What a stop link names instead of the person; a new one ends every link before it.
    stop_key = models.CharField(max_length=43, null=True, blank=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__gte=FIRST_HOUR, hour__lte=LAST_HOUR),
                name="reminded_while_awake",
            ),
            models.CheckConstraint(
                condition=Q(diary_hour__gte=FIRST_HOUR, diary_hour__lte=LAST_HOUR),
                name="diary_while_awake",
            ),
        ]

    def __str__(self) -> str:
        return f"choices {self.pk}"


class Reminder(models.Model):
    """One reminder of one local day: planned, claimed by one worker, then sent or dropped."""

    class Kind(models.TextChoices):
        DATED = "dated", _("Something with a date")
        DIARY = "diary", _("Log the day")

    class Way(models.TextChoices):
        MAIL = "mail", _("E-mail")
        PUSH = "push", _("Notification")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    way = models.CharField(max_length=8, choices=Way)
    local_date = models.DateField()
    due_at = models.DateTimeField()
    # Until then nobody else touches it: a worker has it, or the mail server needs a rest.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=12, blank=True)
    message_id = models.CharField(max_length=160)
    # The keys of what it spoke of when it was sent.
    told = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "way", "local_date"],
                name="reminded_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(dropped_at__isnull=True),
                name="sent_or_dropped",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
                name="reminders_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class CalendarFeed(models.Model):
    """The private address of a person's calendar. Only the digest of its secret is stored."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_feed",
    )
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"feed {self.pk}"


class CalendarEvent(models.Model):
    """On which day an event stood when it was last shown, and how often it has moved."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_events",
    )
    key = models.CharField(max_length=40)
    day = models.DateField()
    # Of the title as it was shown, so that other words are a revision too.
    title_digest = models.CharField(max_length=64, blank=True, default="")
    sequence = models.PositiveIntegerField(default=0)
    stamped_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="one_event_of_a_key")
        ]

    def __str__(self) -> str:
        return f"calendar event {self.pk}"


class PushSubscription(models.Model):
    """A browser that asked for notifications, as its maker's push service knows it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="push_subscriptions",
    )
    endpoint_digest = models.CharField(max_length=64, unique=True)
    subscription = PrivateTextField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"browser {self.pk}"
