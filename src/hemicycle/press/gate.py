"""Whether a report is read at all: a text, in English, about an assembly of parliaments."""

import re
from collections.abc import Sequence
from itertools import pairwise

from hemicycle.press.gazetteer import gazetteer
from hemicycle.press.reading import Reading
from hemicycle.press.register import Register

LARGEST_REPORT = 64 * 1024  # bytes; the longest articles of newspapers are shorter
UNREADABLE = frozenset({"too_large", "not_text", "not_english"})  # no report that we can read
LEAST_ENGLISH_HUNDREDTHS = 12  # of all words are English function words; in news about 40 are
LEAST_ABOUT = 3  # words that speak of assemblies, strong ones twice, less those of other fields
FOREIGN_WORDS = 3  # so many words of other fields stand in any text
ENOUGH_TO_TELL = 8  # words by which a language shows
ENOUGH_TO_MEASURE = 40  # words among which a share means something


def text_of(report: bytes | str) -> tuple[str, Reading | None]:
    """The text of a report, or why it has none."""
    raw = report.encode("utf-8", "surrogatepass") if isinstance(report, str) else report
    if len(raw) > LARGEST_REPORT:
        return "", Reading(refusal="too_large", refusal_facts={"n": LARGEST_REPORT // 1024})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", Reading(refusal="not_text")
    if any(
        not sign.isprintable()
        and sign not in "\t\n\r\f\u00ad\u200b\u200e\u200f\u202f\u00a0\u2028\u2009"
        and not sign.isspace()
        for sign in text
    ):
        return "", Reading(text=text, refusal="not_text")
    return text, None


def refused(text: str, register: Register) -> Reading | None:
    """Why a text is not read: it is empty, not English, or not about an assembly."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
    if not words:
        return Reading(text=text, refusal="empty" if not text.strip() else "not_english")
    known = gazetteer()
    english = sum(word in known.english for word in words)
    is_long = len(words) >= ENOUGH_TO_MEASURE
    too_few = 100 * english < LEAST_ENGLISH_HUNDREDTHS * len(words) if is_long else not english
    if len(words) >= ENOUGH_TO_TELL and too_few:
        return Reading(text=text, refusal="not_english")
    if not is_about_an_assembly(words, register):
        return Reading(text=text, refusal="not_about_an_assembly")
    return None


def is_about_an_assembly(words: Sequence[str], register: Register) -> bool:
    """Whether a text speaks of parliaments in session, and not of football or food."""
    known = gazetteer()
    pairs = {f"{one} {two}" for one, two in pairwise(words)}
    spoken = {*words, *pairs}
    strong = len(spoken & known.strong)
    told = f" {' '.join(words)} "
    bodies = (name for one in register.bodies.values() for name in one.names if " " in name)
    strong += sum(f" {name.casefold()} " in told for name in bodies)
    foreign = max(0, len(spoken & known.other) - FOREIGN_WORDS)
    return 2 * (strong - foreign) + len(spoken & known.weak) >= LEAST_ABOUT
