"""The forms of the press room, read strictly: every problem is named at its field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from hemicycle.journal.names import Names
from hemicycle.secretariat.press_item import (
    LONGEST_QUOTATION,
    NOBODY_SEEN,
    ON_FILE,
    REPORTED,
)
from hemicycle.web.acts import Refusal
from hemicycle.web.http import WHOLE

OFFERED = ("en", "fr", "ar")
OFFICIAL = ("en", "fr")
LONGEST_LINE = 200
LONGEST_NOTE = 300
LONGEST_ADDRESS = 500
LONGEST_TEXT = 60_000
MOST_FACTS = 12
MOST_EARLIER = 20
EMAIL = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]+\.[^@\s<>\"]{2,}")
TELEPHONE = re.compile(r"\+?[0-9][0-9 ()/-]{3,40}")
LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(slots=True)
class Form:
    """A posted form while it is read; what is wrong is collected, not raised."""

    posted: Mapping[str, str]
    problems: list[Refusal] = field(default_factory=list)

    def wrong(self, problem: Refusal) -> None:
        """Note a problem; of each field the first counts."""
        if problem.at_field not in {one.at_field for one in self.problems}:
            self.problems.append(problem)

    def line(self, name: str, *, longest: int = LONGEST_LINE, is_needed: bool = False) -> str:
        """A field of one line."""
        text = " ".join(self.posted.get(name, "").split())
        if len(text) > longest:
            self.wrong(Refusal(422, "press_too_long", {"n": longest}, at_field=name))
        if is_needed and not text:
            self.wrong(Refusal(422, "field_missing", {}, at_field=name))
        return text

    def words(
        self, name: str, *, needed: Sequence[str] = (), longest: int = LONGEST_LINE
    ) -> dict[str, str]:
        """One line in each language in which it was given."""
        given = {
            code: self.line(f"{name}.{code}", longest=longest, is_needed=code in needed)
            for code in OFFERED
        }
        return {code: text for code, text in given.items() if text}

    def day(self, name: str, *, is_needed: bool = False) -> str:
        """A day, as in 2026-03-02."""
        text = self.line(name, is_needed=is_needed)
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self.wrong(Refusal(422, "press_no_day", {}, at_field=name))
            return ""

    def address(self, name: str) -> str:
        """An address of the web; empty where none is given."""
        text = self.posted.get(name, "").strip()
        if text and not is_address(text):
            self.wrong(Refusal(422, "press_no_address", {}, at_field=name))
        return text

    def language(self, name: str, *, is_needed: bool = False) -> str:
        """The code of a language."""
        text = self.line(name, is_needed=is_needed)
        if text and not LANGUAGE.fullmatch(text):
            self.wrong(Refusal(422, "press_no_language", {}, at_field=name))
        return text


def is_address(text: str) -> bool:
    """Whether a text is an address of the web that may be linked to."""
    if len(text) > LONGEST_ADDRESS or any(
        sign.isspace() or not sign.isprintable() for sign in text
    ):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def item_values(form: Form, *, known: Sequence[int]) -> dict[str, object]:
    """What an item says; `known` are the numbers of the other items, to which it may lead."""
    headline = form.words("headline")
    if not headline:
        form.wrong(Refusal(422, "press_headline_missing", {}, at_field="headline.en"))
    publisher = form.line("publisher")
    return {
        "headline": headline,
        "facts": facts_in(form),
        "publisher": publisher,
        "day": form.day("day", is_needed=bool(publisher)),
        "language": form.language("language"),
        "link": form.address("link"),
        "earlier": earlier_in(form, known),
    }


def facts_in(form: Form) -> list[dict[str, str]]:
    """The facts, one a line; the same number of them in each language that is given."""
    given: dict[str, list[str]] = {}
    for code in OFFERED:
        lines = [" ".join(one.split()) for one in form.posted.get(f"facts.{code}", "").splitlines()]
        lines = [one for one in lines if one]
        at = f"facts.{code}"
        if len(lines) > MOST_FACTS:
            form.wrong(Refusal(422, "press_too_many_facts", {"n": MOST_FACTS}, at_field=at))
        if any(len(one) > LONGEST_NOTE for one in lines):
            form.wrong(Refusal(422, "press_too_long", {"n": LONGEST_NOTE}, at_field=at))
        if lines:
            given[code] = lines
    count = len(next(iter(given.values()), []))
    for code, lines in given.items():
        if len(lines) != count:
            form.wrong(Refusal(422, "press_facts_differ", {"n": count}, at_field=f"facts.{code}"))
            return []
    return [{code: lines[place] for code, lines in given.items()} for place in range(count)]


def earlier_in(form: Form, known: Sequence[int]) -> list[dict[str, object]]:
    """What was reported earlier: a number of ours, an address with words, or words, one a line."""
    found: list[dict[str, object]] = []
    lines = [one.strip() for one in form.posted.get("earlier", "").splitlines() if one.strip()]
    if len(lines) > MOST_EARLIER or any(len(one) > LONGEST_ADDRESS for one in lines):
        form.wrong(Refusal(422, "press_too_long", {"n": LONGEST_ADDRESS}, at_field="earlier"))
        return []
    for line in lines:
        if WHOLE.fullmatch(line):
            if int(line) not in known:
                form.wrong(Refusal(422, "press_no_item", {"number": int(line)}, at_field="earlier"))
            found.append({"number": int(line)})
            continue
        address, _, words = line.partition(" ")
        if "://" not in address:
            found.append({"words": line[:LONGEST_NOTE]})
        elif is_address(address):
            found.append({"address": address, "words": words.strip()[:LONGEST_NOTE]})
        else:
            form.wrong(Refusal(422, "press_no_address", {}, at_field="earlier"))
    return found


def full_text_values(form: Form, *, by: str, at_ms: int) -> dict[str, object]:
    """The whole report, only where somebody confirms the right to print it; else nothing of it."""
    text = form.posted.get("full_text", "").replace("\r\n", "\n").strip()
    if not text:
        return {"full_text": "", "rights": "", "rights_by": "", "rights_ms": 0}
    if len(text) > LONGEST_TEXT:
        form.wrong(Refusal(422, "press_too_long", {"n": LONGEST_TEXT}, at_field="full_text"))
    rights = form.line("rights", longest=LONGEST_NOTE, is_needed=True)
    if not form.posted.get("has_rights"):
        form.wrong(Refusal(422, "press_rights_missing", {}, at_field="has_rights"))
    return {"full_text": text, "rights": rights, "rights_by": by, "rights_ms": at_ms}


def reported_values(form: Form, names: Names) -> dict[str, object]:
    """A quotation as somebody reported it: short, with whose words, who says so and when."""
    words = form.line("words", longest=LONGEST_QUOTATION, is_needed=True)
    speaker = form.line("speaker", is_needed=True)
    is_member = names.has(speaker)
    return {
        "kind": REPORTED,
        "words": words,
        "language": form.language("q-language", is_needed=True),
        "member": speaker if is_member else "",
        "speaker": "" if is_member else speaker,
        "publisher": form.line("q-publisher", is_needed=True),
        "day": form.day("q-day", is_needed=True),
        "link": form.address("q-link"),
    }


def picture_values(form: Form) -> dict[str, object]:
    """What must be known of a picture before it may be shown to anybody."""
    consent = form.posted.get("consent", "")
    if consent not in (ON_FILE, NOBODY_SEEN):
        form.wrong(Refusal(422, "press_consent_missing", {}, at_field="consent"))
    is_needed = consent == ON_FILE
    return {
        "credit": form.line("credit", is_needed=True),
        "licence": form.line("licence", is_needed=True),
        "consent": consent,
        "consent_note": form.line("consent_note", longest=LONGEST_NOTE, is_needed=is_needed),
        "alt": form.words("alt", needed=OFFICIAL, longest=LONGEST_NOTE),
    }


def frame_values(form: Form) -> dict[str, object]:
    """An empty frame: whose picture it would be, and why it is not distributed."""
    return {
        "credit": form.line("frame-credit", is_needed=True),
        "reason": form.words("frame-reason", needed=OFFICIAL, longest=LONGEST_NOTE),
    }


def office_values(form: Form, *, by: str, at_ms: int) -> dict[str, object]:
    """Whom the press may ask; who agreed to it is noted, or nobody is named."""
    email, telephone = form.line("email"), form.line("telephone", longest=60)
    if email and not EMAIL.fullmatch(email):
        form.wrong(Refusal(422, "press_no_email", {}, at_field="email"))
    if telephone and not TELEPHONE.fullmatch(telephone):
        form.wrong(Refusal(422, "press_no_telephone", {}, at_field="telephone"))
    if not email and not telephone:
        form.wrong(Refusal(422, "press_no_way", {}, at_field="email"))
    return {
        "name": form.line("name", is_needed=True),
        "email": email,
        "telephone": telephone,
        "consent_note": form.line("consent_note", longest=LONGEST_NOTE, is_needed=True),
        "at_ms": at_ms,
        "by": by,
    }


def moment_of_release(form: Form, *, zone: str, now: int) -> int:
    """When an item is to come out, to the second: now, or later where the session meets."""
    text = form.posted.get("out_at", "").strip()
    if not text:
        return now
    try:
        told = datetime.fromisoformat(text)
        here = told.replace(microsecond=0, tzinfo=told.tzinfo or ZoneInfo(zone))
        at = int(here.astimezone(UTC).timestamp())
    except (ValueError, OverflowError):
        form.wrong(Refusal(422, "press_no_moment", {}, at_field="out_at"))
        return now
    if at * 1000 < now:
        form.wrong(Refusal(422, "press_moment_past", {}, at_field="out_at"))
    return at * 1000
