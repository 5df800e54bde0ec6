"""The explanatory memorandum of a text, in the version that is in force, as a paper of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.documents.document import Block, Document, Note, Paragraph
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed
from hemicycle.publish.documents.texts_told import Telling, telling
from hemicycle.publish.output import Published

NAME = "memorandum"


def explained(published: Published) -> Sequence[str]:
    """The texts that have a memorandum, each by the name that it has in addresses."""
    texts = published.assembly.texts.values()
    return [plain_id(one.id) for one in texts if one.memoranda]


def document(published: Published) -> Document:
    """The memorandum of the text of a part."""
    told = telling(published)
    latest = told.text.memoranda[-1]
    bare = framed(
        told.wording,
        title=told.wording.said("memo.title", {}).plain,
        subtitle=told.title,
        symbol=latest.symbol,
        blocks=blocks(told),
    )
    day_on = told.wording.day(latest.lodged_at)
    version = told.say("version", n=latest.number, day_on=day_on)
    explains = told.wording.given({told.wording.language: told.text.symbol})
    ours = (
        (told.wording.said("memo.explains", {}), explains),
        (told.say("version_head"), version),
    )
    others = [one for one in told.facts() if one[0] != told.say("version_head")]
    return replace(bare, facts=(*ours, *others))


def blocks(told: Telling) -> Iterator[Block]:
    """Its paragraphs in the language of the document, or in the first that it has."""
    words = told.text.memoranda[-1].words
    language = told.wording.language
    if not words.get(language):
        language = next(code for code, said in words.items() if said)
        yield Note(text=told.wording.said("memo.only_in", {"language_code": language}))
    for number, one in enumerate(words[language].split("\n"), 1):
        yield Paragraph(text=told.wording.given({language: one}), anchor=f"paragraph-{number}")


OUTPUTS = outputs(NAME, document, parts=explained)
