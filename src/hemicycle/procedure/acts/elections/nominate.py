"""Nominate a candidate, in time, through one group, as the rules of the post allow.

Article: elections.nominators, elections.candidature_hours, elections.one_group,
elections.one_per_parliament, elections.outgoing_stand, elections.successor_elsewhere,
elections.tellers, elections.replacement, groups.membership
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.elections.declare_group import require_one_group
from hemicycle.procedure.assembly import Assembly, Candidature, DelegationId, Election
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.candidatures import (
    require_open,
    require_replaceable,
    require_same_side,
)
from hemicycle.procedure.rules.elections import require_election, rule_of
from hemicycle.procedure.rules.groups import group_for_office, require_member
from hemicycle.procedure.rules.guards import SECRETARIAT, require_body, require_person
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook

OFFICE_OF_TELLERS = "teller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominate(Act):
    """A delegate proposes somebody, or the secretariat enters what it received in writing.

    `group` is the one through which the candidate stands; `nominator` who wrote, where the
    secretariat enters it, and nobody where a group did. `in_place_of` is a candidate who stands no
    longer and whose place this one takes, after the time for candidatures too.
    """

    candidate: MemberId
    group: str = ""
    nominator: MemberId = NOBODY
    election: int = 0
    supporters: tuple[MemberId, ...] = ()
    in_place_of: MemberId = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateNominated(Entry):
    """`candidate` is proposed; who proposes oneself has accepted, and `in_place_of` is out."""

    election: int
    candidate: MemberId
    delegation: DelegationId
    group: str
    nominator: MemberId
    is_accepted: bool
    supporters: tuple[MemberId, ...] = ()
    in_place_of: MemberId = NOBODY


def decide(rules: Rulebook, assembly: Assembly, act: Nominate) -> list[Entry]:
    """Record the nomination.

    Out of order: no election is called; candidatures are closed, or nobody is to be replaced; the
    person is nominated already, may not stand, is a teller or leaves the office; the actor may not
    nominate; others had nominated who is replaced; the parliament has a candidate, stands through
    another group or is not in this one; the group has no seat; too few nominate.
    """
    require_body(assembly, act.body)
    election = require_election(assembly, act, act.election)
    gone = act.in_place_of
    if not gone:
        require_open(rules, election, act)
    else:
        require_replaceable(rules, assembly, election, act=act, gone=gone)
        if gone == act.candidate:
            raise OutOfOrder("elections.replacement", "replaced_by_oneself", member=gone)
    named = election.candidatures.get(act.candidate)
    if named is not None and not named.is_withdrawn:
        raise OutOfOrder("elections.nominators", "nominated_already", member=act.candidate)
    person = require_person(assembly, act.candidate)
    if person.office == OFFICE_OF_TELLERS:
        raise OutOfOrder("elections.tellers", "teller_stands", member=act.candidate)
    require_right(rules, assembly, act, right="stand", member=act.candidate)
    nominator = require_nominator(rules, assembly, election, act=act)
    require_supporters(rules, assembly, election, act=act, nominator=nominator)
    group = act.group or group_for_office(assembly, person.delegation)
    if gone:
        require_same_side(rules, assembly, election, gone=gone, by=(nominator, group))
    require_group(rules, assembly, election, delegation=person.delegation, group=group)
    require_eligible(rules, assembly, election, act=act)
    return [
        CandidateNominated(
            body=act.body,
            at=act.at,
            election=election.number,
            candidate=act.candidate,
            delegation=person.delegation,
            group=group,
            nominator=nominator,
            is_accepted=act.candidate == act.by,
            supporters=act.supporters,
            in_place_of=gone,
        )
    ]


def require_supporters(
    rules: Rulebook, assembly: Assembly, election: Election, *, act: Nominate, nominator: MemberId
) -> None:
    """As many nominate together as the rules of the post ask for, who nominates among them.

    Out of order: too few; one is not accredited or has no right to move there.
    """
    rule_key = f"elections.{election.post}_supporters"
    for one in act.supporters:
        require_right(rules, assembly, act, right="move", member=one)
    together = {one for one in (nominator, *act.supporters) if one}
    if rules.has(rule_key) and len(together) < rules.number(rule_key):
        raise OutOfOrder(
            rule_key, "too_few_nominate", n=len(together), needed=rules.number(rule_key)
        )


def require_nominator(
    rules: Rulebook, assembly: Assembly, election: Election, *, act: Nominate
) -> MemberId:
    """Who nominates, as the rules of the post allow; nobody where a group does.

    Out of order: the secretariat does not say who wrote; no right to move; the rules leave
    nominating to others.
    """
    is_entered = require_person(assembly, act.by).office in SECRETARIAT
    if is_entered and not act.nominator and not act.group:
        raise OutOfOrder(rule_of(rules, election.post, "nominators"), "nominator_missing")
    nominator = act.nominator if is_entered else act.by
    way = "group" if is_entered and act.group and not act.nominator else "member"
    if way == "member":
        require_right(rules, assembly, act, right="move", member=nominator)
        own = assembly.delegation_of(nominator)
        way = "delegation" if own is not None and own.head == nominator else way
    rule_key = rule_of(rules, election.post, "nominators")
    allowed = rules.choices(rule_key)
    is_allowed = way in allowed or (way == "delegation" and "member" in allowed)
    if not is_allowed:
        raise OutOfOrder(rule_key, "nominated_by_others", nominators=allowed)
    return nominator


def require_eligible(
    rules: Rulebook, assembly: Assembly, election: Election, *, act: Nominate
) -> None:
    """The candidate may follow in this office, and the parliament has no other candidate.

    Out of order: as it says.
    """
    own = assembly.people[act.candidate].delegation
    if act.candidate in election.outgoing:
        rule_key = rule_of(rules, election.post, "outgoing_stand")
        if not rules.is_on(rule_key):
            raise OutOfOrder(rule_key, "outgoing_stands", member=act.candidate)
    elif own:
        rule_key = rule_of(rules, election.post, "successor_elsewhere")
        leaving = [one for one in election.outgoing if is_of(assembly, one, delegation=own)]
        if leaving and rules.is_on(rule_key):
            raise OutOfOrder(rule_key, "successor_from_same", delegation=own, member=leaving[0])
    rule_key = rule_of(rules, election.post, "one_per_parliament")
    for one in election.candidatures.values():
        is_other = not one.is_withdrawn and one.member != act.in_place_of
        if own and one.delegation == own and is_other and rules.is_on(rule_key):
            raise OutOfOrder(rule_key, "parliament_has_candidate", member=one.member)


def is_of(assembly: Assembly, member: MemberId, *, delegation: DelegationId) -> bool:
    """Whether somebody, who need not be here, is of a delegation."""
    person = assembly.people.get(member)
    return person is not None and person.delegation == delegation


def require_group(
    rules: Rulebook,
    assembly: Assembly,
    election: Election,
    *,
    delegation: DelegationId,
    group: str,
) -> None:
    """The candidate stands through the one group of the delegation, which has a seat here.

    Out of order: it stands through another group; groups have seats and none is named, or the
    one named has none.
    """
    declared = assembly.groups.get(delegation, group)
    if group != declared and rules.is_on("elections.one_group"):
        raise OutOfOrder(
            "elections.one_group",
            "stands_through_another",
            delegation=delegation,
            group=declared,
        )
    require_member(assembly, delegation, group=group)
    require_one_group(rules, assembly, delegation=delegation, group=group or declared)
    if election.shares and not election.seats_left_of(group):
        rule_key = rule_of(rules, election.post, "sharing")
        raise OutOfOrder(rule_key, "group_without_seat", group=group)


def apply(assembly: Assembly, entry: CandidateNominated) -> Assembly:
    election = assembly.elections[entry.election]
    one = Candidature(
        member=entry.candidate,
        nominator=entry.nominator,
        delegation=entry.delegation,
        group=entry.group,
        is_accepted=entry.is_accepted,
        nominated_at=entry.at,
    )
    if entry.in_place_of:
        gone = election.candidatures[entry.in_place_of]
        gone = replace(gone, is_withdrawn=True, replaced_by=entry.candidate)
        election = election.with_candidature(gone)
    after = assembly.with_election(election.with_candidature(one))
    if not entry.group or entry.delegation == NO_DELEGATION:
        return after
    return replace(after, groups={entry.delegation: entry.group, **after.groups})


def minute(entry: CandidateNominated) -> Phrase:
    by_oneself = entry.nominator == entry.candidate
    how = "oneself" if by_oneself else "member" if entry.nominator else "group"
    return Phrase(
        f"minute.nominated_by_{how}",
        candidate=entry.candidate,
        group=entry.group,
        nominator=entry.nominator,
        election=entry.election,
        in_place_of=entry.in_place_of,
    )


KIND = Kind(
    Nominate,
    decide,
    {CandidateNominated: apply},
    {CandidateNominated: minute},
    "nominates {candidate}[ in election {election}][ through {group}][ as proposed by {nominator}]"
    "[ with {supporters}][ instead of {in_place_of}]",
)
