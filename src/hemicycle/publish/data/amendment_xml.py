"""An amendment in Akoma Ntoso 3.0: what it would change, as words and as a modification."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Amendment, Text, Words
from hemicycle.procedure.rules.amendments import stage_of
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, MOVE, REWORD
from hemicycle.publish.data.akoma import (
    Address,
    Element,
    References,
    element,
    file_of,
    identification,
    in_language,
    lifecycle,
    preface,
    proprietary,
)
from hemicycle.publish.data.amendments_table import paragraph_of
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.data.text_xml import address_of as address_of_text
from hemicycle.publish.minutes_html import day_of
from hemicycle.publish.output import Output, Published

SORTS = {REWORD: "substitution", INSERT: "insertion", DELETE: "repeal", MOVE: "renumbering"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One amendment of one text."""

    text: Text
    amendment: Amendment

    @property
    def name(self) -> str:
        """The name that it has in addresses."""
        return plain_id(f"{self.text.id}-{self.amendment.number}")


def every(published: Published) -> list[Part]:
    """All amendments of the session."""
    return [
        Part(text=text, amendment=one)
        for text in published.assembly.texts.values()
        for one in text.amendments.values()
    ]


def parts(published: Published) -> Sequence[str]:
    """The amendments of the session, each by the name that it has in addresses."""
    return [one.name for one in every(published)]


def write(published: Published) -> bytes:
    """The document of the amendment of a part."""
    part = next(one for one in every(published) if one.name == published.part)
    amendment, references = part.amendment, References(published)
    author = (
        references.body(amendment.for_body)
        if amendment.for_body
        else references.person(amendment.mover)
    )
    for sponsor in amendment.sponsors:
        references.person(sponsor)
    stage = stage_of(published.assembly, part.text, amendment)
    status = references.concept(f"status-{stage}", f"word.amendment_stage.{stage}")
    content = change(published, part)
    address = Address(
        published=published,
        sort="amendment",
        day=day_of(amendment.lodged_at, published),
        number=part.name,
    )
    meta = element(
        "meta",
        identification(address, author.removeprefix("#")),
        lifecycle(published),
        analysis(published, part),
        references.element(),
        proprietary(published),
    )
    head = preface(published, element("p", element("docNumber", part.name, refersTo=status)))
    body = element("amendmentBody", element("amendmentContent", content, eId="content"))
    return file_of(element("amendment", meta, head, body, name="amendment"))


def target(published: Published, part: Part) -> str:
    """The paragraph, or the other amendment, that it would change."""
    amendment = part.amendment
    if amendment.to:
        other = Part(text=part.text, amendment=part.text.amendments[amendment.to])
        day = day_of(other.amendment.lodged_at, published)
        address = Address(published=published, sort="amendment", day=day, number=other.name)
        return f"{address.work}/!main#content"
    about = amendment.after if amendment.does == INSERT else amendment.clause
    return f"{address_of_text(published, part.text).work}/!main{f'#{about}' if about else ''}"


def change(published: Published, part: Part) -> Element:
    """What it would change, with the words before and after."""
    kind, paragraph = paragraph_of(part.text, part.amendment)
    where = published.phrases.say(
        "textpaper.place",
        published.language,
        published.names,
        clause_kind=kind or "operative",
        paragraph=paragraph,
    )
    mod = element("mod", eId="mod-1")
    mod.append(element("ref", where, href=target(published, part), eId="ref-1"))
    before, after = wordings(part)
    for name, words in (("old", before), ("new", after)):
        if words:
            mod.append(in_language(published, words, into=element("quotedText", eId=name)))
    return element("p", mod)


def wordings(part: Part) -> tuple[Words, Words]:
    """The words before the change and after it; nothing where there are none."""
    amendment, text = part.amendment, part.text
    if amendment.to:
        return text.amendments[amendment.to].words, amendment.words
    clause = text.versions[amendment.version - 1].clause(amendment.clause)
    return (clause.words if clause else {}), amendment.words


def analysis(published: Published, part: Part) -> Element:
    """The change, for programs."""
    before, after = wordings(part)
    mod = element(
        "textualMod",
        element("source", href="#mod-1", eId="source-1"),
        element("destination", href=target(published, part), eId="destination-1"),
        type=SORTS[part.amendment.does],
        eId="change-1",
    )
    for name, words in (("old", before), ("new", after)):
        if words:
            mod.append(element(name, href=f"#{name}", eId=f"{name}-1"))
    return element("analysis", element("activeModifications", mod), source="#hemicycle")


OUTPUT = Output(
    name="amendment", extension="xml", media_type="application/akn+xml", write=write, parts=parts
)
