"""The plans of tests of the evidence pack written down a second time, line by line."""

import pytest

from tracker.clinical.labs import plans as lab_plans

LIVER_FATS = "ALT AST TG CHOL"
PREGNANCY = "HCG_U HCG_S"
# Line: tests, anchor, first day, every so many days, until, the window around it, and what else is said of it.
PUBLISHED = {
    "us": {
        "US-1": (LIVER_FATS, "start", -7, 0, "", (-30, 0), "required"),
        "US-2": (LIVER_FATS, "start", 30, 0, "", (-5, 10), ""),
        "US-3": (LIVER_FATS, "start", 60, 0, "", (-7, 14), ""),
        "US-P1": (PREGNANCY, "start", -30, 0, "", (-45, -20), "any pregnancy required"),
        "US-P2": (PREGNANCY, "start", -3, 0, "", (-7, 0), "any pregnancy required"),
        "US-P3": (PREGNANCY, "start", 30, 30, "end", (-5, 2), "any pregnancy"),
        "US-P4": (PREGNANCY, "end", 0, 0, "", (0, 7), "any pregnancy"),
        "US-P5": (PREGNANCY, "end", 30, 0, "", (0, 7), "any pregnancy"),
    },
    "uk": {
        "UK-1": (LIVER_FATS, "start", -7, 0, "", (-30, 0), "required"),
        "UK-2": (LIVER_FATS, "start", 30, 0, "", (-5, 10), ""),
        "UK-3": ("ALT AST", "start", 120, 90, "end", (-14, 14), ""),
        "UK-4": ("TG CHOL", "start", 120, 90, "end", (-14, 14), ""),
        "UK-5": (LIVER_FATS, "end", 0, 0, "", (-14, 14), "optional"),
        "UK-P1": (PREGNANCY, "start", -2, 0, "", (-3, 0), "any pregnancy required"),
        "UK-P2": (PREGNANCY, "start", 30, 30, "end", (-5, 2), "any pregnancy"),
        "UK-P3": (PREGNANCY, "end", 30, 0, "", (0, 10), "any pregnancy"),
        "UK-R1": ("", "start", 30, 30, "end", (-7, 14), ""),
    },
    "generic": {
        "GE-1": ("ALT TG", "start", -7, 0, "", (-30, 0), "required"),
        "GE-2": ("ALT TG", "dose_change", 28, 0, "", (-7, 14), "peak"),
        # Published as one row until 30 days after the end: what comes after the last capsule is GE-P2.
        "GE-P1": (PREGNANCY, "start", -30, 30, "end", (-5, 2), "any pregnancy"),
        "GE-P2": (PREGNANCY, "end", 30, 0, "", (0, 10), "any pregnancy"),
    },
}
ADDED = {
    "liver_or_raised_baseline": {
        "OV-L1": ("ALT AST BILI", "start", 28, 28, "end", (-7, 14), "added"),
        "OV-L2": ("ALT AST", "dose_change", 14, 0, "", (-7, 14), "added"),
    },
    "hyperlipidaemia_obesity_alcohol": {
        "OV-F1": ("TG CHOL", "start", 28, 28, "end", (-7, 14), "added"),
        "OV-F2": ("TG", "dose_change", 14, 0, "", (-7, 14), "added"),
    },
    "diabetes": {
        "OV-D1": ("GLU", "start", 28, 28, "end", (-7, 14), "added"),
        "OV-D2": ("A1C", "start", -7, 0, "", (-30, 0), "added"),
    },
    "muscle_symptoms_or_heavy_training": {
        "OV-M1": ("CK", "flag", 0, 0, "", (0, 14), "added optional"),
    },
    "clinician_added": {},
}


def said(line):
    """Return a line as it is written above."""
    words = {
        "added": line.added,
        "any": line.any_of,
        "pregnancy": line.for_pregnancy,
        "required": line.required,
        "optional": line.optional,
        "peak": line.to_peak,
    }
    return (
        " ".join(line.tests),
        line.anchor,
        line.offset,
        line.every,
        line.until,
        line.window,
        " ".join(word for word, holds in words.items() if holds),
    )


@pytest.mark.parametrize("region", PUBLISHED)
def test_the_plan_of_a_region_is_the_published_one(region):
    lines = {line.id: said(line) for line in lab_plans.PROFILES[region]}

    assert lines == PUBLISHED[region]


@pytest.mark.parametrize("name", ADDED)
def test_what_a_condition_adds_is_the_published_plan(name):
    lines = {line.id: said(line) for line in lab_plans.OVERLAYS[name]}

    assert lines == ADDED[name]


def test_no_plan_is_left_out_of_these_tables():
    assert set(lab_plans.PROFILES) == set(PUBLISHED)
    assert set(lab_plans.OVERLAYS) == set(ADDED)
