"""Two processes of a house in PostgreSQL, and an address that is told: by one, until it dies.

The guarantee: every entry at least once, the first time in the order of the record. Where a process
dies between an answer and its note of it, that one entry comes again, under the same `webhook-id`.
"""

import json
import os
import signal
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from demo_house import wait_until
from installed import PROGRAM, installed
from page_reader import text_of
from test_two_hosts import CLERK, SESSION, TwoHosts, moved_house
from test_webhooks import LONG_S, hall

DESK = f"/en/a/{SESSION}/desk/webhooks"
TWO = ("--workers", "2")
EVERYBODY_TELLS = (str(Path(__file__).parents[1] / "chaos" / "planted_server.py"), "everybody")
ACTS = 4


@pytest.fixture
def moved(tmp_path, postgres):
    """A house in a database, and who is in it."""
    address = postgres.database()
    return tmp_path, address, moved_house(tmp_path, address)


def told_of_acts(moved, told, *, program=PROGRAM, meanwhile=lambda _house: None):
    """What an address takes while delegates ask for the floor; the position before that."""
    folder, address, people = moved
    with installed(folder, base_url="http://localhost", more=TWO, program=program) as house:
        hosts = TwoHosts(house, house, people, address)
        form = {"csrf": people[CLERK]["token"], "address": told.address, "kinds": ""}
        shown = hosts.browser(CLERK, house).post(DESK, data=form)
        assert shown.status_code == 200, text_of(shown.text)
        for number in range(1, ACTS + 1):
            member = f"p-000{number}-1"
            done = hosts.press(member, house, "acts/ask_for_floor", act_id=f"act-{number}")
            assert done.status_code == 200, done.text
        meanwhile(house)
        wait_until(lambda: len(set(told.taken)) == ACTS, within_s=LONG_S)
        told.let_go = None


def in_order(positions):
    """Each position where it came first."""
    return list(dict.fromkeys(positions))


def require_all_in_order(told):
    """Nothing is left out, and nothing came before what stands before it."""
    first = in_order(told.taken)
    assert first == list(range(first[0], first[0] + ACTS))


def teller(house, told):
    """The process that has a connection to the address now."""
    port = urlsplit(told.address).port
    for one in psutil.Process(house.process.pid).children():
        if any(link.raddr and link.raddr.port == port for link in one.net_connections()):
            return one.pid
    raise LookupError("nobody tells the address anything")


def test_one_of_the_two_tells_and_nothing_is_told_twice(moved):
    with hall() as told:
        told.answers = [500, 204]  # the first is tried again
        told_of_acts(moved, told)
        require_all_in_order(told)
        assert len(told.taken) == ACTS


def test_where_everybody_tells_something_is_told_twice(moved):
    with hall() as told:
        told_of_acts(moved, told, program=EVERYBODY_TELLS)
        wait_until(lambda: len(told.taken) > ACTS)


def test_one_that_is_killed_in_mid_delivery_leaves_nothing_out(moved):
    with hall() as told:
        told.let_go = told.asked.__class__(0)

        def killed_before_it_notes(house):
            assert told.asked.acquire(timeout=LONG_S)
            os.kill(teller(house, told), signal.SIGKILL)
            told.let_go.release(3 * ACTS)

        told_of_acts(moved, told, meanwhile=killed_before_it_notes)
        require_all_in_order(told)
        repeated = told.taken[0]
        assert sorted(told.taken) == sorted([repeated, *in_order(told.taken)])
        same = {
            head["webhook-id"]
            for head, body in told.told
            if json.loads(body)["position"] == repeated
        }
        assert same == {f"{SESSION}-{repeated}"}
