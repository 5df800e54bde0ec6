"""The list of amendments that are proposed to be decided together, without a vote.

Whoever proposes it says of each whether it is adopted or rejected; the rest is put one by one. No
amendment on the list takes anything from one that is put to the vote, nor the other way round.
Article: amendments.consent_list, amendments.consent_objectors
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hemicycle.procedure.assembly import Amendment, Assembly, ClauseId, ConsentList, Text
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    REJECTED,
    stages,
    subs_by_amendment,
    voting_order,
    why_falls,
)
from hemicycle.procedure.rules.consolidation import MOVE
from hemicycle.procedure.rules.falling import subject_of
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.sponsorship import behind_amendment

ADOPTED = "adopted"
OUTCOMES = (ADOPTED, REJECTED)
ON_LIST = "on_list"  # the way in which a question was decided


def wished(listed: ConsentList | None) -> dict[int, str]:
    """What is proposed for each amendment of a list, those included that were taken out of it."""
    if listed is None:
        return {}
    return dict.fromkeys(listed.adopt, ADOPTED) | dict.fromkeys(listed.reject, REJECTED)


def ready(rules: Rulebook, assembly: Assembly, text: Text) -> Mapping[int, str]:
    """What would be decided now without a vote, in the order of the vote.

    Left out is what was taken out, is no longer open, or lacks sponsors, and what has to do with an
    amendment that is put to the vote.
    """
    listed, stage = text.consent, stages(assembly, text)
    if listed is None:
        return {}
    open_ones = {number for number, one in stage.items() if one in OPEN_STAGES}
    found = {
        number: outcome
        for number, outcome in wished(listed).items()
        if number in open_ones - set(listed.taken_out)
        and behind_amendment(rules, text.amendments[number]).is_enough
    }
    apart = apart_from(text, found, put=open_ones)
    return {n: found[n] for n in voting_order(rules, text) if n in found.keys() - apart.keys()}


def apart_from(
    text: Text, found: Mapping[int, str], *, put: Iterable[int]
) -> Mapping[int, Amendment]:
    """Of a list those that cannot stay on it, each with the one for which they cannot.

    `put` are all that are still open. What goes off the list is put to the vote, so that others may
    have to follow it.
    """
    forms = forms_of(text, put)
    near, gone = neighbours(text, forms), dict[int, Amendment]()
    while True:
        left = found.keys() - gone.keys()
        met = {
            number: other
            for number in left
            for other in near[number]
            if other.number not in left
            and any(meets(text, one, outcome=found[number], other=other) for one in forms[number])
        }
        if not met:
            return gone
        gone |= met


def forms_of(text: Text, numbers: Iterable[int]) -> Mapping[int, Sequence[Amendment]]:
    """Each amendment as it was lodged, and as each of its sub-amendments would have it."""
    subs = subs_by_amendment(text)
    return {
        number: [one, *(replace(one, words=sub.words) for sub in subs.get(number, ()))]
        for number in sorted(numbers)
        for one in [text.amendments[number]]
    }


def neighbours(
    text: Text, forms: Mapping[int, Sequence[Amendment]]
) -> Mapping[int, Sequence[Amendment]]:
    """For each amendment the others that it could have to do with: of its clause, place, or it."""
    groups = defaultdict[object, list[Amendment]](list)
    for one in (form for found in forms.values() for form in found):
        for key in {subject_of(one), one.to, *ends_of(one)}:
            groups[key].append(one)
    return {
        number: [
            other
            for key in (subject_of(one), number, *ends_of(one))
            for other in groups[key]
            if other.number != number
        ]
        for number in forms
        for one in [text.amendments[number]]
    }


def ends_of(one: Amendment) -> set[ClauseId]:
    """The clause that an amendment moves, and that behind which it does."""
    return {one.after, one.clause} if one.does == MOVE and not one.to else set()


def meets(text: Text, one: Amendment, *, outcome: str, other: Amendment) -> bool:
    """Whether an amendment decided so has to do with another that is put to the vote.

    So it is where the other amends it, or would fall with it; where it is adopted although the vote
    on the other could leave it nothing to change; and where both move clauses, one of them behind
    the other, so that neither might lead.
    """
    if other.to == one.number or why_falls(text, other, after=one, outcome=outcome):
        return True
    if outcome != ADOPTED:
        return False
    if one.does == other.does == MOVE and ends_of(one) & ends_of(other):
        return True
    return one.to != other.number and any(
        why_falls(text, one, after=other, outcome=decided) for decided in OUTCOMES
    )


def require_list(text: Text) -> ConsentList:
    """The list that stands. Out of order: none is proposed."""
    if text.consent is None:
        raise OutOfOrder("amendments.consent_list", "no_consent_list", symbol=text.symbol)
    return text.consent
