"""A phone held against the live server; a page that complains or calls a stranger fails its test."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    WebError,
    expect,
)

HERE = Path(__file__).parent
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
# Schemes that stay inside the browser.
INSIDE = {"data", "blob", "about"}
NewContext = Callable[..., BrowserContext]

# What is expected may take its time on a slow machine.
expect.set_options(timeout=15_000)

# Playwright keeps an event loop running in the thread of the test; the ORM calls of a test are still in order.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as needing a browser, and a machine that does nothing else."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.alone)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, names)), None
    )
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        **({"executable_path": program} if program else {}),
        "args": [
            *root,
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage",
            "--disable-sync",
            "--no-first-run",
            # No name but this machine's own is ever looked up.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    }


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Return the address that ``page.goto("/today/")`` starts from."""
    url: str = live_server.url
    return url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "viewport": PHONE,
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
    }


@dataclass(kw_only=True)
class Watch:
    """Listens to every page of a test and keeps what should not have happened."""

    origin: str
    allowed: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def allow(self, *texts: str) -> None:
        """Expect complaints that contain one of ``texts``, such as a 404 the test asks for."""
        self.allowed += texts

    def over(self, context: BrowserContext) -> None:
        """Listen to every page of ``context``."""
        context.on("console", self.hear_console)
        context.on("weberror", self.hear_error)
        context.on("request", self.hear_request)
        context.on("response", self.hear_response)

    def hear_console(self, message: ConsoleMessage) -> None:
        """Keep console errors; a broken Content-Security-Policy is one of them."""
        if message.type == "error":
            self.heard.append(
                f"console: {message.text} ({message.location.get('url', '')})"
            )

    def hear_error(self, error: WebError) -> None:
        """Keep exceptions nobody caught."""
        self.heard.append(f"script: {error.error}")

    def hear_request(self, request: Request) -> None:
        """Keep requests that leave the origin."""
        parts = urlsplit(request.url)
        if (
            parts.scheme not in INSIDE
            and f"{parts.scheme}://{parts.netloc}" != self.origin
        ):
            self.heard.append(f"stranger: {request.url}")

    def hear_response(self, response: Response) -> None:
        """Keep answers that say the server broke."""
        if response.status >= 500:
            self.heard.append(f"server: {response.status} {response.url}")

    @property
    def problems(self) -> list[str]:
        """What was heard and not expected."""
        return [
            text
            for text in self.heard
            if not any(part in text for part in self.allowed)
        ]


@pytest.fixture
def watch(live_server: Any) -> Watch:
    """Return the listener of this test; ``watch.allow("status of 404")`` expects a complaint."""
    return Watch(origin=live_server.url)


@pytest.fixture
def new_context(new_context: NewContext, watch: Watch) -> Iterator[NewContext]:
    opened: list[BrowserContext] = []

    def create(**options: Any) -> BrowserContext:
        context = new_context(**options)
        watch.over(context)
        opened.append(context)
        return context

    yield create
    hear_the_rest(opened)
    assert watch.problems == []


def hear_the_rest(contexts: list[BrowserContext]) -> None:
    """Let events that are still on their way arrive."""
    for context in contexts:
        for page in context.pages:
            page.wait_for_timeout(0)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    return opened


@pytest.fixture
def desktop_page(
    browser: Any, browser_context_args: dict[str, Any], watch: Watch
) -> Iterator[Page]:
    """Open a page on a wide screen with a mouse."""
    options = {
        **browser_context_args,
        "viewport": DESKTOP,
        "has_touch": False,
        "is_mobile": False,
    }
    context = browser.new_context(**options)
    watch.over(context)
    yield context.new_page()
    hear_the_rest([context])
    context.close()
    assert watch.problems == []


@pytest.fixture
def no_scripts(new_context: NewContext) -> Page:
    """Open a phone page with scripts off."""
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[BrowserContext, Any], None]:
    """Give a browser the session of ``user`` without the sign-in page."""

    def give(context: BrowserContext, user: Any) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies(
            [
                {
                    "name": name,
                    "value": client.cookies[name].value,
                    "url": live_server.url,
                }
            ]
        )

    return give


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail the test with axe's own report when ``page`` has any violation."""

    def check(page: Page) -> None:
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return check
