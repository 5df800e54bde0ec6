"""Two computers serve one house: what one does holds on the other, from the next request on."""

import json
import shutil
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from demo_house import wait_until
from installed import Installed, free_port, installed
from lakes import press_of
from page_reader import text_of

SESSION, HEAD, SECOND, CLERK = "s-1", "p-0001-1", "p-0002-1", "o-sg"
PREPARE = Path(__file__).parent.parent / "chaos" / "prepare.py"
WORKERS = ("--workers", "1")
LONGEST_S = 20


@dataclass
class TwoHosts:
    """Both, with everybody who is signed in."""

    one: Installed
    other: Installed
    people: dict[str, dict[str, str]]
    address: str

    def browser(self, member: str, at: Installed) -> httpx.Client:
        """The same signed-in browser of a person, as it reaches one of the two."""
        client = at.browser()
        client.cookies.set("hemi", self.people[member]["key"])
        return client

    def press(self, member: str, at: Installed, path: str, **fields: str) -> httpx.Response:
        """One act or ballot, for a script of ours."""
        form = {"csrf": self.people[member]["token"], **fields}
        json_please = {"accept": "application/json"}
        path = f"/a/{SESSION}/{path}"
        return self.browser(member, at).post(path, data=form, headers=json_please)


def hemicycle(*words):
    """Run a command to its end."""
    run = [sys.executable, "-m", "hemicycle", *map(str, words)]
    return subprocess.run(run, capture_output=True, text=True, timeout=90, check=False)


def moved_house(folder, address):
    """An open vote with everybody signed in, brought to a database; who they are."""
    run = [sys.executable, str(PREPARE), str(folder), "--vote", "--delegations", "8"]
    told = json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout)
    done = hemicycle("move", "--data", folder, "--to", address)
    assert done.returncode == 0, done.stderr
    return told["people"]


@pytest.fixture(scope="module")
def hosts(tmp_path_factory, postgres):
    here, there = (tmp_path_factory.mktemp("hosts") / name for name in ("one", "other"))
    address = postgres.database()
    people = moved_house(here, address)
    shutil.copytree(here / "keys", there / "keys")
    name = f"http://localhost:{free_port()}"
    with ExitStack() as running:
        one = running.enter_context(installed(here, base_url=name, more=WORKERS))
        store = ("--store", address)
        other = running.enter_context(installed(there, base_url=name, more=(*WORKERS, *store)))
        yield TwoHosts(one, other, people, address)


def revoked(hosts, member):
    """The clerk ends every sign-in of a person, at one of the two."""
    clerk = hosts.browser(CLERK, hosts.one)
    page = clerk.get(f"/a/{SESSION}/desk/enrol", params={"member": member})
    [form] = press_of(page, "end")
    answer = clerk.post(f"/a/{SESSION}/desk/enrol", data=form)
    assert answer.status_code == 303, text_of(answer.text)


def test_the_next_act_of_a_revoked_person_is_refused_at_the_other(hosts):
    control = hosts.press(HEAD, hosts.other, "acts/ask_for_floor", act_id="before")
    assert control.status_code == 200, control.text
    revoked(hosts, HEAD)
    refused = hosts.press(HEAD, hosts.other, "acts/withdraw_request", act_id="after")
    assert refused.status_code == 401
    assert hosts.press(SECOND, hosts.other, "acts/ask_for_floor", act_id="b").status_code == 200


def test_a_process_that_does_not_ask_who_is_signed_in_is_found_out(hosts):
    member, planted = "p-0006-1", (str(PREPARE.parent / "planted_server.py"), "unaware")
    name = hosts.one.public_url
    with installed(hosts.one.folder, base_url=name, more=WORKERS, program=planted) as unaware:
        revoked(hosts, member)
        done = hosts.press(member, unaware, "acts/ask_for_floor", act_id="never-more")
        assert done.status_code == 200


def test_who_signs_in_and_out_at_one_has_done_so_at_the_other(hosts):
    member = "p-0003-1"
    key = hosts.people[member]["key"]
    page = hosts.browser(member, hosts.other).get(f"/a/{SESSION}/vote")
    assert page.status_code == 200
    assert hosts.browser(member, hosts.one).post("/logout").status_code == 303
    again = hosts.other.browser()
    again.cookies.set("hemi", key)
    assert again.get(f"/a/{SESSION}/desk").status_code == 303


def test_a_receipt_from_one_is_found_at_the_other_and_a_second_press_too(hosts):
    member = "p-0004-1"
    ballot = {"key": "one-press", "for": "10", "against": "0", "unused": "0"}
    first = hosts.press(member, hosts.one, "divisions/1/ballots", **ballot)
    assert first.status_code == 200, first.text
    again = hosts.press(member, hosts.other, "divisions/1/ballots", **ballot)
    assert again.json()["receipt"] == first.json()["receipt"]
    found = hosts.browser(member, hosts.other).get(first.json()["address"])
    assert found.status_code == 200


def test_a_page_at_one_follows_what_the_other_records(hosts):
    heard, is_open = [], threading.Event()

    def listen():
        client = hosts.other.browser()
        with client.stream("GET", f"/a/{SESSION}/live?page=hall&body=plenary") as stream:
            assert stream.status_code == 200
            for line in stream.iter_lines():
                heard.append(line)
                is_open.set()
                if "p-0005" in line or any("Parliament 0005" in one for one in heard):
                    return

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    assert is_open.wait(LONGEST_S)
    done = hosts.press("p-0005-1", hosts.one, "acts/ask_for_floor", act_id="live")
    assert done.status_code == 200
    listener.join(LONGEST_S)
    assert not listener.is_alive(), heard[-5:]


def test_a_note_that_one_takes_lies_before_the_chair_at_the_other(hosts):
    clerk = hosts.browser(CLERK, hosts.one)
    fields = {"csrf": hosts.people[CLERK]["token"], "act_id": "note-1", "about": "time"}
    sent = clerk.post(f"/a/{SESSION}/notes", data=fields | {"body": "plenary", "note": "Bell soon"})
    assert sent.status_code == 303, text_of(sent.text)
    chair = hosts.browser("o-president", hosts.other)
    wait_until(lambda: "Bell soon" in text_of(chair.get(f"/a/{SESSION}/chair").text))


def test_who_would_serve_it_alone_is_refused(hosts):
    ended = hemicycle("serve", "--data", hosts.one.folder, "--port", "0")
    assert ended.returncode == 1
    assert "a journal has one writer" in " ".join(ended.stderr.split())


def test_other_keys_are_refused(hosts, tmp_path):
    ended = hemicycle("serve", "--data", tmp_path, "--store", hosts.address, *WORKERS)
    assert ended.returncode == 1
    assert "a house with other keys" in " ".join(ended.stderr.split())


def test_several_processes_need_a_database(tmp_path):
    ended = hemicycle("serve", "--data", tmp_path, "--port", "0", "--workers", "2")
    assert ended.returncode == 1
    assert "several need a database" in " ".join(ended.stderr.split())
