"""The log says what went wrong and where, without names, addresses, tokens or what was typed."""

import io
import json
import logging

import pytest

from hemicycle.operation.logs import begin_log, harmless

NAME, TYPED = "Quillfeather", "the words that somebody typed"
SECRETS = (
    "/a/lakes-1/ask/mine/Zm9vYmFy",
    "/a/lakes-1/calendar/k3yk3yk3yk3yk3y.ics",
    "/fr/enrol/ABCD-EFGH",
    "/a/lakes-1/receipt/7-112-ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    "/new?key=dGhlIGtleQ",
    "mail to ada.quill@parliament.example",
    "from 203.0.113.77",
    "from 2001:db8:85a3::8a2e:370:7334",
    "postgresql://clerk:s3cret@db.example/house",
    "sessionid hV9x2kQ7mW4pL8nR3tY6uB1c",
)
LEAKS = (
    *("Zm9vYmFy", "k3yk3y", "ABCD-EFGH", "QRSTUV", "dGhlIGtleQ", "ada.quill"),
    *("203.0.113", "8a2e", "s3cret", "hV9x2k"),
)


@pytest.fixture
def log():
    """What is written, in the wished form; the log is as before afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.getLogger("hemicycle").level
    into = io.StringIO()

    def begin(form):
        counted = begin_log(form, to=into)
        return counted, into

    yield begin
    root.handlers[:], level, own = before[0], before[1], before[2]
    root.setLevel(level)
    logging.getLogger("hemicycle").setLevel(own)


def go_wrong(name):
    """A mistake that says too much."""
    raise KeyError(f"{name} {TYPED} hV9x2kQ7mW4pL8nR3tY6uB1c")


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_of_anybody_stands_in_the_log(log, form):
    counted, into = log(form)
    logger = logging.getLogger("hemicycle.mistakes")
    for secret in SECRETS:
        logger.warning("%s %a", "GET", secret)
    try:
        go_wrong(NAME)
    except KeyError:
        logger.exception("%s %a", "POST", "/a/lakes-1/acts/give_floor")
    written = into.getvalue()
    for leak in (*LEAKS, NAME, TYPED):
        assert leak not in written
    assert "/a/lakes-1/acts/give_floor" in written  # the control: what helps is there
    assert "KeyError" in written
    assert "in go_wrong" in written
    assert (counted.by_level["warning"], counted.by_level["error"]) == (len(SECRETS), 1)


def test_each_leak_would_be_found():
    everything = " ".join(SECRETS)
    assert all(leak in everything for leak in LEAKS)


@pytest.mark.parametrize(
    "kept",
    [
        "/a/rehearsal-150/divisions/7/ballots",
        "/a/as-reported-150/desk/delegations/p-0001/people/n-00001",
        "No backup was taken: /mnt/stick: No space left on device.",
        "2026-11-28T15:41:21.749Z",
        "at 15:41:21",
    ],
)
def test_what_a_technician_needs_stays(kept):
    assert harmless(kept) == kept


def test_json_is_one_object_a_line(log):
    _, into = log("json")
    logging.getLogger("hemicycle.backup").info("one\ntwo")
    logging.getLogger("other.library").info("not told")
    logging.getLogger("django.request").warning("Conflict: %s", "/a/x/desk")
    [line] = into.getvalue().splitlines()
    told = json.loads(line)
    assert told["says"] == "one\ntwo"
    assert (told["level"], told["from"]) == ("info", "hemicycle.backup")


def test_a_mistake_of_ours_is_told_and_who_is_sent_away_for_now_is_not(log):
    _, into = log("text")
    asked = logging.getLogger("django.request")
    asked.error("Service Unavailable: %s", "/login", extra={"status_code": 503})
    asked.error("Internal Server Error: %s", "/login", extra={"status_code": 500})
    [line] = into.getvalue().splitlines()
    assert "Internal Server Error" in line
