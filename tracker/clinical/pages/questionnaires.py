"""The mood questionnaires as a page a clinician can review, made from the data."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.clinical.check_ins.due import (
    ASKED_FOR,
    ASKING_RULES,
    INTERVAL,
    LOOK_BACK,
    NEAR,
)
from tracker.clinical.check_ins.questionnaires import (
    ANSWERS,
    QUESTION_NINE_LOINC,
    QUESTIONNAIRES,
    STEM,
    Questionnaire,
)
from tracker.clinical.rules.rule import Rule
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.clinical.sources import ref

_MADE = "This page is made from the data by `manage.py clinical_pages`. Change the data, not the page."
_LICENCE = """## Licence

Published copies of both carry a copyright line of Pfizer, together with a statement that no permission is needed to
reproduce, translate, display or distribute them; that statement is widely quoted. **UNVERIFIED:** nobody has checked
it at its origin for this product, and the wording below was not compared with the published form. Both must be done
by a person before release. Until then, and wherever the answer is no, `QUESTIONNAIRES=0` in the environment takes
the questions out of the whole installation; what was answered before stays readable as dates and scores. The layout
is our own. A translation must be the published one, never ours."""
_NOT_HERE = """## What is not shown to the person

No band, no name of a condition, no comfort. The total stands beside the date, with the cut-off only on the page for
clinicians, and only when the person chose to share that part."""


def questionnaires_page() -> str:
    """Return what is asked, how it is scored, when it is due, and what is not known about it."""
    return (
        "\n\n".join(
            (
                "# Mood questionnaires",
                _MADE,
                "Nobody has reviewed a questionnaire until a name stands beside it.",
                _LICENCE,
                _rhythm(),
                *map(_one, QUESTIONNAIRES.values()),
                _judged(),
                _NOT_HERE,
            )
        )
        + "\n"
    )


def _one(each: Questionnaire) -> str:
    questions = "\n".join(
        f"{number}. {question}" for number, question in enumerate(each.questions, 1)
    )
    answers = ", ".join(f"{word} {mark}" for mark, word in enumerate(ANSWERS))
    return "\n\n".join(
        (
            f"## {each.name}",
            "\n".join(("| | |", "| --- | --- |", *_facts(each))),
            f"{STEM}\n\n{questions}\n\n{answers}.",
        )
    )


def _facts(each: Questionnaire) -> Iterator[str]:
    loinc = f"total {each.loinc_total}"
    if len(each.questions) > len(QUESTIONNAIRES["phq2"].questions):
        loinc = f"{loinc}, question 9 {QUESTION_NINE_LOINC}"
    sources = "; ".join(
        f"{place.id} ({place.title})" for place in map(ref, each.citations)
    )
    for name, value in (
        ("Total", f"0 to {each.most}, only when every question is answered"),
        ("Published cut-off", f"{each.cut_off} or more"),
        ("LOINC", loinc),
        ("Sources", sources),
        ("Licence, wording", f"{each.licence.value}, {each.wording.value}"),
        (
            "Version, checked on, reviewer",
            f"{each.version}, {each.checked_on}, {each.reviewer or 'nobody yet'}",
        ),
    ):
        yield f"| {name} | {value} |"


def _rhythm() -> str:
    return f"""## When one is due

The PHQ-2 at the start, every {INTERVAL.days // 7} weeks while the course runs (counted from the last one answered or put off), when
{" or ".join(ASKING_RULES)} speaks, at the last capsule, and one and three months after it; one month is the later of 30 days and
the same day next month. Ours, not the sources': one answered up to {NEAR.days} days before a dated one counts for it, a dated one
is asked for {ASKED_FOR.days // 7} weeks, and flags less than {LOOK_BACK.days} days apart are one low spell: putting it off lasts for the whole of
it, an answer for {LOOK_BACK.days} days. The PHQ-9 is offered
when the first two questions are positive; it is never asked for by itself."""


def _judged() -> str:
    cases = "\n".join(
        f"| [{rule.id}](rules.md#{rule.id.lower()}) | {level} | {words} |"
        for rule in (RULES_BY_ID["S-MOOD-1"], RULES_BY_ID["S-MOOD-3"])
        for level, words in _cases(rule)
    )
    return f"""## What the rules make of it

| Rule | Level | When |
| --- | --- | --- |
{cases}

A blank adds nothing: what was answered may be enough to be positive, and never counts as well. A PHQ-9 total has no
rule of its own; its cut-off stands on the page for clinicians."""


def _cases(rule: Rule) -> Iterator[tuple[str, str]]:
    for case in rule.cases:
        words = case.when.words()
        if "question" in words:
            yield case.level.code, words
