"""The news item of the press room: what the record holds, in plain sentences.

`facts_of` lists what is told; `write` tells each fact once and adds nothing. The item of a
reported session sends to the reports and their sources.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from hemicycle.phrases import format_date, text_of
from hemicycle.phrases.formats import listed
from hemicycle.procedure.assembly import Words
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.publish.news_facts import (
    Fact,
    Kind,
    facts_of,
    language_of,
    one_line,
    quotable,
    title_of,
)
from hemicycle.publish.output import Output, Published, root_of

__all__ = ["OUTPUT", "Fact", "facts_of", "write"]

# Which facts make one paragraph; each decision has its own.
MATTERS: Mapping[Kind, str] = {
    "gathered": "lead",
    "theme": "lead",
    "met": "sitting",
    "chaired": "sitting",
    "spoke": "speakers",
    "decided": "decision",
    "required": "decision",
    "reserved": "decision",
    "unverified": "notes",
    "corrected": "notes",
}
NAMED_IN_ONE_SENTENCE = 6


def write(published: Published) -> bytes:
    """The whole item: one line for each paragraph, and an empty line between them."""
    item = Item(published, language_of(published))
    paragraphs = [published.band, item.headline(), *map(" ".join, item.paragraphs())]
    lines = [one_line(paragraph) for paragraph in paragraphs if paragraph]
    return ("\n\n".join(lines) + "\n").encode()


def matters(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """The facts of each paragraph."""
    matter: list[Fact] = []
    for fact in facts:
        if matter and begins_another(matter[-1], fact):
            yield matter
            matter = []
        matter.append(fact)
    if matter:
        yield matter


def begins_another(before: Fact, fact: Fact) -> bool:
    """Whether a fact begins a paragraph of its own."""
    is_same = (MATTERS[fact.kind], fact.body) == (MATTERS[before.kind], before.body)
    return fact.kind == "decided" or not is_same


@dataclass(frozen=True, slots=True)
class Item:
    """The item while it is being written, in the language in which there are sentences for it."""

    published: Published
    language: str

    def say(self, key: str, **facts: object) -> str:
        """One sentence, or a part of one."""
        published = self.published
        return published.phrases.say(f"news.{key}", self.language, published.names, **facts)

    def text(self, text: str) -> Words:
        """A text of the item itself, which no name or word of the same letters may replace."""
        return {self.language: text}

    def headline(self) -> str:
        """The session, what was decided last, and how many decisions there are."""
        session = self.published.session
        if session.is_reported:
            return self.say("headline_reported", session=session.title)
        decisions = self.published.decisions
        if not decisions:
            return self.say("headline_without_decision", session=session.title)
        latest = decisions[-1]
        return self.say(
            f"headline_{latest.outcome}",
            session=session.title,
            title=self.text(title_of(self.published, latest)),
            n=len(decisions),
        )

    def paragraphs(self) -> Iterator[list[str]]:
        """The sentences of each paragraph."""
        facts = facts_of(self.published)
        if self.published.session.is_reported:
            yield [self.say("place_and_dates", dateline=self.text(self.dateline()))]
            yield from ([self.theme(fact)] for fact in facts)
            yield [self.say("reports")]
            return
        tell: Mapping[str, Callable[[list[Fact]], list[str]]] = {
            "lead": self.lead,
            "sitting": self.sitting,
            "speakers": self.speakers,
            "decision": self.decision,
            "notes": self.notes,
        }
        for matter in matters(facts):
            yield tell[MATTERS[matter[0].kind]](matter)
        yield self.closing()

    def lead(self, facts: list[Fact]) -> list[str]:
        """Which session, where and when, with how many delegations, and its theme."""
        gathered, *themes = facts
        (delegations,) = gathered.figures
        session = quotable(self.published.session.title, self.language)
        kind = "numbered" if session[:1].isdigit() else "named"
        said = self.say(
            "gathered" if delegations else "opened",
            dateline=self.text(self.dateline()),
            session=self.text(begun(self.say(f"session_{kind}", session=self.text(session)))),
            n=delegations,
        )
        return [said, *map(self.theme, themes)]

    def dateline(self) -> str:
        """Where and when the session meets, as far as the record tells."""
        session = self.published.session
        starts_on, ends_on = session.starts_on, session.ends_on
        if starts_on == ends_on:
            dates = self.say("one_day", starts_on=starts_on)
        elif starts_on[:7] == ends_on[:7]:
            day = format_date(starts_on, self.language).partition(" ")[0]
            dates = self.say("one_month", day=self.text(day), ends_on=ends_on)
        else:
            dates = self.say("from_to", starts_on=starts_on, ends_on=ends_on)
        return self.say("dateline", place=session.place, dates=self.text(dates))

    def theme(self, fact: Fact) -> str:
        """The theme of the general debate."""
        return self.say("theme", title=self.text(fact.title))

    def sitting(self, facts: list[Fact]) -> list[str]:
        """That a body sat, and everybody who presided."""
        body = self.text(begun(self.body(facts[0].body)))
        said = []
        for place, fact in enumerate(facts[1:]):
            office = self.text(self.office(fact.person, besides="chair"))
            key = "also_chaired" if place else "met"
            said.append(self.say(key, body=body, person=fact.person, office=office))
        return said

    def speakers(self, facts: list[Fact]) -> list[str]:
        """Who spoke in a body, in the order of first speaking, and how many others."""
        in_body = self.body(facts[0].body)
        bodies = {"body": self.text(begun(in_body)), "in_body": self.text(in_body)}
        named = [fact.person for fact in facts if fact.person]
        said: list[str] = []
        for is_delegate, group in groupby(named, key=lambda person: bool(self.delegation(person))):
            if is_delegate:
                said += self.delegates(list(group), bodies, is_first=not said)
            else:
                said += [
                    self.say("spoke", **bodies, person=one, office=self.text(self.office(one)))
                    for one in group
                ]
        others = [self.say("others_spoke", **bodies, n=f.figures[0]) for f in facts if f.figures]
        return said + others

    def delegates(
        self, persons: list[str], bodies: Mapping[str, Words], *, is_first: bool
    ) -> list[str]:
        """Delegates who spoke one after the other, in sentences of no more than a few names."""
        said = []
        sentences = -(-len(persons) // NAMED_IN_ONE_SENTENCE)
        for number in range(sentences):
            first, after = (len(persons) * n // sentences for n in (number, number + 1))
            these = persons[first:after]
            if len(these) == 1:
                (person,) = these
                delegation = self.delegation(person)
                said.append(
                    self.say("delegate_spoke", **bodies, person=person, delegation=delegation)
                )
                continue
            key = "heard" if is_first and not number else "then_heard"
            said.append(self.say(key, **bodies, speakers=self.listed(map(self.delegate, these))))
        return said

    def delegate(self, person: str) -> str:
        """A delegate with the delegation."""
        return self.say("delegate", person=person, delegation=self.delegation(person))

    def decision(self, facts: list[Fact]) -> list[str]:
        """What a body decided, how, and who recorded reservations.

        Note: where more votes for than against were not enough, the sentence says which is which.
        """
        decided, *others = facts
        required = [one.figures[0] for one in others if one.kind == "required"]
        reserved = tuple(one.person for one in others if one.kind == "reserved")
        way = "by_vote" if decided.figures else f"by_{decided.method}"
        for_votes, against_votes, abstention_votes, not_cast_votes = decided.figures or (0,) * 4
        said = [
            self.say(
                f"{decided.outcome}_{'short' if required else way}",
                body=self.text(begun(self.body(decided.body))),
                title=self.text(decided.title),
                for_votes=for_votes,
                against_votes=against_votes,
                abstention_votes=abstention_votes,
                not_cast_votes=not_cast_votes,
            )
        ]
        said += [self.say("required", required_votes=votes) for votes in required]
        if reserved:
            said.append(self.say("reserved", delegations=reserved, n=len(reserved)))
        return said

    def notes(self, facts: list[Fact]) -> list[str]:
        """Which results rest on rules that are not verified, and what was corrected."""
        said = []
        titles = [
            self.say("quoted", title=self.text(one.title))
            for one in facts
            if one.kind == "unverified"
        ]
        if titles:
            said.append(self.say("unverified", titles=self.listed(titles), n=len(titles)))
        said += [
            self.say("corrected", n=one.figures[0]) for one in facts if one.kind == "corrected"
        ]
        return said

    def closing(self) -> list[str]:
        """How far the record was read, and how anyone can check it."""
        said = [self.say("position", position=self.published.assembly.position)]
        root = root_of(self.published)
        if root is not None:
            entry, _, words = root
            said.append(self.say("root", entry=entry, words={"en": words}))
        return said

    def body(self, identity: str) -> str:
        """A body with its article, as it stands within a sentence.

        Note: the article goes with the first word of the title, where there is a sentence for it.
        """
        words = self.published.assembly.bodies[BodyId(identity)].title
        found, title = text_of(words, self.language)
        key = f"body_{first_word(title)}"
        if found != self.language or not self.published.phrases.has(f"news.{key}", found):
            key = "body"
        return self.say(key, title=self.text(quotable(words, self.language)))

    def delegation(self, person: str) -> str:
        """The delegation in which a person sits; nothing for others, or if the name tells it."""
        known = self.published.assembly.people.get(MemberId(person))
        return known.delegation if known and self.published.names.has(person) else ""

    def office(self, person: str, *, besides: str = "") -> str:
        """The office in which a person acts, by its title or its general word; or nothing.

        Note: the general word of the office `besides` would only say again what is being said.
        """
        published, language = self.published, self.language
        title = published.names.title(person, language)
        if title and title != published.names.honorific(person, language):
            return title
        known = published.assembly.people.get(MemberId(person))
        if not known or known.office in ("", besides):
            return ""
        return published.phrases.say(f"word.office.{known.office}.role", language, published.names)

    def listed(self, things: Iterable[str]) -> Words:
        """Several things in a row: A, B and C."""
        return self.text(listed(list(things), self.language))


def begun(text: str) -> str:
    """A text as a sentence begins with it."""
    return text[:1].upper() + text[1:]


def first_word(title: str) -> str:
    """The first word of a title, in the small letters a to z."""
    words = unicodedata.normalize("NFKD", title).split()
    return "".join(c for c in words[0].lower() if "a" <= c <= "z") if words else ""


OUTPUT = Output(
    name="news",
    extension="txt",
    media_type="text/plain; charset=utf-8",
    write=write,
    sort="document",
)
