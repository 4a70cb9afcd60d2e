"""What goes into a summary, for which days, and how long a link works."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tracker.records import checkins, share_codes
from tracker.records.models import LinkKind
from tracker.summary.days import days_outside
from tracker.summary.document import PARTS, USUAL_PARTS
from tracker.ui.forms import CalmForm, DayField

PART_LABELS = {
    "summary": lazy("One-page summary"),
    "labs": lazy("Blood tests"),
    "questions": lazy("My questions"),
    "mood": lazy("Mood answers"),
    "check_ins": lazy("Mood questionnaires"),
    "sexual": lazy("Sexual health answers"),
    "pregnancy": lazy("Pregnancy prevention"),
    "notes": lazy("My notes"),
}
DATES = [
    ("28", lazy("28 days")),
    ("whole", lazy("Whole course")),
    ("choose", lazy("Choose")),
]
FOUR_WEEKS = timedelta(days=27)
LASTS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
}
LASTS_CHOICES = [
    ("hour", lazy("1 hour")),
    ("day", lazy("1 day")),
    ("week", lazy("7 days")),
    ("month", lazy("30 days")),
]
# A desk reads a check-in while one stands at it.
AT_THE_DESK = ("hour", "day")
DESK_CHOICES = [each for each in LASTS_CHOICES if each[0] in AT_THE_DESK]
KINDS = [
    (LinkKind.PAGE, lazy("A page in the browser")),
    (LinkKind.CHECK_IN, lazy("Clinic check-in")),
    (LinkKind.HEALTH_LINK, lazy("SMART Health Link with a code")),
]
OPENINGS = [
    ("any", lazy("Any number")),
    ("1", lazy("Once")),
    ("3", lazy("3 times")),
    ("10", lazy("10 times")),
]
QUESTION_MAX = 300


def offered_parts() -> list[tuple[str, object]]:
    """Return the parts to choose from; those of questionnaires only where there are any."""
    return [
        (part, PART_LABELS[part])
        for part in PARTS
        if part != "check_ins" or checkins.are_offered()
    ]


class PartsForm(CalmForm):
    """Which parts the page has. Nothing private unless it is chosen."""

    parts = forms.MultipleChoiceField(
        label=lazy("What to include"),
        choices=offered_parts,
        widget=forms.CheckboxSelectMultiple,
        initial=[part for part in PARTS if part in USUAL_PARTS],
        error_messages={
            "required": lazy("Choose at least one part."),
            "invalid_choice": lazy(
                "This part is not one of the choices. Choose again."
            ),
        },
    )

    def clean_parts(self) -> frozenset[str]:
        return frozenset(self.cleaned_data["parts"])


class LinkForm(PartsForm):
    """A new link to a course that began on ``began``, made ``today``."""

    def __init__(self, *args: Any, began: date, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.began = began
        self.today = today

    label = forms.CharField(
        label=lazy("Who is it for?"),
        help_text=lazy("Only you see this."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    dates = forms.ChoiceField(
        label=lazy("Dates"), choices=DATES, widget=forms.RadioSelect, initial="whole"
    )
    starts = DayField(label=lazy("From"), required=False)
    ends = DayField(label=lazy("To"), required=False)
    lasts = forms.ChoiceField(
        label=lazy("Stops working after"),
        choices=LASTS_CHOICES,
        widget=forms.RadioSelect,
        initial="week",
    )
    lasts_at_desk = forms.ChoiceField(
        label=lazy("A clinic check-in stops working after"),
        choices=DESK_CHOICES,
        widget=forms.RadioSelect,
        initial="day",
        required=False,
        error_messages={
            "invalid_choice": lazy(
                "A clinic check-in stops after one day at most. Choose 1 hour or 1 day."
            ),
        },
    )

    kind = forms.ChoiceField(
        label=lazy("Kind of link"),
        choices=KINDS,
        widget=forms.RadioSelect,
        initial=LinkKind.PAGE,
        required=False,
    )
    openings = forms.ChoiceField(
        label=lazy("How often it may be opened"),
        choices=OPENINGS,
        widget=forms.RadioSelect,
        initial="any",
        required=False,
    )
    asks_code = forms.BooleanField(
        label=lazy("Ask for a 6-digit code"),
        help_text=lazy(
            "You tell it to your clinic. Do not send it with the link. "
            "A clinic check-in has none; a SMART Health Link always has one."
        ),
        initial=True,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("dates") == "choose":
            self.check_days(
                self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
            )
        if self.cleaned_data.get("kind") == LinkKind.CHECK_IN:
            self.check_desk()
        return self.cleaned_data

    def check_desk(self) -> None:
        """Refuse what a clinic check-in cannot do, rather than leave it out in silence."""
        if self.cleaned_data.get("openings") not in {"", "any", None}:
            self.add_error(
                "openings",
                _("A clinic check-in cannot count openings. Choose “Any number”."),
            )
        if not self.cleaned_data.get("lasts_at_desk", "unsaid"):
            self.add_error(
                "lasts_at_desk",
                _(
                    "A clinic check-in stops after one day at most. Choose 1 hour or 1 day."
                ),
            )

    def check_days(self, starts: date | None, ends: date | None) -> None:
        if starts is None and "starts" not in self.errors:
            self.add_error("starts", _("Choose the first day."))
        if starts and ends and ends < starts:
            self.add_error(
                "ends", _("The last day is before the first one. Choose a later day.")
            )
        for name, day in (("starts", starts), ("ends", ends)):
            if day and name not in self.errors:
                self.check_day(name, day)

    def check_day(self, name: str, day: date) -> None:
        """Refuse a day the page cannot show, rather than move it."""
        if day < self.began:
            said = _("Your course began on %(day)s. Choose that day or a later one.")
            self.add_error(name, said % {"day": date_format(self.began, "j F Y")})
        elif day > self.today:
            said = (
                _("This day is still to come. Choose today or an earlier day.")
                if name == "starts"
                else _(
                    "This day is still to come. Leave it empty to go on until today."
                )
            )
            self.add_error(name, said)

    def fits(self, known: tuple[date, date]) -> bool:
        """Hold when the days chosen are among the first to the last ``known``; else say so beside the field."""
        if self.cleaned_data["dates"] == "choose":
            starts, ends = self.cleaned_data["starts"], self.cleaned_data["ends"]
            for name, said in days_outside(known, starts=starts, ends=ends).items():
                self.add_error(name, said)
        return not self.errors

    def span(self, *, last: date) -> tuple[date | None, date | None]:
        """Return the first and last day to show; None leaves that side open. ``last`` is the last day known."""
        chosen = self.cleaned_data["dates"]
        if chosen == "choose":
            return self.cleaned_data["starts"], self.cleaned_data["ends"]
        return (last - FOUR_WEEKS if chosen == "28" else None), None

    def lasting(self) -> timedelta:
        """Return how long the link works: the choice that belongs to its kind."""
        at_desk = self.cleaned_data["kind"] == LinkKind.CHECK_IN
        return LASTS[self.cleaned_data["lasts_at_desk" if at_desk else "lasts"]]

    def openings_allowed(self) -> int | None:
        chosen = self.cleaned_data["openings"]
        return int(chosen) if chosen.isdecimal() else None


class CodeForm(CalmForm):
    """The code somebody was told."""

    code = forms.CharField(
        label=lazy("Code"),
        help_text=lazy("The 6 digits you were told."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": lazy("Write the code you were told.")},
    )

    def clean_code(self) -> str:
        code = share_codes.plain(self.cleaned_data["code"])
        if not share_codes.looks_like_one(code):
            raise forms.ValidationError(_("The code has 6 digits. Check it again."))
        return code


class QuestionForm(CalmForm):
    """Something to ask at the next visit."""

    text = forms.CharField(
        label=lazy("Add a question"),
        max_length=QUESTION_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": lazy("Write a question first."),
            "max_length": lazy(
                "That is longer than 300 characters. Shorten it and send it again."
            ),
        },
    )
