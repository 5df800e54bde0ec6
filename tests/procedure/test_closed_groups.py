"""Who sees what a group keeps to itself: the matrix of rights, and then membership by its dates."""

import pytest

from hemicycle.procedure.assembly import Assembly, Body, Delegation, DelegationId, Person
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.groups import Membership
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.rules.closed_groups import Put, keeps_closed, sees_closed, sees_put
from hemicycle.rulebooks import load, names

IN, OUT = DelegationId("p-0001"), DelegationId("p-0002")
NOON, LATER = Instant(1_772_427_600_000), Instant(1_772_431_200_000)
DAY, NEXT = "2026-03-02", "2026-03-03"
OFFICES = ("president", "chair", "rapporteur", "press", "staff", "clerk", "secretary_general")


def group(*memberships: Membership, organ: str = "group", chair: str = "") -> tuple[Assembly, Body]:
    """A group with one parliament in it and one outside, and people of every kind."""
    people = {
        "head": Person(id=MemberId("head"), delegation=IN),
        "adviser": Person(id=MemberId("adviser"), delegation=IN, accredited_as="adviser"),
        "gone": Person(id=MemberId("gone"), delegation=IN, is_withdrawn=True),
        "other": Person(id=MemberId("other"), delegation=OUT),
        **{one: Person(id=MemberId(one), delegation=NO_DELEGATION, office=one) for one in OFFICES},
    }
    body = Body(
        id=BodyId("north"),
        organ=organ,
        title={},
        unit="delegation",
        presiding=MemberId(chair),
        constituted_presiding=MemberId(chair),
    )
    delegations = {
        one: Delegation(
            id=one,
            status="member",
            votes=10,
            has_vote=True,
            cause="",
            members=tuple(MemberId(member) for member in members),
        )
        for one, members in ((IN, ("head", "adviser", "gone")), (OUT, ("other",)))
    }
    assembly = Assembly(
        delegations=delegations,
        people={MemberId(key): person for key, person in people.items()},
        memberships=memberships or (member(),),
    )
    return assembly.with_body(body), body


def member(since_on: str = DAY, **dates: Instant) -> Membership:
    """The first parliament in the group."""
    known = {"joined_at": NOON, **dates}
    return Membership(
        body=BodyId("north"), group="North", delegation=IN, since_on=since_on, **known
    )


@pytest.mark.parametrize("name", names())
def test_the_matrix_and_the_membership_decide_together(name):
    rules = load(name)
    assembly, body = group()

    def sees(who: str) -> bool:
        return sees_closed(rules, assembly, body, member=MemberId(who), at=LATER)

    seeing = {str(one) for one in assembly.people if sees(one)}
    assert seeing == {"head", "clerk", "secretary_general"}
    assert not sees("nobody")
    committee, other = group(organ="committee")
    assert not sees_closed(rules, committee, other, member=MemberId("head"), at=LATER)


def test_its_chair_sees_it_and_keeps_it_with_the_secretariat():
    rules = load("plain")
    assembly, body = group(chair="chair")
    kept = {
        str(one)
        for one in assembly.people
        if keeps_closed(rules, assembly, body, member=one, at=LATER)
    }
    assert kept == {"chair", "clerk", "secretary_general"}
    assert sees_closed(rules, assembly, body, member=MemberId("chair"), at=LATER)


@pytest.mark.parametrize(
    ("membership", "put", "sees"),
    [
        (member(), Put(at=LATER, day_on=DAY), True),
        (member(NEXT), Put(at=LATER, day_on=DAY), False),
        (member(DAY, joined_at=LATER), Put(at=NOON, day_on=DAY), True),
        (member(left_at=LATER), Put(at=NOON, day_on=DAY), True),
        (member(left_at=LATER), Put(at=LATER, day_on=DAY), False),
    ],
    ids=["a member", "joined the next day", "joined that day", "left after it", "left before it"],
)
def test_what_was_put_up_is_for_the_members_of_that_day(membership, put, sees):
    assembly, body = group(membership)
    rules = load("plain")
    assert sees_put(rules, assembly, body, member=MemberId("head"), put=put) == sees
    assert sees_put(rules, assembly, body, member=MemberId("clerk"), put=put)


def test_who_left_sees_nothing_any_more():
    assembly, body = group(member(left_at=LATER))
    rules = load("plain")
    assert sees_closed(rules, assembly, body, member=MemberId("head"), at=NOON)
    assert not sees_closed(rules, assembly, body, member=MemberId("head"), at=LATER)
