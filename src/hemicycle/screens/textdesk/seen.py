"""One amendment as those see it who work on it: where, what changes, how far, what follows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from hemicycle.procedure.assembly import Amendment, Text, TextId
from hemicycle.procedure.kernel import Act, Phrase
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    REJECTED,
    fallen_with,
    falls_by,
    is_same_change,
    outcome_of,
    stage_of,
    why_falls,
)
from hemicycle.procedure.rules.clause_languages import languages_of
from hemicycle.procedure.rules.clauses import place_of
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, MOVE, version_of
from hemicycle.procedure.rules.sponsorship import Backing, behind_amendment
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.view import View
from hemicycle.wording import Piece, marked


class Consequence(NamedTuple):
    """An amendment that has nothing left to change, and why."""

    amendment: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSeen:
    """One amendment; `paragraph` is the number by which people call its clause, or the one before.

    `lacks` are the languages of the text that its words are not in yet; `fell` says with which
    other it fell, or seems to have fallen where nobody has said so.
    """

    amendment: Amendment
    stage: str
    clause_kind: str
    paragraph: str
    pieces: Sequence[Piece]
    same_as: Sequence[int]
    if_carried: Sequence[Consequence]
    if_not: Sequence[Consequence]
    fell: Consequence | None
    lacks: Sequence[str]
    backing: Backing

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its vote."""
        return self.stage in OPEN_STAGES


def text_at(view: View, wanted: str) -> Text | None:
    """The text that an address names."""
    return view.assembly.texts.get(TextId(wanted))


def in_body_of(view: View, text: Text) -> View:
    """The same view of the body before which the text is."""
    return replace(view, body=text.body)


def presides(view: View) -> bool:
    """Whether the viewer presides over the body."""
    return bool(view.viewer.member) and view.viewer.member == body_of(view).presiding


def may(view: View, act: Act) -> bool:
    """Whether the viewer may do this now; nobody in particular may nothing."""
    return bool(view.viewer.member) and view.may(act) is None


def why_not(view: View, act: Act) -> Phrase | None:
    """Why the viewer may not do this now, to be said; None where it is in order."""
    refusal = view.may(act)
    return Phrase(f"reason.{refusal.reason_key}", **refusal.facts) if refusal else None


def amendment_seen(view: View, text: Text, *, number: int) -> AmendmentSeen:
    """One amendment of a text."""
    assembly, amendment = view.assembly, text.amendments[number]
    kind, paragraph = called(text, amendment)
    return AmendmentSeen(
        amendment=amendment,
        stage=stage_of(assembly, text, amendment),
        clause_kind=kind,
        paragraph=paragraph,
        pieces=pieces_of(text, amendment),
        same_as=[
            other.number
            for other in text.amendments.values()
            if other.number != number and is_same_change(amendment, other, language=text.language)
        ],
        if_carried=consequences(view, text, amendment=amendment, outcome="adopted"),
        if_not=consequences(view, text, amendment=amendment, outcome=REJECTED),
        fell=fallen(view, text, amendment=amendment),
        lacks=lacking(text, amendment),
        backing=behind_amendment(view.rules, amendment),
    )


def consequences(
    view: View, text: Text, *, amendment: Amendment, outcome: str
) -> Sequence[Consequence]:
    """What falls with an outcome."""
    found = fallen_with(view.assembly, text, amendment, outcome=outcome)
    return [Consequence(one.number, why) for one, why in found]


def fallen(view: View, text: Text, *, amendment: Amendment) -> Consequence | None:
    """With which other an amendment fell, or seems to fall, and why."""
    if not amendment.fell_by:
        if stage_of(view.assembly, text, amendment) not in OPEN_STAGES:
            return None
        other, why = falls_by(view.assembly, text, amendment)
        return Consequence(other, why) if other else None
    after = text.amendments[amendment.fell_by]
    outcome = outcome_of(view.assembly, after) or REJECTED
    return Consequence(after.number, why_falls(text, amendment, after=after, outcome=outcome))


def called(text: Text, amendment: Amendment) -> tuple[str, str]:
    """The kind of the clause an amendment is about, and the number people call it by."""
    parent = text.amendments.get(amendment.to)
    if parent is not None:
        return called(text, parent)
    about = amendment.after if amendment.does in (INSERT, MOVE) else amendment.clause
    kind, paragraph = place_of(version_of(text, amendment).clauses, about)
    return amendment.kind or kind, paragraph


def pieces_of(text: Text, amendment: Amendment) -> Sequence[Piece]:
    """What an amendment changes, word by word, in the authentic language."""
    language = text.language
    words = amendment.words.get(language, "")
    parent = text.amendments.get(amendment.to)
    if parent is not None:
        return marked(parent.words.get(language, ""), words)
    clause = version_of(text, amendment).clause(amendment.clause)
    before = clause.words[language] if clause else ""
    if amendment.does == MOVE:
        return marked(before, before)
    return marked(before, "" if amendment.does == DELETE else words)


def lacking(text: Text, amendment: Amendment) -> Sequence[str]:
    """The languages of the text that the words of an amendment are not in."""
    if not amendment.words:
        return ()
    return [code for code in languages_of(text) if not amendment.words.get(code)]
