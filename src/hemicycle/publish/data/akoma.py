"""The skeleton that both Akoma Ntoso outputs share: identification, references, notices.

Akoma Ntoso 3.0 (OASIS, 2018). Its addresses follow the naming convention: the jurisdiction is
`xx`, which ISO 3166 leaves to everybody and gives to no State; the subtype says where a record is
a rehearsal or reported, so that such a document never bears the address of a real one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from hemicycle.journal import instants
from hemicycle.phrases import text_of
from hemicycle.procedure.assembly import Division
from hemicycle.procedure.kernel import BodyId
from hemicycle.publish.data.identity import VOCABULARY, plain_id, urn_of
from hemicycle.publish.output import Published

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
THREE_LETTERS = {"en": "eng", "fr": "fra", "ar": "ara"}
UNKNOWN_LANGUAGE = "und"
JURISDICTION = "xx"
EDITOR = "hemicycle"
COUNTED = ("for", "against", "abstention", "not_cast")
SUMMED = {"for": "yes", "against": "no", "abstention": "abstain", "not_cast": "not_cast"}

ILLEGIBLE = re.compile(
    "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # XML 1.0, section 2.2

Element = Any  # lxml ships no types


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element of the namespace; a text child stands where it is given. `as_` means `as`."""
    names = {name.rstrip("_"): value for name, value in attributes.items() if value}
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", names, nsmap={None: NAMESPACE})
    for child in children:
        add(made, child)
    return made


def add(parent: Element, child: Element | str) -> None:
    """Put a child at the end: an element, or text without the signs that XML cannot hold."""
    if not isinstance(child, str):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legible(child)
    else:
        parent.text = (parent.text or "") + legible(child)


def legible(text: str) -> str:
    """A text whose every sign may stand in XML 1.0."""
    return ILLEGIBLE.sub("\ufffd", text)


@dataclass(slots=True, kw_only=True)
class Address:
    """Where a document stands among all: work, expression in a language, manifestation in XML."""

    published: Published
    sort: str
    day: str
    number: str

    @property
    def work(self) -> str:
        """The work, whatever the language."""
        basis = self.published.session.basis
        subtype = "" if basis == "acted" else f"/{basis}"
        return f"/akn/{JURISDICTION}/{self.sort}{subtype}/{self.day}/{self.number}"

    @property
    def language(self) -> str:
        """The language of the expression, in three letters."""
        main = self.published.language.partition("-")[0]
        return THREE_LETTERS.get(main, UNKNOWN_LANGUAGE)

    @property
    def expression(self) -> str:
        """The work in one language, as the record stood on the day of its last entry."""
        return f"{self.work}/{self.language}@{last_day(self.published)}"


def last_day(published: Published) -> str:
    """The day, in UTC, of the last entry."""
    return instants.written(published.assembly.at)[:10]


def identification(address: Address, author: str) -> Element:
    """What the document is: its three levels, each with its address, its date and its author."""
    published = address.published
    day = last_day(published)
    basis = published.session.basis

    def core(where: str, *, date: tuple[str, str], suffix: str = "") -> list[Element]:
        return [
            element("FRBRthis", value=f"{where}/!main{suffix}"),
            element("FRBRuri", value=f"{where}{suffix}"),
            element("FRBRdate", date=date[0], name=date[1]),
            element("FRBRauthor", href=f"#{author}", as_="#author"),
        ]

    work = element("FRBRWork", *core(address.work, date=(address.day, "generation")))
    alias = element("FRBRalias", name="urn", value=urn_of(published, address.number))
    work.insert(2, alias)
    add(work, element("FRBRcountry", value=JURISDICTION))
    if basis != "acted":
        add(work, element("FRBRsubtype", value=basis))
    add(work, element("FRBRnumber", value=address.number))
    expression = element("FRBRExpression", *core(address.expression, date=(day, "publication")))
    add(expression, element("FRBRversionNumber", value=str(published.assembly.position)))
    add(expression, element("FRBRlanguage", language=address.language))
    manifestation = element(
        "FRBRManifestation", *core(address.expression, date=(day, "generation"), suffix=".xml")
    )
    add(manifestation, element("FRBRformat", value="application/akn+xml"))
    return element("identification", work, expression, manifestation, source=f"#{EDITOR}")


def lifecycle(published: Published) -> Element:
    """When the record of the session began."""
    at = instants.written(published.session.opened_at)
    event = element("eventRef", eId="event-1", date=at, source=f"#{EDITOR}", type="generation")
    event.set("originatingExpression", "true")
    return element("lifecycle", event, source=f"#{EDITOR}")


def proprietary(published: Published) -> Element:
    """What the schema has no place for: basis, notice, and how much of the journal was read."""
    ours = etree.Element(f"{{{VOCABULARY}}}record", nsmap={"h": VOCABULARY})
    ours.set("basis", published.session.basis)
    ours.set("session", legible(published.session.id))
    ours.set("journal", urn_of(published))
    ours.set("positions", str(published.assembly.position))
    if published.band:
        ours.set("notice", published.band)
    holder = element("proprietary", source=f"#{EDITOR}")
    holder.append(ours)
    return holder


def preface(published: Published, *lines: Element) -> Element:
    """What stands above the text: the notice first, where the session bears one."""
    band = published.band
    notice = [element("p", legible(band), class_="notice")] if band else []
    title = in_language(published, published.session.title, into=element("docTitle"))
    return element("preface", *notice, element("p", title), *lines)


def in_language(published: Published, words: Mapping[str, str], *, into: Element) -> Element:
    """A text of the record in an element that says in which language it is."""
    found, text = text_of(words, published.language)
    if LANGUAGE.fullmatch(found):
        into.set(XML_LANG, found)
    add(into, text)
    return into


@dataclass(slots=True)
class References:
    """Everybody and everything that a document refers to, each named once."""

    published: Published
    named: dict[str, Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name("TLCRole", "author", shown="author")
        self.name("TLCObject", EDITOR, shown="Hemicycle")

    def name(self, tag: str, identity: str, *, shown: str) -> str:
        """A reference to something, which is named in the metadata from now on."""
        identity = plain_id(identity)
        if identity not in self.named:
            sort, session = tag.removeprefix("TLC").lower(), plain_id(self.published.session.id)
            where = f"/akn/ontology/{sort}/{JURISDICTION}/{session}/{identity}"
            named = legible(shown) or identity
            self.named[identity] = element(tag, eId=identity, href=where, showAs=named)
        return f"#{identity}"

    def person(self, identity: str) -> str:
        """A person; where the rules let somebody stand for a delegation, the delegation."""
        shown = self.published.names.label(identity, self.published.language)
        known = self.published.assembly.delegations
        tag = "TLCOrganization" if identity in known else "TLCPerson"
        return self.name(tag, identity, shown=shown)

    def body(self, identity: str) -> str:
        """A body of the assembly."""
        body = self.published.assembly.bodies.get(BodyId(identity))
        title = self.published.text(body.title) if body else ""
        return self.name("TLCOrganization", f"body-{identity}", shown=title or identity)

    def role(self, capacity: str) -> str:
        """The capacity in which somebody acts; nothing where there is none."""
        if not capacity:
            return ""
        return self.name("TLCRole", f"as-{capacity}", shown=self.word("capacity", capacity))

    def outcome(self, outcome: str) -> str:
        """What came of a question."""
        shown = self.word("outcome", outcome)
        return self.name("TLCConcept", f"outcome-{outcome}", shown=shown)

    def counted(self, choice: str) -> str:
        """What a figure counts."""
        shown = self.published.say(f"column.{SUMMED.get(choice, choice)}")
        return self.name("TLCConcept", f"count-{choice}", shown=shown)

    def concept(self, identity: str, key: str) -> str:
        """Something that has a phrase of its own."""
        shown = self.published.say(key)
        return self.name("TLCConcept", identity, shown=shown)

    def word(self, sort: str, value: str) -> str:
        """The word for a value, or the value itself."""
        published, key = self.published, f"word.{sort}.{value}"
        if not published.phrases.has(key, "en"):
            return value.replace("_", " ")
        return published.say(key)

    def element(self) -> Element:
        """All references as the metadata holds them."""
        return element("references", *self.named.values(), source=f"#{EDITOR}")


def voting(references: References, division: Division, *, where: str, about: str) -> Element | None:
    """The figures of a declared division, in sum and by delegation; none where nobody counted.

    Note: `quorum` holds the votes that were required, as in the examples of the standard.
    """
    if division.found:
        return None
    identity = f"voting-{division.number}"
    counts = [
        count(references, identity, choice=choice, value=value)
        for choice, value in zip(COUNTED, division.sums, strict=True)
    ]
    required = element(
        "quorum",
        eId=f"{identity}-required",
        value=str(division.required_votes),
        refersTo=references.counted("required_votes"),
    )
    return element(
        "voting",
        required,
        *counts,
        *by_delegation(references, division, identity=identity),
        eId=identity,
        href=where,
        refersTo=about,
        outcome=references.outcome(division.outcome),
    )


def by_delegation(
    references: References, division: Division, *, identity: str
) -> Iterable[Element]:
    """What each delegation placed, where there are rows; nothing is said of nothing."""
    for row in division.count.rows:
        placed = (row.for_votes, row.against_votes, row.abstention_votes, row.not_cast_votes)
        who = references.person(row.delegation)
        for choice, value in zip(COUNTED, placed, strict=True):
            if value:
                yield count(references, identity, choice=choice, value=value, who=who)


def count(
    references: References, voting_id: str, *, choice: str, value: int, who: str = ""
) -> Element:
    """One figure: what it counts, and whose votes where it is one delegation's."""
    whose = f"{who.removeprefix('#')}-" if who else ""
    return element(
        "count",
        eId=f"{voting_id}-{whose}{choice}",
        value=str(value),
        refersTo=f"{references.counted(choice)} {who}".strip(),
    )


def parliamentary(votings: Iterable[Element]) -> list[Element]:
    """The analysis that holds the votings, where there are any."""
    found = list(votings)
    if not found:
        return []
    return [element("analysis", element("parliamentary", *found), source=f"#{EDITOR}")]


def file_of(document: Element) -> bytes:
    """The document as a file."""
    root = element("akomaNtoso", document)
    etree.indent(document, space=" ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
