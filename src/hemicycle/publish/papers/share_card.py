"""A page of a session as a picture to be passed on, with the mark of a rehearsal on it."""

from dataclasses import asdict, dataclass

from hemicycle.publish.papers.glyphs import displayable
from hemicycle.publish.papers.typesetting import Paper, drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCard:
    """What stands on the picture, in one language, already in words.

    `above` is of what it is, `told` what is said of it below its title; `words` the record in
    eight words, empty where nothing is proved by them.
    """

    language: str
    band: str
    above: str
    title: str
    told: str
    source: str
    words: str


def share_card(card: ShareCard) -> bytes:
    """The picture (PNG), 1200 by 630 as the networks show it."""
    said = {name: displayable(text) for name, text in asdict(card).items()}
    paper = Paper(
        template="card",
        title=said["title"],
        language=card.language,
        band=said["band"],
        values={name: said[name] for name in ("above", "told", "source", "words")},
    )
    [picture] = drawn(paper, ppi=72)
    return picture
