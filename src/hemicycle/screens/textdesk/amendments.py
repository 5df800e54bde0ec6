"""The desk of amendments: all of them in the order of the floor, narrowed as the clerk asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.texts.appoint_rapporteur import AppointRapporteur
from hemicycle.procedure.acts.texts.find_receivable import FindReceivable
from hemicycle.procedure.assembly import Clause, Delegation, Text, Words
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import MemberId, Phrase
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    STAGES,
    as_it_stands,
    stage_of,
    voting_order,
)
from hemicycle.procedure.rules.clause_languages import languages_of
from hemicycle.procedure.rules.clauses import NUMBERED, numbers
from hemicycle.procedure.rules.consolidation import CHANGES, INSERT, REWORD
from hemicycle.procedure.rules.lodged_texts import text_outcome
from hemicycle.procedure.rules.sponsorship import Backing, behind_text
from hemicycle.screens.textdesk.script import Behind, languages_behind
from hemicycle.screens.textdesk.seen import (
    AmendmentSeen,
    amendment_seen,
    in_body_of,
    text_at,
    why_not,
)
from hemicycle.screens.view import View

OFFICIAL = ("en", "fr")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One text in the list of the desk; `waiting` amendments are not decided yet."""

    text: Text
    body: Words
    outcome: str
    waiting: int
    meetings: int
    behind: Sequence[Behind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One paragraph of the text as it stands, to choose from."""

    clause: Clause
    number: str
    amendments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the form of an amendment begins with: to a paragraph, or to another amendment."""

    clause: str
    to: int
    does: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDesk:
    """Everything about the amendments to one text; `shown` is what the filters leave of `count`."""

    text: Text
    backing: Backing
    body: str
    outcome: str
    shown: Sequence[AmendmentSeen]
    count: int
    open: int
    wanted: Mapping[str, str]
    places: Sequence[Place]
    stages: Sequence[str]
    movers: Sequence[str]
    delegations: Sequence[Delegation]
    people: Sequence[MemberId]
    no_finding: Phrase | None
    no_rapporteur: Phrase | None
    behind: Sequence[Behind]
    languages: Sequence[str]
    entry: Entry
    changes: Sequence[str] = CHANGES


def texts_list(view: View) -> Sequence[TextLine]:
    """The texts of the session in the order of their lodging."""
    assembly, found = view.assembly, []
    for text in assembly.texts.values():
        amendments = text.amendments.values()
        waiting = [one for one in amendments if stage_of(assembly, text, one) in OPEN_STAGES]
        found.append(
            TextLine(
                text=text,
                body=assembly.bodies[text.body].title,
                outcome="withdrawn" if text.withdrawn_at else text_outcome(assembly, text),
                waiting=len(waiting),
                meetings=len(as_it_stands(assembly, text).meetings),
                behind=languages_behind(view, text),
            )
        )
    return found


def text_desk(view: View, wanted: str, *, asked: Mapping[str, str]) -> TextDesk | None:
    """The desk of the text that is asked for; `asked` narrows it and says what is entered."""
    text = text_at(view, wanted)
    if text is None:
        return None
    view = in_body_of(view, text)
    every = [amendment_seen(view, text, number=n) for n in voting_order(view.rules, text)]
    people = [one for one in view.assembly.people.values() if one.delegation]
    return TextDesk(
        text=text,
        backing=behind_text(view.rules, text),
        body=text.body,
        outcome="withdrawn" if text.withdrawn_at else text_outcome(view.assembly, text),
        shown=[one for one in every if is_wanted(one, asked)],
        count=len(every),
        open=sum(one.is_open for one in every),
        wanted=asked,
        places=places(view, text),
        stages=[one for one in STAGES if any(seen.stage == one for seen in every)],
        movers=sorted({one.amendment.mover or one.amendment.for_body for one in every}),
        delegations=tuple(view.assembly.delegations.values()),
        people=[one.id for one in people if not one.is_withdrawn],
        no_finding=no_finding(view, text, every=every),
        no_rapporteur=no_rapporteur(view, text),
        behind=languages_behind(view, text),
        languages=tuple(dict.fromkeys((*languages_of(text), *OFFICIAL))),
        entry=entry(view, text, asked=asked),
    )


def is_wanted(one: AmendmentSeen, asked: Mapping[str, str]) -> bool:
    """Whether the filters leave an amendment: by paragraph, stage and mover."""
    amendment = one.amendment
    about = amendment.after if amendment.does == INSERT else amendment.clause
    by = amendment.mover or amendment.for_body
    values = {"paragraph": about, "stage": one.stage, "mover": by}
    return all(asked.get(name, "") in ("", value) for name, value in values.items())


def places(view: View, text: Text) -> Sequence[Place]:
    """The paragraphs of the text as it stands, with how many amendments there are to each."""
    seen = as_it_stands(view.assembly, text).seen
    return [
        Place(
            clause=clause,
            number=number,
            amendments=sum(one.clause == clause.id for one in text.amendments.values()),
        )
        for clause, number in zip(seen, numbers(seen), strict=True)
    ]


def no_finding(view: View, text: Text, *, every: Sequence[AmendmentSeen]) -> Phrase | None:
    """Why the viewer judges no amendment, where the rules leave it to another."""
    waiting = next((one.amendment.number for one in every if one.is_open), 0)
    if not waiting:
        return None
    find = view.act(FindReceivable, text=text.id, amendment=waiting, finding="receivable")
    return why_not(view, find)


def no_rapporteur(view: View, text: Text) -> Phrase | None:
    """Why no further Rapporteur may be appointed."""
    people = (one.id for one in view.assembly.people.values() if not one.is_withdrawn)
    member = next((one for one in people if one not in text.rapporteurs), NOBODY)
    return why_not(view, view.act(AppointRapporteur, text=text.id, member=member))


def entry(view: View, text: Text, *, asked: Mapping[str, str]) -> Entry:
    """What the form begins with: the words of the paragraph or the amendment that is changed."""
    parent = next((one for n, one in text.amendments.items() if str(n) == asked.get("sub")), None)
    if parent is not None:
        return Entry(clause="", to=parent.number, does=REWORD, words=parent.words)
    seen = as_it_stands(view.assembly, text).seen
    clause = next((one for one in seen if one.id == asked.get("clause")), None)
    does = asked.get("does", "")
    if does not in CHANGES:
        does = REWORD
    is_new = does == INSERT or clause is None
    words = {} if is_new or clause is None else text_of_clause(text, clause)
    return Entry(clause=clause.id if clause else "", to=0, does=does, words=words)


def text_of_clause(text: Text, clause: Clause) -> Words:
    """A clause in the languages that follow."""
    found = dict(clause.words)
    for language in languages_of(text):
        rendering = text.renderings.get((clause.id, language))
        if rendering is not None and rendering.of == clause.words[text.language]:
            found[language] = rendering.words
    return found if clause.kind in (*NUMBERED, "title", "opening") else {}
