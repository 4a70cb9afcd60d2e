"""The claims of seed text A, what a course does to the body, up to line 37."""

from __future__ import annotations

from tracker.clinical.traces.claim import (
    ADDS,
    AGREE,
    AN_ITEM,
    EDU,
    IS_ANSWERED,
    LOG,
    PARTLY,
    POST,
    SPEAKS,
    STAYS_QUIET,
    TIP,
    Claim,
)

CLAIMS_A: tuple[Claim, ...] = (
    Claim(
        lines=("SA3",),
        claim="A prescription drug by mouth for severe acne that other treatment did not clear.",
        uses=(EDU,),
        verdict=AGREE,
        says="The label says the same, from 12 years of age.",
        citations=(
            "L1",
            "L3",
        ),
        topics=(
            "what_it_does",
            "prescription_only",
        ),
        tests=(IS_ANSWERED,),
    ),
    Claim(
        lines=("SA5",),
        claim="A relative of vitamin A that acts on several causes of acne.",
        uses=(EDU,),
        verdict=AGREE,
        says="The label agrees.",
        citations=("L2",),
        rules=("O-VITA-1",),
        topics=("what_it_does",),
        windows=("vitamin_a",),
        tests=(
            IS_ANSWERED,
            SPEAKS,
        ),
    ),
    Claim(
        lines=(
            "SA9",
            "SA11",
        ),
        claim="It shrinks oil glands, so that skin is less oily.",
        uses=(
            LOG,
            EDU,
        ),
        verdict=AGREE,
        says="While on treatment.",
        citations=(
            "L2",
            "X2",
        ),
        items=("oiliness",),
        topics=("oil",),
        tests=(
            AN_ITEM,
            IS_ANSWERED,
        ),
    ),
    Claim(
        lines=(
            "SA15",
            "SA17",
        ),
        claim="It calms inflammation and spots.",
        uses=(
            LOG,
            EDU,
        ),
        verdict=ADDS,
        says="The direction is agreed; the label calls the exact way unknown, and spots can flare in the first weeks.",
        citations=(
            "L2",
            "M1",
        ),
        rules=(
            "O-ACNE-2",
            "O-ACNE-3",
        ),
        items=(
            "acne_severity",
            "acne_flare",
        ),
        topics=(
            "what_it_does",
            "first_weeks",
        ),
        tests=(
            SPEAKS,
            STAYS_QUIET,
        ),
    ),
    Claim(
        lines=(
            "SA21",
            "SA23",
            "SA25",
        ),
        claim="It keeps pores from clogging.",
        uses=(EDU,),
        verdict=AGREE,
        says="The label agrees.",
        citations=("L2",),
        topics=("what_it_does",),
        tests=(IS_ANSWERED,),
    ),
    Claim(
        lines=(
            "SA29",
            "SA31",
        ),
        claim="Smaller glands give lasting improvement after the course.",
        uses=(
            EDU,
            POST,
        ),
        verdict=PARTLY,
        says="Often long lasting, but the label calls the fall in oil temporary, and about one in four or five relapse in two series.",
        citations=(
            "L2",
            "X1",
            "X7",
        ),
        items=(
            "acne_severity",
            "oiliness",
        ),
        topics=(
            "after_course",
            "oil",
            "long_term",
        ),
        tests=(
            AN_ITEM,
            IS_ANSWERED,
        ),
    ),
    Claim(
        lines=("SA35",),
        claim="Side effects range from common to serious.",
        uses=(EDU,),
        verdict=AGREE,
        says="The label agrees.",
        citations=("L1",),
        topics=("first_weeks",),
        tests=(IS_ANSWERED,),
    ),
    Claim(
        lines=("SA37",),
        claim="Dry skin, lips and eyes and nosebleeds are common.",
        uses=(
            LOG,
            TIP,
        ),
        verdict=AGREE,
        says="The NHS and the monograph agree.",
        citations=(
            "M1",
            "N1",
            "L3",
        ),
        rules=(
            "S-DRY-1",
            "S-DRY-2",
            "S-EYE-3",
            "O-NOSE-1",
            "O-NOSE-2",
        ),
        items=(
            "lips_dry",
            "skin_dry",
            "eyes_dry",
            "nosebleed",
        ),
        topics=("dryness",),
        tests=(
            SPEAKS,
            STAYS_QUIET,
        ),
    ),
)
