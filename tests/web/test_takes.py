"""Takes at the desk: taken, written, handed in, revised and merged; no text is ever lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

import httpx
import pytest
from demo_house import CLERK, REHEARSAL, DemoHouse, demo_house
from page_reader import frame_faults, policy_faults, text_of
from paper_people import in_django

from hemicycle.phrases.formats import by_letters

DESK = f"/en/a/{REHEARSAL}/desk/takes"
SITTING = f"{DESK}/committee-2-1"
WRITER, REVISER = "o-writer", "o-secretary-general"
SEE, CONFLICT, UNSOUND = httpx.codes.SEE_OTHER, httpx.codes.CONFLICT, 422


@dataclass
class Hand:
    """Somebody at the desk."""

    house: DemoHouse
    client: httpx.Client

    def get(self, address: str) -> httpx.Response:
        """Look at a page."""
        return self.client.get(address)

    def post(self, address: str, **fields: str) -> httpx.Response:
        """Post a form with the token of a page."""
        data = {"csrf": self.house.token_of(self.client), **fields}
        return self.client.post(address, data=data)

    def press(self, number: int, do: str, **changed: str) -> httpx.Response:
        """Press a button at a take, with the form as its page has it and what was changed."""
        address = f"{SITTING}/{number}"
        fields = form_of(self.get(address).text)
        fields |= {name.replace("_", "."): text for name, text in changed.items()}
        return self.post(address, **fields, do=do)


def form_of(page: str) -> dict[str, str]:
    """The fields of the form of a take as they stand."""
    fields = dict(re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n?([^<]*)</', page))
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', page):
        fields[name] = re.findall(r'value="([^"]+)" selected', options)[0]
    fields |= dict(
        re.findall(r'type="hidden" name="(revision|statement[^"]*)" value="(\d+)"', page)
    )
    return fields


def speeches_in(page: str) -> list[str]:
    """The entries that gave the floor in a take."""
    return re.findall(r'id="speech-(\d+)"', page)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal when a committee has risen, with a record clerk accredited."""
    with demo_house(tmp_path_factory.mktemp("takes")) as house:
        house.forward("10:35:00")
        clerk = Hand(house, house.visitor(CLERK))
        acts = f"/a/{REHEARSAL}/acts"
        answer = clerk.post(
            f"{acts}/accredit_person",
            act_id="make-writer",
            body="plenary",
            member=WRITER,
            office="record_clerk",
        )
        assert answer.status_code == SEE, answer.text
        yield house


@pytest.fixture(scope="module")
def clerk(house) -> Hand:
    return Hand(house, house.visitor(CLERK))


@pytest.fixture(scope="module")
def writer(house) -> Hand:
    return Hand(house, house.visitor(WRITER))


@pytest.fixture(scope="module")
def opened(clerk) -> Hand:
    """The desk once the takes of the committee are open."""
    assert "not written in takes" in text_of(clerk.get(DESK).text)
    answer = clerk.post(DESK, do="open", body="committee-2", sitting="1")
    assert answer.status_code == SEE, answer.text
    return clerk


def test_takes_are_opened_by_the_secretariat_alone(house, writer):
    answer = writer.post(DESK, do="open", body="committee-1", sitting="1")
    assert answer.status_code == CONFLICT
    assert "the secretariat" in text_of(answer.text).lower()
    assert "person o-writer" in text_of(answer.text)


def test_a_record_clerk_reaches_the_takes_and_no_other_page_of_the_desk(opened, writer, house):
    assert writer.get(SITTING).status_code == httpx.codes.OK
    for other in ("", "/register", "/delegations", "/attendance"):
        address = f"/en/a/{REHEARSAL}/desk{other}"
        assert writer.get(address).status_code == httpx.codes.FORBIDDEN
    assert house.visitor("p-0001-1").get(SITTING).status_code == httpx.codes.FORBIDDEN
    assert house.visitor().get(SITTING).status_code == SEE


def test_the_desk_names_record_clerks(clerk, house):
    officers = f"/en/a/{REHEARSAL}/desk/officers"
    assert clerk.post(officers, name="Wenna", office="record_clerk").status_code == SEE
    page = clerk.get(officers).text
    assert "Wenna · record clerk" in text_of(page)
    [number] = re.findall(r"enrol\?member=(o-record-clerk-\d+)", page)
    assert house.assembly.people[number].office == "record_clerk"
    assert number not in ("o-record-clerk-1", "o-record-clerk-2")  # who is known by name already


def test_one_press_takes_the_next_free_one(opened, writer):
    first = writer.post(SITTING, do="next")
    assert first.headers["location"].startswith(f"{SITTING}/")
    page = writer.get(first.headers["location"])
    assert speeches_in(page.text)
    assert "Taken" in text_of(page.text)
    number = first.headers["location"].rpartition("/")[2]
    again = opened.post(SITTING, do="next", number=number)
    assert again.status_code == CONFLICT
    assert f"Take {number} is not free any more" in text_of(again.text)


def first_take(hand: Hand) -> tuple[int, list[str]]:
    """The take that the record clerk has, and its speeches."""
    [number] = re.findall(r'id="take-(\d+)">.*?Taken', hand.get(SITTING).text)[:1]
    return int(number), speeches_in(hand.get(f"{SITTING}/{number}").text)


def test_what_is_saved_comes_back_and_no_text_is_handed_in_without_words(writer):
    number, speeches = first_take(writer)
    assert (
        writer.press(number, "save", **{f"text_{speeches[0]}": "Spoke of ramps."}).status_code
        == SEE
    )
    assert (
        form_of(writer.get(f"{SITTING}/{number}").text)[f"text.{speeches[0]}"] == "Spoke of ramps."
    )
    empty = {f"text_{one}": "" for one in speeches}
    answer = writer.press(number, "hand_in", **empty)
    assert answer.status_code == UNSOUND
    assert "Write what was said" in text_of(answer.text)


def test_two_who_write_at_once_see_both_texts_and_neither_is_lost(writer, opened):
    number, speeches = first_take(writer)
    field = f"text.{speeches[0]}"
    address = f"{SITTING}/{number}"
    before = form_of(opened.get(address).text)
    assert writer.press(number, "save", **{f"text_{speeches[0]}": "First."}).status_code == SEE
    late = opened.post(address, **{**before, field: "Second."}, do="save")
    assert late.status_code == CONFLICT
    told = text_of(late.text)
    assert "Nothing was overwritten" in told
    assert "First." in told
    assert form_of(late.text)[field] == "Second."
    assert form_of(writer.get(address).text)[field] == "First."
    assert "kept aside" in told
    both = {**form_of(late.text), field: "First. Second."}
    assert opened.post(address, **both, do="save").status_code == SEE
    assert form_of(writer.get(address).text)[field] == "First. Second."


def test_only_the_reviser_revises_and_nothing_merges_before(writer, opened):
    number, speeches = first_take(writer)
    words = {f"text_{one}": f"What was said in {one}.\n\nAnd more." for one in speeches}
    assert writer.press(number, "hand_in", **words).status_code == SEE
    page = writer.get(f"{SITTING}/{number}")
    assert "Handed in" in text_of(page.text)
    assert "<textarea" not in page.text
    late = writer.post(f"{SITTING}/{number}", do="save", **{f"text.{speeches[0]}": "Too late."})
    assert late.status_code == CONFLICT
    assert form_of(late.text)[f"text.{speeches[0]}"] == "Too late."
    merge = opened.post(SITTING, do="merge")
    assert merge.status_code == CONFLICT
    assert "not revised yet" in text_of(merge.text)
    assert "it waits to be revised" in text_of(merge.text)
    assert writer.post(SITTING, do="merge").status_code == httpx.codes.FORBIDDEN


def test_nobody_revises_what_only_they_have_written(house, opened, writer):
    """The secretariat writes a take as well; somebody else of it must revise that one."""
    free = re.findall(
        r'id="take-(\d+)">(?:(?!id="take-).)*?Free', opened.get(SITTING).text, re.DOTALL
    )
    number = int(free[-1])
    opened.post(f"{SITTING}/{number}", do="take", number=str(number))
    speeches = speeches_in(opened.get(f"{SITTING}/{number}").text)
    words = {f"text_{one}": f"The desk wrote of {one}." for one in speeches}
    assert opened.press(number, "hand_in", **words).status_code == SEE
    own = opened.get(f"{SITTING}/{number}").text
    assert 'value="revise"' not in own
    assert "somebody else revises it" in text_of(own)
    refused = opened.press(number, "revise")
    assert refused.status_code == CONFLICT
    assert "somebody else revises it" in text_of(refused.text)
    assert 'value="revise"' in Hand(house, house.visitor(REVISER)).get(f"{SITTING}/{number}").text
    assert opened.press(number, "send_back").status_code == SEE
    assert opened.press(number, "give_back").status_code == SEE


def test_merged_the_texts_stand_in_the_record_as_those_of_the_record_clerks(house, opened, writer):
    for number in map(int, re.findall(r'id="take-(\d+)"', opened.get(SITTING).text)):
        writer.post(f"{SITTING}/{number}", do="take", number=str(number))
        page = writer.get(f"{SITTING}/{number}").text
        words = {f"text_{one}": f"Said in {one}." for one in speeches_in(page)}
        if "Handed in" not in text_of(page):
            assert writer.press(number, "hand_in", **words).status_code == SEE
        assert opened.press(number, "revise").status_code == SEE
    assert opened.post(SITTING, do="merge").status_code == SEE
    record = house.assembly.records["committee-2", 1]
    assert record.merged
    taken = [one for one in house.assembly.taken_down.values() if one.body == "committee-2"]
    assert len(taken) == len(record.speeches)
    entry = house.visitor().get(f"/en/a/{REHEARSAL}/entries/{taken[0].position}")
    assert "summarized by the record clerks" in text_of(entry.text)
    summary = house.visitor().get(f"/en/a/{REHEARSAL}/summary-record/committee-2-1.html")
    assert f"Said in {taken[-1].speech}." in text_of(summary.text)
    assert "Merged" in text_of(writer.get(SITTING).text)
    assert "<textarea" not in writer.get(f"{SITTING}/{number}").text


def test_the_pages_keep_to_the_policy_in_every_language(opened, house):
    number = re.findall(r'id="take-(\d+)"', opened.get(SITTING).text)[0]
    for address in (DESK, SITTING, f"{SITTING}/{number}"):
        for language in ("en", "fr", "ar"):
            page = opened.get(address.replace("/en/", f"/{language}/"))
            assert page.status_code == httpx.codes.OK
            assert policy_faults(page.text) == []
            assert frame_faults(page.text, language) == []
    for part in ("", "/plenary-1", "/committee-2-1"):
        page = house.visitor().get(f"/ar/a/{REHEARSAL}/attendance{part}")
        assert page.status_code == httpx.codes.OK
        assert policy_faults(page.text) == []


def test_attendance_by_item_is_public_and_says_what_it_does_not_know(house):
    plenary = text_of(house.visitor().get(f"/en/a/{REHEARSAL}/attendance/plenary-1").text)
    assert "delegations were represented when it was taken up" in plenary
    committee = text_of(house.visitor().get(f"/en/a/{REHEARSAL}/attendance/committee-2-1").text)
    assert "No roll had been called before it" in committee
    assert "were noted at the doors as come in; others may have been there" in committee
    missing = house.visitor().get(f"/en/a/{REHEARSAL}/attendance/plenary-9")
    assert missing.status_code == httpx.codes.NOT_FOUND


def test_delegations_stand_in_the_order_of_the_language(house):
    page = house.visitor().get(f"/fr/a/{REHEARSAL}/attendance/plenary-1").text
    lists = re.findall(r'<ul class="delegations-here">(.*?)</ul>', page, flags=re.DOTALL)
    named = [re.findall(r"<bdi[^>]*>([^<]+)</bdi>", one) for one in lists]
    assert max(map(len, named)) > 10
    assert all(one == sorted(one, key=by_letters) for one in named)


def test_drafts_stay_until_the_record_is_certified_and_then_go(house, opened):
    takes = import_module("hemicycle.secretariat.takes")  # once Django is set up
    retention = import_module("hemicycle.web.take_retention")

    def saved() -> int:
        known = takes.takes_of(REHEARSAL, "committee-2", sitting=1).values()
        return sum(len(one.versions) for one in known)

    def forget() -> int:
        return retention.forget_drafts(house.server.application.house, session=REHEARSAL)

    before = in_django(saved)
    assert before > 0
    assert house.assembly.records["committee-2", 1].stage != "final"
    assert in_django(forget) == 0
    assert in_django(saved) == before
    assert in_django(lambda: takes.erase_drafts(REHEARSAL, "committee-2", sitting=1)) == before
    number = re.findall(r'id="take-(\d+)"', opened.get(SITTING).text)[0]
    assert "drafts are erased" in text_of(opened.get(f"{SITTING}/{number}").text)
    assert house.visitor().get(f"/en/a/{REHEARSAL}/minutes").status_code == httpx.codes.OK
