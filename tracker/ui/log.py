import logging
import re

SECRET = re.compile(
    r"(/(?:s|shl|calendar/event|calendar|reminders/stop|accounts/password/reset/key)/)[^/\s]+"
)


class MaskSecrets(logging.Filter):
    """Hide what stands in an address where a secret stands."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = SECRET.sub(r"\1***", record.getMessage())
        record.args = ()
        return True
