"""Call an election: which office, how many seats, until when candidatures are received.

Article: elections.calling, elections.posts, elections.candidature_hours, elections.seats,
elections.sharing, elections.seats_of_groups
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Election, GroupSeats, Words
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.apportionment import sainte_lague
from hemicycle.procedure.rules.dice import seed_of
from hemicycle.procedure.rules.elections import BY_TABLE, BY_VOTES, EQUALLY, rule_of
from hemicycle.procedure.rules.groups import group_for_office
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.lots import drawn
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.seats_by_table import shared_by_table

HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallElection(Act):
    """The secretariat calls an election; `seats` 0 for as many as the rules say.

    `ballot_at` is when the ballot is to be opened; `outgoing` are those whose term ends. `dice`
    and `published` settle which groups have the last seats, where they are level for them.
    """

    post: str
    title: Words
    seats: int = 0
    ballot_at: Instant = Instant(0)
    outgoing: tuple[MemberId, ...] = ()
    dice: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionCalled(Entry):
    """Candidatures are received until `closes_at`, 0 for the opening of the ballot.

    `sharing` says where the shares come from if not from the votes of the groups: a table.
    """

    election: int
    post: str
    title: Words
    seats: int
    closes_at: Instant
    rule_key: str
    shares: tuple[GroupSeats, ...] = ()
    seed: str = ""
    outgoing: tuple[MemberId, ...] = ()
    sharing: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: CallElection) -> list[Entry]:
    """Record the call.

    Out of order: the actor is not of the secretariat; the rules know no such post; fewer than one
    seat; no time is left for candidatures; the seats cannot be shared among the groups.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if act.post not in rules.choices("elections.posts"):
        raise OutOfOrder("elections.posts", "no_such_post", post=act.post)
    seats = act.seats or rules.number(rule_of(rules, act.post, "seats"))
    if not 0 < seats <= max(1, len(assembly.people)):
        raise OutOfOrder("elections.seats", "seats_out_of_range", n=seats)
    rule_key = rule_of(rules, act.post, "candidature_hours")
    shares, seed = shared(rules, assembly, act=act, seats=seats)
    is_table = rules.choice(rule_of(rules, act.post, "sharing")) == BY_TABLE
    return [
        ElectionCalled(
            body=act.body,
            at=act.at,
            election=len(assembly.elections) + 1,
            post=act.post,
            title=act.title,
            seats=seats,
            closes_at=closing(rules.number(rule_key), act, rule_key=rule_key),
            rule_key=rule_key,
            shares=shares,
            seed=seed,
            outgoing=act.outgoing,
            sharing=BY_TABLE if is_table else "",
        )
    ]


def closing(hours: int, act: CallElection, *, rule_key: str) -> Instant:
    """When candidatures end, so many hours before the ballot; 0 for when it is opened.

    Out of order: that moment is over, or cannot be known.
    """
    if not hours:
        return Instant(0)
    closes_at = Instant(act.ballot_at - hours * HOUR_MS)
    if closes_at <= act.at:
        raise OutOfOrder(rule_key, "no_time_for_candidatures", n=hours)
    return closes_at


def shared(
    rules: Rulebook, assembly: Assembly, *, act: CallElection, seats: int
) -> tuple[tuple[GroupSeats, ...], str]:
    """The seats of each group as the rules share them, and the seed where lots were drawn.

    Out of order: a delegation with a vote stands through no group yet; groups are level for the
    last seats and no lots are drawn; the seats cannot be shared equally, or are not those of the
    table.
    """
    rule_key = rule_of(rules, act.post, "sharing")
    policy = rules.choice(rule_key)
    if policy == BY_TABLE:
        return shared_by_table(rules, assembly, post=act.post, seats=seats), ""
    if policy not in (BY_VOTES, EQUALLY):
        return (), ""
    votes = votes_of_groups(assembly, rule_key)
    if policy == EQUALLY:
        if not votes or seats % len(votes):
            raise OutOfOrder(rule_key, "seats_not_equal", n=seats, groups=len(votes))
        each = seats // len(votes)
        return tuple(GroupSeats(group=g, votes=v, seats=each) for g, v in votes.items()), ""
    found, seed = sainte_lague(votes, seats), ""
    if found.level:
        seed = seed_for(act, rule_key=rule_key, level=found.level)
        lots = drawn([f"{act.post} {one}" for one in found.level], seed)
        order = [line.partition(" ")[2] for line in lots]
        found = sainte_lague(votes, seats, drawn=order)
    given = found.seats
    return tuple(GroupSeats(group=g, votes=v, seats=given[g]) for g, v in votes.items()), seed


def votes_of_groups(assembly: Assembly, rule_key: str) -> Mapping[str, int]:
    """The votes that the Members of each group hold in the Assembly, in the order of their names.

    Out of order: a delegation with a vote stands through no group yet.
    """
    votes: dict[str, int] = {}
    for one in assembly.delegations.values():
        if one.has_vote:
            group = group_for_office(assembly, one.id)
            if not group:
                raise OutOfOrder(rule_key, "no_group_yet", delegation=one.id)
            votes[group] = votes.get(group, 0) + one.votes
    return dict(sorted(votes.items()))


def seed_for(act: CallElection, *, rule_key: str, level: tuple[str, ...]) -> str:
    """The seed that settles which of the groups have the last seats.

    Out of order: the lots are not drawn.
    """
    try:
        return seed_of(rule_key, dice=act.dice, published=act.published)
    except OutOfOrder:
        raise OutOfOrder(rule_key, "groups_are_level", groups=level) from None


def apply(assembly: Assembly, entry: ElectionCalled) -> Assembly:
    return assembly.with_election(
        Election(
            number=entry.election,
            body=entry.body,
            post=entry.post,
            title=entry.title,
            seats=entry.seats,
            called_at=entry.at,
            closes_at=entry.closes_at,
            shares=entry.shares,
            seed=entry.seed,
            outgoing=entry.outgoing,
        )
    )


def minute(entry: ElectionCalled) -> Phrase:
    return Phrase(
        "minute.election_called",
        title=entry.title,
        n=entry.seats,
        closes_at=entry.closes_at,
        shares=tuple(
            Phrase("minute.seats_of_group", group=one.group, n=one.seats, votes=one.votes)
            for one in entry.shares
        ),
        seed_words=entry.seed,
    )


KIND = Kind(
    CallElection,
    decide,
    {ElectionCalled: apply},
    {ElectionCalled: minute},
    "calls the election of {post} {title}[ with {seats} seats][ ballot at {ballot_at}]"
    "[ outgoing {outgoing}][ by lots with dice {dice} and number {published}]",
)
