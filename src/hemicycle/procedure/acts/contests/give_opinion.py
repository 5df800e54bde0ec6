"""Give the opinion of another committee on contested credentials.

Article: credentials.gender_opinion_from
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.contests import require_contest
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body
from hemicycle.procedure.rules.rulebook import Rulebook

WOMEN_AND_MEN = "women_and_men"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveOpinion(Act):
    """The chair of a committee, or the secretariat for it, gives its opinion on a case."""

    contest: int
    committee: BodyId
    opinion: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Entry):
    """The committee's opinion stands beside the case; it decides nothing."""

    contest: int
    committee: BodyId
    title: Words
    opinion: Words


def decide(rules: Rulebook, assembly: Assembly, act: GiveOpinion) -> list[Entry]:
    """Record the opinion.

    Out of order: the body is unknown; there is no such case, or it is over; the case is not about
    women and men; the body named is no committee, or is the one that reports; the actor does not
    speak for it; it says nothing.
    """
    require_body(assembly, act.body)
    contest = require_contest(assembly, act.contest)
    if contest.ground != WOMEN_AND_MEN:
        raise OutOfOrder("credentials.gender_opinion_from", "no_opinion_due", number=act.contest)
    committee = require_body(assembly, act.committee)
    if committee.organ != "committee" or committee.id == contest.referred_to:
        raise OutOfOrder(
            "credentials.gender_opinion_from", "not_for_opinion", title=committee.title
        )
    if committee.constituted_presiding != act.by and not is_of_secretariat(assembly, act.by):
        raise OutOfOrder("credentials.gender_opinion_from", "not_its_chair", title=committee.title)
    if not any(text.strip() for text in act.opinion.values()):
        raise OutOfOrder("credentials.gender_opinion_from", "opinion_without_words")
    return [
        OpinionGiven(
            body=act.body,
            at=act.at,
            contest=act.contest,
            committee=committee.id,
            title=committee.title,
            opinion=act.opinion,
        )
    ]


def apply(assembly: Assembly, entry: OpinionGiven) -> Assembly:
    contest = assembly.contests[entry.contest]
    opinions = (*contest.opinions, (entry.committee, entry.opinion))
    return assembly.with_contest(replace(contest, opinions=opinions))


def minute(entry: OpinionGiven) -> Phrase:
    return Phrase(
        "minute.opinion_given", title=entry.title, number=entry.contest, opinion=entry.opinion
    )


KIND = Kind(
    GiveOpinion,
    decide,
    {OpinionGiven: apply},
    {OpinionGiven: minute},
    "gives the opinion of {committee} on case {contest}: {opinion}",
)
