"""What a scenario may ask of the texts before a body: versions, amendments, what a clause reads."""

from collections.abc import Callable, Mapping

from hemicycle.procedure.assembly import Clause, Text
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    as_it_stands,
    stage_of,
    voting_order,
)
from hemicycle.procedure.rules.clause_languages import behind, languages_of
from hemicycle.procedure.rules.consent import ready
from hemicycle.procedure.rules.lodged_texts import text_stage
from hemicycle.procedure.rules.sponsorship import behind_amendment, behind_text
from hemicycle.screens.view import View

NOTHING = "none"


def texts_of(view: View) -> list[Text]:
    """The texts before the body, in the order of their lodging."""
    return [one for one in view.assembly.texts.values() if one.body == view.body]


def in_short(found: list[str]) -> str:
    """A list, or that there is none."""
    return ", ".join(found) or NOTHING


def texts(view: View) -> str:
    """The texts before the body: symbol, version, and what became of each."""
    return in_short([f"{one.symbol} {outcome(view, one)}" for one in texts_of(view)])


def outcome(view: View, text: Text) -> str:
    """How far a text has come, and in which version."""
    stage = text_stage(view.assembly, text).replace("_", " ")
    return f"{stage} version {text.latest.number}"


def amendments(view: View) -> str:
    """The amendments to the texts of the body: the number of each and how far it has come."""
    return in_short(
        [
            f"{one.number} {stage_of(view.assembly, text, one).replace('_', ' ')}"
            for text in texts_of(view)
            for one in text.amendments.values()
        ]
    )


def order_of_vote(view: View) -> str:
    """The amendments that are still open, in the order in which they are put."""
    return in_short(
        [
            str(number)
            for text in texts_of(view)
            for number in voting_order(view.rules, text)
            if stage_of(view.assembly, text, text.amendments[number]) in OPEN_STAGES
        ]
    )


def sponsors(view: View) -> str:
    """How many stand behind each text and open amendment, of how many that the rules ask for."""
    found = [(one.symbol, behind_text(view.rules, one)) for one in texts_of(view)]
    found += [
        (f"amendment {one.number}", behind_amendment(view.rules, one))
        for text in texts_of(view)
        for one in text.amendments.values()
        if stage_of(view.assembly, text, one) in OPEN_STAGES
    ]
    return in_short([f"{name} {b.sponsors} of {b.needed}" for name, b in found if b.is_asked])


def memoranda(view: View) -> str:
    """The memorandum in force of each text that has one: symbol, version, and what it explains."""
    found = [(one.memoranda[-1], one) for one in texts_of(view) if one.memoranda]
    return in_short([f"{m.symbol} version {m.number} of {one.symbol}" for m, one in found])


def consent_lists(view: View) -> str:
    """What would be decided now without a vote, text by text: each amendment and its outcome."""
    return in_short(
        [
            f"{number} {outcome}"
            for text in texts_of(view)
            for number, outcome in ready(view.rules, view.assembly, text).items()
        ]
    )


def to_settle(view: View) -> str:
    """The carried amendments that meet another change."""
    return in_short(
        [
            str(meeting.amendment)
            for text in texts_of(view)
            for meeting in as_it_stands(view.assembly, text).meetings
        ]
    )


def languages_behind(view: View) -> str:
    """The languages that do not follow a text, each with the paragraphs in question."""
    return in_short(
        [
            f"{language} {clause.id}"
            for text in texts_of(view)
            for language in languages_of(text)
            for clause in behind(text, as_it_stands(view.assembly, text), language=language)
        ]
    )


def paragraphs(view: View) -> str:
    """The paragraphs of the last text in their order, by their names."""
    return in_short([one.id for one in clauses(view)])


def clauses(view: View) -> tuple[Clause, ...]:
    """The clauses of the last text as it stands; none where there is no text."""
    found = texts_of(view)
    return as_it_stands(view.assembly, found[-1]).seen if found else ()


def readings(view: View) -> Mapping[str, str]:
    """What each clause of the last text reads now, in its authentic language."""
    found = texts_of(view)
    return {f"reads {one.id}": f'"{one.words[found[-1].language]}"' for one in clauses(view)}


TEXT_FACTS: Mapping[str, Callable[[View], str]] = {
    "texts": texts,
    "amendments": amendments,
    "order of the vote": order_of_vote,
    "to settle": to_settle,
    "sponsors": sponsors,
    "memoranda": memoranda,
    "without a vote": consent_lists,
    "paragraphs": paragraphs,
    "languages behind": languages_behind,
}
