"""The draft resolution as it lies before the body: paragraphs with marks, lines with numbers.

Lines are counted in the authentic language alone, as they are stored with the version.
"""

from collections.abc import Iterator
from dataclasses import replace
from textwrap import wrap

from hemicycle.procedure.assembly import Clause as Paragraph
from hemicycle.procedure.rules.clause_languages import in_language, languages_of
from hemicycle.procedure.rules.clauses import LINE_LENGTH
from hemicycle.publish.documents.document import LINE_BREAK, Block, Clause, Document, Note
from hemicycle.publish.documents.document import Text as Said
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed
from hemicycle.publish.documents.texts_told import Telling, parts, telling
from hemicycle.publish.output import Published

NAME = "draft-resolution"


def document(published: Published) -> Document:
    """The latest version of the text of a part."""
    told = telling(published)
    bare = framed(
        told.wording,
        title=told.words("draft_resolution"),
        subtitle=told.title,
        symbol=told.text.symbol,
        blocks=blocks(told),
    )
    return replace(bare, facts=told.facts())


def blocks(told: Telling) -> Iterator[Block]:
    """What is said of the languages, and the text."""
    text, language = told.text, told.wording.language
    is_authentic = language == text.language
    if not is_authentic:
        yield Note(text=told.say("authentic_note", language_code=text.language))
    if language not in languages_of(text):
        yield Note(text=told.say("not_in_language", language_code=language))
    latest = text.latest
    for (clause, mark), first in zip(told.marked(latest.clauses), latest.lines, strict=True):
        said, is_behind = words_of(told, clause)
        if is_authentic:
            said = in_lines(told, clause)
        yield Clause(
            text=said,
            sort=clause.kind,
            mark=mark,
            level=clause.level,
            anchor=f"clause-{clause.id}",
            first_line=first if is_authentic else 0,
        )
        if is_behind and language in languages_of(text):
            yield Note(text=told.say("behind", language_code=language))


def words_of(told: Telling, clause: Paragraph) -> tuple[Said, bool]:
    """A clause in the language of the document, or in the authentic one where that is ahead."""
    text, language = told.text, told.wording.language
    words = in_language(text, clause, language=language)
    if words is None:
        authentic = text.language
        return told.wording.given({authentic: clause.words[authentic]}), language != authentic
    return told.wording.given({language: words}), False


def in_lines(told: Telling, clause: Paragraph) -> Said:
    """A clause in the authentic language, with a break at the end of each counted line."""
    language = told.text.language
    said = told.wording.given({language: clause.words[language]})
    lines = wrap(said.plain, LINE_LENGTH) or [""]
    return Said(
        tuple(replace(one, text=LINE_BREAK.join(lines)) for one in said.runs), said.language
    )


OUTPUTS = outputs(NAME, document, parts=parts)
