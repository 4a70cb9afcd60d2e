"""What a page may hold: nothing inline, nothing from strangers."""

import re

import pytest

from tests.house.repository import STATIC, TEMPLATES, TEXT_OF_A_PAGE, label, lines_with

INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style\b|javascript:|<script\b(?![^>]*(\bsrc=|type="application/json"))""",
    re.IGNORECASE,
)
# The names of XML vocabularies look like addresses; nobody fetches them.
STRANGER = re.compile(
    r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}""",
    re.IGNORECASE,
)
UNESCAPED = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape off")
TEXTS = [path for path in TEMPLATES + STATIC if path.suffix in TEXT_OF_A_PAGE]
PAGES = [path for path in TEMPLATES if path.suffix in {".html", ".svg"}]


@pytest.mark.parametrize("path", PAGES, ids=label)
def test_a_template_holds_no_inline_style_or_script(path):
    assert list(lines_with(INLINE, path)) == []


@pytest.mark.parametrize("path", PAGES, ids=label)
def test_a_template_escapes_everything(path):
    assert list(lines_with(UNESCAPED, path)) == []


@pytest.mark.parametrize("path", TEXTS, ids=label)
def test_no_page_calls_a_stranger(path):
    assert list(lines_with(STRANGER, path)) == []


@pytest.mark.parametrize(
    "line",
    [
        '<p style="x">',
        '<a onclick="x">',
        "<style>",
        "<script>",
        '<a href="javascript:x">',
    ],
)
def test_inline_is_seen(line):
    assert INLINE.search(line)


@pytest.mark.parametrize(
    "line",
    [
        '<script src="/a.js" type="module">',
        '<script type="application/json">',
        "<p data-once='1'>",
    ],
)
def test_files_and_data_are_not_inline(line):
    assert not INLINE.search(line)


@pytest.mark.parametrize(
    "line", ["https://cdn.example.com/x.js", "url(//fonts.example.org/a)"]
)
def test_a_stranger_is_seen(line):
    assert STRANGER.search(line)


@pytest.mark.parametrize(
    "line", ["http://www.w3.org/2000/svg", "// a comment", "https://{{ host }}/"]
)
def test_what_is_no_stranger_is_left_alone(line):
    assert not STRANGER.search(line)
