"""Of a paper of a group nothing shows to anybody else: every address, asked by everybody.

As for meetings of delegations: the answers before a paper was put up and after are the same.
"""

import importlib
import re
import sys
from collections.abc import Iterator

import httpx
import pytest
from demo_house import CLERK, REHEARSAL, DemoHouse, demo_house
from listening import listening
from meeting_people import BOLTARA, GRELMOND, PROTOCOL_OFFICER, QUILMORA, SEE, accredited, anybody
from test_meetings_hidden import THINGS, Lookers, bytes_of, differences, every_address
from test_permissions import askers, login_of

TITLE, WORDS, AGENDA, SAID = "Quillworthy", "Zantherine", "Ombrellino", "Vantablume"
CANARIES = (TITLE, WORDS, AGENDA, SAID)
GROUP = "north"
PAPERS = f"/en/a/{REHEARSAL}/group-papers/{GROUP}"
SITTING = f"/en/a/{REHEARSAL}/group-sittings/{GROUP}/1"
CHAIR, MEMBER, OUTSIDER = f"{BOLTARA}-1", f"{QUILMORA}-1", f"{GRELMOND}-1"


def acted(house: DemoHouse, who: str, act: str, **fields: object) -> None:
    """Somebody does something that is in order."""
    address = f"/a/{REHEARSAL}/acts/{act}"
    answer = anybody(house, who).post(address, act_id=f"{act}-{GROUP}", **fields)
    assert answer.status_code == SEE, answer.text


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The general debate, and a group of two invented parliaments that sits in private."""
    with demo_house(tmp_path_factory.mktemp("papers-hidden")) as house:
        house.forward("09:40")
        accredited(house, PROTOCOL_OFFICER, office="protocol_officer")
        title = {"title.en": "Group of the North", "title.fr": "Groupe du Nord"}
        constituted = {"constituted": GROUP, "presiding": CHAIR, "organ": "group"}
        acted(house, CLERK, "constitute_body", body="plenary", **title, **constituted)
        joined = {"delegations": f"{BOLTARA} {QUILMORA}", "group": "North"}
        acted(house, CLERK, "join_group", body=GROUP, **joined)
        acted(house, CHAIR, "open_closed_sitting", body=GROUP, number="1")
        yield house


@pytest.fixture(scope="module")
def lookers(house) -> Lookers:
    """All roles there are, and who stands nearest: those of the group who only advise it."""
    clients = {name: asker.client for name, asker in askers(house).items()}
    del clients["the clerk"]  # who keeps the papers with the chair, and is asked apart
    clients["a head outside"] = house.visitor(OUTSIDER)
    clients["the delegation's secretary"] = login_of(house, file=BOLTARA)
    clients["the delegation's tablet"] = login_of(house, tablet=f"tablet-{BOLTARA}-1")
    things = (*THINGS, GROUP)
    return Lookers(
        house,
        clients,
        addresses=sorted({*every_address(house, THINGS[0]), *every_address(house, GROUP)}),
        more=every_address(house, *things),
    )


@pytest.fixture(scope="module")
def before(lookers) -> dict[tuple[str, str], str]:
    return lookers.collect()


@pytest.fixture(scope="module")
def paper(house, before) -> str:
    """A paper and all of a closed sitting, while a stream is listened to: none is on record."""
    chair, position = anybody(house, CHAIR), house.position
    with listening(house.visitor(CLERK), "view=chair&lang=en") as heard:
        heard.forget()
        answer = chair.post(PAPERS, do="put_up", title=TITLE, text=WORDS)
        assert answer.status_code == SEE, answer.text
        for do, words in (("agenda", AGENDA), ("said", SAID)):
            assert chair.post(SITTING, do=do, words=words, seen="").status_code == SEE
        assert anybody(house, MEMBER).post(SITTING, do="ask").status_code == SEE
        heard.quiet()
        assert [one for one in heard.new if "event: clock" not in one] == []
    assert house.position == position
    assert AGENDA in house.visitor(MEMBER).get(SITTING).text
    [address] = re.findall(rf'href="({PAPERS}/[^"]+)"', chair.client.get(PAPERS).text)
    return address


def test_nobody_else_is_told_anything_at_any_address(lookers, before, paper):
    after = lookers.collect()
    assert len(after) > 1000
    assert differences(before, after) == []
    said = "\n".join(after.values())
    assert [one for one in CANARIES if one in said] == []


def test_a_paper_of_others_is_like_one_that_there_is_not(house, lookers, paper):
    none = f"{paper[:-4]}none"
    for name, client in lookers.clients.items():
        told = [lookers.told(client, one).replace(one[-16:], "") for one in (paper, none)]
        assert told[0] == told[1], name
        assert client.get(paper).status_code != httpx.codes.OK, name
        for address in (PAPERS, paper, SITTING, f"{SITTING[:-1]}2"):
            form = {"do": "take_away", "paper": paper[-16:]}
            answer = anybody(house).client if name == "the public" else client
            assert answer.post(address, data=form).status_code != httpx.codes.OK
        told = [client.get(f"{SITTING[:-1]}{number}") for number in (1, 2, 3)]
        assert len({one.status_code for one in told}) == 1, name
        assert not [one for one in told if AGENDA in one.text or SAID in one.text], name
    for member in (CHAIR, MEMBER, CLERK):
        assert house.visitor(member).get(paper).text == WORDS  # those who may read it do


def test_nothing_of_it_lies_on_the_disk_or_in_the_log(house, paper, caplog):
    folder = sys.modules["hemicycle.web.shell"].shell[0].installation.folder
    files = [one for one in folder.rglob("*") if one.suffix in (".sqlite3", ".sqlite3-wal", ".db")]
    stored = b"".join(map(bytes_of, files))
    assert [one for one in CANARIES if one.encode() in stored] == []
    assert b"protocol_officer" in stored  # control: what lies open is found
    assert [one for one in CANARIES if one in caplog.text] == []


def test_a_leak_is_found(house, lookers, paper, monkeypatch):
    """Control: a head outside the group who is taken for a member."""
    closed = importlib.import_module("hemicycle.web.closed_group").ClosedGroup
    client, address = lookers.clients["a head outside"], PAPERS.removeprefix("/en")
    before = lookers.told(client, address)
    monkeypatch.setattr(closed, "sees", property(lambda _: True))
    pages = importlib.import_module("hemicycle.web.group_papers")  # once Django is set up
    monkeypatch.setattr(pages, "is_shown", lambda *_: True)
    assert lookers.told(client, address) != before
    assert TITLE in lookers.told(client, address)
