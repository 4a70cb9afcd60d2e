"""ZIP files as somebody might send them: ours, changed, and hostile."""

from __future__ import annotations

import copy
import io
import json
import struct
import zipfile
import zlib
from typing import Any

DOCUMENT = "courseline.json"
NOTHING: dict[str, Any] = {
    "schema": "courseline-export-1",
    "person": {
        "time_zone": "Europe/London",
        "language": "en-gb",
        "theme": "",
        "asks_about_harm": True,
        "asks_check_ins": True,
    },
    "reminders": None,
    "courses": [],
    "told_only": {
        "links": [],
        "reminders": [],
        "calendars": [],
        "browsers": [],
        "events": [],
    },
}
AT = "2026-10-19T12:00:00+00:00"
ANSWERS = {"dose_taken": "all", "marks": {"lips_dry": 2, "jaundice": False}, "note": ""}


def one_of_each() -> dict[str, Any]:
    """Return a document with one of each kind of thing, as of 20 November 2026."""
    return {
        **NOTHING,
        "reminders": {
            "by_mail": True,
            "muted": ["visit"],
            "days_before": [7, 0],
            "when_late": True,
            "hour": 9,
            "diary": False,
            "diary_hour": 19,
            "plain_words": False,
            "plain_titles": False,
        },
        "courses": [a_course()],
        "told_only": {
            "links": [a_link()],
            "reminders": [
                {"kind": "dated", "way": "mail", "local_date": "2026-10-19", "sent_at": AT, "dropped_at": None, "why": ""}
            ],
            "calendars": [{"created_at": AT, "opened_at": None}],
            "browsers": [{"created_at": AT}],
            "events": [{"actor": "owner", "what": "share_made", "subject": "share 1", "at": AT}],
        },
    }  # fmt: skip


def a_course() -> dict[str, Any]:
    return {
        "profile": {
            "region": "uk",
            "born": "2001-02-11",
            "can_become_pregnant": None,
            "conditions": ["diabetes"],
            "medicines": ["zinc"],
        },
        "course": {
            "started_on": "2026-09-21",
            "last_dose_on": None,
            "weight_kg": 64.5,
            "planned_weeks": 24,
            "target_mg_per_kg": 120,
            "doses": [{"from": "2026-09-21", "mg_per_day": 20}],
        },
        "entries": [
            {
                "day": "2026-10-01",
                **ANSWERS,
                "kept": {
                    "version": 1,
                    "added_later": False,
                    "first_saved_at": AT,
                    "saved_at": AT,
                    "time_zone": "Europe/London",
                    "changes": [
                        {"kind": "saved", "at": AT, "version": 1, "before": None, "after": ANSWERS}
                    ],
                },
            }
        ],
        "labs": [
            {"day": "2026-10-19", "test": "ALT", "value": 62, "unit": "U/L", "upper_limit": 41, "kept": {"added_at": AT}}
        ],
        "check_ins": [
            {
                "day": "2026-10-19",
                "tool": "phq2",
                "answers": [1, None],
                "kept": {
                    "wording": 1,
                    "version": 2,
                    "first_saved_at": AT,
                    "saved_at": AT,
                    "earlier": [{"until": AT, "answers": [0, 0]}],
                },
            }
        ],
        "on": "2026-10-19",
        "kept": {
            "country": "uk",
            "name_on_summary": "Ada",
            "clinic_name": "Northgate",
            "clinic_phone": "01632 960123",
            "clinic_email": "clinic@example.org",
            "earlier_course": None,
            "asks_sexual": False,
            "check_in_skipped_on": None,
            "test_settings": {"during": "home"},
            "created_at": AT,
            "tests_set_aside": {"ORD-1:2026-11-27": "Not needed."},
            "questions": [{"text": "May I run?", "rule": "", "created_at": AT}],
            "flags": [a_flag()],
            "asked_for": [
                {"tests": ["TG"], "due": "2026-11-27", "every": 0, "until": None, "note": "", "created_at": AT, "dated_at": None}
            ],
            "visits": [
                {"day": "2026-12-14", "time": "10:40:00", "place": "Room 4", "note": "", "created_at": AT, "dated_at": None}
            ],
            "reports": [
                {"day": "2026-10-19", "kind": "image/jpeg", "added_at": AT, "file": "reports/2026-10-19-1.jpg"}
            ],
        },
    }  # fmt: skip


def a_flag() -> dict[str, Any]:
    return {
        "day": "2026-10-01",
        "rule": "S-MSK-1",
        "rule_version": 1,
        "ruleset": "2026.1",
        "level": 4,
        "provenance": "seed_explicit",
        "official_stop_advice": False,
        "title": "Call",
        "advice": "Call",
        "ask": "",
        "triggered_by": [{"day": "2026-10-01", "item": "joint_pain", "value": 3}],
        "sources": [{"id": "SA49", "title": "A page", "section": "Joints"}],
        "shown_at": AT,
        "holds": True,
        "contacted_at": None,
        "contacted_on": None,
        "they_said": "",
    }


def a_link() -> dict[str, Any]:
    return {
        "kind": "page",
        "label": "For the clinic",
        "parts": ["summary"],
        "starts": None,
        "ends": None,
        "created_at": AT,
        "expires_at": AT,
        "revoked_at": None,
        "wrong_codes": 0,
        "openings": 1,
        "openings_allowed": None,
        "last_wrong_at": None,
        "last_opened_at": None,
        "had_code": False,
        "visits": [{"at": AT, "kind": "page", "recipient": ""}],
    }


def changed(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return the document with another value at a path such as ``courses.0.course.weight_kg``."""
    whole: dict[str, Any] = copy.deepcopy(document)
    *way, last = [int(each) if each.isdecimal() else each for each in path.split(".")]
    here: Any = whole
    for each in way:
        here = here[each]
    here[last] = value
    return whole


def zipped(files: dict[str, bytes], *, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of these files, the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return out.getvalue()


def of(document: object, **more: bytes) -> bytes:
    """Return a ZIP with this document."""
    return zipped({DOCUMENT: json.dumps(document).encode(), **more})


def files_in(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def document_in(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files_in(content)[DOCUMENT])
    return found


def with_name(name: str) -> bytes:
    return of(NOTHING, **{name: b"x"})


def twice() -> bytes:
    """Return a ZIP that names the document twice, as no writer of ours would."""
    return of(NOTHING, **{"courseline.jsom": b"{}"}).replace(
        b"courseline.jsom", b"courseline.json"
    )


def locked() -> bytes:
    """Return a ZIP whose list says that the document is locked with a password."""
    content = bytearray(of(NOTHING))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    return bytes(content)


def bomb(size: int = 40_000_000) -> bytes:
    """Return some 40 kB that unpack to much more."""
    return zipped({DOCUMENT: b" " * size})


def liar() -> bytes:
    """Return a bomb whose list says that it is small."""
    size, content = 40_000_000, bytearray(bomb())
    told = struct.pack("<L", size)
    return bytes(content.replace(told, struct.pack("<L", 10)))


def long_list() -> bytes:
    """Return a ZIP that says that its list alone has a gigabyte."""
    content = bytearray(of(NOTHING))
    content[-10:-6] = struct.pack("<L", 2**30)
    return bytes(content)


def larger() -> bytes:
    """Return a ZIP with the mark of one that is too large for its numbers."""
    content = of(NOTHING)
    return content[:-22] + b"PK\x06\x07" + b"\0" * 16 + content[-22:]


def broken() -> bytes:
    """Return a ZIP with a wrong checksum."""
    content = of(NOTHING)
    told = struct.pack("<L", zlib.crc32(json.dumps(NOTHING).encode()))
    return content.replace(told, b"\0\0\0\0")


def cut() -> bytes:
    content = of(NOTHING)
    return content[:40] + content[-22:]
