"""One cell of a list: cleaned, kept from running in a spreadsheet, and read back as it was."""

import re
import unicodedata

from hemicycle.wording.cells import held, let_go

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 500
# Seen by nobody, and yet two names differ by them: marks of direction, soft hyphens, BOMs.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# A text in UTF-8 that somebody read as Windows-1252: "Ã©" for "é".
TWICE_ENCODED = re.compile("[ÃÂÐÑØÙ][\u0080-\u00bf]")
DATE_IN_NAME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}( .*)?|\d{1,2}-[A-Za-z]{3,4}\.?(-\d+)?")
NUMBER = re.compile(r"(\d+)(?:[.,]0{1,2})?", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+|\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+", re.ASCII)
SIGNED = re.compile(r"[-+]?\d[\d .,'’]*", re.ASCII)
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
WRITTEN_DATE = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", re.ASCII)
MONTHS = 12
LONGEST_NUMBER = 11


class CellFault(ValueError):
    """A cell that says nothing usable; why, as a key, and with which facts."""

    def __init__(self, reason_key: str, **facts: object) -> None:
        super().__init__(reason_key, facts)
        self.reason_key, self.facts = reason_key, facts


def guarded(text: str) -> str:
    """A text as it is written to a file, so that no spreadsheet takes it for a formula."""
    inner = held(text)
    return f"'{inner}" if text.lstrip("'").startswith(RISKY) else inner


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(RISKY)
    return let_go(text[1:] if is_guarded else text)


def is_formula(raw: str) -> bool:
    """Whether a spreadsheet would run what stands in a cell of a text file."""
    text = raw.lstrip()
    return len(text) > 1 and text.startswith(RISKY[:4]) and not SIGNED.fullmatch(text.rstrip())


def cleaned(raw: str) -> str:
    """What a person sees in a cell: composed letters, single spaces, nothing invisible.

    Errors: CellFault, for what can be no text
    """
    if is_formula(raw):
        raise CellFault("formula")
    text = unguarded(raw)
    if CONTROL.search(text):
        raise CellFault("control_character")
    if "\ufffd" in text or TWICE_ENCODED.search(text):
        raise CellFault("lost_letters", text=text[:40])
    if not text.isprintable() and any(unicodedata.category(one) == "Cs" for one in text):
        raise CellFault("control_character")
    text = " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())
    if len(text) > LONGEST_CELL:
        raise CellFault("too_long", n=LONGEST_CELL)
    return text


def name(text: str) -> str:
    """A name: it has letters, and the spreadsheet made no date of it.

    Errors: CellFault
    """
    if DATE_IN_NAME.fullmatch(text):
        raise CellFault("date_for_name", text=text[:40])
    if not any(one.isalpha() for one in text):
        raise CellFault("no_letters", text=text[:40])
    return text


def whole_number(text: str) -> str:
    """A whole number, written in any of the ways spreadsheets write one.

    Errors: CellFault
    """
    if GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
    found = NUMBER.fullmatch(text)
    if found is None or len(found[1]) > LONGEST_NUMBER:
        raise CellFault("not_a_number", text=text[:20])
    return str(int(found[1]))


def day(text: str) -> str:
    """A date as 2026-03-02, or only its month or year where no more is known.

    Errors: CellFault, also where day and month could be taken for each other
    """
    found = ISO_DATE.fullmatch(text)
    if found is not None:
        year, month, date = found[1], found[2], found[3]
    else:
        year, month, date = written_day(text)
    if month and not is_day(int(year), month=int(month), date=int(date or 1)):
        raise CellFault("not_a_date", text=text[:20])
    return "-".join(part for part in (year, month, date) if part)


def written_day(text: str) -> tuple[str, str, str]:
    """A date such as 2.3.2026 or 31/12/2026.

    Errors: CellFault
    """
    found = WRITTEN_DATE.fullmatch(text)
    if found is None:
        raise CellFault("not_a_date", text=text[:20])
    first, mark, second, year = int(found[1]), found[2], int(found[3]), found[4]
    if mark == "/" and first <= MONTHS and second <= MONTHS and first != second:
        raise CellFault("unclear_date", text=text[:20])
    if second > MONTHS:
        first, second = second, first
    return year, f"{second:02d}", f"{first:02d}"


def is_day(year: int, *, month: int, date: int) -> bool:
    """Whether the calendar has such a day."""
    if not (1 <= month <= MONTHS and year):
        return False
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= date <= days[month - 1]
