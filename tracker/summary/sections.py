"""The private parts a person chose to share, as short lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.check_ins.questionnaires import (
    QUESTIONNAIRES,
    Questionnaire,
    blanks,
    question_nine,
)
from tracker.clinical.facts import CheckIn, DayEntry, History, LabResult
from tracker.clinical.labs.plans import OUTCOMES, PREGNANCY_TESTS
from tracker.clinical.labs.schedule import PlannedTest, Status
from tracker.summary.document import Section
from tracker.summary.symptoms import Window

LOW = 2
MOST_TESTS = 4
MOST_SCORES = 3


def sections(
    history: History,
    window: Window,
    results: Sequence[LabResult],
    tests: Sequence[PlannedTest],
    parts: frozenset[str],
) -> tuple[Section, ...]:
    """Return one section for each private part chosen; one without answers says so."""
    entries = list(window.entries.values())
    found = (
        ("mood", mood(entries)),
        ("check_ins", check_ins(history, window)),
        ("sexual", sexual(entries)),
        ("pregnancy", pregnancy(history, results, tests)),
    )
    return tuple(
        Section(code=code, lines=tuple(lines)) for code, lines in found if code in parts
    )


def mood(entries: Iterable[DayEntry]) -> list[str]:
    asked = [entry for entry in entries if "mood" in entry.marks]
    low = [entry for entry in asked if entry.marks["mood"] >= LOW]
    lines = [low_days(low, len(asked)), self_harm(entries)]
    return [each for each in lines if each] or [
        _("Mood was not answered in these days.")
    ]


def low_days(low: Sequence[DayEntry], asked: int) -> str:
    if not asked:
        return ""
    if not low:
        return _("Low or very low on none of %(asked)s days answered.") % {
            "asked": asked
        }
    return _(
        "Low or very low on %(count)s of %(asked)s days answered, last on %(day)s."
    ) % {
        "count": len(low),
        "asked": asked,
        "day": date_format(low[-1].day, "j M"),
    }


def self_harm(entries: Iterable[DayEntry]) -> str:
    answers = [
        entry.marks["self_harm"] for entry in entries if "self_harm" in entry.marks
    ]
    if not answers:
        return ""
    times = ngettext(
        "Question about self-harm answered %(count)s time:",
        "Question about self-harm answered %(count)s times:",
        len(answers),
    ) % {"count": len(answers)}
    counts = _("no %(no)s, yes %(yes)s, would rather talk %(talk)s.") % {
        "no": answers.count(0),
        "yes": answers.count(1),
        "talk": answers.count(2),
    }
    return f"{times} {counts}"


def check_ins(history: History, window: Window) -> list[str]:
    """Return the scores by date, a line for each questionnaire, beside its published cut-off."""
    shown = [
        each for each in history.check_ins if window.first <= each.day <= window.last
    ]
    lines = [
        scores(asked, [each for each in shown if each.tool == asked.id])
        for asked in QUESTIONNAIRES.values()
    ]
    return [each for each in lines if each] or [
        _("No questionnaire was answered in these days.")
    ]


def scores(asked: Questionnaire, answered: Sequence[CheckIn]) -> str:
    if not answered:
        return ""
    said = _("%(name)s of %(most)s, cut-off %(cut_off)s: %(listed)s.") % {
        "name": asked.name,
        "most": asked.most,
        "cut_off": asked.cut_off,
        "listed": ", ".join(map(score, answered[-MOST_SCORES:])),
    }
    earlier = len(answered) - MOST_SCORES
    if earlier <= 0:
        return said
    return f"{said} " + _("%(count)s earlier.") % {"count": earlier}


def score(each: CheckIn) -> str:
    """Return one score; with blanks it is what was answered, and question 9 is named when it is above 0."""
    known = sum(answer for answer in each.answers if answer is not None)
    left = blanks(each)
    words = [_("%(count)s blank") % {"count": left}] if left else []
    if question_nine(each):
        words.append(_("item 9: %(mark)s") % {"mark": question_nine(each)})
    more = f" ({', '.join(words)})" if words else ""
    return f"{date_format(each.day, 'j M')} {known}{more}"


def sexual(entries: Iterable[DayEntry]) -> list[str]:
    answers = [entry.marks["sexual"] for entry in entries if "sexual" in entry.marks]
    if not answers:
        return [_("Not answered in these days.")]
    return [
        _("A change was logged on %(count)s of %(asked)s days answered.")
        % {"count": sum(mark > 0 for mark in answers), "asked": len(answers)}
    ]


def pregnancy(
    history: History, results: Iterable[LabResult], tests: Iterable[PlannedTest]
) -> list[str]:
    answer = {True: _("yes"), False: _("no"), None: _("not said")}[
        history.profile.can_become_pregnant
    ]
    return [
        _("Could become pregnant: %(answer)s.") % {"answer": answer},
        taken_tests([each for each in results if each.test in PREGNANCY_TESTS]),
        *next_test([each for each in tests if each.pregnancy]),
    ]


def taken_tests(results: Sequence[LabResult]) -> str:
    if not results:
        return _("No pregnancy test entered in these days.")
    listed = ", ".join(
        f"{date_format(each.day, 'j M')} {outcome(each)}"
        for each in results[-MOST_TESTS:]
    )
    said = _("Tests: %(listed)s.") % {"listed": listed}
    earlier = len(results) - MOST_TESTS
    if earlier <= 0:
        return said
    return f"{said} " + _("Earlier tests not listed: %(count)s.") % {"count": earlier}


def outcome(result: LabResult) -> str:
    """Return what a test said: in words, or as the number a blood test may come with."""
    if result.outcome:
        return _(OUTCOMES[result.outcome]).lower()
    return f"{result.value} {result.unit}"


def next_test(tests: Iterable[PlannedTest]) -> list[str]:
    coming = [each for each in tests if each.status is not Status.OVERDUE]
    if not coming:
        return []
    return [
        _("Next test: around %(day)s.") % {"day": date_format(coming[0].due, "j M")}
    ]
