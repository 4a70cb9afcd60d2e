"""A reader somebody else wrote opens our SMART Health Links against a running server."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.conftest import ROOT
from tests.factories import CourseFactory
from tests.health_links import opened, pdf_in
from tracker import clock
from tracker.records import sharing
from tracker.records.models import LinkKind, ShareLink
from tracker.sharing import making
from tracker.sharing.making import Made, Wish

READER = ROOT / "tests" / "node" / "open-health-link.mjs"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (ROOT / ".node" / "node_modules" / "kill-the-clipboard").is_dir(),
        reason="deploy/node-tools has not been run",
    ),
]


@pytest.fixture
def link(live_server, settings):
    """Return a maker of links on the running server."""
    settings.SITE_URL = live_server.url
    course = CourseFactory(name_on_summary="Ada Byron")

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


def read(address: str, **asked: Any) -> dict[str, Any]:
    """Return what the reader made of a link."""
    node = shutil.which("node")
    assert node
    question = {"link": address, "recipient": "Northgate front desk", **asked}
    done = subprocess.run(
        [node, str(READER)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def with_another_key(address: str) -> str:
    told = {**opened(address), "key": base64.urlsafe_b64encode(bytes(32)).decode()[:43]}
    return "shlink:/" + base64.urlsafe_b64encode(
        json.dumps(told).encode()
    ).decode().rstrip("=")


def test_it_opens_a_check_in_link_and_finds_the_pdf(link):
    made = link(LinkKind.CHECK_IN)

    answer = read(made.address)

    assert (answer["from"], answer["flag"]) == (["direct"], "U")
    assert pdf_in(answer["resources"][0]).startswith(b"%PDF-")
    visit = ShareLink.objects.get().visits.get()
    assert visit.recipient == "Northgate front desk"


def test_it_opens_a_link_with_a_code_from_the_manifest(link):
    made = link(LinkKind.HEALTH_LINK)

    answer = read(made.address, passcode=made.code, embeddedLengthMax=10_000_000)

    assert (answer["from"], answer["flag"]) == (["embedded"], "P")
    assert answer["resources"][0]["resourceType"] == "Bundle"


def test_it_opens_a_link_with_a_code_from_a_location(link):
    made = link(LinkKind.HEALTH_LINK, lasts=timedelta(days=30))

    answer = read(made.address, passcode=made.code, embeddedLengthMax=0)

    assert (answer["from"], answer["flag"]) == (["location"], "LP")
    assert pdf_in(answer["resources"][0]).startswith(b"%PDF-")


def test_it_is_refused_with_a_wrong_code(link):
    made = link(LinkKind.HEALTH_LINK)
    wrong = "000000" if made.code != "000000" else "000001"

    assert read(made.address, passcode=wrong)["error"] == "SHLInvalidPasscodeError"


def test_it_cannot_read_with_a_wrong_key(link):
    made = link(LinkKind.CHECK_IN)

    assert read(with_another_key(made.address))["error"] == "SHLDecryptionError"


def test_it_finds_nothing_once_the_link_is_turned_off(link):
    made = link(LinkKind.HEALTH_LINK)
    sharing.revoke(ShareLink.objects.get(), at=clock.now())

    answer = read(made.address, passcode=made.code)

    assert answer["error"] == "SHLManifestNotFoundError"


def test_it_sees_that_a_link_ran_out(link):
    made = link(LinkKind.HEALTH_LINK, lasts=timedelta(seconds=-5))

    assert read(made.address, passcode=made.code)["error"] == "SHLExpiredError"
    path = urlsplit(opened(made.address)["url"]).path
    body = {"recipient": "x", "passcode": made.code}
    assert Client().post(path, body, "application/json").status_code == 404
