"""What the viewer says: its scripts hold no words of their own. ``%`` is filled in on the page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, object]:
    """Return every text the viewer's scripts may need."""
    return {
        "reader": _("Courseline viewer"),
        "nameless": _("Shared file"),
        "trouble": _("Not opened"),
        "status": _("Status:"),
        "born": _("Born"),
        "made": _("Made on"),
        "what": _("What"),
        "value": _("Finding"),
        "when": _("When"),
        "more": _("Show % more"),
        "cut": _("% more are in the file and not shown here."),
        "answered": _("Contact recorded."),
        "last28": _("Last 28 d"),
        "worst": _("Worst"),
        "last7": _("Last 7 d"),
        "trend": _("Trend"),
        "strips": _(
            "One bar a day, the first day first; the higher, the further up the item’s own scale. Thin line = not answered. "
            "“Last 28 d” = days with any / days or times asked. “Last 7 d” = median. – = too little answered to say."
        ),
        "answers": _("Every answer, and what the marks mean"),
        "pdf": _("Download the PDF"),
        "empty": _("There is nothing in this file that this page can show."),
        "problems": problems(),
        "types": types(),
    }


def problems() -> dict[str, str]:
    return {
        "no_link": _("This is not a whole SMART Health Link. Scan or copy it again."),
        "newer": _("This link was made for a newer kind of reader."),
        "elsewhere": _(
            "This link belongs to %. This page opens only links of its own site, because it may not call others. "
            "Open it with the viewer of that site, or with your own program."
        ),
        "expired": _("This link has run out. Ask for a new one."),
        "gone": _(
            "This link does not work, or no longer. It may have been turned off or run out. Ask for a new one."
        ),
        "code": _("That is not the code. Tries left: %"),
        "dead": _(
            "That was not the code, and no try is left. The link has stopped working. Ask for a new one."
        ),
        "refused": _("The answer could not be read. Try again later."),
        "offline": _("There is no connection. Try again."),
        "no_code": _("Type the code you were told."),
        "none": _("There is no file behind this link. Ask for a new one."),
        "card": _(
            "This is a SMART Health Card. This page cannot show one; open it with a program for such cards."
        ),
        "strange": _("This file is of a kind that this page cannot show."),
        "locked": _(
            "The key in this link does not open the file. Scan or copy the link again."
        ),
        "too_large": _("The file is too large to open here."),
    }


def types() -> dict[str, str]:
    """Return a heading for each kind of entry."""
    return {
        "MedicationStatement": _("Medicines"),
        "MedicationRequest": _("Medicines prescribed"),
        "Observation": _("Other observations"),
        "symptoms": _("Symptoms"),
        "results": _("Blood test results"),
        "vitals": _("Measurements"),
        "dose": _("Dose"),
        "questions": _("Questions"),
        "notes": _("Notes"),
        "Condition": _("Conditions"),
        "AllergyIntolerance": _("Allergies"),
        "Immunization": _("Vaccinations"),
        "Procedure": _("Procedures"),
        "DiagnosticReport": _("Reports"),
        "QuestionnaireResponse": _("Questionnaires"),
        "DetectedIssue": _("Flags"),
        "Flag": _("Flags"),
        "CarePlan": _("Plans"),
        "Communication": _("Messages"),
    }
