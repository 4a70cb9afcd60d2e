"""The pages that tie claims, sources, rules and tests together, for whoever reviews them."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.clinical.labs.findings import STANDS
from tracker.clinical.labs.provenance import said, sample
from tracker.clinical.labs.ranges import NEAR
from tracker.clinical.labs.thresholds import THRESHOLDS, Threshold
from tracker.clinical.pages.markdown import MADE, page, table
from tracker.clinical.rules.changes import CHANGES, Change
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.scales import LEVEL_WORDS
from tracker.clinical.traces.coverage import LEFT_OUT, SIGNS, Sign
from tracker.clinical.traces.disagreements import DISAGREEMENTS, Disagreement
from tracker.clinical.traces.gaps import GAPS
from tracker.clinical.traces.seed_claims import CLAIMS, Claim

NOBODY = "nobody yet"


def matrix_page() -> str:
    """Return each line of the two seed texts with what answers it and the tests that prove it."""
    return page(
        "From the seed texts to rules and tests",
        MADE,
        "Each claim of the two seed texts, in our words, line by line. Topics are on the education page, "
        "plan lines on the page of lab plans, windows on the page of windows.",
        *(_claim(claim) for claim in CLAIMS),
    )


def _claim(claim: Claim) -> str:
    rows = (
        ("Used for", "; ".join(use.value for use in claim.uses)),
        ("The authorities", claim.verdict.value),
        ("We say", claim.says),
        ("Sources", ", ".join(claim.citations)),
        ("Rules", ", ".join(_rule_link(rule) for rule in claim.rules)),
        ("Items", _codes(claim.items)),
        ("Education topics", _codes(claim.topics)),
        ("Plan lines", ", ".join(claim.plan_lines)),
        ("Windows", _codes(claim.windows)),
        ("Tests", ", ".join(f"`{test}`" for test in claim.tests)),
        _kept(claim),
    )
    told = (row for row in rows if row[1])
    return f"## {claim.ref}\n\n{claim.claim}\n\n{table(('', ''), told)}"


def _kept(row: Claim) -> tuple[str, str]:
    return (
        "Status, version, checked on, reviewer",
        f"{row.status.value}, {row.version}, {row.checked_on}, {row.reviewer or NOBODY}",
    )


def _rule_link(rule: str) -> str:
    return f"[{rule}](rules.md#{rule.lower()})"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def changelog_page() -> str:
    """Return what changed from one rule set to the next, newest first."""
    return page(
        "Clinical change log",
        MADE,
        "A rule whose condition, level or stop advice changes gets a new version; an id is never used twice. "
        "The list of all versions there ever were is in `rule-fingerprints.txt`.",
        *(_change(change) for change in CHANGES),
    )


def _change(change: Change) -> str:
    lines = [f"- {what}" for what in change.what]
    for name, ids in (
        ("New rules", change.added),
        ("Changed rules", change.changed),
        ("Retired rules", change.retired),
    ):
        if ids:
            lines.append(f"- {name}: {', '.join(ids)}.")
    heading = f"## Rule set {change.ruleset}, {change.made_on}"
    signed = f"Reviewed by {change.reviewer or NOBODY}."
    return "\n\n".join((heading, "\n".join(lines), signed))


def coverage_page() -> str:
    """Return each sign that patient information names with its items and rules, and what was left out."""
    left = (
        (
            each.id,
            each.sign,
            ", ".join(each.citations),
            each.reason,
            each.status.value,
            f"{each.version}, {each.checked_on}, {each.reviewer or NOBODY}",
        )
        for each in LEFT_OUT
    )
    return page(
        "Which signs can be logged",
        MADE,
        "Signs that patient information names. The status is that of the weakest document named: UNVERIFIED where one was "
        "not read, or only second-hand, and BG where one is background knowledge.",
        table(("Sign", "Named by", "Logged as", "Rules", "Status"), map(_sign, SIGNS)),
        "## Deliberately left out",
        table(
            (
                "Id",
                "Sign",
                "Named by",
                "Why it is left out",
                "Status",
                "Version, checked on, reviewer",
            ),
            left,
        ),
        "## Open gaps",
        "Contacts that are asked for and that nothing we read gives a number of. A person has to find and check each; "
        "none is invented.",
        table(
            (
                "Id",
                "Asked for",
                "By",
                "Missing in",
                "Until then",
                "Version, checked on, reviewer",
            ),
            (
                (
                    each.id,
                    each.asked_for,
                    each.place,
                    ", ".join(each.regions),
                    each.meanwhile,
                    f"{each.version}, {each.checked_on}, {each.reviewer or NOBODY}",
                )
                for each in GAPS
            ),
        ),
    )


def _sign(sign: Sign) -> tuple[str, ...]:
    return (
        sign.sign,
        ", ".join(sign.citations),
        _codes(sign.items),
        ", ".join(_rule_link(rule) for rule in rules_naming(sign.items)),
        sign.status.value,
    )


def rules_naming(items: Iterable[str]) -> tuple[str, ...]:
    """Return the rules in whose conditions one of the items stands."""
    wanted = {f"'{item}'" for item in items}
    return tuple(
        rule.id
        for rule in RULES
        if rule.id != "O-PERS" and any(code in repr(rule.cases) for code in wanted)
    )


def disagreements_page() -> str:
    """Return where sources differ, and what is followed."""
    return page(
        "Where sources differ",
        MADE,
        "Shown to a person, folded, with the flag it is about.",
        *(_disagreement(each) for each in DISAGREEMENTS),
    )


def _disagreement(each: Disagreement) -> str:
    rows = (
        ("One says", each.one),
        ("Another says", each.other),
        ("We follow", each.we_follow),
        ("Sources", "; ".join(f"{ref.id} ({ref.title})" for ref in each.sources)),
        ("Rules", ", ".join(each.rules)),
        ("Items", _codes(each.items)),
        (
            "Status, version, checked on, reviewer",
            f"{each.status.value}, {each.version}, {each.checked_on}, {each.reviewer or NOBODY}",
        ),
    )
    told = (row for row in rows if row[1])
    return f"## {each.id}: {each.topic}\n\n{table(('', ''), told)}"


def thresholds_page() -> str:
    """Return each threshold of a result with a result that reaches it and one that just does not."""
    return page(
        "Result thresholds",
        MADE,
        "A result is held against the limit printed on the person's own report; a default limit is a fallback.",
        f"Signs count {NEAR.days} days before and after a test. Of two results on one day the one that calls for more "
        "counts. A negative pregnancy test does not take back a positive one of the "
        f"{STANDS.days} days before it.",
        table(
            (
                "Id",
                "Level",
                "When",
                "The source says",
                "We read it as",
                "Sources",
                "Status",
                "Reaches",
                "Does not",
                "Version, checked on, reviewer",
            ),
            map(_threshold, THRESHOLDS),
        ),
    )


def _threshold(row: Threshold) -> tuple[str, ...]:
    return (
        row.id,
        LEVEL_WORDS[row.level],
        said(row, near=NEAR.days),
        row.says,
        row.reading,
        ", ".join(row.sources),
        row.status,
        sample(row, reaches=True).words(),
        sample(row, reaches=False).words(),
        f"{row.version}, {row.checked_on}, {row.reviewer or NOBODY}",
    )
