"""What a person does with a thumb, by name."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect

PASSWORD = "a-long-enough-word-7"


def answer(page: Page, item: str, value: str) -> None:
    """Tap one answer of an item."""
    page.locator(f'label:has(input[name="{item}"][value="{value}"])').first.click()


def bring_up(page: Page, item: str) -> None:
    """Tap the chip of an item under “Something else today?”."""
    page.locator(f'button[name="add"][value="{item}"]').click()
    expect(page.locator(f'input[name="{item}"]').first).to_be_attached()


def save_day(page: Page, how: str = "All fine") -> None:
    """Save with one of the buttons of the bar: the wording changes once something was tapped."""
    value = {
        "All fine": "none",
        "Same as yesterday": "same",
        "Only what I tapped": "blank",
    }[how]
    page.locator(
        f'form[data-more] button[name="rest"][value="{value}"]:not(.vh)'
    ).first.click()
    expect(page).to_have_url(re.compile(r"/(saved|support)/$"))


def log_ordinary_day(page: Page, day: date, **answers: str) -> None:
    """Fill in one earlier day: the dose, mood, sight, what differed, and the rest fine."""
    page.goto(f"/days/{day.isoformat()}/")
    answer(page, "dose_taken", "all")
    answer(page, "mood", answers.pop("mood", "0"))
    answer(page, "vision", answers.pop("vision", "0"))
    for item, value in answers.items():
        answer(page, item, value)
    save_day(page)
