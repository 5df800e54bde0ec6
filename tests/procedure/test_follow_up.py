"""Links that may be shown, whose turn it is to report, and that silence is never assumed."""

from dataclasses import replace

import pytest

from hemicycle.procedure.assembly import Answer, AskedToAnswer, Commitment, DelegationId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.rules.follow_up import LINK, answer_state
from hemicycle.procedure.rules.reminders import turns
from hemicycle.rulebooks import load

OWN = DelegationId("p-0001")
COMMITMENT = Commitment(
    number=1,
    body=BodyId("plenary"),
    at=Instant(0),
    position=1,
    words={"en": "Urges parliaments to act;"},
    addressee="parliaments",
    verb={"en": "Urges"},
)
ANSWER = Answer(
    number=1,
    delegation=OWN,
    kind="nothing_yet",
    words={"en": "Soon."},
    at=Instant(5),
    position=2,
    by=MemberId("p-0001-1"),
)


@pytest.mark.parametrize(
    "link",
    [
        "https://parliament.example",
        "https://www.parliament.example/laws/7?year=2026&part=2#section",
        "https://xn--parlament-z5a.example:8443/",
        "https://parliament.example/%E2%82%AC",
    ],
)
def test_addresses_of_public_pages_may_be_shown(link):
    assert LINK.fullmatch(link)


@pytest.mark.parametrize(
    "link",
    [
        "http://parliament.example",
        "https://parliament",
        "https://-bad.example/",
        "https://user@parliament.example/",
        "https://parliament.example/ javascript:alert(1)",
        "https://parliament.example/\nset-cookie",
        'https://parliament.example/"x',
        "https://parliament.example/<b>",
        "https://parliament.example/`",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://пример.example/",
        f"https://parliament.example/{'a' * 500}",
    ],
)
def test_nothing_else_may(link):
    assert not LINK.fullmatch(link)


def test_nobody_owes_an_answer_before_being_asked_and_given_time():
    def state(commitment: Commitment, at: int) -> str:
        return answer_state(commitment, OWN, at=Instant(at))

    asked = replace(COMMITMENT, asked={OWN: AskedToAnswer(at=Instant(10), until=Instant(20))})
    assert state(COMMITMENT, 10**12) == "not_asked"
    assert [state(asked, at) for at in (10, 19, 20)] == ["asked", "asked", "no_answer"]
    assert state(replace(asked, answers=(ANSWER,)), 10**12) == "nothing_yet"


def test_the_groups_report_in_turn_and_then_again():
    rules = load("ipu_assembly")
    found = turns(rules, first=2020, years=5)
    assert [one.year for one in found] == [2026, 2027, 2028, 2029, 2030]
    assert found[0].groups == ("African",)
    assert found[1].groups == ("Arab", "Eurasia")
    assert found[4].groups == found[0].groups
    assert not rules.is_verified("follow_up.rotation")
    assert turns(load("plain"), first=2026, years=4) == ()
