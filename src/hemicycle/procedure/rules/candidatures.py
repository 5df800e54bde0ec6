"""Until when candidatures come in, and who takes the place of a candidate who stands no longer.

Article: elections.stages, elections.candidature_hours, elections.replacement
"""

from hemicycle.procedure.assembly import Assembly, Candidature, Election
from hemicycle.procedure.assembly.elections import CALLED
from hemicycle.procedure.kernel import Act, Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.elections import rule_of
from hemicycle.procedure.rules.rulebook import Rulebook


def is_closed(election: Election, at: Instant) -> bool:
    """Whether the time for candidatures is over."""
    return bool(election.closes_at) and at >= election.closes_at


def require_before_ballots(election: Election) -> None:
    """No ballot was opened yet, and nobody is elected."""
    if election.stage != CALLED or election.rounds:
        raise OutOfOrder("elections.stages", "election_stage", election_stage=election.stage)


def require_open(rules: Rulebook, election: Election, act: Act) -> None:
    """Candidatures are still received: until the deadline, and never once a ballot was opened."""
    require_before_ballots(election)
    if is_closed(election, act.at):
        rule_key = rule_of(rules, election.post, "candidature_hours")
        n = rules.number(rule_key)
        raise OutOfOrder(rule_key, "candidatures_closed", n=n, at=election.closes_at)


def require_acceptable(rules: Rulebook, election: Election, act: Act) -> None:
    """Who takes the place of another accepts until the ballot is opened; the others in time."""
    if any(one.replaced_by == act.by for one in election.candidatures.values()):
        require_before_ballots(election)
    else:
        require_open(rules, election, act)


def is_gone(assembly: Assembly, one: Candidature) -> bool:
    """Whether somebody who was nominated has withdrawn, or has no credentials any more."""
    return one.is_withdrawn or assembly.people[one.member].is_withdrawn


def replaceable(assembly: Assembly, election: Election) -> tuple[Candidature, ...]:
    """Those nominated who stand no longer, and in whose place nobody was nominated yet."""
    known = election.candidatures.values()
    return tuple(one for one in known if is_gone(assembly, one) and not one.replaced_by)


def require_replaceable(
    rules: Rulebook, assembly: Assembly, election: Election, *, act: Act, gone: MemberId
) -> None:
    """Somebody may be nominated in the place of a candidate: once, until the ballot is opened.

    Out of order: a ballot was opened; candidatures are closed, and the rules know no replacement;
    the other was not nominated, or stands still, or has been replaced.
    """
    require_before_ballots(election)
    rule_key = rule_of(rules, election.post, "replacement")
    if is_closed(election, act.at) and not rules.is_on(rule_key):
        raise OutOfOrder(rule_key, "no_replacement", at=election.closes_at)
    one = election.candidatures.get(gone)
    if one is None:
        raise OutOfOrder(rule_key, "not_nominated", member=gone)
    if not is_gone(assembly, one):
        raise OutOfOrder(rule_key, "stands_still", member=gone)
    if one.replaced_by:
        raise OutOfOrder(rule_key, "replaced_already", member=gone, other=one.replaced_by)


def require_same_side(
    rules: Rulebook,
    assembly: Assembly,
    election: Election,
    *,
    gone: MemberId,
    by: tuple[MemberId, str],
) -> None:
    """Who replaces a candidate is whoever had nominated: `by` a person, and through a group.

    Out of order: neither the same person, nor another of the same delegation, nor the same group
    in writing; or the candidate would stand through another group.
    """
    one, (nominator, group) = election.candidatures[gone], by
    before, now = (assembly.delegation_of(each) for each in (one.nominator, nominator))
    is_same = one.nominator == nominator or (before is not None and before == now)
    if not is_same or one.group != group:
        rule_key = rule_of(rules, election.post, "replacement")
        raise OutOfOrder(rule_key, "replaced_by_others", member=gone, group=one.group)
