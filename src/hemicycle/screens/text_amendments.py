"""One amendment as everybody sees it: what it does, how far it has come, what falls with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.sponsor_text import SponsorText
from hemicycle.procedure.acts.texts.take_over_amendment import TakeOverAmendment
from hemicycle.procedure.acts.texts.withdraw_amendment import WithdrawAmendment
from hemicycle.procedure.assembly import Amendment, Decision, Text, Words
from hemicycle.procedure.kernel import Act, OutOfOrder, Phrase
from hemicycle.procedure.rules.amendments import voting_order
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, MOVE, REWORD, Meeting
from hemicycle.procedure.rules.falling import Falls
from hemicycle.procedure.rules.sponsorship import Backing, behind_amendment
from hemicycle.screens.asked import whole_number
from hemicycle.screens.text_seen import BEFORE_US, CARRIED_STAGES, Seen, anchor_of, decision_on
from hemicycle.screens.text_words import Piece, inserted, marked, shortened
from hemicycle.screens.view import View
from hemicycle.wording import merge

IN_FULL, IN_SHORT, LEFT_OUT = "in_full", "in_short", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSeen:
    """One amendment. `kind` and `place` name the clause, or the one after which it inserts another.

    `moved_after` is the number of the clause behind which it moves one. `falls` are those that
    would fall, should it be carried, `fell` those that fell by it; `subs` what amends it. `version`
    is the one that holds it, 0 for none.
    """

    amendment: Amendment
    stage: str
    kind: str
    place: str
    anchor: str
    moved_after: str
    proposer: Words
    pieces: Sequence[Piece]
    language: str
    falls: Sequence[Falls]
    fell: Sequence[int]
    subs: Sequence["AmendmentSeen"]
    decision: Decision | None
    version: int
    meeting: Meeting | None

    @property
    def is_before_us(self) -> bool:
        """Whether it is still to be decided."""
        return self.stage in BEFORE_US


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPage:
    """One amendment by itself, with what the viewer may do; `refused` says why none may amend it.

    `turn` is its place among those still to be put, 0 where it will not be.
    """

    text: Text
    backing: Backing
    body_title: Words
    seen: AmendmentSeen
    parent: AmendmentSeen | None
    turn: int
    is_delegate: bool
    may_sponsor: bool
    may_leave: bool
    may_withdraw: bool
    may_take_over: bool
    may_amend: bool
    refused: Phrase | None


def amendment_page(view: View, argument: str, *, language: str = "") -> AmendmentPage | None:
    """The page of an amendment, by the text and the number in its address."""
    name, _, number = argument.partition("/amendments/")
    text = next((one for one in view.assembly.texts.values() if one.id == name), None)
    amendment = text.amendments.get(whole_number(number, most_digits=5)) if text else None
    if text is None or amendment is None:
        return None
    seen = Seen(view, text, language or text.language)
    refusal = refusal_to_amend(view, text, amendment)
    return AmendmentPage(
        text=text,
        backing=behind_amendment(view.rules, amendment),
        body_title=view.assembly.bodies[text.body].title,
        seen=amendment_seen(seen, amendment),
        parent=amendment_seen(seen, text.amendments[amendment.to]) if amendment.to else None,
        turn=turn_of(seen, amendment),
        is_delegate=is_delegate(view),
        may_sponsor=may(view, text, SponsorText, amendment=amendment.number),
        may_leave=may(view, text, SponsorText, amendment=amendment.number, no_longer=1),
        may_withdraw=may(view, text, WithdrawAmendment, amendment=amendment.number),
        may_take_over=may(view, text, TakeOverAmendment, amendment=amendment.number),
        may_amend=is_delegate(view) and refusal is None,
        refused=phrase_of(refusal) if refusal and is_delegate(view) else None,
    )


def turn_of(seen: Seen, amendment: Amendment) -> int:
    """The how-maniest of those that are still to be put an amendment is."""
    order = voting_order(seen.view.rules, seen.text)
    waiting = [number for number in order if seen.stages[number] in BEFORE_US]
    return waiting.index(amendment.number) + 1 if amendment.number in waiting else 0


def amendment_seen(seen: Seen, amendment: Amendment, *, words: str = IN_FULL) -> AmendmentSeen:
    """One amendment; its words in full, in short with a little around each change, or left out."""
    about = amendment.after if amendment.does == INSERT else amendment.clause
    kind, place = seen.places.get(about, ("", ""))
    pieces, language = what_it_does(seen, amendment) if words else ((), seen.text.language)
    holding = (v.number for v in seen.text.versions if amendment.number in v.amendments)
    body = seen.assembly.bodies.get(amendment.for_body)
    return AmendmentSeen(
        amendment=amendment,
        stage=seen.stages[amendment.number],
        kind=kind,
        place=place,
        anchor=anchor_of(kind, place),
        moved_after=seen.places.get(amendment.after, ("", ""))[1],
        proposer=body.title if body else {},
        pieces=shortened(pieces) if words == IN_SHORT else pieces,
        language=language,
        falls=seen.falls.get(amendment.number, ()),
        fell=seen.fallen.get(amendment.number, ()),
        subs=[
            amendment_seen(seen, one, words=words or IN_SHORT)
            for one in seen.subs.get(amendment.number, ())
        ],
        decision=decision_on(seen.assembly, amendment.questions),
        version=next(holding, 0),
        meeting=seen.meetings.get(amendment.number),
    )


def what_it_does(seen: Seen, amendment: Amendment) -> tuple[Sequence[Piece], str]:
    """The words with its change marked, and their language: the reader's, if it was given in it."""
    number, text = amendment.number, seen.text
    clause = seen.clause_of(amendment)
    parent = text.amendments.get(amendment.to)
    before = parent.words if parent else clause.words if clause else {}
    given = {INSERT: amendment.words, DELETE: before, MOVE: before}.get(
        amendment.does, {code: 1 for code in amendment.words if code in before}
    )
    language = seen.language if seen.language in given else text.language
    new = amendment.words.get(language, "")
    if amendment.does == INSERT and not parent:
        return inserted(new, number), language
    old = before.get(language, "")
    wished = {REWORD: new, INSERT: new, DELETE: "", MOVE: old}[amendment.does]
    return marked(old, [(number, wished)]), language


def on_latest(seen: Seen, amendment: Amendment, *, language: str) -> str | None:
    """What a clause of the latest version would read; None where that cannot be told in place."""
    if amendment.does == DELETE:
        return ""
    now = seen.clauses[-1].get(amendment.clause)
    before = seen.clause_of(amendment)
    new = amendment.words.get(language)
    if amendment.does != REWORD or now is None or before is None or new is None:
        return None
    old, current = before.words.get(language), now.words.get(language)
    if old is None or current is None:
        return None
    if old == current:
        return new
    merged = merge(old, current, amended=new)
    return None if merged.collisions else merged.text


def is_marked(seen: Seen, amendment: Amendment) -> bool:
    """Whether its change is marked in the latest version: undecided, or carried but not in it."""
    stage = seen.stages[amendment.number]
    is_new = stage in CARRIED_STAGES and amendment.number not in seen.included
    return not amendment.to and (stage in BEFORE_US or is_new)


def is_delegate(view: View) -> bool:
    """Whether the viewer is of a delegation."""
    return view.assembly.delegation_of(view.viewer.member) is not None


def may(view: View, text: Text, kind: type[Act], **fields: object) -> bool:
    """Whether the viewer, being of a delegation, may do this to the text now."""
    return is_delegate(view) and refusal_of(view, text, kind, **fields) is None


def refusal_of(view: View, text: Text, kind: type[Act], **fields: object) -> OutOfOrder | None:
    """Why an act on the text is not in order, whatever body the page is looked at from."""
    here = replace(view, body=text.body)
    return view.may(here.act(kind, text=text.id, **fields))


def refusal_to_amend(view: View, text: Text, amendment: Amendment) -> OutOfOrder | None:
    """Why a sub-amendment in new words would not be in order now."""
    words = {text.language: f"{amendment.words.get(text.language, '')} …"}
    return refusal_of(view, text, LodgeAmendment, does=REWORD, to=amendment.number, words=words)


def phrase_of(refusal: OutOfOrder) -> Phrase:
    """Why something is not in order, to be said."""
    return Phrase(f"reason.{refusal.reason_key}", **refusal.facts)
