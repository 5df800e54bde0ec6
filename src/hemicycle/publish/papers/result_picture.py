"""The result of a division as a picture to be passed on, with the mark of a rehearsal on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hemicycle.publish.papers.typesetting import Paper, drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPicture:
    """What stands on the picture, in one language, already in words.

    `figures` are mark, votes and word; `bar` the thousandths for, against and required; the seats
    of `hemicycle` are x, y and mark in a drawing of `width` by `height`.
    """

    language: str
    session: str
    band: str
    division: str
    question: str
    is_adopted: bool
    verdict: str
    told: str
    source: str
    words: str
    figures: Sequence[Mapping[str, str]]
    bar: Mapping[str, int]
    hemicycle: Mapping[str, Any]


def result_picture(result: ResultPicture) -> bytes:
    """The picture (PNG), 1200 by 630 as the networks show it."""
    names = ("session", "division", "question", "is_adopted", "verdict", "told", "source", "words")
    paper = Paper(
        template="result",
        title=result.question,
        language=result.language,
        band=result.band,
        values={
            **{name: getattr(result, name) for name in names},
            "figures": [dict(one) for one in result.figures],
            "bar": dict(result.bar),
            "hemicycle": dict(result.hemicycle),
        },
    )
    [picture] = drawn(paper, ppi=72)
    return picture
