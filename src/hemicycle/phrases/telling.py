"""One phrase while it is being said: each fact in the form, the language and the place it needs."""

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import escape

from hemicycle.journal.names import Names
from hemicycle.phrases import formats
from hemicycle.phrases.sentences import Part, Place, Sentence, Words
from hemicycle.procedure.kernel import Instant, Phrase
from hemicycle.wording import comma

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
# Numbers that name a thing are not grouped: entry 4217, but 4,217 votes.
NAMING_NUMBERS = frozenset({"division", "entry", "number", "position", "question", "sitting"})

# Delegations that are told together: in each language they stand by its own names.
BY_NAME = frozenset({"absent"})

_IDENTITY = re.compile(r"[gop]-[a-z0-9.-]+")
_PARLIAMENT = re.compile(r"p-[0-9]+")


def text_of(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """A text of the record in a language, or else in one it is given in; and that language."""
    for found in (language, language.partition("-")[0], "en", *words):
        if words.get(found):
            return found, words[found]
    return language, ""


class Telling:
    """Sentences by key, a reader's language and names, the facts; `lacks` says what is amiss."""

    __slots__ = ("facts", "is_page", "known", "lacks", "language", "names")

    def __init__(
        self,
        known: Mapping[str, Sentence],
        language: str,
        *,
        names: Names,
        facts: Mapping[str, object],
        is_page: bool,
    ) -> None:
        self.known, self.language, self.names = known, language, names
        self.facts, self.is_page = facts, is_page
        self.lacks: tuple[str, ...] = ()

    def said(self, key: str) -> str:
        """The whole phrase, in the language asked for or marked as being in another."""
        sentence = self.known.get(key)
        if sentence is None:
            self.lacks += (f"there is no sentence for {key}",)
            return key.rpartition(".")[2].replace("_", " ")
        return self._sentence(sentence, self.facts.get("n"))

    def _sentence(self, sentence: Sentence, n: object) -> str:
        asked, found = self.language, sentence.language
        self.language = found
        text = self._parts(sentence.variant(n))
        self.language = asked
        return text if found == asked else self._isolated(text, found, is_safe=True)

    def _parts(self, parts: Sequence[Part]) -> str:
        said = []
        for part in parts:
            if isinstance(part, Words):
                said.append(part.html if self.is_page else part.text)
            elif isinstance(part, Place):
                said.append(self._told(part))
            else:
                said.append(self._aside(part.parts))
        return "".join(said)

    def _aside(self, parts: Sequence[Part]) -> str:
        """A part in brackets, or nothing when one of its facts says nothing."""
        for part in parts:
            if isinstance(part, Place) and not self.facts.get(part.fact):
                return ""
        said = [self._parts((part,)) for part in parts]
        return "".join(said) if all(said) else ""

    def _told(self, place: Place) -> str:
        """One fact, in the form its place asks for."""
        value = self.facts.get(place.fact)
        if isinstance(value, str):
            return self._text(place, value)
        if isinstance(value, bool):
            return self._word(place, "yes" if value else "no") or str(value)
        if isinstance(value, int):
            return self._number(place, value)
        if isinstance(value, Mapping):
            language, text = text_of(value, self.language)
            return self._isolated(text, language) if text else ""
        if isinstance(value, tuple | list | frozenset | set):
            things = self._in_order(place, value)
            said = [self._thing(place, thing) for thing in things]
            return formats.listed(said, self.language)
        if place.fact not in self.facts:
            self.lacks += (f"the fact {place.fact} is missing",)
        return "…"

    def _in_order(self, place: Place, value: Iterable[object]) -> Iterable[object]:
        """Several things as they were given; those that have no order of their own by name."""
        if place.fact in BY_NAME:
            shown = {one: self.names.short(str(one), self.language) for one in value}
            return sorted(shown, key=lambda one: (formats.by_letters(shown[one]), str(one)))
        return sorted(map(str, value)) if isinstance(value, frozenset | set) else value

    def _thing(self, place: Place, thing: object) -> str:
        """One of several things: a name or a word, or a phrase with facts of its own."""
        if not isinstance(thing, Phrase):
            return self._text(place, str(thing))
        asked, self.facts = self.facts, {**self.facts, **thing.facts}
        said = self.said(thing.key)
        self.facts = asked
        return said

    def _text(self, place: Place, value: str) -> str:
        """A name, a word of an enumeration, a rule, a day, or text as it is."""
        if not value:
            return ""
        word = self._word(place, value)
        if word:
            return word
        if self.names.has(value) or _IDENTITY.fullmatch(value):
            return self._name(place, value)
        if place.fact in {"language", "languages"}:
            return str(formats.locale(self.language).languages.get(value, value))
        if place.fact == "article":
            return self._isolated(formats.cited(value, self.language), self.language)
        if place.fact.endswith("_on"):
            return self._isolated(formats.format_date(value, self.language), self.language)
        return self._isolated(value, self.language)

    def _word(self, place: Place, value: str) -> str:
        """The word for a value of an enumeration; empty where there is none.

        Note: a word may have plural forms; they go with the votes of that name, as in
        `base` and `base_votes`, or else with the `n` of the sentence.
        """
        key = "rule." + value if place.fact == "rule_key" else f"word.{place.fact}.{value}"
        sentence = self.known.get(".".join((key, *place.forms)) if place.forms else key)
        if sentence is None:
            return ""
        n = self.facts.get(f"{place.fact}_votes", self.facts.get("n"))
        if n == 0:
            sentence = self.known.get(".".join((key, *place.forms, "none")), sentence)
        return self._sentence(sentence, n)

    def _number(self, place: Place, value: int) -> str:
        """A quantity, a number that names something, a length of time or a time of day."""
        fact = place.fact
        if place.forms == ("moment",):
            at = formats.moment(Instant(value), str(self.facts.get("zone", "")))
            day = formats.format_date(f"{at:%Y-%m-%d}", self.language)
            return self._isolated(f"{day}{comma(self.language)} {at:%H:%M}", self.language)
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
        key = f"word.count.{what}"
        if value == 0 and f"{key}.none" in self.known:
            key = f"{key}.none"
        asked, self.facts = self.facts, {**self.facts, "n": value}
        said = self.said(key)
        self.facts = asked
        return said

    def _name(self, place: Place, identity: str) -> str:
        """A person or delegation, in one of the forms of its name."""
        names, language = self.names, self.language
        forms = place.forms
        if forms[:1] == ("delegation",):
            identity, forms = names.delegation(identity), forms[1:]
            if not identity:
                return ""
            if names.roll_of:  # who sits for nobody else is told with the group instead
                forms = ("title",)
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
