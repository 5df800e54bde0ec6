"""The command `draft`: what a file holds as a draft resolution, or as edits to one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.handed_in.drafts.edited import read_edited
from hemicycle.handed_in.drafts.found import Doubt
from hemicycle.handed_in.drafts.reading import read_draft
from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.reading import LARGEST, HandedIn
from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.assembly import Text
from hemicycle.procedure.kernel import MemberId
from hemicycle.publish import Published
from hemicycle.screens.edited_draft import Proposal, Unplaced, proposals
from hemicycle.terminal import err, harmless, stop
from hemicycle.web.exported import published_from

from .plain import plainly

app = typer.Typer()

LANGUAGE = "en"


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(help="DOCX, Akoma Ntoso, HTML, PDF or text.")],
    of: Annotated[
        Path | None, typer.Option(help="The journal of the session, for an edited draft.")
    ] = None,
    text: Annotated[str, typer.Option(help="The symbol of the text that was edited.")] = "",
) -> None:
    """Write the paragraphs of a draft with every doubt, or the amendments that edits would be."""
    with plainly():
        content = read_file(file)
    try:
        if of is None:
            found = read_draft(HandedIn(file=content))
            typer.echo(found.text)
            tell(found.doubts)
            return
        with plainly():
            published = published_from(of, None, language=LANGUAGE)
        propose(content, published, wanted=text)
    except HandedInFault as fault:
        stop(f"{file}: {say(f'reason.{fault.reason_key}', **fault.facts)}")


def read_file(file: Path) -> bytes:
    """The bytes of a file that is not too large."""
    if file.stat().st_size > LARGEST:
        stop(f"{file}: {say('reason.written_too_heavy', n=LARGEST // 1024 // 1024)}")
    return file.read_bytes()


def say(key: str, **facts: object) -> str:
    """A sentence."""
    return load_phrases().say(key, LANGUAGE, NO_NAMES, **facts)


def tell(doubts: Sequence[Doubt]) -> None:
    """Every doubt with its place."""
    for one in doubts:
        told = say(f"textpaper.doubt.{one.kind}")
        key = "textpaper.at_place" if one.place else "textpaper.in_file"
        line = say(key, n=one.place, told=told, words=one.words)
        err.print(harmless(line), markup=False)


def propose(content: bytes, published: Published, *, wanted: str) -> None:
    """The amendments that an edited file would be, as scenarios say them."""
    texts = published.assembly.texts.values()
    found = next((one for one in texts if wanted in (one.symbol, one.id)), None)
    if found is None:
        known = ", ".join(one.symbol for one in texts)
        stop(f"There is no text {wanted!r}; the record has: {known or 'none'}.")
    edited = read_edited(content)
    stamp = LodgeAmendment(
        act_id="",
        body=found.body,
        by=MemberId(""),
        capacity="",
        through="",
        at=published.assembly.at,
        text=found.id,
        does="",
    )
    told = proposals(edited, found, stamp=stamp)
    for one in told.proposed:
        typer.echo(as_said(found, one))
    for unplaced in told.unplaced:
        err.print(harmless(why(unplaced)), markup=False)
    tell(edited.doubts)


def as_said(text: Text, one: Proposal) -> str:
    """A proposal in the words of a scenario."""
    act, words = one.act, one.act.words.get(text.language, "")
    parts = [f"lodges an amendment to {text.symbol}: {act.does}"]
    parts += [act.clause] if act.clause else []
    parts += [f'to read "{words}"'] if words else []
    parts += [f"after {act.after}"] if act.after else []
    parts += [f"as {act.kind}"] if act.kind else []
    parts += [f"at level {act.level}"] if act.level > 1 else []
    parts += [f"# the same as amendment {one.same_as}"] if one.same_as else []
    return harmless(" ".join(parts))


def why(one: Unplaced) -> str:
    """What could not be placed, and why."""
    where = one.clause or (f"Am. {one.amendment}" if one.amendment else "")
    said = say(f"textpaper.unplaced.{one.why}")
    return " – ".join(filter(None, (where, said, f"“{one.words}”" if one.words else "")))
