"""A crowd at the desk of a house in PostgreSQL, whose server has only so many connections."""

import asyncio

from demo_house import wait_until
from installed import installed
from test_two_hosts import CLERK, SESSION, TwoHosts, moved_house

from hemicycle.web.in_turns import in_turns

PRESSES, CROWD, AT_ONCE = 30, 60, 4
KEPT = 3  # by threads that live on: the one that began, and those beside the requests
OPEN = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'hemicycle secretariat'"


def test_a_page_that_was_shown_leaves_no_connection_open(tmp_path, postgres):
    address = postgres.database()
    people = moved_house(tmp_path, address)
    with installed(tmp_path) as house:
        browser = TwoHosts(house, house, people, address).browser(CLERK, house)
        for _ in range(PRESSES):
            assert browser.get(f"/a/{SESSION}/desk/programme").status_code == 200
        wait_until(lambda: postgres.run(OPEN)[0][0] <= KEPT)


class Crowd:
    """So many who ask an application at once; how many it works for at a time."""

    def __init__(self) -> None:
        self.now = self.most = self.answered = 0
        self.reads = asyncio.Event()

    async def application(self, _scope, _receive, send) -> None:
        """Answer one, after a while."""
        self.now += 1
        self.most = max(self.most, self.now)
        for _ in range(CROWD):
            await asyncio.sleep(0)
        self.now -= 1
        await send({"type": "http.response.start"})

    async def ask(self, wrapped) -> None:
        """One of them asks, and reads nothing of the answer until everybody does."""

        async def send(_message):
            await self.reads.wait()
            self.answered += 1

        await wrapped({}, None, send)

    async def come(self, wrapped) -> None:
        """All at once; then everybody reads."""
        asking = [asyncio.ensure_future(self.ask(wrapped)) for _ in range(CROWD)]
        for _ in range(CROWD * CROWD):
            await asyncio.sleep(0)
        assert (self.now, self.answered) == (0, 0)
        self.reads.set()
        await asyncio.gather(*asking)


def test_only_some_are_worked_for_at_a_time_and_who_reads_slowly_keeps_nobody_waiting():
    crowd = Crowd()
    asyncio.run(crowd.come(in_turns(crowd.application, at_once=AT_ONCE)))
    assert (crowd.most, crowd.answered) == (AT_ONCE, CROWD)


def test_without_turns_all_are_worked_for_at_once():
    crowd = Crowd()
    asyncio.run(crowd.come(crowd.application))
    assert (crowd.most, crowd.answered) == (CROWD, CROWD)
