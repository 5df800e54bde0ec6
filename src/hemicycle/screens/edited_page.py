"""An edited draft that came back: the amendments its edits would be, before they are lodged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hemicycle.handed_in.drafts.edited import EditedFile
from hemicycle.handed_in.drafts.found import Doubt
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.assembly import DelegationId, Text, Words
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.clauses import places
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, REWORD
from hemicycle.procedure.rules.guards import is_of_secretariat
from hemicycle.screens.asked import Asked
from hemicycle.screens.edited_draft import Proposals, Unplaced, lodged_before, proposals
from hemicycle.screens.text_amendments import phrase_of
from hemicycle.screens.text_page import found, refusal_to_propose
from hemicycle.screens.text_seen import Seen
from hemicycle.screens.text_words import SAME, Piece, marked
from hemicycle.screens.view import View

MOST_OFFERED = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One amendment that the edits would be, under its number on the page.

    `kind` and `place` name its clause, or the one after which it inserts another; `moved_after` is
    the number of the clause behind which it moves one. `same_as` was lodged before and says the
    same; `refused` says why this one could not be lodged now.
    """

    n: int
    amendment: LodgeAmendment
    kind: str
    place: str
    moved_after: str
    pieces: Sequence[Piece]
    same_as: int
    is_chosen: bool
    refused: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedPage:
    """The page on which an edited draft is handed in; `offered` once a file was read.

    `delegations` are those for whom the secretariat enters amendments, none for everybody else,
    and `mover` the one chosen;
    `lodged` are the amendments that were lodged by the press before this page.
    """

    text: Text
    body_title: Words
    delegations: Sequence[DelegationId]
    refused: Phrase | None
    offered: Sequence[Offered] = ()
    unplaced: Sequence[Unplaced] = ()
    doubts: Sequence[Doubt] = ()
    lodged: Sequence[int] = ()
    is_read: bool = False
    mover: str = ""


def edited_page(view: View, argument: str, _asked: Asked) -> EditedPage | None:
    """The page before anything was handed in."""
    text = found(view, argument)
    if text is None:
        return None
    is_staff = is_of_secretariat(view.assembly, view.viewer.member)
    refusal = None if is_staff else refusal_to_propose(Seen(view, text, text.language))
    return EditedPage(
        text=text,
        body_title=view.assembly.bodies[text.body].title,
        delegations=tuple(view.assembly.delegations) if is_staff else (),
        refused=phrase_of(refusal) if refusal else None,
    )


def with_file(view: View, page: EditedPage, *, edited: EditedFile, mover: str) -> EditedPage:
    """The page with what a file proposes; what says the same as another is not chosen."""
    stamp = stamp_of(view, page.text, mover=mover)
    told: Proposals = proposals(edited, page.text, stamp=stamp)
    acts = [(one.act, not one.same_as) for one in told.proposed]
    return replace(
        page,
        offered=list(offered(view, page.text, acts=acts)),
        unplaced=told.unplaced,
        doubts=edited.doubts,
        is_read=True,
        mover=mover,
    )


def stamp_of(view: View, text: Text, *, mover: str) -> LodgeAmendment:
    """What all amendments of a file have in common."""
    here = replace(view, body=text.body)
    return here.act(LodgeAmendment, text=text.id, does=REWORD, mover=DelegationId(mover))


def offered(
    view: View, text: Text, *, acts: Iterable[tuple[LodgeAmendment, bool]]
) -> Iterator[Offered]:
    """Each amendment as it is offered, and whether it is chosen."""
    of_clause = places(text.latest.clauses)
    for n, (act, is_chosen) in enumerate(acts, 1):
        kind, place = of_clause.get(act.after if act.does == INSERT else act.clause, ("", ""))
        refusal = view.may(replace(act, act_id="dry-run"))
        yield Offered(
            n=n,
            amendment=act,
            kind=kind,
            place=place,
            moved_after=of_clause.get(act.after, ("", ""))[1],
            pieces=pieces_of(text, act),
            same_as=lodged_before(text, act),
            is_chosen=is_chosen and refusal is None,
            refused=phrase_of(refusal) if refusal else None,
        )


def pieces_of(text: Text, act: LodgeAmendment) -> Sequence[Piece]:
    """The words of its clause with the change marked in them."""
    clause = text.latest.clause(act.clause)
    old = clause.words[text.language] if clause else ""
    new = act.words.get(text.language, "")
    if act.does in (INSERT, REWORD, DELETE):
        return marked(old, [(0, "" if act.does == DELETE else new)])
    return [Piece(kind=SAME, text=old)]
