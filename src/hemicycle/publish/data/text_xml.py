"""A text in Akoma Ntoso 3.0: a statement named resolution, its paragraphs under their clause ids.

It is the latest version, in the language asked for where that follows the authentic one; a
paragraph that does not is authentic, and says in which language it is.
"""

from collections.abc import Iterator, Sequence

from hemicycle.procedure.assembly import Clause, Text
from hemicycle.procedure.rules.clause_languages import in_language
from hemicycle.procedure.rules.clauses import OPENING, OPERATIVE, PREAMBULAR, TITLE, numbers
from hemicycle.procedure.rules.lodged_texts import text_stage
from hemicycle.publish.data.akoma import (
    Address,
    Element,
    References,
    element,
    file_of,
    identification,
    lifecycle,
    preface,
    proprietary,
)
from hemicycle.publish.data.akoma import (
    in_language as said_in,
)
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.minutes_html import day_of
from hemicycle.publish.output import Output, Published

BELOW = {1: "paragraph", 2: "point", 3: "indent"}
Marked = tuple[Clause, str]


def parts(published: Published) -> Sequence[str]:
    """The texts of the session, each by the name that it has in addresses."""
    return [plain_id(one) for one in published.assembly.texts]


def text_in(published: Published) -> Text:
    """The text that a part is about."""
    found = {plain_id(one.id): one for one in published.assembly.texts.values()}
    return found[published.part]


def address_of(published: Published, text: Text) -> Address:
    """Where a text stands among all documents."""
    return Address(
        published=published,
        sort="statement",
        day=day_of(text.lodged_at, published),
        number=plain_id(text.id),
    )


def write(published: Published) -> bytes:
    """The document of the text of a part."""
    text, references = text_in(published), References(published)
    author = references.body(text.body)
    for mover in (*text.movers, *text.sponsors):
        references.person(mover)
    clauses = list(zip(text.latest.clauses, numbers(text.latest.clauses), strict=True))
    stage = text_stage(published.assembly, text)
    status = references.concept(f"stage-{stage}", f"word.text_stage.{stage}")
    main = element("mainBody", *nested(published, text, clauses=of_kind(clauses, OPERATIVE)))
    opening = preamble(published, text, clauses=clauses)
    meta = element(
        "meta",
        identification(address_of(published, text), author.removeprefix("#")),
        lifecycle(published),
        references.element(),
        proprietary(published),
    )
    head = titled(published, text, clauses=clauses, status=status)
    return file_of(element("statement", meta, head, *opening, main, name="resolution"))


def of_kind(clauses: Sequence[Marked], kind: str) -> list[Marked]:
    """The clauses of one kind."""
    return [(one, mark) for one, mark in clauses if one.kind == kind]


def titled(published: Published, text: Text, *, clauses: Sequence[Marked], status: str) -> Element:
    """What stands above the text: notice, symbol, title."""
    title = next(one for one, _ in clauses if one.kind == TITLE)
    head = preface(published)
    symbol = element("docNumber", text.symbol, refersTo=status)
    words = words_of(published, text, clause=title, into=element("docTitle", eId=title.id))
    head.remove(head[-1])  # the title of the session; a text has its own
    head.append(element("p", symbol))
    head.append(element("p", words))
    return head


def preamble(published: Published, text: Text, *, clauses: Sequence[Marked]) -> list[Element]:
    """Who speaks, and the recitals."""
    found = []
    for one, _ in of_kind(clauses, OPENING):
        line = words_of(published, text, clause=one, into=element("p"))
        found.append(element("formula", line, eId=one.id, name="opening"))
    recitals = [recital(published, text, marked=one) for one in of_kind(clauses, PREAMBULAR)]
    if recitals:
        found.append(element("recitals", *recitals, eId="recitals"))
    return [element("preamble", *found)] if found else []


def recital(published: Published, text: Text, *, marked: Marked) -> Element:
    """One recital with its number."""
    clause, mark = marked
    line = words_of(published, text, clause=clause, into=element("p"))
    return element("recital", element("num", mark), line, eId=clause.id)


def nested(published: Published, text: Text, *, clauses: Sequence[Marked]) -> Iterator[Element]:
    """The operative paragraphs, each with what stands below it."""
    at = 0
    while at < len(clauses):
        (clause, mark), start = clauses[at], at + 1
        at = start
        while at < len(clauses) and clauses[at][0].level > clause.level:
            at += 1
        line = words_of(published, text, clause=clause, into=element("p"))
        below = list(nested(published, text, clauses=clauses[start:at]))
        holder = element("intro" if below else "content", line)
        tag = BELOW[clause.level]
        yield element(tag, element("num", mark), holder, *below, eId=clause.id)


def words_of(published: Published, text: Text, *, clause: Clause, into: Element) -> Element:
    """The words of a clause, in an element that says in which language they are."""
    own = in_language(text, clause, language=published.language)
    words = {text.language: clause.words[text.language]}
    return said_in(published, words if own is None else {published.language: own}, into=into)


OUTPUT = Output(
    name="text", extension="xml", media_type="application/akn+xml", write=write, parts=parts
)
