"""Walk the address book: every route with an example of itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

EXAMPLES = (
    "1",
    "2026-10-01",
    "x",
    "0" * 32,
    "01234567-89ab-4def-8123-456789abcdef",
    "x-1",
)
NAMED_GROUP = re.compile(r"\(\?P<\w+>((?:[^()]|\([^()]*\))*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One route of the address book and a path that leads to it."""

    route: str
    path: str
    name: str | None


def addresses() -> tuple[Address, ...]:
    """Return every address of the product."""
    return tuple(_walk(get_resolver().url_patterns, route="", path="/"))


def _walk(
    patterns: Iterable[URLPattern | URLResolver], *, route: str, path: str
) -> Iterator[Address]:
    for entry in patterns:
        here = route + str(entry.pattern)
        there = path + example(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, route=here, path=there)
        else:
            yield Address(route=here, path=there, name=entry.name)


def example(pattern: object) -> str:
    """Return a piece of a path that ``pattern`` matches."""
    if isinstance(pattern, RoutePattern):
        converters = pattern.converters
        return re.sub(
            r"<(?:\w+:)?(\w+)>",
            lambda match: _matching(converters[match[1]].regex),
            str(pattern),
        )
    if isinstance(pattern, RegexPattern):
        plain = NAMED_GROUP.sub(lambda match: _matching(match[1]), str(pattern))
        return (
            plain.removeprefix("^")
            .removesuffix("$")
            .removesuffix("\\Z")
            .replace("\\", "")
        )
    raise TypeError(f"No example for {pattern!r}.")


def _matching(regex: str) -> str:
    return next(text for text in EXAMPLES if re.fullmatch(regex, text))
