"""The live wire over a real port: entries with their position, snapshots without, one clock."""

import json
import re
import time
from collections.abc import Iterator

import pytest
from acting import actor
from demo_house import PRESIDENT, REHEARSAL, DemoHouse, demo_house, wait_until
from listening import listening
from page_reader import policy_faults, read

from hemicycle.web import live

pytestmark = pytest.mark.quiet

SHARED = ("", "hall")


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal while its first vote is open."""
    with demo_house(tmp_path) as running:
        running.forward("09:09:45")
        yield running


def partials_of(frame: str) -> list[str]:
    """Which places on the page a frame draws anew."""
    return re.findall(r'<hx-partial hx-target="#([\w-]+)"', frame)


def test_a_page_that_is_up_to_date_gets_the_clock_and_a_snapshot(house):
    with listening(house.visitor(), f"view=hall&since={house.position}") as heard:
        heard.quiet()
    assert "200 OK" in heard.head
    assert heard.ids() == []
    [told] = heard.events("clock")
    assert json.loads(told) == {"now": house.player.clock.now(), "rate": 0}
    assert partials_of(heard.text) == ["header", "main", "footer"]


def test_a_page_that_is_behind_gets_everything_with_the_position(house):
    for known in ("", f"&since={house.position - 3}", "&since=0", "&since=nonsense", "&since=-1"):
        with listening(house.visitor(), f"view=hall{known}") as heard:
            heard.quiet(0.3)
        assert heard.ids() == [house.position], known
        assert partials_of(heard.text) == ["header", "main", "footer"]


def test_the_last_event_that_arrived_counts_before_the_address(house):
    with listening(house.visitor(), "view=hall&since=1", last=str(house.position)) as heard:
        heard.quiet(0.3)
    assert heard.ids() == []


def test_an_act_arrives_with_its_position_and_what_has_changed(house):
    chair = actor(house, PRESIDENT, "chair")
    with listening(house.visitor(), f"view=hall&since={house.position}") as heard:
        heard.quiet()
        before = len(heard.frames)
        assert chair.press("close_division", division=1).status_code == 303
        wait_until(lambda: len(heard.frames) > before, within_s=1)
        heard.quiet()
    assert heard.ids() == [house.position]
    assert "main" in partials_of(heard.frames[-1])


def test_an_act_that_changes_nothing_to_see_still_moves_the_position(house):
    chair = actor(house, PRESIDENT, "chair")
    with listening(house.visitor(), f"view=hall&body=committee-1&since={house.position}") as heard:
        heard.quiet()
        chair.press("close_list")
        wait_until(lambda: heard.ids() == [house.position], within_s=1)


def test_turnout_comes_as_a_snapshot_and_not_more_than_twice_a_second(house):
    voters = [house.head_of(one) for one in house.present_delegations()[:12]]
    voters = [actor(house, voter, "vote") for voter in voters]
    with listening(house.visitor(), f"view=hall&since={house.position}") as heard:
        heard.quiet()
        before, began = len(heard.frames), time.monotonic()
        for voter in voters:
            voter.vote(1, yes=1, no=1, abstain=0, unused=8)
            time.sleep(0.1)
        lasted = time.monotonic() - began
        heard.quiet()
        frames = heard.frames[before:]
    assert heard.ids() == []
    assert 1 <= len(frames) <= 2 * lasted + 2
    assert partials_of(frames[-1]) == ["main"]


def test_a_ballot_pings_its_own_delegation_and_the_desk_only(house):
    first, second, *_ = house.present_delegations()
    voter = actor(house, house.head_of(first), "vote")
    here = f"since={house.position}"
    colleague = next(
        one for one in house.assembly.delegations[first].members if one != house.head_of(first)
    )
    with (
        listening(house.visitor(colleague), f"view=vote&{here}") as beside,
        listening(house.visitor(house.head_of(second)), f"view=vote&{here}") as other,
        listening(house.visitor(PRESIDENT), f"view=chair&{here}") as chair,
    ):
        voter.vote(1, yes=7, no=2, abstain=1)
        wait_until(lambda: beside.events("personal") and chair.events("personal"), within_s=2)
        other.quiet()
    assert other.events("personal") == []
    assert beside.events("personal") == chair.events("personal") == [""]


def test_nobody_listens_to_what_is_for_persons(house):
    for view in ("vote", "chair", "floor"):
        assert house.visitor().get(f"/a/{REHEARSAL}/live?view={view}").status_code == 404


def test_the_clock_is_told_when_it_jumps_or_runs_at_another_rate(house):
    visitor = house.visitor()
    with listening(house.visitor(), f"view=hall&since={house.position}") as heard:
        heard.quiet(0.2)
        visitor.post("/demo/player", data={"speed": "30", "back": "/"})
        visitor.post("/demo/player", data={"do": "resume", "back": "/"})
        wait_until(lambda: any('"rate": 30' in told for told in heard.events("clock")), within_s=2)
        visitor.post("/demo/player", data={"do": "pause", "back": "/"})
        wait_until(lambda: '"rate": 0' in heard.events("clock")[-1], within_s=2)


def test_the_clock_is_told_again_and_again(tmp_path, monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.1)
    with demo_house(tmp_path) as house:
        house.forward("08:58")
        with listening(house.visitor(), f"view=hall&since={house.position}") as heard:
            wait_until(lambda: len(heard.events("clock")) > 3, within_s=5)
        assert heard.ids() == []


def test_frames_hold_nothing_the_policy_forbids(house):
    for language in ("en", "fr", "ar"):
        for view in SHARED:
            with listening(house.visitor(), f"view={view}&lang={language}") as heard:
                heard.quiet(0.3)
            drawn = "\n".join(line[6:] for line in heard.text.splitlines() if "data: <" in line)
            assert len(drawn) > 500
            assert policy_faults(drawn) == []
            assert "<title>" not in drawn  # of drawings only, and these have an id
            frame = read(drawn)
            assert (frame.faults, frame.unclosed) == ([], ())


def test_every_place_a_frame_draws_is_on_the_page(house):
    for moment in ("09:10:45", "09:14:20", "09:37:22", "11:38"):
        house.forward(moment)
        for view in SHARED:
            page = read(house.visitor().get(f"/en/a/{REHEARSAL}/{view}".rstrip("/")).text)
            ids = {one.attrs.get("id") for one in page.elements}
            with listening(house.visitor(), f"view={view}&lang=en") as heard:
                heard.quiet(0.3)
            assert partials_of(heard.text)
            assert set(partials_of(heard.text)) <= ids


def test_a_frame_draws_what_the_page_would(house):
    html = house.visitor().get(f"/en/a/{REHEARSAL}/hall").text
    with listening(house.visitor(), "view=hall&lang=en") as heard:
        heard.quiet(0.3)
    drawn = heard.frames[-1][heard.frames[-1].index("<") :].replace("\ndata: ", "\n")
    page = "".join(read(html).text.split())
    parts = [read(part).text for part in drawn.split("</hx-partial>")[:-1]]
    assert len(parts) == 3
    assert sum(map(len, parts)) > 300
    assert [part for part in parts if "".join(part.split()) not in page] == []


def test_streams_end_when_the_server_does(house):
    with listening(house.visitor(), f"view=hall&since={house.position}") as heard:
        began = time.monotonic()
        house.server.stop()
        wait_until(lambda: heard.is_over, within_s=5)
        assert time.monotonic() - began < 4


def test_the_sponsors_of_an_amendment_grow_while_somebody_looks_and_no_other_thing_is_followed(
    house,
):
    house.forward("09:40")
    asked = "view=texts&body=committee-1&of=C-I-150-DR/amendments"
    with listening(house.visitor(), f"{asked}/1&since={house.position}") as heard:
        heard.quiet(0.3)
        assert partials_of(heard.text) == ["stage", "sponsors"]
        heard.forget()
        house.forward("09:43:20")
        heard.quiet()
    assert "sponsors" in partials_of(heard.text)
    assert "Tarkovar" in heard.text
    for wrong in ("99", "x", "1/2"):
        refused = house.visitor().get(f"/a/{REHEARSAL}/live?{asked}/{wrong}")
        assert refused.status_code == 404, wrong


def test_the_sponsors_of_a_text_grow_while_somebody_looks(house):
    house.forward("09:44")
    asked = "view=texts&body=committee-1&of=C-I-150-DR"
    with listening(house.visitor(), f"{asked}&since={house.position}") as heard:
        heard.quiet(0.3)
        assert partials_of(heard.text) == ["sponsors"]
        assert "Itzamora" not in heard.text
        heard.forget()
        house.forward("09:44:20")
        heard.quiet()
    assert "Itzamora" in heard.text
    page = read(house.visitor().get(f"/en/a/{REHEARSAL}/texts/C-I-150-DR").text)
    assert "sponsors" in {one.attrs.get("id") for one in page.elements}
