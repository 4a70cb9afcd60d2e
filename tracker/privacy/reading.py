"""Bring an export in, from the page and from the command alike; say in a line why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import IO

from django.conf import settings
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tracker.accounts.models import User
from tracker.clinical.history.parts import BadHistory
from tracker.privacy.opening import Unreadable, opened
from tracker.records import importing
from tracker.records.arriving import UnknownSchema, understood
from tracker.records.attachments import NoRoom, TooLarge
from tracker.records.cleaning import NotAReport
from tracker.records.reading_rows import Now

LONGEST_REASON = 300
REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "no_zip": gettext_noop(
            "This is not a ZIP file that we made. Choose the file you downloaded from Courseline."
        ),
        "broken": gettext_noop(
            "This file is damaged or incomplete. Download it again, or choose another copy."
        ),
        "locked": gettext_noop(
            "This ZIP file is locked with a password. Choose the file as it was downloaded."
        ),
        "strange": gettext_noop(
            "This ZIP file holds something that is not ours: %(name)s"
        ),
        "missing": gettext_noop("This ZIP file lacks something: %(name)s"),
        "large": gettext_noop(
            "This file is larger than what we can take. Choose the file as it was downloaded."
        ),
    }
)


class Refused(Exception):
    """The file was not taken and nothing was stored. The message says why, for whoever sent it."""


def bring_in(
    owner: User, file: IO[bytes], *, actor: str, today: date, at: datetime
) -> None:
    """Store an export in an empty account, whole; raise Refused and importing.AccountIsNotEmpty."""
    try:
        with opened(file) as archive:
            said = understood(archive.document(), now=Now(today=today, at=at))
            importing.bring_in(
                owner, said, content_of=archive.paper, actor=actor, at=at
            )
    except Unreadable as problem:
        raise Refused(_(REFUSED[problem.why]) % {"name": problem.name[:80]}) from None
    except UnknownSchema:
        raise Refused(
            _("This file is of a kind that this version of Courseline does not know.")
        ) from None
    except BadHistory as problem:
        raise Refused(not_understood(str(problem))) from None
    except (NotAReport, TooLarge, importing.WrongPaper):
        raise Refused(
            _("One of the reports in this file is not a photo or PDF that we can keep.")
        ) from None
    except importing.TooMuchWork:
        raise Refused(
            _(
                "Opening the reports in this file takes too long. Bring it in with fewer or smaller ones."
            )
        ) from None
    except NoRoom:
        size = settings.ATTACHMENTS_MAX_BYTES // 1024**2
        raise Refused(
            _("The reports in this file take more than %(size)s MB.") % {"size": size}
        ) from None
    except (IntegrityError, DataError):
        raise Refused(not_understood(_("it contradicts itself."))) from None


def not_understood(why: str) -> str:
    """Return what was not understood and where: whoever wrote the file by hand can repair it."""
    short = why if len(why) <= LONGEST_REASON else f"{why[:LONGEST_REASON]}…"
    return _("This file says something we do not understand: %(why)s") % {"why": short}
