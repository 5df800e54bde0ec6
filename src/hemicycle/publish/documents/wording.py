"""Says what a document says: phrases as texts whose foreign words keep their language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape

from hemicycle.journal.forms import Written
from hemicycle.phrases.formats import by_letters, format_time, moment
from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly import Words
from hemicycle.procedure.kernel import BodyId, Entry, Instant, MemberId
from hemicycle.publish.documents.document import NOTHING, Note, Run, Text, joined
from hemicycle.publish.minutes_html import MINUTES, rule_of
from hemicycle.publish.output import Published
from hemicycle.wording import semicolon

# The beginning of a value set apart, with its language; its end; or words.
PIECE = re.compile(r'(<bdi(?: lang="([^"]*)")?>)|(</bdi>)|([^<]+)')
# An article or a preposition of French before a vowel; a name keeps the apostrophe it is given.
ELISION = re.compile(r"(?<!\w)([ld]|qu)'(?=\w)")
# Control characters, what turns the direction of a line, and what no document may hold.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]+"
)


def text_from(page: str) -> Text:
    """A phrase as it is said for pages, as a text: words, and values set apart from them.

    Where nothing is in the document's own language, the text is in that of its first words.
    """
    runs: list[Run] = []
    languages = [""]
    is_whole = True
    for begins, language, ends, words in PIECE.findall(page):
        if begins:
            languages.append(language or languages[-1])
        elif ends:
            languages.pop()
        else:
            is_whole = is_whole and len(languages) > 1
            one = Run(
                text=printable(unescape(words)), language=languages[-1], is_apart=len(languages) > 1
            )
            add(runs, one)
    return Text(tuple(runs), runs[0].language if runs and is_whole else "")


def printable(text: str) -> str:
    """A text on one line, which cannot turn what stands around it."""
    return UNPRINTABLE.sub(" ", text)


def typographic(text: Text, language: str) -> Text:
    """The same text with the apostrophe of print after the articles of French."""
    if language != "fr" or "'" not in text.plain:
        return text
    runs = tuple(replace(run, text=ELISION.sub(r"\1’", run.text)) for run in text.runs)
    return Text(runs, text.language)


def add(runs: list[Run], one: Run) -> None:
    """One more run; words of another language that go on in it stay one."""
    last = runs[-1] if runs else None
    if last and one.language and last == replace(one, text=last.text):
        runs[-1] = replace(last, text=last.text + one.text)
    else:
        runs.append(one)


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases, names, times and texts of one session in the language of a document."""

    published: Published

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.published.language

    @property
    def zone(self) -> str:
        """The time zone in which the session meets."""
        return self.published.session.zone

    def say(self, key: str, **facts: object) -> Text:
        """A phrase of the chapter on documents."""
        return self.said(f"documents.{key}", facts)

    def said(self, key: str, facts: Mapping[str, object]) -> Text:
        """A phrase by its whole key."""
        of = self.published
        page = of.phrases.html(key, of.language, of.names, **{"zone": self.zone, **facts})
        return typographic(text_from(str(page)), of.language)

    def words(self, key: str, **facts: object) -> str:
        """The same as words alone, for titles."""
        return self.say(key, **facts).plain

    def word(self, kind: str, value: str) -> Text:
        """The word for a value: of a method, an outcome, a status."""
        return self.said(f"word.{kind}.{value}", {}) if value else NOTHING

    def minute(self, entry: Entry) -> Text:
        """What the minutes say of an entry."""
        phrase = MINUTES[type(entry)](entry)
        return self.said(phrase.key, phrase.facts)

    def given(self, words: Words) -> Text:
        """A text of the record, in the language of the document or marked as in another."""
        language, text = text_of(words, self.language)
        if not text:
            return NOTHING
        foreign = "" if language == self.language else language
        return Text((Run(text=printable(text), language=foreign, is_apart=True),), foreign)

    def lines(self, words: Words) -> list[Text]:
        """A long text of the record, paragraph by paragraph."""
        language, text = text_of(words, self.language)
        return [self.given({language: line}) for line in text.splitlines() if line.strip()]

    def name(self, identity: str) -> Text:
        """What a person or a parliament is called."""
        return self.say("name", member=identity) if identity else NOTHING

    def full_name(self, delegation: str) -> Text:
        """The long name of a parliament."""
        return self.say("full_name", delegation=delegation)

    def number(self, n: int) -> Text:
        """A figure alone in a cell."""
        return self.say("number", n=n)

    def day(self, at: Instant) -> str:
        """The day of an instant where the session meets, as 2026-03-02."""
        return moment(at, self.zone).date().isoformat()

    def clock(self, at: Instant) -> Text:
        """The time of day, to the minute."""
        return Text((Run(text=format_time(at, self.zone, self.language)[:-3], is_apart=True),))

    def body(self, body: str) -> Text:
        """What a body is called."""
        found = self.published.assembly.bodies.get(BodyId(body))
        return self.given(found.title) if found else NOTHING

    def rule(self, entry: Entry) -> tuple[Note, ...]:
        """The rule on which an entry rests, marked where its present text was not read."""
        rule_key, is_verified = rule_of(self.published, entry)
        return self.rule_named(rule_key, is_verified=is_verified) if rule_key else ()

    def rule_named(self, rule_key: str, *, is_verified: bool) -> tuple[Note, ...]:
        """A rule with its article, marked where its present text was not read."""
        article = self.published.rules.article(rule_key)
        key = "rule" if is_verified else "rule_not_verified"
        text = self.say(key, rule_key=rule_key, article=article)
        return (Note(text=text, sort="rule" if is_verified else "unverified"),)

    def office(self, offices: Mapping[MemberId, str], member: MemberId) -> Words:
        """The office a person holds at that moment; often nothing."""
        names, language = self.published.names, self.language
        title = names.title(member, language)
        if title and title != names.honorific(member, language):
            return {language: title}
        held = self.word("office", offices.get(member, ""))
        return {held.language or language: held.plain} if held else {}

    def person(self, offices: Mapping[MemberId, str], member: MemberId) -> Text:
        """A person with delegation and office."""
        return self.say("person", member=member, office=self.office(offices, member))

    def sorted_as(self, name: Text, identity: str) -> tuple[str, str]:
        """Where a name stands in a list: by its letters without their marks."""
        return by_letters(name.plain), identity

    def in_a_row(self, texts: Iterable[Text]) -> Text:
        """Several texts, one after the other, as the language separates them."""
        return joined(list(texts), f"{semicolon(self.language)} ")

    def corrigenda(self, position: int) -> tuple[Note, ...]:
        """The corrigenda to an entry."""
        return tuple(
            Note(
                text=self.say("corrigendum", entry=one.position, words=one.words),
                sort="corrigendum",
                anchor=f"e{one.position}",
            )
            for one in self.published.assembly.corrections
            if one.corrects == position
        )


def anchor_of(written: Written) -> str:
    """Where an entry is found, in the minutes as in every document."""
    return f"e{written.position}"
