"""When: days of the calendar, and ordinals that no calendar knows."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from hemicycle.press.reading import Proposal, Status
from hemicycle.press.sentences import Sentence

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)})\.?"
CALENDAR = (
    ("iso", re.compile(r"\b(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})\b")),
    (
        "day_month",
        re.compile(
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? (?P<year>\d{{4}}))?\b"
        ),
    ),
    (
        "month_day",
        re.compile(rf"\b{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}})\b)?"),
    ),
)
ORDINAL = re.compile(
    r"\b(?:day (?:one|two|three|four|five|six|seven|\d+)"
    r"|(?:first|opening|second|third|fourth|fifth|last|final|closing) day"
    r"|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening))?"
    r"|yesterday|today)\b",
    re.IGNORECASE,
)


def days_in(text: str, sentences: Sequence[Sentence]) -> Iterator[Proposal]:
    """Every day that a report names; a year that is not given is that of the other dates.

    Note: "day two" and "on Monday" are days only beside a calendar, and stay open.
    """
    years = {m["year"] for _, p in CALENDAR for m in p.finditer(text) if m["year"]}
    year = years.pop() if len(years) == 1 else ""
    for sentence in sentences:
        taken: list[tuple[int, int]] = []
        for name, pattern in CALENDAR:
            for found in pattern.finditer(sentence.text):
                if any(a < found.end() and found.start() < b for a, b in taken):
                    continue
                day, status = day_of(found, year)
                if day or name != "iso":
                    taken.append(found.span())
                    yield day_proposal(sentence, found, f"date.{name}", day=day, status=status)
        for found in ORDINAL.finditer(sentence.text):
            yield day_proposal(sentence, found, "date.ordinal", day="", status="unresolved")


def day_of(found: re.Match[str], year: str) -> tuple[str, Status]:
    """The day as 2025-04-07, and how sure that is."""
    groups = found.groupdict()
    month = groups.get("m") or str(
        next(n for n, m in enumerate(MONTHS, 1) if m[:3] == groups["month"][:3])
    )
    known = groups["year"] or year
    if not known:
        return "", "unresolved"
    try:
        day = date(int(known), int(month), int(groups["day"])).isoformat()
    except ValueError:
        return "", "unresolved"
    return day, "stated" if groups["year"] else "inferred"


def day_proposal(
    sentence: Sentence, found: re.Match[str], pattern: str, *, day: str, status: Status
) -> Proposal:
    """One day."""
    return Proposal(
        start=sentence.start + found.start(),
        end=sentence.start + found.end(),
        text=found[0],
        kind="date",
        pattern=pattern,
        status=status,
        facts={"day": day} if day else {},
    )
