"""The log: what went wrong and where, without names, addresses, tokens or what people typed.

What an exception says may hold anything, so a traceback tells its kind and the places in the
program, never its words. In addresses, whatever could be a secret is left out.
"""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

LEFT_OUT = "…"
LONGEST = 2000
SECRET = re.compile(
    r"""
    (?<=\?)[^\s"'<>]+                            # what was asked for in an address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+               # an address of mail
    | \b\d{1,3}(?:\.\d{1,3}){3}\b                # an address of a computer
    | (?<![\w:])(?:[0-9a-fA-F]{0,4}:){3,}[0-9a-fA-F]{0,4}
    | (?<=//)[^/\s"'<>@]+@                       # a name and a password before a host
    | (?<=/)(?=[\w.~%+-]*\d)[\w.~%+-]{16,}       # keys, receipts and secret addresses
    | (?<=/ask/mine/)[^\s"'<>/]+
    | (?<=/calendar/)[^\s"'<>/]+
    | (?<=/enrol/)[^\s"'<>/]+
    | \b[A-Za-z0-9_-]{24,}\b
    """,
    re.VERBOSE,
)
PLAIN_REFUSALS = ("django.request", "django.security")
SENT_AWAY = 503  # on purpose, when too many come at once; `answers_total` counts it
ErrorFound = tuple[type[BaseException], BaseException, TracebackType | None]


def harmless(text: str) -> str:
    """A text without what could be a secret or somebody's address."""
    return SECRET.sub(LEFT_OUT, text)[:LONGEST]


def places(found: ErrorFound) -> list[str]:
    """The kind of a mistake and the places it came through, without its words."""
    frames = traceback.extract_tb(found[2])
    return [found[0].__name__, *(f"{one.filename}:{one.lineno} in {one.name}" for one in frames)]


class TextLines(logging.Formatter):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """One record; a mistake with its places below."""
        told = [harmless(record.getMessage())]
        if record.exc_info and record.exc_info[0] is not None:
            kind, *frames = places(record.exc_info)
            told += [f"  {kind}", *(f"    {frame}" for frame in frames)]
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return f"{at} {record.levelname} {record.name}: " + "\n".join(told)


class JsonLines(logging.Formatter):
    """One JSON object a line, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, object] = {
            "at": at,
            "level": record.levelname.lower(),
            "from": record.name,
            "says": harmless(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0] is not None:
            kind, *frames = places(record.exc_info)
            told |= {"mistake": kind, "places": frames}
        return json.dumps(told, ensure_ascii=False)


class Counted(logging.Handler):
    """Counts what was logged, by how grave it is; programs that watch the house read it."""

    def __init__(self) -> None:
        super().__init__()
        self.by_level: dict[str, int] = {"warning": 0, "error": 0, "critical": 0}

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        level = record.levelname.lower()
        self.by_level[level] = self.by_level.get(level, 0) + 1


def is_for_the_log(record: logging.LogRecord) -> bool:
    """What is refused, not found or sent away for now is an answer like others, and no matter."""
    if not record.name.startswith(PLAIN_REFUSALS):
        return True
    return record.levelno >= logging.ERROR and getattr(record, "status_code", 0) != SENT_AWAY


def begin_log(form: str, *, to: TextIO | None = None) -> Counted:
    """Write the log as wished, on the standard error stream; what is counted of it.

    Note: in JSON the ordinary is told as well, because a program reads it.
    """
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    counted = Counted()
    for one in (handler, counted):
        one.addFilter(is_for_the_log)
    root = logging.getLogger()
    root.handlers[:] = [handler, counted]
    root.setLevel(logging.WARNING)
    logging.getLogger("hemicycle").setLevel(logging.INFO if form == "json" else logging.WARNING)
    return counted
