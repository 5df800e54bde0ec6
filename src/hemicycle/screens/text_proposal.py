"""The form in which a delegation proposes to change a paragraph, and what that would do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hemicycle.procedure.acts.texts.lodge_amendment import (
    AmendmentLodged,
    LodgeAmendment,
    apply,
)
from hemicycle.procedure.assembly import Amendment, Clause, ClauseId, Text, Words
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.clauses import NUMBERED, TITLE, places
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, MOVE, REWORD
from hemicycle.screens.asked import Asked
from hemicycle.screens.text_amendments import (
    AmendmentSeen,
    amendment_seen,
    phrase_of,
    refusal_to_amend,
)
from hemicycle.screens.text_page import found, refusal_to_propose
from hemicycle.screens.text_seen import Seen, anchor_of
from hemicycle.screens.text_words import counted
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOffered:
    """A clause by what people call it."""

    clause: ClauseId
    kind: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the amendment would do: its words marked, how many change, and what follows.

    `falls_if` are those that, once carried, would leave it nothing to change.
    """

    seen: AmendmentSeen
    struck: int
    added: int
    falls_if: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The form. `words` is what stands there, by language; `does` what was chosen of `choices`.

    `kinds` are those that a new paragraph may be of after this one, `level` how deep it stands.
    `parent` is the amendment that would be amended; `refused` says why none may be lodged now.
    """

    text: Text
    body_title: Words
    clause: Clause | None
    kind: str
    place: str
    anchor: str
    parent: Amendment | None
    does: str
    choices: Sequence[str]
    kinds: Sequence[str]
    level: int
    words: Words
    languages: Sequence[str]
    places: Sequence[PlaceOffered]
    refused: Phrase | None
    preview: Preview | None = None


def proposal(view: View, argument: str, asked: Asked) -> Proposal | None:
    """The form that the address asks for: of a clause, or of an amendment to be amended."""
    text = found(view, argument)
    if text is None:
        return None
    seen = Seen(view, text, asked.language)
    number = asked.text("to")
    parent = text.amendments.get(int(number)) if number.isdigit() and number.isascii() else None
    if parent is not None:
        return proposal_to_amend(seen, parent)
    standing = {one.id for one in seen.standing.seen}
    clause = seen.clauses[-1].get(ClauseId(asked.text("at")))
    if clause is None or clause.id not in standing:
        return None
    return proposal_to_change(seen, clause, does=asked.text("do"))


def proposal_to_change(seen: Seen, clause: Clause, *, does: str) -> Proposal:
    """The form of one clause of the latest version."""
    kind, place = seen.places[clause.id]
    kinds = kinds_after(seen, clause)
    choices = choices_of(clause, can_insert=bool(kinds))
    refusal = refusal_to_propose(seen)
    return Proposal(
        text=seen.text,
        body_title=seen.assembly.bodies[seen.text.body].title,
        clause=clause,
        kind=kind,
        place=place,
        anchor=anchor_of(kind, place),
        parent=None,
        does=does if does in choices else choices[0],
        choices=choices,
        kinds=kinds,
        level=clause.level,
        words={} if does == INSERT else words_of(seen, clause),
        languages=seen.languages,
        places=places_offered(seen, clause),
        refused=phrase_of(refusal) if refusal else None,
    )


def proposal_to_amend(seen: Seen, parent: Amendment) -> Proposal:
    """The form of other words for those of an amendment."""
    kind, place = seen.places.get(parent.clause, (parent.kind, ""))
    refusal = refusal_to_amend(seen.view, seen.text, parent)
    return Proposal(
        text=seen.text,
        body_title=seen.assembly.bodies[seen.text.body].title,
        clause=None,
        kind=kind,
        place=place,
        anchor=anchor_of(kind, place),
        parent=parent,
        does=REWORD,
        choices=(REWORD,),
        kinds=(),
        level=1,
        words=parent.words,
        languages=seen.languages,
        places=(),
        refused=phrase_of(refusal) if refusal else None,
    )


def choices_of(clause: Clause, *, can_insert: bool) -> tuple[str, ...]:
    """What may be done to a clause of its kind, and after it."""
    may_be = {
        REWORD: True,
        INSERT: can_insert,
        DELETE: clause.kind != TITLE,
        MOVE: clause.kind in NUMBERED,
    }
    return tuple(does for does, holds in may_be.items() if holds)


def kinds_after(seen: Seen, clause: Clause) -> tuple[str, ...]:
    """What a new paragraph after a clause may be: what stands before it, or what comes next."""
    clauses = seen.text.latest.clauses
    at = clauses.index(clause)
    beside = (one.kind for one in clauses[at : at + 2])
    return tuple(dict.fromkeys(kind for kind in beside if kind in NUMBERED))


def words_of(seen: Seen, clause: Clause) -> Words:
    """What a clause of the latest version reads, in every language that follows it."""
    text = seen.text
    return {code: clause.words[code] for code in seen.languages if code in clause.words} or {
        text.language: clause.words[text.language]
    }


def places_offered(seen: Seen, clause: Clause) -> Sequence[PlaceOffered]:
    """The clauses after which one of this kind may stand: its own kind, and what goes before it."""
    clauses = seen.text.latest.clauses
    standing = {one.id for one in seen.standing.seen}
    of_clause = places(clauses)
    first = next((n for n, one in enumerate(clauses) if one.kind == clause.kind), 0)
    return [
        PlaceOffered(clause=one.id, kind=of_clause[one.id][0], place=of_clause[one.id][1])
        for n, one in enumerate(clauses)
        if one.id in standing and one.id != clause.id
        if one.kind == clause.kind or n == first - 1
    ]


def with_preview(view: View, form: Proposal, act: LodgeAmendment) -> Proposal:
    """The same form with what the act would do; without it where the act is out of order."""
    entry = next((one for one in view.would(act) if isinstance(one, AmendmentLodged)), None)
    if entry is None:
        return form
    there = replace(view, assembly=apply(view.assembly, entry))
    text = there.assembly.texts[entry.text]
    seen = Seen(there, text, text.language)
    number = entry.amendment
    own = amendment_seen(seen, text.amendments[number])
    struck, added = counted(own.pieces)
    falls_if = [
        other for other, falls in seen.falls.items() if number in {one.amendment for one in falls}
    ]
    preview = Preview(seen=own, struck=struck, added=added, falls_if=falls_if)
    return replace(form, does=act.does, preview=preview)
