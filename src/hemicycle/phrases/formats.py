"""Numbers, times and lists as each language writes them (CLDR), always with the digits 0 to 9."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date as format_day
from babel.lists import format_list

from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.roll_order import bare

NO_BREAK = "\u00a0"
CLDR_ORDER = ("zero", "one", "two", "few", "many", "other")
COUNTED_TO = 201  # far enough to meet every form that does not wait for a million
# International English writes "2 March 2026" and "A, B and C".
_LOCALES = {"en": "en_GB"}
_UNITS = {"ar": ("س", "د", "ث")}
_UNITS_ELSEWHERE = ("h", "min", "s")
# How an article is cited, where that is not as the rules themselves write it in English.
_CITED: Mapping[str, Sequence[tuple[str, str]]] = {
    "fr": (
        (r"\((\w)\)", r" \1)"),
        (r"Council Rule ([\w.]+( \w\))?)", r"art. \1 du Règlement du Conseil"),
        (r"Rule ([\w.]+( \w\))?)", r"art. \1 du Règlement"),
        (r"\bArt\. ", "art. "),
        (r"\(number not verified\)", "(numéro non vérifié)"),
    ),
    "ar": (
        (r"Council Rule ([\w.]+(\(\w\))?)", r"المادة \1 من نظام المجلس"),
        (r"Rule ([\w.]+(\(\w\))?)", r"المادة \1 من النظام الداخلي"),
        (r"\bArt\. ", "المادة "),
        (r"\(number not verified\)", "(رقم لم يُتحقق منه)"),
    ),
}


@cache
def locale(language: str) -> Locale:
    """The locale whose habits a language follows."""
    return Locale.parse(_LOCALES.get(language, language), sep="-" if "-" in language else "_")


@cache
def is_right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return locale(language).text_direction == "rtl"


@cache
def _group(language: str) -> str:
    return str(locale(language).number_symbols["latn"]["group"])


def number(value: int, language: str) -> str:
    """A quantity: 1,234 or 1 234."""
    return f"{value:,}".replace(",", _group(language))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name or "UTC")


def moment(at: Instant, zone: str) -> datetime:
    """An instant as a date and time of day in a time zone; without one, in UTC."""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(_zone(zone))


def format_time(at: Instant, *place: *tuple[str, str]) -> str:
    """The time of day in a zone and a language, as in 11:43:30.

    Note: all our languages write it alike on a 24-hour clock.
    """
    zone, _language = place
    return _clock(at // 1000, zone)


@lru_cache(maxsize=256)  # thousands of ballots are received in the same second
def _clock(second: int, zone: str) -> str:
    return moment(Instant(1000 * second), zone).strftime("%H:%M:%S")


def format_date(day: str, language: str) -> str:
    """A day given as 2026-03-02, written out: 2 March 2026."""
    return _date(day, language)


@cache
def _date(day: str, language: str) -> str:
    text = format_day(date.fromisoformat(day), "long", locale=locale(language))
    if language.startswith("fr") and text.startswith("1 "):
        text = f"1er{text[1:]}"
    return text


def duration(seconds: int, language: str) -> str:
    """A length of time, as in 45 s, 2 min 05 s or 1 h 05 min."""
    hour, minute, second = _UNITS.get(language.partition("-")[0], _UNITS_ELSEWHERE)
    if seconds < 0:
        return f"−{duration(-seconds, language)}"
    minutes, s = divmod(seconds, 60)
    hours, m = divmod(minutes, 60)
    if hours:
        parts = (str(hours), hour, f"{m:02}", minute) + ((f"{s:02}", second) if s else ())
    elif m:
        parts = (str(m), minute, f"{s:02}", second)
    else:
        parts = (str(s), second)
    return NO_BREAK.join(parts)


@cache
def cited(article: str, language: str) -> str:
    """An article as the language cites it: Rule 11.2(a) is art. 11.2 a) du Règlement."""
    for written, said in _CITED.get(language.partition("-")[0], ()):
        article = re.sub(written, said, article)
    return article


def by_letters(name: str) -> str:
    """What a name is sorted by in a list: its letters without their marks, d’ before de."""
    return bare(name.replace("’", "'"))


@cache
def plural_forms(language: str) -> tuple[str, ...]:
    """The plural forms whole numbers need, in the order of CLDR: zero, one, two, few, many, other.

    Note: forms for fractions and for round millions alone are not asked for.
    """
    rule = locale(language).plural_form
    used = {rule(n) for n in range(COUNTED_TO)}
    return tuple(form for form in CLDR_ORDER if form in used)


@lru_cache(maxsize=4096)
def plural_form(n: int, language: str) -> str:
    """The plural form that goes with a number."""
    return str(locale(language).plural_form(n))


def listed(things: list[str], language: str) -> str:
    """Several things in a row: A, B and C."""
    return format_list(things, locale=locale(language))
