"""When a result is worth a call: every threshold as a row, which judges and which a clinician reviews.

A row that cites BG rests on background knowledge and awaits a clinician; no level here is a diagnosis.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.clinical.labs.measures import (
    AtLeast,
    Below,
    Measure,
    Outcome,
    Report,
    Signs,
    Times,
)
from tracker.clinical.labs.tests import PREGNANCY_TESTS
from tracker.clinical.scales import Level
from tracker.clinical.sources import CHECKED_ON, status_of
from tracker.clinical.words import gettext_noop as _

MILD, MODERATE, SEVERE = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a result has to reach, what that calls for, and who says so.

    ``signs``: one of these has to be logged near the test as well, when there are any. ``text`` is what the
    person reads, with the threshold in its place.
    """

    id: str
    tests: tuple[str, ...]
    measure: Measure
    level: Level
    text: str
    says: str
    reading: str
    sources: tuple[str, ...]
    signs: tuple[Signs, ...] = ()
    version: int = 1
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def status(self) -> str:
        """Return what can be said of it: no more than of the weakest of its documents."""
        return status_of(self.sources).value

    def met(self, report: Report) -> bool:
        """Hold when a result of one of its tests has reached it."""
        return (
            report.result.test in self.tests
            and self.measure.met(report)
            and (not self.signs or any(signs.met(report) for signs in self.signs))
        )

    def told(self, report: Report) -> str:
        """Return what the person reads, in the unit of the report."""
        limit = self.measure.limit(report.result.unit)
        return self.text % {"limit": limit} if "%(limit)s" in self.text else self.text


_LIVER = ("ALT", "AST")
_YELLOW = Signs(("jaundice", "dark_urine", "pale_stool"))
# Two of these together are read as rule S-LIV-2 reads them; beside a raised result one day is enough.
_UNWELL = Signs(
    ("appetite", "nausea", "fatigue", "tummy_pain", "itch"), at_least=MODERATE, count=2
)
_SORE = Signs(("muscle_weakness", "muscle_pain", "aches", "back_pain", "joint_pain"))
_PAIN = Signs(("tummy_pain",), at_least=SEVERE)

ABOVE = _("This result is above the limit.")
MORE_THAN = _("This result is more than %(limit)s.")
OR_MORE = _("This result is at %(limit)s or more.")
BELOW = _("This result is below %(limit)s.")

_BANDS = (
    "Graded by how many times the upper limit: above 1 to 3, above 3 to 5, above 5."
)
_FATS = "200 mg/dL is where a raised value starts; 800 mg/dL or 9 mmol/L is where the pancreas is at risk."
_NOT_READ = "No document that was read gives this number."
_PREGNANT = "Not to be taken in pregnancy, not even one dose."
_VISIT, _WEEK, _TODAY = (
    "Goes on the visit list.",
    "A call this week.",
    "A call today.",
)

# Of each test the most urgent first.
THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        id="T-LIV-1",
        tests=_LIVER,
        measure=Times(3),
        level=Level.URGENT,
        text=MORE_THAN,
        says=_BANDS,
        reading="The second band is a call today. That three times is the level to act on is background.",
        sources=("V6", "BG"),
    ),
    Threshold(
        id="T-LIV-2",
        tests=_LIVER,
        measure=Times(1),
        signs=(_YELLOW, _UNWELL),
        level=Level.URGENT,
        text=_("This result is above the limit, and liver signs were logged near it."),
        says=_BANDS,
        reading="Any rise with liver signs is a call today: with yellow eyes, dark urine or pale stools, or with the "
        "signs of rule S-LIV-2 together.",
        sources=("V6", "M1", "BG"),
        version=2,
    ),
    Threshold(
        id="T-LIV-3",
        tests=_LIVER,
        measure=Times(2, or_at=True),
        level=Level.SOON,
        text=_("This result is %(limit)s or more."),
        says=_BANDS,
        reading="Twice is ours: the middle of the first band.",
        sources=("V6", "BG"),
    ),
    Threshold(
        id="T-LIV-4",
        tests=_LIVER,
        measure=Times(1),
        level=Level.NEXT_VISIT,
        text=ABOVE,
        says=_BANDS,
        reading="The first band goes on the visit list.",
        sources=("V6",),
    ),
    Threshold(
        id="T-TG-1",
        tests=("TG",),
        measure=AtLeast("500", "5.7"),
        signs=(_PAIN,),
        level=Level.EMERGENCY,
        text=_(
            "This result is at %(limit)s or more, and severe tummy pain was logged near it."
        ),
        says=_FATS,
        reading="A high value with the pain of an inflamed pancreas. The number with pain is background.",
        sources=("L1 5.8", "BG"),
    ),
    Threshold(
        id="T-TG-2",
        tests=("TG",),
        measure=AtLeast("800", "9"),
        level=Level.URGENT,
        text=OR_MORE,
        says=_FATS,
        reading=_TODAY,
        sources=("L1 5.8", "B1"),
    ),
    Threshold(
        id="T-TG-3",
        tests=("TG",),
        measure=AtLeast("500", "5.7"),
        level=Level.SOON,
        text=OR_MORE,
        says=_NOT_READ,
        reading=_WEEK,
        sources=("BG",),
    ),
    Threshold(
        id="T-TG-4",
        tests=("TG",),
        measure=AtLeast("200", "2.3"),
        level=Level.NEXT_VISIT,
        text=OR_MORE,
        says=_FATS,
        reading=_VISIT,
        sources=("D2",),
    ),
    Threshold(
        id="T-CHOL-1",
        tests=("CHOL",),
        measure=AtLeast("400", "10.4"),
        level=Level.SOON,
        text=OR_MORE,
        says=_NOT_READ,
        reading=_WEEK,
        sources=("BG",),
    ),
    Threshold(
        id="T-CHOL-2",
        tests=("CHOL",),
        measure=AtLeast("240", "6.2"),
        level=Level.NEXT_VISIT,
        text=OR_MORE,
        says="240 mg/dL is where a high value starts.",
        reading=_VISIT,
        sources=("D2",),
    ),
    Threshold(
        id="T-CK-1",
        tests=("CK",),
        measure=Times(10),
        signs=(Signs(("dark_urine",)),),
        level=Level.EMERGENCY,
        text=_(
            "This result is more than %(limit)s, and dark urine was logged near it."
        ),
        says=_NOT_READ,
        reading="Read as muscle breakdown, like the rule O-MUS-1.",
        sources=("BG",),
    ),
    Threshold(
        id="T-CK-2",
        tests=("CK",),
        measure=Times(10),
        level=Level.URGENT,
        text=MORE_THAN,
        says=_NOT_READ,
        reading=_TODAY,
        sources=("BG",),
    ),
    Threshold(
        id="T-CK-3",
        tests=("CK",),
        measure=Times(5),
        signs=(_SORE,),
        level=Level.URGENT,
        text=_(
            "This result is more than %(limit)s, and pain or weakness was logged near it."
        ),
        says=_NOT_READ,
        reading="Any pain in muscles, joints or back, or any weakness, makes it a call today.",
        sources=("BG",),
        version=2,
    ),
    Threshold(
        id="T-CK-4",
        tests=("CK",),
        measure=Times(5),
        level=Level.SOON,
        text=MORE_THAN,
        says=_NOT_READ,
        reading=_WEEK,
        sources=("BG",),
    ),
    Threshold(
        id="T-CK-5",
        tests=("CK",),
        measure=Times(1),
        level=Level.NEXT_VISIT,
        text=ABOVE,
        says=_NOT_READ,
        reading=_VISIT,
        sources=("BG",),
    ),
    Threshold(
        id="T-GLU-1",
        tests=("GLU",),
        measure=AtLeast("250", "13.9"),
        signs=(Signs(("vomiting",)),),
        level=Level.EMERGENCY,
        text=_(
            "This result is at %(limit)s or more, and being sick was logged near it."
        ),
        says=_NOT_READ,
        reading="Help now, like the rule O-SUG-2.",
        sources=("BG",),
    ),
    Threshold(
        id="T-GLU-2",
        tests=("GLU",),
        measure=AtLeast("200", "11.1"),
        level=Level.URGENT,
        text=OR_MORE,
        says=_NOT_READ,
        reading=_TODAY,
        sources=("BG",),
    ),
    Threshold(
        id="T-GLU-3",
        tests=("GLU",),
        measure=AtLeast("100", "5.6"),
        signs=(Signs(("thirst", "urination")),),
        level=Level.URGENT,
        text=_(
            "This result is at %(limit)s or more, and thirst or passing much urine was logged near it."
        ),
        says=_NOT_READ,
        reading="A raised value with either sign, at any grade, is a call today.",
        sources=("BG",),
        version=2,
    ),
    Threshold(
        id="T-GLU-4",
        tests=("GLU",),
        measure=AtLeast("126", "7.0"),
        level=Level.SOON,
        text=OR_MORE,
        says=_NOT_READ,
        reading=_WEEK,
        sources=("BG",),
    ),
    Threshold(
        id="T-GLU-5",
        tests=("GLU",),
        measure=AtLeast("100", "5.6"),
        level=Level.NEXT_VISIT,
        text=OR_MORE,
        says=_NOT_READ,
        reading=_VISIT,
        sources=("BG",),
    ),
    Threshold(
        id="T-NEU-1",
        tests=("CBC",),
        measure=Below("1.5"),
        signs=(Signs(("fever",)),),
        level=Level.URGENT,
        text=_("This result is below %(limit)s, and fever was logged near it."),
        says=_NOT_READ,
        reading=_TODAY,
        sources=("BG",),
    ),
    Threshold(
        id="T-NEU-2",
        tests=("CBC",),
        measure=Below("1.0"),
        level=Level.URGENT,
        text=BELOW,
        says=_NOT_READ,
        reading=_TODAY,
        sources=("BG",),
    ),
    Threshold(
        id="T-NEU-3",
        tests=("CBC",),
        measure=Below("1.5"),
        level=Level.SOON,
        text=BELOW,
        says=_NOT_READ,
        reading=_WEEK,
        sources=("BG",),
    ),
    Threshold(
        id="T-HCG-1",
        tests=PREGNANCY_TESTS,
        measure=Outcome("positive", weaker="unclear"),
        level=Level.URGENT,
        text=_("The test was positive."),
        says=_PREGNANT,
        reading="A call today, with the published stop advice.",
        sources=("L1", "N3"),
    ),
    Threshold(
        id="T-HCG-2",
        tests=PREGNANCY_TESTS,
        measure=Outcome("unclear", weaker="negative"),
        level=Level.SOON,
        text=_("The test was unclear, so it is repeated."),
        says=_PREGNANT,
        reading="It is repeated; an unclear test answers nothing.",
        sources=("L1", "N3"),
    ),
)


def reached_by(
    report: Report, thresholds: Iterable[Threshold] | None = None
) -> Threshold | None:
    """Return the most urgent threshold a result has reached, or None."""
    rows = THRESHOLDS if thresholds is None else thresholds
    met = [row for row in rows if row.met(report)]
    return max(met, key=lambda row: row.level, default=None)
