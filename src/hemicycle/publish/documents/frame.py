"""What every document of a session has in common."""

from collections.abc import Iterable, Iterator

from hemicycle.phrases.formats import is_right_to_left
from hemicycle.publish.documents.document import NOTHING, Block, Document, Heading, Note, Text
from hemicycle.publish.documents.tables import reports_table
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import root_of


def framed(
    wording: Wording,
    *,
    title: str,
    subtitle: Text,
    symbol: str,
    blocks: Iterable[Block],
) -> Document:
    """A document of this session, with its band and as of the last entry of the record."""
    published = wording.published
    above = wording.given(published.session.title)
    return Document(
        title=title,
        subtitle=subtitle,
        above=above if above != subtitle else NOTHING,
        symbol=symbol,
        language=published.language,
        is_right_to_left=is_right_to_left(published.language),
        band=published.band,
        made_s=published.assembly.at // 1000,
        facts=(),
        blocks=tuple(blocks),
        lacking=wording.say("lacking"),
        unwritten=wording.words("unwritten"),
    )


def in_words(wording: Wording) -> Iterator[Block]:
    """The record that a document was made from, in eight words that can be compared by ear."""
    root = root_of(wording.published)
    if root is not None:
        size, _, spoken = root
        yield Note(text=wording.say("root_words", n=size, root_words=spoken))


def heading(wording: Wording, key: str, *, level: int = 1) -> Heading:
    """A heading of the document's own, found by its key."""
    return Heading(level=level, text=wording.say(key), anchor=key.replace("_", "-"))


def reports(wording: Wording, *, facts: tuple[str, ...] = ()) -> list[Block]:
    """What is reported of each body, with the sources; of some kinds of fact or of all."""
    assembly = wording.published.assembly
    blocks: list[Block] = [Note(text=wording.say("reports_note"))]
    for body in assembly.bodies:
        own = [one for one in assembly.reports if one.body == body]
        own = [one for one in own if not facts or one.fact in facts]
        if own:
            title = wording.body(body)
            blocks.append(Heading(level=2, text=title, anchor=f"reports-{body}"))
            blocks.append(reports_table(wording, own, caption=wording.say("reports_caption")))
    return blocks if len(blocks) > 1 else [*blocks, Note(text=wording.say("no_reports"))]
