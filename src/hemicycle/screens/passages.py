"""Everything public that can be sought in a session, each with its place; no word is read here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Text, Words
from hemicycle.procedure.kernel import Instant, Phrase
from hemicycle.procedure.rules.clauses import places
from hemicycle.screens.minutes import Section, sections_of
from hemicycle.screens.text_seen import anchor_of
from hemicycle.screens.view import View

# In the order in which answers are shown.
KINDS = (
    *("decision", "text", "memorandum", "delegation", "person", "body", "item", "request"),
    *("speech", "report", "minutes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One thing that can be found: what it says, and the address below the session where it is.

    `words` are of the record, `names` ids whose names say more, `phrase` a sentence of the
    minutes; `at` is when it happened, 0 where that says nothing.
    """

    kind: str
    link: str
    words: Words = field(default_factory=dict)
    names: Sequence[str] = ()
    phrase: Phrase | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    at: Instant = Instant(0)


def passages(view: View) -> Iterator[Passage]:
    """What the state of the session tells; the sentences of the minutes come apart."""
    assembly = view.assembly
    for decision in sorted(assembly.decisions.values(), key=lambda one: -one.position):
        link = f"entries/{decision.position}"
        if decision.division:
            link = f"divisions/{decision.division}"
        words = decision.question.title
        yield Passage(kind="decision", link=link, words=words, at=decision.at)
    for text in assembly.texts.values():
        yield from of_text(text)
        yield from of_memorandum(text)
    for delegation in assembly.delegations:
        yield Passage(kind="delegation", link=f"delegations/{delegation}", names=(delegation,))
    yield from people(view)
    for body in assembly.bodies.values():
        yield Passage(kind="body", link=f"bodies/{body.id}", words=body.title)
        for item in body.items.values():
            yield Passage(kind="item", link=f"items/{body.id}-{item.id}", words=item.title)
        for request in body.emergency.requests.values():
            for words in (request.text.title, request.text.subject):
                yield Passage(kind="request", link=f"emergency?body={body.id}", words=words)
    for report in assembly.reports:
        link = f"minutes#p{report.position}" if view.is_reported else "press"
        yield Passage(kind="report", link=link, words=report.words)


def of_text(text: Text) -> Iterator[Passage]:
    """A draft resolution by its symbol and title, its paragraphs, and what is proposed to it."""
    link, clauses = f"texts/{text.id}", text.latest.clauses
    named = {code: f"{text.symbol} {title}" for code, title in text.title.items()}
    yield Passage(kind="text", link=link, words=named, at=text.lodged_at)
    of_clause = places(clauses)
    for clause in clauses[1:]:
        anchor = anchor_of(*of_clause[clause.id])
        yield Passage(kind="text", link=f"{link}#{anchor}", words=clause.words)
    for one in text.amendments.values():
        if one.words:
            place = f"{link}/amendments/{one.number}"
            yield Passage(kind="text", link=place, words=one.words, at=one.lodged_at)


def of_memorandum(text: Text) -> Iterator[Passage]:
    """What explains a text: the version in force by its symbol, and each of its paragraphs."""
    if not text.memoranda:
        return
    shown, link = text.memoranda[-1], f"texts/{text.id}/memorandum"
    named = {code: f"{shown.symbol} {title}" for code, title in text.title.items()}
    yield Passage(kind="memorandum", link=link, words=named, at=shown.lodged_at)
    told = {code: said.split("\n") for code, said in shown.words.items() if said}
    for place in range(max(map(len, told.values()), default=0)):
        words = {code: parts[place] for code, parts in told.items() if place < len(parts)}
        yield Passage(kind="memorandum", link=link, words=words)


def people(view: View) -> Iterator[Passage]:
    """The members, each at the page of the delegation, or where officers stand."""
    for person in view.assembly.people.values():
        if not person.is_withdrawn:
            own = (person.delegation,) if person.delegation else ()
            link = f"delegations/{person.delegation}" if own else "bodies"
            yield Passage(kind="person", link=link, names=(person.id, *own))


def sentences(view: View, *, after: int) -> Iterator[Passage]:
    """The sentences of the minutes after an entry; none of a reported session, which has none."""
    if view.is_reported:
        return
    # Entries are in their order, so that what was read before need not be read again.
    later = [one for one in view.history[after:] if one.position > after]
    for section in sections_of(view, later):
        yield from lines(section)


def lines(section: Section) -> Iterator[Passage]:
    """The sentences of one sitting."""
    for part in section.parts:
        for one in part.lines:
            link = f"entries/{one.position}"
            yield Passage(kind="minutes", link=link, phrase=one.phrase, at=one.at)
