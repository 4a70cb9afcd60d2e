from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.records.fields import PrivateTextField

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Country(models.TextChoices):
    """Where the person lives: sets phone lines, units and the plan of tests."""

    UK = "uk", _("United Kingdom")
    US = "us", _("United States")
    IE = "ie", _("Ireland")
    ES = "es", _("Spain")
    FR = "fr", _("France")
    DE = "de", _("Germany")
    EU = "eu", _("Another EU country")
    CA = "ca", _("Canada")
    AU = "au", _("Australia")
    NZ = "nz", _("New Zealand")
    OTHER = "other", _("Somewhere else")


class Course(models.Model):
    """One course of one person, with what they said when it began. At most one is open."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="courses"
    )
    started_on = models.DateField()
    last_dose_on = models.DateField(null=True, blank=True)
    planned_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    target_mg_per_kg = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True
    )
    weight_kg = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True
    )
    country = models.CharField(max_length=8, choices=Country)
    name_on_summary = models.CharField(max_length=120, blank=True)
    born = models.DateField(null=True, blank=True)
    clinic_name = models.CharField(max_length=120, blank=True)
    clinic_phone = models.CharField(max_length=40, blank=True)
    clinic_email = models.EmailField(blank=True)
    can_become_pregnant = models.BooleanField(null=True, blank=True)
    conditions = models.JSONField(default=list, blank=True)
    medicines = models.JSONField(default=list, blank=True)
    earlier_course = models.BooleanField(null=True, blank=True)
    asks_sexual = models.BooleanField(default=False)
    # When the person last put off a mood check-in that was due.
    check_in_skipped_on = models.DateField(null=True, blank=True)
    # Where monthly tests are taken, by phase of the course; what is absent follows the plan.
    test_settings = models.JSONField(default=dict, blank=True)
    # Planned tests that the person set aside: a JSON map from the planned date to the reason. A column and no
    # table, because every page with a plan reads it.
    tests_set_aside = PrivateTextField(blank=True, default="")
    created_at = models.DateTimeField()
    # Reminders are worked out again from then on. A new course waits for its first time; one of a file is a change.
    plan_after = models.DateTimeField(default=LONG_AGO, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(last_dose_on__isnull=True),
                name="one_open_course_per_person",
            ),
            models.CheckConstraint(
                condition=Q(last_dose_on__isnull=True)
                | Q(last_dose_on__gte=F("started_on")),
                name="course_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(weight_kg__isnull=True) | Q(weight_kg__gt=0),
                name="course_weight_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"course {self.pk}"


class DosePeriod(models.Model):
    """The prescribed dose from a day on; 0 mg a day is a pause."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="dose_periods"
    )
    starts = models.DateField()
    mg_per_day = models.DecimalField(max_digits=5, decimal_places=1)
    weight_kg = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True
    )

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "starts"], name="one_dose_from_a_day_on"
            ),
            models.CheckConstraint(
                condition=Q(mg_per_day__gte=0), name="dose_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"dose {self.pk}"


class Question(models.Model):
    """Something the person wants to ask at the next visit."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="questions"
    )
    text = PrivateTextField()
    # The rule that put it on the list, so that a share without that part leaves it out.
    rule = models.CharField(max_length=24, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"question {self.pk}"
