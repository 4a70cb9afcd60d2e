"""The consulting room by hand: a link made on a phone, scanned, and read somewhere else."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import CourseFactory, log_days, result
from tests.health_links import opened, pdf_in, unsealed
from tracker import clock
from tracker.records import sharing
from tracker.records.models import Course, LinkKind, SealedFile, ShareLink
from tracker.sharing import health_links, making, rendering
from tracker.sharing.making import Made, Wish
from tracker.summary.document import USUAL_PARTS

pytestmark = pytest.mark.django_db(transaction=True)
LONDON = "Europe/London"
WAKE = """
navigator.wakeLock.request = (what) => { document.documentElement.dataset.kept = what; return Promise.resolve({}); };
"""


@pytest.fixture(autouse=True)
def site(live_server, settings) -> None:
    settings.SITE_URL = live_server.url


@pytest.fixture
def course() -> Course:
    today = clock.today(LONDON)
    made = CourseFactory(
        name_on_summary="Ada Byron", started_on=today - timedelta(days=20)
    )
    log_days(made, 20, joint_pain=2, lips_dry=1)
    result(made, today - timedelta(days=2))
    return made


@pytest.fixture
def link(course) -> Callable[..., Made]:
    """Return a maker of links on the running server."""

    def make(kind: str, **more: Any) -> Made:
        wish = {
            "label": "Dr Patel",
            "parts": frozenset({"summary", "labs"}),
            "starts": None,
            "ends": None,
            "lasts": timedelta(days=7),
            "asks_code": True,
            "openings": None,
        }
        return making.make(
            course,
            Wish(kind=kind, **{**wish, **more}),
            at=clock.now(),
        )

    return make


def make_by_hand(page: Page, kind: str) -> None:
    page.goto("/share/")
    page.get_by_text("More choices").click()
    page.get_by_role("radio", name=kind).check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", name="Show this in the room")).to_be_visible()


def scanned(page: Page, folder: Path) -> str:
    """Return what a scanner reads off the printed page of the link that was just made."""
    # A click returns before the next page has come: printed too early, the sheet is the form, without a code.
    expect(page.get_by_role("heading", name="Show this in the room")).to_be_visible()
    sheet, picture = folder / "room.pdf", folder / "room"
    sheet.write_bytes(page.pdf(format="A4"))
    return read_off(sheet, picture)


def read_off(sheet: Path, picture: Path) -> str:
    draw, scan = shutil.which("pdftoppm"), shutil.which("zbarimg")
    assert draw
    assert scan
    subprocess.run(
        [draw, "-r", "150", "-png", "-singlefile", sheet, picture], check=True
    )
    done = subprocess.run(
        [scan, "--quiet", "--raw", f"{picture}.png"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def open_link(page: Page, address: str, *, code: str = "", who: str = "") -> None:
    page.goto(address)
    if who:
        page.get_by_label("Your name or clinic").fill(who)
    if code:
        page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Open", exact=True).click()


def test_a_link_is_made_held_up_and_opened_with_its_code(
    page, context, new_context, sign_in, course, axe
):
    sign_in(context, course.owner)
    page.add_init_script(WAKE)
    page.goto("/share/")
    page.get_by_role("button", name="Make the link").click()

    expect(page.get_by_role("img", name="QR code of your link")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-kept", "screen")
    expect(page.get_by_text("Say: “")).to_be_visible()
    axe(page)
    code = re.sub(r"\D", "", page.locator(".code").inner_text())
    address = page.get_by_label("Link", exact=True).input_value()

    reader = new_context().new_page()
    reader.goto(address)
    axe(reader)
    expect(reader.get_by_text("Ada Byron")).to_have_count(0)
    reader.get_by_label("Code").fill(code)
    reader.get_by_role("button", name="Open the page").click()
    expect(reader.locator("article.sheet")).to_contain_text("Ada Byron")
    reader.reload()
    expect(reader.locator("article.sheet")).to_contain_text("Ada Byron")

    page.reload()
    expect(page).to_have_url(re.compile("/share/$"))
    expect(page.locator("main")).to_contain_text("Opened once")
    assert page.get_by_text(code).count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_check_in_offers_only_the_times_it_can_last(
    page, no_scripts, sign_in, course, scripts
):
    here: Page = page if scripts else no_scripts
    sign_in(here.context, course.owner)
    here.goto("/share/")
    usual = here.get_by_role("group", name="Stops working after", exact=True)
    desk = here.get_by_role("group", name="A clinic check-in stops working after")
    here.get_by_text("More choices").click()
    expect(usual).to_be_visible()
    expect(desk).to_be_hidden()

    here.get_by_role("radio", name="Clinic check-in").check()

    expect(usual).to_be_hidden()
    expect(desk.get_by_label("1 day")).to_be_checked()
    desk.locator("label", has_text="1 hour").click()
    here.get_by_role("button", name="Make the link").click()
    expect(here.get_by_role("heading", name="Show this in the room")).to_be_visible()
    link = ShareLink.objects.get()
    assert link.expires_at - link.created_at == timedelta(hours=1)


def test_a_wrong_code_is_said_beside_the_field(page, link, watch, axe):
    watch.allow("status of 403")
    made = link(LinkKind.PAGE)
    page.goto(made.address)

    page.get_by_label("Code").fill("000000" if made.code != "000000" else "000001")
    page.get_by_role("button", name="Open the page").click()

    expect(page.locator(".err")).to_contain_text("9 more tries")
    axe(page)


def test_the_door_opens_with_scripts_off(no_scripts, link):
    made = link(LinkKind.PAGE)
    no_scripts.goto(made.address)

    no_scripts.get_by_label("Code").fill(made.code)
    no_scripts.get_by_role("button", name="Open the page").click()

    expect(no_scripts.locator("article.sheet")).to_contain_text("Ada Byron")


def test_the_printed_code_of_a_page_resolves_and_gives_the_same_pdf(
    page, context, sign_in, course, tmp_path
):
    sign_in(context, course.owner)
    page.goto("/share/")
    page.get_by_label("Ask for a 6-digit code").uncheck()
    page.get_by_role("button", name="Make the link").click()

    address = scanned(page, tmp_path)

    assert address == page.get_by_label("Link", exact=True).input_value()
    path = urlsplit(address).path
    assert Client().get(path).status_code == 200
    first = Client().get(f"{path}summary.pdf").content
    assert first.startswith(b"%PDF-")
    sheet = tmp_path / "summary.pdf"
    sheet.write_bytes(first)
    on_the_sheet = read_off(sheet, tmp_path / "summary")
    assert urlsplit(on_the_sheet).path == path


def test_the_sheet_printed_by_its_reader_carries_the_code_too(page, link, tmp_path):
    made = link(LinkKind.PAGE, asks_code=False)
    page.goto(made.address)
    code = page.get_by_role("img", name="QR code of this page")
    expect(page.locator("article.sheet")).to_contain_text("Ada Byron")
    expect(code).to_have_count(0)

    sheet = tmp_path / "printed.pdf"
    sheet.write_bytes(page.pdf(format="A4"))

    assert read_off(sheet, tmp_path / "printed") == made.address


@pytest.mark.parametrize("asks", [True, False], ids=["code", "no code"])
def test_the_page_of_a_new_link_gives_its_pdf_with_the_code_and_stays(
    page, context, sign_in, course, tmp_path, asks
):
    sign_in(context, course.owner)
    page.goto("/share/")
    page.get_by_label("Ask for a 6-digit code").set_checked(asks)
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("Link", exact=True).input_value()

    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF with this QR code").click()

    sheet = tmp_path / "sheet.pdf"
    waiting.value.save_as(sheet)
    assert waiting.value.suggested_filename == "summary.pdf"
    assert read_off(sheet, tmp_path / "sheet") == address
    expect(page.get_by_label("Link", exact=True)).to_have_value(address)
    assert ShareLink.objects.get().openings == 0
    assert not ShareLink.objects.get().visits.exists()


def test_the_printed_code_of_a_check_in_resolves_and_gives_the_sealed_pdf(
    page, context, new_context, sign_in, course, tmp_path
):
    sign_in(context, course.owner)
    make_by_hand(page, "Clinic check-in")

    address = scanned(page, tmp_path)

    assert address == page.get_by_label("Link", exact=True).input_value()
    reader = new_context(accept_downloads=True).new_page()
    open_link(reader, address, who="Northgate front desk")
    with reader.expect_download() as waiting:
        reader.get_by_role("link", name="Download the PDF").click()
    assert waiting.value.suggested_filename == "summary.pdf"
    assert Path(waiting.value.path()).read_bytes() == sealed_pdf(address)
    assert ShareLink.objects.get().visits.get().recipient == "Northgate front desk"


def sealed_pdf(address: str) -> bytes:
    """Return the PDF as it was sealed, unlocked without our scripts."""
    _header, bundle = unsealed(SealedFile.objects.get().sealed, opened(address))
    return pdf_in(bundle)


@pytest.mark.parametrize("lasts", [7, 30])
def test_the_viewer_unlocks_a_link_with_a_code(page, link, watch, axe, lasts):
    watch.allow("status of 401")
    made = link(LinkKind.HEALTH_LINK, lasts=timedelta(days=lasts))
    page.goto(made.address)
    axe(page)

    open_link(page, made.address, code="000000" if made.code != "000000" else "000001")
    expect(page.get_by_role("alert")).to_have_text(
        "That is not the code. Tries left: 9"
    )
    axe(page)
    open_link(page, made.address, code=made.code)

    expect(page.get_by_role("heading", name="Ada Byron")).to_be_visible()
    expect(page.locator("[data-file]")).to_contain_text("sotretinoin")
    expect(page.get_by_role("link", name="Download the PDF")).to_be_visible()
    axe(page)


def test_what_stands_after_the_sign_never_reaches_the_server(page, link):
    made = link(LinkKind.CHECK_IN)
    sent: list[str] = []
    page.on(
        "request",
        lambda each: sent.append(f"{each.url} {each.post_data} {each.headers}"),
    )

    open_link(page, made.address)

    expect(page.get_by_role("heading", name="Ada Byron")).to_be_visible()
    assert len(sent) > 3
    assert [each for each in sent if opened(made.address)["key"] in each] == []
    assert [each for each in sent if "shlink" in each] == []


def hostile_bundle() -> dict[str, Any]:
    """Return a foreign patient summary whose every text tries to become markup."""
    attack = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
    return {
        "resourceType": "Bundle",
        "type": "document",
        "entry": [
            {
                "fullUrl": "urn:uuid:1",
                "resource": {
                    "resourceType": "Composition",
                    "title": attack,
                    "date": "2026-11-20T12:00:00Z",
                    "section": [
                        {
                            "title": f"Allergies {attack}",
                            "entry": [{"reference": "urn:uuid:3"}],
                        },
                        {
                            "title": "History",
                            "text": {
                                "status": "generated",
                                "div": f"<div>Told in words {attack}</div>",
                            },
                        },
                    ],
                },
            },
            {
                "fullUrl": "urn:uuid:2",
                "resource": {
                    "resourceType": "Patient",
                    "name": [{"given": ["Grace"], "family": f"Hopper {attack}"}],
                    "birthDate": "1906-12-09",
                },
            },
            {
                "fullUrl": "urn:uuid:3",
                "resource": {
                    "resourceType": "AllergyIntolerance",
                    "code": {"coding": [{"code": "1", "display": "Penicillin"}]},
                    "reaction": [{"manifestation": [{"text": "Rash"}]}],
                },
            },
            {
                "fullUrl": "urn:uuid:4",
                "resource": {
                    "resourceType": "Observation",
                    "code": {"text": "Blood pressure"},
                    "effectiveDateTime": "2026-10-01",
                    "component": [
                        {
                            "code": {"text": "Systolic"},
                            "valueQuantity": {"value": 120, "unit": "mmHg"},
                        }
                    ],
                },
            },
        ],
    }


def address_of(bundle: dict[str, Any], course: Course, live_server) -> str:
    """Return the viewer's address of a link somebody else could have made."""
    key = health_links.new_key()
    link, token = sharing.create(
        course,
        label="",
        parts=["summary"],
        starts=None,
        ends=None,
        lasts=timedelta(hours=1),
        at=clock.now(),
        kind=LinkKind.CHECK_IN,
        sealed=health_links.seal(bundle, key, kind=LinkKind.HEALTH_LINK),
    )
    address = health_links.shlink(
        url=f"{live_server.url}/shl/{token}",
        key=key,
        flag="U",
        expires_at=link.expires_at,
    )

    return f"/view#{address}"


def test_the_viewer_shows_a_foreign_summary_as_text_only(page, course, live_server):
    open_link(page, address_of(hostile_bundle(), course, live_server))

    file = page.locator("[data-file]")
    expect(file).to_contain_text("Grace Hopper <img")
    expect(file).to_contain_text("Penicillin")
    expect(file).to_contain_text("Rash")
    expect(file).to_contain_text("Told in words")
    expect(file).to_contain_text("Systolic: 120 mmHg")
    assert file.locator("img, script").count() == 0
    assert "taken" not in page.title()


def test_the_viewer_never_lets_a_stopped_medicine_look_current(
    page, course, live_server, axe
):
    stopped = {
        "resourceType": "MedicationStatement",
        "status": "stopped",
        "medicationCodeableConcept": {"text": "Warfarin"},
    }
    bundle = {"resourceType": "Bundle", "entry": [None, {"resource": stopped}]}

    open_link(page, address_of(bundle, course, live_server))

    row = page.get_by_role("row", name="Warfarin")
    expect(row).to_contain_text("Status: stopped")
    expect(row.locator("s")).to_have_text("Warfarin")
    expect(page).to_have_title(re.compile("Shared file"))
    axe(page)


def test_the_viewer_heads_each_section_with_its_count_and_folds_only_the_rest(
    page, course, live_server, axe
):
    signs = [
        {
            "resource": {
                "resourceType": "Observation",
                "code": {"text": f"Sign {number}"},
            }
        }
        for number in range(1, 15)
    ]
    one = {"resource": {"resourceType": "Condition", "code": {"text": "Asthma"}}}
    bundle = {"resourceType": "Bundle", "entry": [*signs, one]}

    open_link(page, address_of(bundle, course, live_server))

    expect(page.get_by_role("heading", name="Other observations (14)")).to_be_visible()
    expect(page.get_by_role("heading", name="Conditions (1)")).to_be_visible()
    expect(page.get_by_role("row", name="Sign 12")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Sign 13")).to_be_hidden()
    axe(page)
    page.get_by_text("Show 2 more").click()
    expect(page.get_by_role("row", name="Sign 14")).to_be_visible()
    axe(page)


def test_the_viewer_says_days_that_all_lines_share_once_above_them(
    page, course, live_server
):
    def sign(name: str, last: str) -> dict[str, Any]:
        days = {"start": "2026-10-01", "end": last}
        code = {"text": name}
        return {"resourceType": "Observation", "code": code, "effectivePeriod": days}

    def flag(last: str) -> dict[str, Any]:
        days = {"start": "2026-10-01", "end": last}
        return {"resourceType": "Flag", "code": {"text": last}, "period": days}

    held = [
        sign("Cheilitis", "2026-10-09"),
        sign("Headache", "2026-10-09"),
        flag("2026-10-02"),
        flag("2026-10-03"),
    ]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": each} for each in held]}

    open_link(page, address_of(bundle, course, live_server))

    signs = page.locator(
        "section", has=page.get_by_role("heading", name="observations")
    )
    flags = page.locator("section", has=page.get_by_role("heading", name="Flags"))
    expect(signs.get_by_text("2026-10-01 – 2026-10-09")).to_have_count(1)
    expect(signs.get_by_role("columnheader")).to_have_text(["What"])
    expect(flags.get_by_role("columnheader")).to_have_text(["What", "When"])
    expect(flags.get_by_role("row", name="2026-10-03")).to_contain_text(
        "2026-10-01 – 2026-10-03"
    )


def test_the_viewer_prints_what_is_folded(page, course, live_server):
    signs = [
        {
            "resource": {
                "resourceType": "Observation",
                "code": {"text": f"Sign {number}"},
            }
        }
        for number in range(1, 15)
    ]
    bundle = {"resourceType": "Bundle", "entry": signs}
    open_link(page, address_of(bundle, course, live_server))
    expect(page.get_by_text("Show 2 more")).to_be_visible()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.get_by_role("row", name="Sign 14")).to_be_visible()


def test_a_check_in_of_61_days_is_a_page_and_not_a_roll(page, course, live_server, axe):
    long = CourseFactory(started_on=clock.today(LONDON) - timedelta(days=60))
    log_days(long, 61, joint_pain=2, lips_dry=1, eyes_dry=1, mood=1, headache=1)
    summary = rendering.course_summary(long, at=clock.now(), parts=USUAL_PARTS)
    bundle = rendering.bundle_of(summary, kind=LinkKind.CHECK_IN, at=clock.now())
    page.set_viewport_size({"width": 390, "height": 844})

    open_link(page, address_of(bundle, course, live_server))

    symptoms = page.locator("section", has=page.get_by_role("heading", name="Symptoms"))
    row = symptoms.get_by_role("row", name="Cheilitis").first
    expect(row).to_contain_text("Worst\u00a0mild")
    expect(row).to_contain_text("Last\u00a07\u00a0d\u00a0mild")
    expect(row.locator("svg.series")).to_be_visible()
    expect(symptoms.get_by_text("Scale: 0").first).to_be_hidden()
    tall = symptoms.evaluate("section => section.getBoundingClientRect().height")
    assert tall < 1400
    axe(page)
    symptoms.locator("summary").click()
    expect(symptoms.get_by_text("Scale: 0").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    axe(page)


def test_the_viewer_says_that_it_shows_no_health_card(page, course, live_server):
    open_link(page, address_of({"verifiableCredential": ["x"]}, course, live_server))

    expect(page.get_by_role("alert")).to_contain_text("SMART Health Card")


def test_the_viewer_asks_for_a_code_that_was_left_empty(page, link):
    open_link(page, link(LinkKind.HEALTH_LINK).address)

    expect(page.get_by_role("alert")).to_have_text("Type the code you were told.")
    expect(page.get_by_label("Code", exact=True)).to_be_focused()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("x", "not a whole SMART Health Link"),
        ("shlink:/x", "not a whole SMART Health Link"),
        ("%E0%A4%A", "could not be read"),
    ],
)
def test_the_viewer_says_when_a_link_is_broken(page, wrong, said):
    page.goto(f"/view#{wrong}")

    expect(page.get_by_role("alert")).to_contain_text(said)


def changed(address: str, **more: object) -> str:
    told = json.dumps({**opened(address), **more}).encode()
    return "/view#shlink:/" + base64.urlsafe_b64encode(told).decode().rstrip("=")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"url": "https://clinic.example/shl/x"}, "belongs to clinic.example"),
        ({"exp": 1}, "has run out"),
        ({"v": 2}, "newer kind of reader"),
        ({"key": "A" * 43}, "does not open the file"),
    ],
)
def test_the_viewer_says_what_is_in_the_way(page, link, axe, more, said):
    address = changed(link(LinkKind.CHECK_IN).address, **more)
    page.goto(address)
    if "key" in more:
        page.get_by_role("button", name="Open", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text(said)
    axe(page)


def test_the_viewer_says_when_a_link_was_turned_off(page, link, watch):
    watch.allow("status of 404")
    made = link(LinkKind.CHECK_IN)
    sharing.revoke(ShareLink.objects.get(), at=clock.now())

    open_link(page, made.address)

    expect(page.get_by_role("alert")).to_contain_text("Ask for a new one")


def test_the_viewer_takes_a_pasted_link(page, link):
    made = link(LinkKind.CHECK_IN)
    page.goto("/view")

    page.get_by_label("Link").fill(made.address)
    page.get_by_role("button", name="Open", exact=True).click()

    expect(page.get_by_role("heading", name="Ada Byron")).to_be_visible()


def test_without_scripts_the_viewer_says_what_it_needs(no_scripts, link):
    no_scripts.goto(link(LinkKind.CHECK_IN).address)

    expect(no_scripts.locator("main")).to_contain_text("It needs scripts for that")
    expect(no_scripts.locator("form")).to_be_hidden()


def test_nothing_is_too_wide_for_a_narrow_phone(page, context, sign_in, course, link):
    sign_in(context, course.owner)
    page.set_viewport_size({"width": 320, "height": 640})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

    make_by_hand(page, "SMART Health Link with a code")
    assert page.evaluate(wide) <= 0
    page.goto(link(LinkKind.PAGE).address)
    assert page.evaluate(wide) <= 0
    made = link(LinkKind.HEALTH_LINK)
    open_link(page, made.address, code=made.code)
    expect(page.get_by_role("heading", name="Ada Byron")).to_be_visible()
    assert page.evaluate(wide) <= 0
    page.locator("html").evaluate("html => html.style.fontSize = '200%'")
    assert page.evaluate(wide) <= 0
