"""What a person can do for themselves, and what to expect in each stretch of weeks."""

from __future__ import annotations

from tracker.clinical.education.topic import Expectation, Tip
from tracker.clinical.sources import Status
from tracker.clinical.words import gettext_noop as _

TIPS: tuple[Tip, ...] = (
    Tip(
        id="lips",
        title=_("Lips"),
        text=(_("Use balm early and often."),),
        items=("lips_dry",),
        citations=("SA37", "N1", "M1"),
    ),
    Tip(
        id="skin",
        title=_("Skin"),
        text=(
            _(
                "Wash gently and put on a plain moisturiser often. Leave scrubs and other acne products out unless your prescriber says so."
            ),
        ),
        items=("skin_dry", "itch"),
        citations=("SB29", "N1", "M1"),
    ),
    Tip(
        id="nose",
        title=_("Nose"),
        text=(
            _(
                "A thin layer of petroleum jelly just inside the nose helps against cracks. In a nosebleed lean forward and pinch firmly for 15 minutes."
            ),
        ),
        items=("nosebleed",),
        citations=("SA37", "N1", "M1", "BG"),
        status=Status.BACKGROUND,
    ),
    Tip(
        id="mouth",
        title=_("Mouth"),
        text=(
            _(
                "Sip water. If your mouth is dry for longer than two weeks, tell your dentist or your clinic."
            ),
        ),
        items=("mouth_dry",),
        citations=("N1", "M1"),
    ),
    Tip(
        id="eyes",
        title=_("Eyes"),
        text=(_("Use lubricating drops without preservatives."),),
        items=("eyes_dry",),
        citations=("SA55", "SB33", "N1"),
    ),
    Tip(
        id="lenses",
        title=_("Contact lenses"),
        text=(
            _(
                "When they feel bad, wear glasses instead. Lenses may stay uncomfortable for up to two weeks after the course."
            ),
        ),
        items=("lens_trouble",),
        citations=("SA55", "N1", "M1"),
    ),
    Tip(
        id="sun",
        title=_("Sun"),
        text=(
            _(
                "Seek shade and wear clothing that covers. Use sunscreen of factor 30 or more; the documents name 15 as the least. Leave sunbeds out."
            ),
        ),
        items=("sunburn",),
        citations=("SB31", "N1", "M1", "BG"),
        status=Status.BACKGROUND,
    ),
    Tip(
        id="joints",
        title=_("Joints and muscles"),
        text=(
            _(
                "Go easier on hard training while it hurts. Note where and when, and tell your clinic if it lasts."
            ),
        ),
        items=("aches", "joint_pain", "back_pain", "muscle_pain"),
        citations=("SA45", "SA49", "M1"),
    ),
)

EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation(
        id="week_1",
        first_week=1,
        last_week=2,
        title=_("Dryness, and perhaps a flare"),
        text=(
            _(
                "Dry lips are common: use balm early and often. Some people’s spots get worse before they get better."
            ),
        ),
        topics=("first_weeks", "dryness"),
        citations=("SA37", "M1", "N1"),
    ),
    Expectation(
        id="week_3",
        first_week=3,
        last_week=6,
        title=_("Spots may still be worse"),
        text=(
            _(
                "A flare in the first six weeks is not rare. A sudden severe one, or one with fever or sore joints, is a reason to call."
            ),
        ),
        topics=("first_weeks", "sun"),
        citations=("M1", "N-BAD"),
    ),
    Expectation(
        id="week_7",
        first_week=7,
        last_week=10,
        title=_("How your skin is doing"),
        text=(
            _(
                "If your skin is no better after one to two months, say so at your next visit. Rate your spots once a week, so that it can be seen."
            ),
        ),
        topics=("first_weeks", "dryness"),
        citations=("M1",),
    ),
    Expectation(
        id="week_11",
        first_week=11,
        last_week=16,
        title=_("Joints, eyes and sun"),
        text=(
            _(
                "Sore joints and dry eyes are common. Dryness goes with the dose. What is strong or goes on is worth a call."
            ),
        ),
        topics=("joints", "eyes", "sun"),
        citations=("SA45", "SA49", "SA53", "L1", "L3", "M1"),
    ),
    Expectation(
        id="week_17",
        first_week=17,
        last_week=None,
        title=_("Towards the end"),
        text=(
            _(
                "Courses often last 15 to 20 weeks in the US and 16 to 24 in the UK, and some last longer. Your prescriber decides when to stop."
            ),
        ),
        topics=("long_term", "oil"),
        citations=("L2", "M1", "N-BAD", "BG"),
        status=Status.BACKGROUND,
    ),
    Expectation(
        id="after_1",
        after=True,
        first_week=1,
        last_week=8,
        title=_("Settling down"),
        text=(
            _(
                "Most effects settle in the weeks after the course. Some waiting times still run."
            ),
        ),
        topics=("after_course", "scars"),
        citations=("N1", "M1", "U1"),
    ),
    Expectation(
        id="after_9",
        after=True,
        first_week=9,
        last_week=26,
        title=_("Skin may still get better"),
        text=(
            _(
                "It can go on improving for up to 6 months. What is still there after two months should be heard by your clinic."
            ),
        ),
        topics=("after_course", "oil", "second_course"),
        citations=("L3", "M1", "X5", "BG"),
        status=Status.BACKGROUND,
    ),
    Expectation(
        id="after_27",
        after=True,
        first_week=27,
        last_week=53,
        title=_("Looking back"),
        text=(
            _(
                "Better skin lasts long for many people, not for all. Rate your spots now and then, so that a change can be seen."
            ),
        ),
        topics=("long_term", "second_course"),
        citations=("X1", "X7", "L2"),
    ),
)
