"""The few written words that open the crisis card."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words in one language that may open the crisis card. They add; nothing here can hide a finding."""

    language: str
    phrases: tuple[str, ...]
    # Longer phrases that hold one of the above and are about something else: an accident, a distance.
    apart: tuple[str, ...] = ()
    reviewed: str = ""


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
            "not want to be here any more",
            "dont want to be here anymore",
            "no reason to live",
            "self harm",
            "selfharm",
            "hurt myself",
            "hurting myself",
            "harm myself",
            "harming myself",
            "cut myself on purpose",
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
            "n kms",
            "few kms",
            "many kms",
            "kms away",
            "kms per hour",
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
    return any(f" {phrase} " in plain for phrase in words.phrases)


def _plain(text: str) -> str:
    # Apostrophes vanish so that "don't" and "dont" meet; a number becomes an n; all else but letters parts words.
    words = re.sub(r"['\u2019]", "", text.lower())
    return " ".join(re.sub(r"[^a-z]+", " ", re.sub(r"\d+", " n ", words)).split())
