"""Why a flag was raised, in clinical words: each item with its grades, and on how many days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.check_ins.questionnaires import REASON_TERMS
from tracker.clinical.labs.plans import TESTS
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.clinical.vocabulary import CATALOGUE, CONDITIONS, Scale, word_for
from tracker.records.models import ShownFinding
from tracker.summary.document import MOST_ITEMS
from tracker.summary.episodes import Told

# A name alone does not say what is the matter with it.
MEDICINES = frozenset({"medicines", "new_medicine"})
WOULD_TALK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing a rule rested on."""

    row: ShownFinding
    day: str
    value: Any


def what(told: Iterable[Told]) -> str:
    """Return the reasons in clinical words, those of the strongest flag first."""
    found: dict[str, list[Reason]] = defaultdict(list)
    for each in sorted(told, key=lambda each: -each.row.level):
        for reason in each.reasons:
            found[reason["item"]].append(
                Reason(row=each.row, day=reason["day"], value=reason["value"])
            )
    words = [named(code, reasons) for code, reasons in found.items()]
    if len(words) > MOST_ITEMS:
        more = _("%(count)s more") % {"count": len(words) - MOST_ITEMS}
        words = [*words[:MOST_ITEMS], more]
    return "; ".join(words)


def named(code: str, reasons: Sequence[Reason]) -> str:
    if code in MEDICINES:
        return medicine(code, reasons)
    if code in CATALOGUE and all(isinstance(each.value, int) for each in reasons):
        return logged(code, marks_of(reasons))
    if code in CONDITIONS:
        return str(_(CONDITIONS[code]))
    if code == "note":
        return _("Words in a note that sound like self-harm")
    return f"{term_of(code)} {values(reasons)}"


def term_of(code: str) -> str:
    """Return the name of an item, a test or a score; a rule of an older set may rest on none we know."""
    if code in CATALOGUE:
        return f"{_(CATALOGUE[code].term)}:"
    if code in TESTS:
        return str(_(TESTS[code].short))
    if code in REASON_TERMS:
        return str(_(REASON_TERMS[code]))
    return code.replace("_", " ").capitalize()


def marks_of(reasons: Iterable[Reason]) -> Mapping[str, int]:
    """Return the mark of each day, the highest where rules read different ones."""
    marks: dict[str, int] = {}
    for each in reasons:
        marks[each.day] = max(each.value, marks.get(each.day, each.value))
    return marks


def logged(code: str, marks: Mapping[str, int]) -> str:
    """Return an item with the days of each grade, worst first; of yes and no there is no worst."""
    known = CATALOGUE[code]
    term = str(_(known.term))
    counted = sorted(Counter(marks.values()).items(), reverse=True)
    if known.scale is Scale.YES_NO:
        return term if len(marks) == 1 else f"{term} {on_days(len(marks))}"
    if known.scale is Scale.SELF_HARM:
        # Neither answer is a grade of the other: the plain one stands first.
        counted, term = counted[::-1], f"{term}:"
    if len(marks) == 1:
        return f"{term} {answer(code, counted[0][0])}"
    first, *others = counted
    words = [f"{answer(code, first[0])} {on_days(first[1])}"]
    words += [
        _("%(word)s on %(count)s") % {"word": answer(code, mark), "count": count}
        for mark, count in others
    ]
    return f"{term} {', '.join(words)}"


def answer(code: str, mark: int) -> str:
    if CATALOGUE[code].scale is Scale.SELF_HARM and mark == WOULD_TALK:
        return _("would rather talk to someone")
    return str(_(word_for(code, mark))).lower()


def on_days(count: int) -> str:
    said = ngettext("on %(count)s day", "on %(count)s days", count)
    return said % {"count": count}


def values(reasons: Sequence[Reason]) -> str:
    """Return a result or score; of several the one that counted most and the newest, with their days."""
    counts = max(reasons, key=weight)
    newest = max(reasons, key=lambda each: each.day)
    if (counts.day, counts.value) == (newest.day, newest.value):
        return str(newest.value)
    return ", ".join(
        _("%(value)s on %(day)s") % {"value": each.value, "day": day_of(each)}
        for each in sorted((counts, newest), key=lambda each: each.day)
    )


def weight(reason: Reason) -> tuple[int, int, str]:
    score = reason.value if isinstance(reason.value, int) else 0
    return reason.row.level, score, reason.day


def day_of(reason: Reason) -> str:
    return date_format(date.fromisoformat(reason.day), "j M")


def medicine(code: str, reasons: Sequence[Reason]) -> str:
    """Return the medicine, and what the rule says of taking it beside isotretinoin."""
    known = CATALOGUE[code].term if code in CATALOGUE else _("Medicine")
    names = ", ".join(dict.fromkeys(str(each.value) for each in reasons))
    said = f"{_(known)}: {names}"
    why = "; ".join(filter(None, dict.fromkeys(says(each.row) for each in reasons)))
    if not why:
        return said
    words = {"medicine": said, "why": why}
    return _("%(medicine)s, with isotretinoin: %(why)s") % words


def says(row: ShownFinding) -> str:
    """Return what the rule rests on in its own words, or nothing where it is another one by now."""
    rule = RULES_BY_ID.get(row.rule)
    if rule is None or rule.version != row.rule_version:
        return ""
    text = str(_(rule.says)).rstrip(".")
    return f"{text[:1].lower()}{text[1:]}"
