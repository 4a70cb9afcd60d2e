"""What is known about the medicine and the course, in our words (evidence pack, section 1)."""

from __future__ import annotations

from tracker.clinical.education.topic import Part, Shown, Topic
from tracker.clinical.sources import Status
from tracker.clinical.words import gettext_noop as _

_MEDICINE = (
    Topic(
        id="what_it_does",
        part=Part.MEDICINE,
        title=_("What the medicine does"),
        text=(
            _(
                "Isotretinoin is a prescription medicine for severe acne that other treatment has not cleared."
            ),
            _(
                "It makes oil glands smaller, so that skin makes less oil. It calms inflamed spots and helps pores stay open. How it does all this is not fully known."
            ),
        ),
        differ=(
            _(
                "One text says it also acts on bacteria. Others say there are fewer bacteria because there is less oil: it is not an antibiotic. We follow these, though that part is not yet tied to a document."
            ),
        ),
        citations=("SA3", "SA5", "SA9", "SA15", "SA21", "SB11", "L1", "L2", "X2", "BG"),
        status=Status.BACKGROUND,
    ),
    Topic(
        id="how_to_take",
        part=Part.MEDICINE,
        title=_("Taking the capsules"),
        text=(
            _(
                "Swallow capsules whole with a full glass of water, with a meal. One kind, Absorica LD, may be taken with or without food. It cannot be swapped for other kinds, even at the same number of mg. A secondary source says to wait 10 minutes before you lie down."
            ),
            _(
                "Missed one? Take it when you remember, unless it is almost time for the next. Never take two to catch up. After a long gap, ask your prescriber before you go on."
            ),
            _(
                "Many capsules hold soya and gelatin, and the 25 mg Absorica capsule holds a dye called tartrazine. Tell your clinic about allergies."
            ),
        ),
        citations=("M1", "L1", "N2", "BG"),
        status=Status.BACKGROUND,
    ),
    Topic(
        id="prescription_only",
        part=Part.MEDICINE,
        title=_("Only on your own prescription"),
        text=(
            _(
                "Take only what was prescribed for you, and never share it or buy it without a prescription. It needs tests and checks that a shop cannot do. Follow what your own prescriber says."
            ),
        ),
        citations=("SB3", "SB7", "SB42", "M1"),
    ),
)

_EXPECT = (
    Topic(
        id="first_weeks",
        part=Part.EXPECT,
        shown=Shown.WEEKS,
        weeks=(1, 8),
        title=_("The first weeks"),
        text=(
            _(
                "Spots may get worse before they get better. A sudden bad flare, or a flare with fever or sore joints, is a reason to call."
            ),
            _(
                "If your skin is no better after one to two months, tell your clinic at the next visit."
            ),
        ),
        citations=("SA17", "M1", "N-BAD"),
    ),
    Topic(
        id="dryness",
        part=Part.EXPECT,
        title=_("Dry lips, skin and nose"),
        text=(
            _(
                "Dryness is what most people notice: lips, skin, eyes, and a nose that bleeds easily. It goes with the dose."
            ),
            _(
                "It usually settles after the course ends. If it bothers you, say so: your prescriber may adjust the dose."
            ),
        ),
        differ=(
            _(
                "One text says side effects get better as you go on. The NHS says they usually go when treatment ends, and the label says dryness depends on the dose. We follow these two."
            ),
            _(
                "One monograph asks to have nosebleeds and sore lips checked at once. The NHS calls them common and gives self-care. We follow the NHS for mild and moderate ones."
            ),
        ),
        citations=("SA37", "SA39", "SB29", "N1", "M1", "L1"),
    ),
    Topic(
        id="sun",
        part=Part.EXPECT,
        title=_("Sun"),
        text=(
            _(
                "Skin burns more easily during the course. Use shade, clothing and sunscreen, and leave sunbeds out."
            ),
        ),
        differ=(
            _(
                "One text lists this among long-term effects. The others speak of the time of treatment only."
            ),
        ),
        citations=("SB31", "N1", "M1"),
    ),
    Topic(
        id="eyes",
        part=Part.WATCH,
        title=_("Eyes and sight"),
        text=(
            _(
                "Eyes can be dry or sore, and contact lenses may stop being comfortable, also for up to two weeks after the course. Drops help many people."
            ),
            _(
                "Sight in the dark can get worse, sometimes suddenly, and this may last. If it changes, do not drive in the dark, and call your clinic."
            ),
        ),
        differ=(
            _(
                "One text says regular eye tests are part of treatment. The documents we read ask for a call when sight changes and name no regular eye test."
            ),
        ),
        citations=("SA53", "SA55", "SA57", "SB33", "M1", "N1", "L1"),
    ),
    Topic(
        id="joints",
        part=Part.EXPECT,
        title=_("Joints, back and muscles"),
        text=(
            _(
                "Sore joints, back and muscles are common. They usually settle after the course, and in some people last longer."
            ),
            _("Strong pain, pain that goes on, or weak muscles are reasons to call."),
        ),
        differ=(
            _(
                "One text calls joint pain rare. A maker’s own list has back and joint pain among the most common effects, in 5 in 100 people or more. We follow the list."
            ),
        ),
        citations=("SA39", "SA45", "SA49", "SB35", "L3", "M1", "X5"),
    ),
)

_WATCH = (
    Topic(
        id="mood",
        part=Part.WATCH,
        title=_("Mood"),
        text=(
            _(
                "Depression and thoughts of self-harm are named as rare but serious. Tell your prescriber early if your mood changes, and ask somebody close to you to look out for you. Ending treatment may not be enough by itself, so help matters too."
            ),
            _(
                "Large studies found no rise in depression overall, and on average people’s mood scores got better. That is an average. It does not say how it is for you."
            ),
        ),
        differ=(
            _(
                "Warnings from the authorities and the large studies do not say the same. We keep the warnings, and ask about your mood."
            ),
        ),
        citations=("SA41", "SB23", "T1", "P1", "U0", "U1", "X3", "X4"),
    ),
    Topic(
        id="liver",
        part=Part.WATCH,
        title=_("Liver and blood fats"),
        text=(
            _(
                "Liver tests and blood fats can rise, and rarely the liver becomes inflamed. This is why blood is tested before the course and during it. People with liver disease or raised tests are watched more closely, and some should not take it."
            ),
            _(
                "Yellow skin or eyes, very dark urine or pale stools are reasons to call the same day. So is strong tummy pain."
            ),
        ),
        differ=(
            _(
                "One text speaks of liver tests that may be done, and leaves blood fats out. The label asks for both before the course."
            ),
            _(
                "How often to test differs: an older label every week or two until stable, UK and EU practice before, after a month and then every 3 months, an expert group before and at the highest dose. Your clinic decides."
            ),
        ),
        citations=("SA61", "SA63", "SA65", "L1", "L2", "M1", "K1", "D1", "T2"),
    ),
    Topic(
        id="pregnancy",
        part=Part.WATCH,
        only_pregnancy=True,
        title=_("Pregnancy"),
        text=(
            _(
                "Even one dose in pregnancy can seriously harm an unborn baby. It must be avoided from one month before the first capsule to one month after the last."
            ),
            _(
                "If you might be pregnant, call your clinic the same day. Published advice is not to take the next capsule before you have spoken to them. You will get support whatever you decide."
            ),
        ),
        differ=(
            _(
                "US rules ask for two methods of contraception. UK advice is one very reliable method, or two different ones."
            ),
        ),
        citations=("SA41", "SB39", "L1", "N3", "M1"),
    ),
    Topic(
        id="bones",
        part=Part.WATCH,
        title=_("Bones"),
        text=(
            _(
                "Long or high-dose courses have rarely led to extra bone growth. Bone pain or a broken bone is a reason to call. Tell everybody who treats you about the course."
            ),
        ),
        citations=("SA47", "L1", "M1", "BG"),
        status=Status.BACKGROUND,
    ),
    Topic(
        id="scars",
        part=Part.WATCH,
        title=_("Scars"),
        text=(
            _(
                "Treating severe acne aims at fewer new scars. During the course and for 6 months after, skin tears and scars more easily: no waxing, laser, dermabrasion or peels."
            ),
        ),
        differ=(_("One source says 5 to 6 months after the course. We count 6."),),
        citations=("SB19", "N1", "M1", "K1"),
    ),
)

_LATER = (
    Topic(
        id="oil",
        part=Part.LATER,
        title=_("Oil"),
        text=(
            _(
                "Skin makes much less oil during the course. How long it stays that way differs from person to person. When a lot of oil returns, spots may return too."
            ),
        ),
        differ=(
            _(
                "One text says oil stays lower for good. The label calls the fall temporary and says it depends on dose and length. We follow the label."
            ),
        ),
        citations=("SA9", "SA29", "SB15", "L2", "X2"),
    ),
    Topic(
        id="after_course",
        part=Part.LATER,
        shown=Shown.AFTER,
        title=_("After the last capsule"),
        text=(
            _(
                "Most effects settle in the weeks after the course. A few people report longer ones and should be heard: log them, and tell your clinic."
            ),
            _(
                "Skin may go on getting better for up to 6 months. Some waiting times go on too; see “Until when”."
            ),
        ),
        citations=("SA39", "SB29", "SB33", "SB35", "N1", "M1", "U1", "X5"),
    ),
    Topic(
        id="long_term",
        part=Part.LATER,
        title=_("What lasts, and what is not known"),
        text=(
            _(
                "Better skin lasts long for many people, and it is not guaranteed. In one series 22 in 100 had a second course. In another, 25 in 100 had acne again within a year."
            ),
            _(
                "Some people report dryness, sore joints or sexual problems that go on. How often this happens is not well known."
            ),
        ),
        differ=(
            _(
                "One text calls the effects lasting for good. The studies do not: we say long-lasting for many."
            ),
        ),
        citations=("SA29", "SB7", "SB11", "SB42", "X1", "X5", "X7", "L2", "T1", "U1"),
    ),
    Topic(
        id="second_course",
        part=Part.LATER,
        shown=Shown.AFTER,
        title=_("A second course"),
        text=(
            _(
                "If acne comes back, a second course may be talked about, at the earliest 8 weeks after the first, because skin may still be getting better. Your prescriber decides."
            ),
        ),
        differ=(
            _(
                "Some sources aim at a total of 120 to 150 mg per kg, some experts at more. In one series of 1,453 people, neither the daily dose nor the total changed how often acne came back, when treatment went on for two months past clear skin."
            ),
        ),
        citations=("L3", "M1", "K2", "X1", "X6"),
    ),
)

ALL_TOPICS: tuple[Topic, ...] = (*_MEDICINE, *_EXPECT, *_WATCH, *_LATER)
