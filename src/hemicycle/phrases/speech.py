"""Says a phrase: finds its sentence in a language and tells its facts in it."""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from hemicycle.journal.names import Names
from hemicycle.phrases import formats
from hemicycle.phrases.sentences import Aside, Part, Place, Sentence, Words
from hemicycle.procedure.kernel import Instant

LAST_RESORT = "en"
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
# Numbers that name a thing are not grouped: entry 4217, but 4,217 votes.
NAMING_NUMBERS = frozenset({"division", "entry", "number", "position", "question", "sitting"})

_IDENTITY = re.compile(r"[gop]-[a-z0-9.-]+")
_PARLIAMENT = re.compile(r"p-[0-9]+")


class PhraseMissing(UserWarning):
    """A key without a sentence, or a sentence without a fact it tells; in tests, an error."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """All sentences, by language and key."""

    sentences: Mapping[str, Mapping[str, Sentence]]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there is anything to say."""
        return tuple(self.sentences)

    def has(self, key: str, language: str) -> bool:
        """Whether there is a sentence for the key in this very language."""
        return key in self.sentences.get(language, ())

    def language_found(self, key: str, language: str) -> str:
        """The language in which a key will be said: the one asked for, or else English."""
        return language if self.has(key, language) else LAST_RESORT

    def say(self, key: str, *reader: *tuple[str, Names], **facts: object) -> str:
        """A phrase as plain text, for a reader's language and with the names the reader sees.

        Note: names of parameters would be taken from the facts, which may have any name.
        """
        language, names = reader
        return _Speech(self, language, names=names, facts=facts, is_page=False).said(key)

    def html(self, key: str, *reader: *tuple[str, Names], **facts: object) -> Markup:
        """A phrase for a page: inserted values are isolated, other languages are marked."""
        language, names = reader
        return Markup(_Speech(self, language, names=names, facts=facts, is_page=True).said(key))  # noqa: S704 (every part is escaped where it is put in)


def text_of(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """A text of the record in a language, or else in one it is given in; and that language."""
    for found in (language, language.partition("-")[0], LAST_RESORT, *words):
        if words.get(found):
            return found, words[found]
    return language, ""


class _Speech:
    """One phrase while it is being said."""

    __slots__ = ("facts", "is_page", "language", "names", "phrases")

    def __init__(
        self,
        phrases: Phrases,
        language: str,
        *,
        names: Names,
        facts: Mapping[str, object],
        is_page: bool,
    ) -> None:
        self.phrases, self.language, self.names = phrases, language, names
        self.facts, self.is_page = facts, is_page

    def said(self, key: str) -> str:
        """The whole phrase, in the language asked for or marked as being in another."""
        asked = self.language
        self.language = found = self.phrases.language_found(key, asked)
        sentence = self.phrases.sentences.get(found, {}).get(key)
        if sentence is None:
            warnings.warn(f"there is no sentence for {key}", PhraseMissing, stacklevel=4)
            return key.rpartition(".")[2].replace("_", " ")
        text = "".join(self._parts(sentence.variant(self.facts.get("n"))))
        self.language = asked
        return text if found == asked else self._isolated(text, found, is_safe=True)

    def _parts(self, parts: Sequence[Part]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Words):
                yield part.html if self.is_page else part.text
            elif isinstance(part, Place):
                yield self._told(part)
            else:
                yield self._aside(part)

    def _aside(self, aside: Aside) -> str:
        """A part in brackets, or nothing when one of its facts says nothing."""
        said = []
        for part in aside.parts:
            text = "".join(self._parts((part,)))
            if isinstance(part, Place) and (not text or not self.facts.get(part.fact)):
                return ""
            said.append(text)
        return "".join(said)

    def _told(self, place: Place) -> str:
        """One fact, in the form its place asks for."""
        if place.fact not in self.facts:
            warnings.warn(f"the fact {place.fact} is missing", PhraseMissing, stacklevel=6)
            return "…"
        value = self.facts[place.fact]
        if isinstance(value, str):
            return self._text(place, value)
        if isinstance(value, bool):
            return self._word(place, "yes" if value else "no") or str(value)
        if isinstance(value, int):
            return self._number(place, value)
        if isinstance(value, Mapping):
            return self._words(value)
        if isinstance(value, tuple | list | frozenset | set):
            things = sorted(value) if isinstance(value, frozenset | set) else value
            said = [self._text(place, str(thing)) for thing in things]
            return formats.listed(said, self.language)
        return self._isolated(str(value), self.language)

    def _text(self, place: Place, value: str) -> str:
        """A name, a word of an enumeration, a rule, a day, or text as it is."""
        word = self._word(place, value)
        if word:
            return word
        if self.names.has(value) or _IDENTITY.fullmatch(value):
            return self._name(place, value)
        if place.fact.endswith("_on") and value:
            return self._isolated(formats.format_date(value, self.language), self.language)
        return self._isolated(value, self.language) if value else ""

    def _word(self, place: Place, value: str) -> str:
        """The word for a value of an enumeration; empty where there is none.

        Note: a word may have plural forms; they go with the votes of that name, as in
        `base` and `base_votes`, or else with the `n` of the sentence.
        """
        key = "rule." + value if place.fact == "rule_key" else f"word.{place.fact}.{value}"
        n = self.facts.get(f"{place.fact}_votes", self.facts.get("n"))
        key = self._counting(".".join((key, *place.forms)), n)
        found = self.phrases.language_found(key, self.language)
        sentence = self.phrases.sentences.get(found, {}).get(key)
        return self._in(found, sentence, n) if sentence else ""

    def _counting(self, key: str, n: object) -> str:
        """The key, or the one with words of its own for none at all: "no speaker"."""
        none = f"{key}.none"
        return none if n == 0 and self.phrases.has(none, LAST_RESORT) else key

    def _in(self, found: str, sentence: Sentence, n: object) -> str:
        asked, self.language = self.language, found
        text = "".join(self._parts(sentence.variant(n)))
        self.language = asked
        return text if found == asked else self._isolated(text, found, is_safe=True)

    def _number(self, place: Place, value: int) -> str:
        """A quantity, a number that names something, a length of time or a time of day."""
        fact = place.fact
        if place.forms:
            return self._counted(place.forms[0], value)
        if fact == "at" or fact.endswith("_at"):
            zone = str(self.facts.get("zone", ""))
            return self._figure(formats.format_time(Instant(value), zone, self.language))
        if fact.endswith("_s"):
            return self._figure(formats.duration(value, self.language))
        if fact in NAMING_NUMBERS:
            return self._figure(str(value))
        return self._figure(formats.number(value, self.language))

    def _counted(self, what: str, value: int) -> str:
        """A number with what it counts: `{present.delegations}` is "3 delegations"."""
        key = self._counting(f"word.count.{what}", value)
        speech = _Speech(
            self.phrases,
            self.language,
            names=self.names,
            facts={**self.facts, "n": value},
            is_page=self.is_page,
        )
        return speech.said(key)

    def _name(self, place: Place, identity: str) -> str:
        """A person or delegation, in one of the forms of its name."""
        names, language = self.names, self.language
        forms = place.forms
        if forms[:1] == ("delegation",):
            identity, forms = names.delegation(identity), forms[1:]
            if not identity:
                return ""
        form = forms[0] if forms else "name"
        if form == "of":
            text = names.of(identity, language)
        elif form == "title":
            text = names.title(identity, language)
        elif form == "short" or (form == "name" and _PARLIAMENT.fullmatch(identity)):
            text = names.short(identity, language)
        else:
            text = names.label(identity, language)
        return self._isolated(text, names.language_of(identity, language)) if text else ""

    def _words(self, value: Mapping[str, str]) -> str:
        """A text of the record, in the language asked for or else in one it is given in."""
        language, text = text_of(value, self.language)
        return self._isolated(text, language) if text else ""

    def _figure(self, text: str) -> str:
        """Digits; apart from the words around them only where those run the other way."""
        if formats.is_right_to_left(self.language):
            return self._isolated(text, self.language)
        return text

    def _isolated(self, text: str, language: str, *, is_safe: bool = False) -> str:
        """A value kept from mixing with the direction and the language of its sentence."""
        if self.is_page:
            text = text if is_safe else str(escape(text))
            if language == self.language:
                return f"<bdi>{text}</bdi>"
            return f'<bdi lang="{escape(language)}">{text}</bdi>'
        if formats.is_right_to_left(self.language):
            return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
        return text
