"""The table of permissions, walked: every address by every role in every state of a session."""

from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from at_the_gate import officer_of
from booths import interpreter_of
from demo_house import CLERK, PRESIDENT, REHEARSAL, REPORTED, TELLER, DemoHouse, demo_house
from meeting_people import PROTOCOL_OFFICER, accredited
from press_reports import REPORT

from hemicycle.procedure.kernel import MemberId
from hemicycle.web.asgi import Hemicycle
from hemicycle.web.http_sessions import Login, new_key
from hemicycle.web.permissions import (
    ANYONE,
    GATE,
    INTERPRETER,
    KEEPER,
    KEY_HOLDER,
    OPERATOR,
    PROTOCOL,
    ROLES,
    SEATED,
    SIGNED_IN,
    STAFF,
    TABLE,
    TABLET,
    WITHDRAWN,
    Permissions,
    UndeclaredRoute,
    permission,
    printed,
    roles_in,
    served,
)

MOMENTS = {
    "before the first sitting": "08:57:45",
    "a question is put": "09:09:10",
    "a vote is open": "09:10:45",
    "a result is declared": "09:14:20",
    "all is over": "17:18",
}
GUEST = "g-guest-1"
ASKS_WHO = f"/a/{REHEARSAL}/tablet"
FORM = {"report": REPORT, "username": "nobody", "password": "nothing", "do": "none"}
# Whoever has a seat of the demonstration has no account of their own to look after.
FOR_ACCOUNTS = {"GET /account/keys/first", "POST /account/keys/first"}
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Asker:
    """Somebody who asks, with the roles that this person has by what the test knows."""

    client: httpx.Client
    roles: frozenset[str]
    token: str


def login_of(
    house: DemoHouse, *, is_operator: bool = False, file: str = "", tablet: str = ""
) -> httpx.Client:
    """A browser that is signed in without a seat; perhaps with a delegation's file or tablet."""
    key = new_key()
    files = {REHEARSAL: file} if file else {}
    login = Login(
        account=0,
        label="x",
        seats={},
        secret=bytes(32),
        is_operator=is_operator,
        files=files,
        tablets={REHEARSAL: tablet} if tablet else {},
    )
    house.server.application.house.http_sessions.put(key, login)
    client = house.visitor()
    client.cookies.set(house.cookie_name, key)
    return client


def askers(house: DemoHouse) -> dict[str, Asker]:
    """One of each: what is expected of them is written down here, not asked of the program."""
    seated = frozenset({ANYONE, SIGNED_IN, SEATED})
    head, other = (*house.present_delegations()[:2], "", "")[:2]
    people = {
        "the public": (house.visitor(), frozenset({ANYONE})),
        "a stranger": (login_of(house), frozenset({ANYONE, SIGNED_IN})),
        "the operator": (
            login_of(house, is_operator=True),
            frozenset({ANYONE, SIGNED_IN, OPERATOR}),
        ),
        "the secretary of a delegation": (
            login_of(house, file="p-0001"),
            frozenset({ANYONE, SIGNED_IN, KEEPER}),
        ),
        "a tablet on which nobody acts": (
            login_of(house, tablet="tablet-p-0001-1"),
            frozenset({ANYONE, TABLET}),
        ),
        "the President": (house.visitor(PRESIDENT), seated),
        "a teller": (house.visitor(TELLER), seated),
        "a guest": (house.visitor(GUEST), seated),
        "one of the staff": (house.visitor(officer_of(house)), seated | {GATE}),
        "an interpreter": (house.visitor(interpreter_of(house)), seated | {INTERPRETER}),
        "a protocol officer": (
            accredited(house, PROTOCOL_OFFICER, office="protocol_officer").client,
            seated | {PROTOCOL},
        ),
        "the clerk": (house.visitor(CLERK), seated | {STAFF}),
    }
    if head:
        people["a delegate"] = (house.visitor(house.head_of(head)), seated)
        withdrawn = withdrawn_member(house, other)
        gone = frozenset({ANYONE, SIGNED_IN, WITHDRAWN})
        people["one whose credentials were withdrawn"] = (house.visitor(withdrawn), gone)
    return {
        name: Asker(client, roles, house.token_of(client))
        for name, (client, roles) in people.items()
    }


def withdrawn_member(house: DemoHouse, delegation: str) -> MemberId:
    """Somebody of a delegation, whose credentials the clerk withdraws now."""
    member = house.assembly.delegations[delegation].members[-1]
    if not house.assembly.people[member].is_withdrawn:
        client = house.visitor(CLERK)
        form = {"csrf": house.token_of(client), "act_id": f"w-{member}", "member": member}
        path = f"/a/{house.player.current}/acts/withdraw_credentials"
        assert client.post(path, data=form).headers["location"] == f"/a/{house.player.current}"
    return member


def answer_to(asker: Asker, route: str, session: str) -> httpx.Response:
    """What somebody is answered at an address, with a body that a form of it might send."""
    method, _, path = route.partition(" ")
    path = path.replace("/a/*", f"/a/{session}").replace("divisions/*", "divisions/1")
    path = path.replace("booth/*", "booth/fr")
    path = path.replace("acts/*", "acts/give_floor").replace("/**", "").replace("/*", "/delegate")
    if method == "GET":
        with asker.client.stream("GET", path) as answer:  # the live stream has no end
            if "text/event-stream" not in answer.headers.get("content-type", ""):
                answer.read()
            return answer
    form = {**FORM, "csrf": asker.token}
    files = {"file": ("", b"")} if "/press" in path else None
    return asker.client.post(path, data=form, files=files)


def is_kept_out(answer: httpx.Response) -> bool:
    """Whether the answer is that this is for others: sign in, or say who acts on this tablet."""
    leads_to_login = answer.headers.get("location", "").startswith(("/login?", ASKS_WHO))
    return leads_to_login or answer.status_code in (401, 403)


def lines_of(house: DemoHouse):
    """The whole table of a running demo."""
    return house.server.application.permissions.lines


@pytest.fixture(scope="module", params=MOMENTS)
def moment(request, tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("permissions")) as house:
        house.forward(MOMENTS[request.param])
        yield house


def is_asked(question: int, at: int) -> bool:
    """Whether a question is asked at a moment: each at two of the five, every address at each."""
    return (question - at) % len(MOMENTS) in (0, 2)


def test_every_question_is_asked_at_two_moments():
    """Control: none is left out, and there are moments enough between two that are alike."""
    for question in range(3 * len(MOMENTS)):
        assert sum(is_asked(question, at) for at in range(len(MOMENTS))) == 2


# What was only reported stands still while the rehearsal goes on.
@pytest.mark.parametrize(
    ("moment", "session"),
    [*((one, REHEARSAL) for one in MOMENTS), (next(iter(MOMENTS)), REPORTED)],
    indirect=["moment"],
)
def test_everybody_gets_what_the_table_says_and_nothing_else(
    moment, session, request, record_property
):
    differ, asked, answers = [], set(), 0
    people = askers(moment)
    at = list(MOMENTS).index(request.node.callspec.params["moment"])
    questions = ((one, route) for one in lines_of(moment) for route in one.routes)
    for number, (line, route) in enumerate(questions):
        if route not in FOR_ACCOUNTS and is_told_apart(line, route, session):
            for place, (name, asker) in enumerate(people.items()):
                if session == REHEARSAL and not is_asked(number + place, at):
                    continue
                answer = answer_to(asker, route, session)
                asked.add(route)
                if route.startswith("POST /account") and answer.status_code == 403:
                    assert SIGNED_IN in asker.roles  # only the token of the page was missing
                    continue
                answers += 1
                if is_kept_out(answer) == bool(line.who & roles_here(asker, session)):
                    differ.append(f"{route} by {name}: {answer.status_code}")
    record_property("figure", f"{len(asked)} routes, {answers} answers, 0 differences")
    assert differ == []
    everything = {route for line in lines_of(moment) for route in line.routes}
    alike = {one for line in TABLE if line.action == "sign_in_and_out" for one in line.routes}
    alike |= {*FOR_ACCOUNTS, "GET /seed", "GET /demo/sit/*", "POST /demo/**"}
    assert asked == {one for one in everything - alike if session == REHEARSAL or " /a/*" in one}


def roles_here(asker: Asker, session: str) -> frozenset[str]:
    """In the reported session nobody has a seat."""
    if session == REHEARSAL:
        return asker.roles
    return asker.roles & {ANYONE, SIGNED_IN, OPERATOR}


def is_told_apart(line, route: str, session: str) -> bool:
    """Whether an answer tells that somebody was kept out: what anyone may refuse for other reasons.

    Note: a name and password that are wrong, and a player's button, are refused to everyone alike.
    """
    if line.action in ("sign_in_and_out", "play_the_demo"):
        return False
    in_session = " /a/*" in route
    return in_session or session == REHEARSAL


def test_a_hole_in_the_table_is_found(moment, monkeypatch):
    """Control: a server that let everybody in would differ from the table."""
    monkeypatch.setattr(Hemicycle, "may", lambda *_: True)
    stranger = askers(moment)["a stranger"]
    assert not is_kept_out(answer_to(stranger, "GET /a/*/today", REHEARSAL))


def test_a_refusal_is_told_on_no_page_that_its_reader_may_not_read(moment):
    people = askers(moment)
    pages = {
        "booth/fr": ("an interpreter", "a guest"),
        "today": ("a guest", "one whose credentials were withdrawn"),
    }
    for page, (own, other) in pages.items():
        back = f"/en/a/{REHEARSAL}/{page}"
        wanted = title_of(people[own].client.get(back))
        assert title_of(refused_at(people[own], back)) == wanted
        if other in people:
            start = title_of(people[other].client.get(f"/en/a/{REHEARSAL}"))
            assert title_of(refused_at(people[other], back)) == start != wanted


def refused_at(asker: Asker, back: str) -> httpx.Response:
    """What is answered to an act that is refused, said to come from a page."""
    form = {"csrf": "none", "act_id": "x", "back": back}
    answer = asker.client.post(f"/a/{REHEARSAL}/acts/adjourn", data=form)
    assert answer.status_code == 403
    return answer


def title_of(answer: httpx.Response) -> str:
    """The heading of a browser's window, told that something was refused or not."""
    return answer.text.partition("<title>")[2].partition("</title>")[0].removeprefix("Error: ")


def test_what_stands_in_no_line_is_not_served(moment):
    clerk = askers(moment)["the clerk"]
    for path in ("/a", f"/a/{REHEARSAL}/today/1", f"/a/{REHEARSAL}/secrets", "/secrets"):
        assert clerk.client.get(path).status_code == 404
    assert clerk.client.post(f"/a/{REHEARSAL}/today").status_code == 405


# -- the table itself ---------------------------------------------------------------------------


def test_every_page_output_and_address_behind_us_is_declared():
    permissions = Permissions()
    permissions.require_declared(served())
    with pytest.raises(UndeclaredRoute, match="GET /a/150/secrets"):
        permissions.require_declared(["GET /a/150/hall", "GET /a/150/secrets"])


def test_a_server_with_an_undeclared_address_does_not_start(moment):
    house = moment.server.application.house
    with pytest.raises(UndeclaredRoute, match="GET /secrets"):
        Hemicycle(house, None, behind=("login", "secrets"))


def test_an_address_in_two_lines_is_refused():
    twice = [permission("one", ANYONE, routes=["GET /x"]), permission("two", routes=["GET /x"])]
    with pytest.raises(UndeclaredRoute, match="GET /x stands in two lines"):
        Permissions(twice)


def test_every_role_of_the_table_is_one_that_somebody_can_have():
    assert {role for line in TABLE for role in line.who} <= set(ROLES)
    assert len({line.action for line in TABLE}) == len(TABLE)


def test_roles_follow_the_record(moment):
    assembly = moment.assembly
    login = Login(account=1, label="x", seats={REHEARSAL: CLERK}, secret=bytes(32))
    assert roles_in(REHEARSAL, assembly, login) == {ANYONE, SIGNED_IN, SEATED, STAFF}
    assert roles_in(REPORTED, assembly, login) == {ANYONE, SIGNED_IN}
    assert roles_in(REHEARSAL, assembly, None) == {ANYONE}
    assert KEY_HOLDER not in roles_in(REHEARSAL, assembly, login)


def test_the_document_holds_the_table_as_it_is():
    document = (ROOT / "docs" / "permissions.md").read_text()
    assert printed() in document
    assert printed().count("\n") == len(TABLE) + 2
