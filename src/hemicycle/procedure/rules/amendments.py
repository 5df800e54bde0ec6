"""Amendments: how far each has come, in which order they are put, and which fall with another.

Article: amendments.order, amendments.falls
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from hemicycle.procedure.assembly import Amendment, Assembly, Text
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.consolidation import (
    DELETE,
    INSERT,
    MOVE,
    REWORD,
    Meeting,
    Standing,
    consolidated,
    with_sub_amendments,
)
from hemicycle.procedure.rules.decisions import valid_decision
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.wording import collide, share_changed

CARRIED, REJECTED = "carried", "rejected"
OPEN_STAGES = ("lodged", "open", "recommended")
ENDED_STAGES = ("withdrawn", "irreceivable", "fallen", CARRIED, "carried_as_modified", REJECTED)
STAGES = ("proposed", *OPEN_STAGES, "being_voted", *ENDED_STAGES)
WHY_FALLS = ("same_change", "amendment_gone", "clause_deleted", "same_words", "clause_moved")
RANKS = {DELETE: 0, REWORD: 1, MOVE: 2, INSERT: 3}  # within a clause, with the furthest first


def outcome_of(assembly: Assembly, amendment: Amendment) -> str:
    """What the body decided on an amendment: adopted, rejected, or nothing yet."""
    decision = valid_decision(assembly, amendment.questions[-1]) if amendment.questions else None
    return decision.outcome if decision else ""


def stage_of(assembly: Assembly, text: Text, amendment: Amendment) -> str:
    """How far an amendment has come, from lodged to carried, rejected, withdrawn or fallen."""
    own = [one for one in text.amendments.values() if one.to == amendment.number]
    return stage_with(assembly, text, amendment, subs=own)


def stages(assembly: Assembly, text: Text) -> dict[int, str]:
    """How far each amendment has come, by its number."""
    subs = subs_by_amendment(text)
    return {
        one.number: stage_with(assembly, text, one, subs=subs.get(one.number, ()))
        for one in text.amendments.values()
    }


def stage_with(
    assembly: Assembly, text: Text, amendment: Amendment, *, subs: Sequence[Amendment]
) -> str:
    """The stage of an amendment whose sub-amendments are known."""
    outcome = outcome_of(assembly, amendment)
    question = assembly.bodies[text.body].question
    is_modified = outcome == "adopted" and bool(in_order_of_decision(assembly, subs))
    held = {
        "withdrawn": amendment.withdrawn_at,
        "proposed": amendment.is_proposed,
        "irreceivable": amendment.finding == "irreceivable",
        "fallen": amendment.fell_by,
        "carried_as_modified": is_modified,
        CARRIED: outcome == "adopted",
        REJECTED: outcome == "rejected",
        "being_voted": question is not None and question.number in amendment.questions,
        "recommended": amendment.recommendation,
        "open": amendment.finding,
        "lodged": True,
    }
    return next(stage for stage, holds in held.items() if holds)


def subs_by_amendment(text: Text) -> Mapping[int, list[Amendment]]:
    """The sub-amendments of each amendment that has some, in the order of their numbers."""
    found = defaultdict[int, list[Amendment]](list)
    for one in text.amendments.values():
        if one.to:
            found[one.to].append(one)
    return found


def in_order_of_decision(assembly: Assembly, found: Sequence[Amendment]) -> list[Amendment]:
    """Those of the amendments that were carried, as the body decided on them."""
    carried = [
        (decision.position, one)
        for one in found
        if not one.fell_by and one.questions
        if (decision := valid_decision(assembly, one.questions[-1])) is not None
        if decision.outcome == "adopted"
    ]
    return [one for _, one in sorted(carried, key=lambda pair: pair[0])]


def carried_in_all(assembly: Assembly, text: Text) -> list[Amendment]:
    """All amendments to the text that were carried, in the order of the decisions."""
    return in_order_of_decision(assembly, to_text(text))


def carried_since(assembly: Assembly, text: Text) -> list[Amendment]:
    """The amendments to the text that were carried and are in no version yet, in that order."""
    included = {number for version in text.versions for number in version.amendments}
    return [one for one in carried_in_all(assembly, text) if one.number not in included]


def as_it_stands(assembly: Assembly, text: Text) -> Standing:
    """The text with everything that was carried since its latest version."""
    made, meetings, subs = list[Amendment](), list[Meeting](), subs_by_amendment(text)
    for one in carried_since(assembly, text):
        carried = in_order_of_decision(assembly, subs.get(one.number, ()))
        effective = with_sub_amendments(text, one, carried=carried)
        made.append(effective.amendment)
        meetings.extend(effective.meetings)
    standing = consolidated(text, made)
    return replace(standing, meetings=(*meetings, *standing.meetings))


def is_same_change(one: Amendment, other: Amendment, *, language: str) -> bool:
    """Whether two amendments would do the same to the same clause."""
    if (one.does, one.to, one.version) != (other.does, other.to, other.version):
        return False
    is_there = one.after == other.after and (one.does == INSERT or one.clause == other.clause)
    same_words = one.words.get(language) == other.words.get(language)
    return is_there and one.kind == other.kind and (one.does in (DELETE, MOVE) or same_words)


def why_falls(text: Text, one: Amendment, *, after: Amendment, outcome: str) -> str:
    """Why an amendment has nothing left to change once another was decided; empty if it has."""
    if one.to == after.number:
        return "amendment_gone" if outcome != "adopted" else ""
    if is_same_change(one, after, language=text.language):
        return "same_change"
    if outcome != "adopted" or one.to or after.to or one.clause != after.clause:
        return ""
    if after.does == DELETE:
        return "clause_deleted"
    if one.does == REWORD and after.does == REWORD and one.version == after.version:
        base = next(c for c in text.versions[one.version - 1].clauses if c.id == one.clause)
        base_words, theirs, own = (each.words[text.language] for each in (base, after, one))
        return "same_words" if collide(base_words, theirs, amended=own) else ""
    return "clause_moved" if one.does == after.does == MOVE else ""


def fallen_with(
    assembly: Assembly, text: Text, amendment: Amendment, *, outcome: str
) -> Iterator[tuple[Amendment, str]]:
    """The amendments that have nothing left to change after an outcome, each with the reason."""
    for one in text.amendments.values():
        if one.number != amendment.number and amendment.number not in one.stands_despite:
            why = why_falls(text, one, after=amendment, outcome=outcome)
            if why and stage_of(assembly, text, one) in OPEN_STAGES:
                yield one, why


def falls_by(assembly: Assembly, text: Text, one: Amendment) -> tuple[int, str]:
    """The decided amendment that leaves this one nothing to change, and why; 0 if none does."""
    for other in text.amendments.values():
        if other.clause != one.clause and other.number != one.to and one.does != INSERT:
            continue  # what is about another clause leaves this one as it was
        outcome = outcome_of(assembly, other)
        is_sub = one.to == other.number
        is_ended = other.number != one.number and (outcome or is_gone(other))
        counts = is_sub or (outcome and not other.fell_by)
        if is_ended and counts and other.number not in one.stands_despite:
            why = why_falls(text, one, after=other, outcome=outcome or REJECTED)
            if why:
                return other.number, why
    return 0, ""


def is_gone(amendment: Amendment) -> bool:
    """Whether nobody will decide on it: withdrawn, irreceivable or fallen."""
    return bool(amendment.withdrawn_at or amendment.fell_by or amendment.finding == "irreceivable")


def voting_order(rules: Rulebook, text: Text) -> tuple[int, ...]:
    """The numbers of all amendments in the order in which they are put.

    From the first clause to the last; in a clause as the policy says, a sub-amendment before what
    it amends, the same change of several together.
    """
    ordered, subs = ORDERS[rules.choice("amendments.order")](text), subs_by_amendment(text)
    return tuple(
        n
        for one in ordered
        for n in (*in_order_of_words(text, one, subs=subs.get(one.number, ())), one.number)
    )


def furthest_first(text: Text) -> list[Amendment]:
    """In each clause the change that is furthest from the text first: deletion, then by words."""
    place = places_of(text)
    return sorted(to_text(text), key=lambda one: (place(one), *distance(text, one)))


def as_lodged(text: Text) -> list[Amendment]:
    """In each clause in the order of the numbers."""
    place = places_of(text)
    return sorted(to_text(text), key=lambda one: (place(one), one.number))


ORDERS = {"furthest_first": furthest_first, "as_lodged": as_lodged}


def to_text(text: Text) -> list[Amendment]:
    """The amendments to the text itself."""
    return [one for one in text.amendments.values() if not one.to]


def in_order_of_words(
    text: Text, amendment: Amendment, *, subs: Sequence[Amendment]
) -> tuple[int, ...]:
    """The sub-amendments of an amendment, the furthest first."""
    words = amendment.words.get(text.language, "")
    ranked = sorted((-share(words, one.words.get(text.language, "")), one.number) for one in subs)
    return tuple(number for _, number in ranked)


def places_of(text: Text) -> Callable[[Amendment], int]:
    """Where in its version the clause stands that an amendment is about, -1 for nowhere."""
    places = [{one.id: n for n, one in enumerate(v.clauses)} for v in text.versions]

    def place(amendment: Amendment) -> int:
        about = amendment.after if amendment.does == INSERT else amendment.clause
        return places[amendment.version - 1].get(about, -1)

    return place


def distance(text: Text, amendment: Amendment) -> tuple[int, Fraction, str, int]:
    """How an amendment is ranked in its clause: by kind, by the share of words, then by number."""
    clause = text.versions[amendment.version - 1].clause(amendment.clause)
    words = amendment.words.get(text.language, "")
    far = share(clause.words[text.language] if clause else "", words)
    return RANKS[amendment.does], -far, words, amendment.number


def share(old: str, new: str) -> Fraction:
    """The share of all words of two wordings that differ."""
    touched, of = share_changed(old, new)
    return Fraction(touched, of) if of else Fraction(0)
