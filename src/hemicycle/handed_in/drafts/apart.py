"""Drafts read in a process of their own: new ones, and those that come back edited."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hemicycle.handed_in.apart import found_apart, tell
from hemicycle.handed_in.drafts.edited import EditedFile, EditedParagraph, EditedRun, read_edited
from hemicycle.handed_in.drafts.found import Doubt, DraftRead
from hemicycle.handed_in.drafts.places import Place
from hemicycle.handed_in.drafts.reading import read_draft
from hemicycle.handed_in.reading import HandedIn


async def read_draft_apart(content: bytes) -> DraftRead:
    """The draft in a file.

    Errors: HandedInFault
    """
    found = await found_apart(content, reader=f"{__name__}:draft")
    return DraftRead(paragraphs=tuple(found["paragraphs"]), doubts=doubts_in(found))


async def read_edited_apart(content: bytes) -> EditedFile:
    """The paragraphs of an edited document.

    Errors: HandedInFault
    """
    found = await found_apart(content, reader=f"{__name__}:edited")
    paragraphs = tuple(paragraph_in(one) for one in found["paragraphs"])
    return EditedFile(paragraphs=paragraphs, doubts=doubts_in(found))


def doubts_in(found: Mapping[str, Any]) -> list[Doubt]:
    """The doubts that a reader wrote."""
    return [Doubt(**one) for one in found["doubts"]]


def paragraph_in(told: Mapping[str, Any]) -> EditedParagraph:
    """One paragraph of an edited document, as a reader wrote it."""
    runs = [EditedRun(**{**one, "place": place_in(one["place"])}) for one in told["runs"]]
    places = tuple(Place(*one) for one in told["places"])
    return EditedParagraph(**{**told, "runs": runs, "places": places})


def place_in(told: list[Any] | None) -> Place | None:
    """A clause of a version, as a reader wrote it."""
    return Place(*told) if told else None


def draft() -> None:
    """The reader of a draft."""
    tell(lambda content: asdict(read_draft(HandedIn(file=content))))


def edited() -> None:
    """The reader of an edited document."""
    tell(lambda content: asdict(read_edited(content)))
