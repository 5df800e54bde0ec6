"""The matrix of rights: every standing has its line, and nobody has more than the lines give."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.procedure.acts.credentials.accredit_person import OFFICES
from hemicycle.procedure.assembly import Assembly, Body, Delegation, DelegationId, Person
from hemicycle.procedure.kernel import BodyId, MemberId, OutOfOrder
from hemicycle.procedure.rules.rights import (
    ACCREDITED_AS,
    ORGANS,
    PUBLIC,
    RIGHTS,
    STATUSES,
    require_right,
    require_speaker,
    rights_of,
    standings,
)
from hemicycle.procedure.rules.weights import roll
from hemicycle.rulebooks import RulebookFault, load, names
from hemicycle.rulebooks.reading import rights

DELEGATION = DelegationId("p-0001")
HEAD, OTHER = MemberId("p-0001-1"), MemberId("p-0001-2")


def house(*, status="member", has_vote=True, accredited_as="delegate", office="", organ="assembly"):
    """A body in which one delegation sits: its head, and one more person."""
    members = (HEAD, OTHER) if accredited_as == "delegate" else (HEAD,)
    delegation = Delegation(
        id=DELEGATION, status=status, votes=10, has_vote=has_vote, cause="", members=members
    )
    people = {
        HEAD: Person(id=HEAD, delegation=DELEGATION),
        OTHER: Person(id=OTHER, delegation=DELEGATION, accredited_as=accredited_as, office=office),
    }
    body = Body(
        id=BodyId("plenary"),
        organ=organ,
        title={},
        unit="delegation",
        presiding=MemberId("o-president"),
        constituted_presiding=MemberId("o-president"),
        present=frozenset(people),
    )
    return Assembly(delegations={DELEGATION: delegation}, people=people).with_body(body), body


@pytest.mark.parametrize("name", names())
def test_every_standing_that_somebody_can_have_has_its_line(name):
    written = set(load(name).standings)
    reachable = {PUBLIC, *OFFICES}
    for status in STATUSES:
        for accredited_as in ACCREDITED_AS:
            for has_vote in (True, False):
                assembly, _ = house(status=status, accredited_as=accredited_as, has_vote=has_vote)
                for person in assembly.people.values():
                    reachable |= set(standings(assembly, person))
    assert reachable == written


@pytest.mark.parametrize("name", names())
def test_only_words_of_the_matrix_are_granted(name):
    rules = load(name)
    granted = {
        right for line in rules.standings for organ in ORGANS for right in rules.rights(line, organ)
    }
    assert granted == set(RIGHTS)


@pytest.mark.parametrize("name", names())
def test_who_only_speaks_on_invitation_moves_and_votes_nowhere(name):
    rules = load(name)
    invited = [
        granted
        for line in rules.standings
        for organ in ORGANS
        if "speak_on_invitation" in (granted := rules.rights(line, organ))
    ]
    assert invited
    assert [granted for granted in invited if granted & {"speak", "move", "vote", "stand"}] == []


def test_a_body_without_a_column_is_ruled_like_a_committee():
    rules = load("ipu_assembly")
    assert rules.rights("candidate", "forum") == rules.rights("candidate", "committee")
    assert rules.rights("candidate", "forum") != rules.rights("candidate", "assembly")


def test_a_line_that_is_not_written_grants_nothing():
    assert load("plain").rights("emperor", "assembly") == frozenset()


def test_an_office_of_the_house_is_added_and_one_held_at_home_is_not():
    rules = load("plain")
    as_rapporteur, body = house(status="suspended", office="rapporteur")
    assert rights_of(rules, as_rapporteur, body, member=OTHER) == {"speak", "see"}
    as_speaker, body = house(status="suspended", office="speaker_of_parliament")
    assert rights_of(rules, as_speaker, body, member=OTHER) == set()


def test_withdrawn_credentials_leave_what_the_public_has():
    assembly, body = house()
    withdrawn = replace(assembly.people[OTHER], is_withdrawn=True)
    assembly = replace(assembly, people={**assembly.people, OTHER: withdrawn})
    assert standings(assembly, withdrawn) == (PUBLIC,)
    with pytest.raises(OutOfOrder) as refused:
        require_right(load("plain"), assembly, body, member=OTHER, right="speak")
    assert refused.value.reason_key == "credentials_withdrawn"


def test_a_refusal_names_the_line_of_the_place_in_the_delegation():
    assembly, body = house(accredited_as="adviser", office="teller")
    with pytest.raises(OutOfOrder) as refused:
        require_speaker(load("plain"), assembly, body, member=OTHER)
    assert refused.value.rule_key == "rights.adviser"
    assert refused.value.reason_key == "no_right_to_speak"


@given(
    status=st.sampled_from(STATUSES),
    has_vote=st.booleans(),
    accredited_as=st.sampled_from(ACCREDITED_AS),
    office=st.sampled_from(["", *OFFICES]),
    organ=st.sampled_from([*ORGANS, "forum"]),
)
def test_the_roll_names_exactly_those_whom_the_matrix_lets_vote(
    status, has_vote, accredited_as, office, organ
):
    rules = load("ipu_assembly")
    assembly, body = house(
        status=status, has_vote=has_vote, accredited_as=accredited_as, office=office, organ=organ
    )
    on_roll = {
        member for row in roll(rules, assembly, body, max_per_person=10) for member in row.members
    }
    may_vote = {
        member
        for member in (HEAD, OTHER)
        if "vote" in rights_of(rules, assembly, body, member=member)
    }
    assert on_roll == (may_vote if has_vote else set())


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("speak", "rights are stated for each of assembly, committee, council, executive"),
        ({"assembly": "speak"}, "rights are stated for each of"),
        (dict.fromkeys(ORGANS, "shout"), "'shout' is none of speak"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_place(value, problem):
    with pytest.raises(RulebookFault, match=r"my rules, rights\.guest") as fault:
        rights("my rules, rights.guest", value)
    assert problem in str(fault.value)


def test_a_line_that_can_be_read_is_taken():
    written = dict.fromkeys(ORGANS, "speak see")
    assert rights("here", written) == dict.fromkeys(ORGANS, frozenset({"speak", "see"}))
