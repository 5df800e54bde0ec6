"""A check of the quorum that the house must first vote for, and what follows without it.

Article: quorum.request_by, quorum.request_share, quorum.request_delegations, quorum.to_decide,
quorum.check_method, quorum.effect, quorum.missing_procedural_motion
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.rules.majorities import share_named
from hemicycle.procedure.rules.quorums import delegations_present
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.seats import authorised
from hemicycle.procedure.rules.weights import roll

BY_VOTE, BY_ASKING = "vote", "asking"
REQUESTS = (BY_VOTE, BY_ASKING)
MEMBERS_SHARES = {"one_third_of_members_authorised": "1/3"}
VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How many members, of how many delegations, stand behind a request, and how many must."""

    members: int
    delegations: int
    needed: int
    needed_delegations: int

    @property
    def is_enough(self) -> bool:
        """Whether both are reached."""
        return self.members >= self.needed and self.delegations >= self.needed_delegations


def is_by_vote(rules: Rulebook) -> bool:
    """Whether the house votes for a check of the quorum, and does not only ask for it."""
    return rules.has("quorum.request_by") and rules.choice("quorum.request_by") == BY_VOTE


def knows_quorum(rules: Rulebook, assembly: Assembly) -> bool:
    """Whether the rules ask for a quorum to decide at all."""
    policy = rules.choice("quorum.to_decide")
    return policy in MEMBERS_SHARES or bool(rules.quorum_delegations(assembly))


def counts_members(rules: Rulebook) -> bool:
    """Whether the quorum is one of members, and not of delegations."""
    return rules.choice("quorum.to_decide") in MEMBERS_SHARES


def part_of(share: str, whole: int) -> int:
    """The least whole number that reaches a share.

    Note: how to round is stated in no text that was read; it is rounded up, and the page says so.
    """
    found = share_named(share)
    assert found is not None, share
    return found.required(whole)


def members_needed(rules: Rulebook, assembly: Assembly, body: Body) -> int:
    """The quorum. Units: members."""
    share = MEMBERS_SHARES[rules.choice("quorum.to_decide")]
    return part_of(share, authorised(assembly, body))


def support(
    assembly: Assembly, body: Body, *, asking: Iterable[MemberId], share: str, delegations: int
) -> Support:
    """Who stands behind a request, against what its rule asks for."""
    members = tuple(asking)
    return Support(
        members=len(members),
        delegations=len({assembly.people[one].delegation for one in members}),
        needed=part_of(share, authorised(assembly, body)),
        needed_delegations=delegations,
    )


def support_of_check(rules: Rulebook, assembly: Assembly, body: Body) -> Support:
    """Who has voted for a check of the quorum."""
    return support(
        assembly,
        body,
        asking=body.quorum_asked,
        share=rules.choice("quorum.request_share"),
        delegations=rules.number("quorum.request_delegations"),
    )


def voters(rules: Rulebook, assembly: Assembly, body: Body, *, at: Instant) -> set[MemberId]:
    """Those in the room who could vote now."""
    return {one for row in roll(rules, assembly, body, at=at) for one in row.members}


def present_and_needed(rules: Rulebook, assembly: Assembly, body: Body) -> tuple[int, int]:
    """Who is there, and how many must be: members that marked presence, or delegations."""
    if counts_members(rules):
        return len(body.checking.marked), members_needed(rules, assembly, body)
    return delegations_present(assembly, body), rules.quorum_delegations(assembly)


def effect_without(rules: Rulebook, body: Body) -> str:
    """What follows where the quorum is not there: a procedural motion may be void."""
    is_void = rules.has("quorum.missing_procedural_motion") and body.motion is not None
    return rules.choice("quorum.missing_procedural_motion" if is_void else "quorum.effect")
