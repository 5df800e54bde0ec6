"""What every paper of a session has in common: the session, a language, its words and texts."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import Phrases
from hemicycle.phrases.formats import format_date
from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly import Session
from hemicycle.publish.papers.typesetting import Paper

RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One session as its papers tell it, in one language. Units: seconds since 1970, UTC.

    `texts` are those of the secretariat: institution, signatory, disclaimer and so on.
    """

    session: Session
    language: str
    phrases: Phrases
    texts: Mapping[str, str]
    made_s: int

    def say(self, key: str, **facts: object) -> str:
        """A phrase in the language of the paper."""
        return self.phrases.say(f"papers.{key}", self.language, NO_NAMES, **facts)

    def words(self, *keys: str) -> dict[str, str]:
        """Several phrases that a template asks for, by their last part."""
        return {key.rpartition(".")[2]: self.say(key) for key in keys}

    def day(self, day: str) -> str:
        """A day written out."""
        return format_date(day, self.language)

    @property
    def title(self) -> str:
        """What the session is called."""
        return text_of(self.session.title, self.language)[1]

    @property
    def place(self) -> str:
        """Where it is held."""
        return text_of(self.session.place, self.language)[1]

    @property
    def when(self) -> str:
        """From which day to which."""
        return self.between(self.session.starts_on, self.session.ends_on)

    def between(self, first: str, last: str) -> str:
        """One day, or from one to another."""
        if first == last:
            return self.say("on_day", day=self.day(first))
        return self.say("from_to", first=self.day(first), last=self.day(last))

    @property
    def band(self) -> str:
        """What each page of a rehearsal bears; else nothing."""
        key = f"word.basis_band.{self.session.basis}"
        if not self.phrases.has(key, "en"):
            return ""
        return self.phrases.say(key, self.language, NO_NAMES)

    def paper(self, template: str, title: str, *, values: Mapping[str, Any]) -> Paper:
        """A paper of this session."""
        words = values.get("words", {})
        return Paper(
            template=template,
            title=title,
            language=self.language,
            band=self.band,
            made_s=self.made_s,
            words=words,
            values={
                "session": self.title,
                "when": ", ".join(filter(None, (self.place, self.when))),
                "institution": self.texts.get("institution", ""),
                **{name: value for name, value in values.items() if name != "words"},
            },
        )


def name_values(person: Mapping[str, str]) -> dict[str, Any]:
    """A person's name as templates set it, and which way its own script runs."""
    own = person["own"]
    return {
        "honorific": person["honorific"],
        "given": person["given"],
        "family": person["family"],
        "own": own,
        "own_language": person["own_language"].partition("-")[0] or "und",
        "rtl": is_right_to_left(own),
    }


def is_right_to_left(text: str) -> bool:
    """Whether a text runs from right to left: by its first letter that says so."""
    ways = (unicodedata.bidirectional(one) for one in text)
    return next((way in RIGHT_TO_LEFT for way in ways if way in ("L", *RIGHT_TO_LEFT)), False)
