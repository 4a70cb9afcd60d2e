"""The few written words that open the crisis card."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words in one language that may open the crisis card. They add; nothing here can hide a finding."""

    language: str
    phrases: tuple[str, ...]
    # Longer phrases that hold one of the above and are about something else: a distance, a friend.
    apart: tuple[str, ...] = ()
    # Longer phrases about an accident. With words of intent beside them they are none.
    accidents: tuple[str, ...] = ()
    intent: tuple[str, ...] = ()
    reviewed: str = ""


# Written as two words it is the same, but not where it is the half of another: "my self esteem".
_MY_SELF = re.compile(
    r"\bmy self\b(?! (?:belief|care|confidence|control|esteem|image|portrait|respect|tan|test|worth)\b)"
)
# How many words before and after an accident may say that it was none.
_BESIDE = 10

SELF_HARM_WORDS = (
    WordList(
        language="en",
        phrases=(
            "suicide",
            "suicidal",
            "kill myself",
            "killing myself",
            "end my life",
            "ending my life",
            "take my own life",
            "end it all",
            "want to die",
            "wanna die",
            "wish i was dead",
            "wish i were dead",
            "better off dead",
            "better off without me",
            "do not want to live",
            "dont want to live",
            "not wanting to live",
            "want to be dead",
            "dont want to be alive",
            "dont wanna live",
            "not want to be here",
            "dont want to be here",
            "dont wanna be here",
            "life is not worth living",
            "life isnt worth living",
            "not worth living",
            "isnt worth living",
            "no longer worth living",
            "ending it",
            "want to end it",
            "wanna end it",
            "disappear forever",
            "disappear for ever",
            "no reason to live",
            "self harm",
            "selfharm",
            "self harmed",
            "selfharmed",
            "self harming",
            "selfharming",
            "harmed myself",
            "hurt myself",
            "hurting myself",
            "harm myself",
            "harming myself",
            "cut myself",
            "cutting myself",
            "kms",
            "unalive myself",
            "unaliving myself",
            "be unalive",
            "dont want to exist",
            "do not want to exist",
            "dont wanna exist",
            "not wanting to exist",
            "wish i didnt exist",
            "took an overdose",
            "taken an overdose",
            "take an overdose",
            "taking an overdose",
            "overdosed",
        ),
        apart=(
            "n kms",
            "few kms",
            "many kms",
            "kms away",
            "kms per hour",
            "cut myself off",
            "cut myself short",
            "cut myself some slack",
            "cut myself a slice",
            "cut myself a piece",
            "ending it early",
            "ending it with him",
            "ending it with her",
            "ending it with my boyfriend",
            "ending it with my girlfriend",
            "ending it with my partner",
            "clinic is ending it",
            "doctor is ending it",
            "prescriber is ending it",
        ),
        accidents=(
            *(
                f"hurt myself {how}"
                for how in (
                    "at badminton",
                    "at basketball",
                    "at boxing",
                    "at cricket",
                    "at dance",
                    "at football",
                    "at gymnastics",
                    "at handball",
                    "at hockey",
                    "at judo",
                    "at practice",
                    "at rugby",
                    "at soccer",
                    "at sport",
                    "at sports",
                    "at tennis",
                    "at the game",
                    "at the gym",
                    "at the match",
                    "at training",
                    "at volleyball",
                    "by accident",
                    "by mistake",
                    "accidentally",
                    "climbing",
                    "cooking",
                    "cycling",
                    "dancing",
                    "exercising",
                    "falling",
                    "gardening",
                    "lifting",
                    "playing",
                    "running",
                    "skateboarding",
                    "skating",
                    "skiing",
                    "training",
                    "working out",
                )
            ),
            "accidentally hurt myself",
            *(
                f"{what} {how}"
                for what in ("cut myself", "cutting myself")
                for how in (
                    "accidentally",
                    "by accident",
                    "by mistake",
                    "chopping",
                    "cooking",
                    "gardening",
                    "on a can",
                    "on a lid",
                    "on a nail",
                    "on a thorn",
                    "on a tin",
                    "on paper",
                    "peeling",
                    "shaving",
                    "while chopping",
                    "while cooking",
                    "while gardening",
                    "while peeling",
                    "while shaving",
                )
            ),
            "accidentally cut myself",
        ),
        intent=(
            "on purpose",
            "deliberately",
            "wanted to",
            "hate myself",
            "hated myself",
            "hating myself",
        ),
    ),
)


def mentions_self_harm(text: str) -> bool:
    """Hold when ``text`` has one of the listed phrases; a no is never evidence of anything."""
    plain = f" {_plain(text)} "
    return any(_names_one(plain, words) for words in SELF_HARM_WORDS)


def _names_one(plain: str, words: WordList) -> bool:
    for phrase in words.apart:
        # Only the phrase itself is left out: whatever else was written still counts.
        plain = plain.replace(f" {phrase} ", " | ")
    for phrase in words.accidents:
        plain = _without_accidents(plain, f" {phrase} ", words)
    return any(f" {phrase} " in plain for phrase in words.phrases)


def _without_accidents(plain: str, phrase: str, words: WordList) -> str:
    first, *others = plain.split(phrase)
    read = first
    for after in others:
        read += (phrase if _is_meant(read, after, words) else " | ") + after
    return read


def _is_meant(before: str, after: str, words: WordList) -> bool:
    beside = (before.split()[-_BESIDE:], after.split()[:_BESIDE])
    said = [f" {' '.join(side)} " for side in beside]
    return any(f" {phrase} " in side for phrase in words.intent for side in said)


def _plain(text: str) -> str:
    # Apostrophes vanish so that "don't" and "dont" meet; a number becomes an n; all else but letters parts words.
    words = re.sub(r"['\u2019]", "", text.lower())
    plain = " ".join(re.sub(r"[^a-z]+", " ", re.sub(r"\d+", " n ", words)).split())
    return _MY_SELF.sub("myself", plain)
