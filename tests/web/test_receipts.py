"""Anybody checks a receipt: the vote open, closed, declared and annulled; right and wrong ones."""

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from acting import Actor, actor
from demo_house import PRESIDENT, REHEARSAL, DemoHouse, demo_house
from page_reader import frame_faults, policy_faults, text_of
from screens_at_hand import PHONE
from test_accessibility import found_by_axe

HERE = f"/a/{REHEARSAL}/receipt"
OPEN, CLOSED, DECLARED = "09:10:45", "09:13:40", "09:14:20"
RECIPE = re.compile(r'<pre class="recipe"[^>]*>(.*?)</pre>', re.DOTALL)
LINK = re.compile(rf'href="(?:/\w\w)?({HERE}/[0-9]+-[0-9]+-[A-Z2-7]{{32}})"')
LANGUAGES = ("en", "fr", "ar")


@dataclass
class Voted:
    """A delegate who voted twice while the vote was open; the addresses of both receipts."""

    house: DemoHouse
    delegate: Actor
    public: httpx.Client
    addresses: list[str] = field(default_factory=list)

    def vote(self, **votes: int) -> None:
        """Vote, and take the address of the receipt from the own page."""
        assert self.delegate.vote(1, **votes).status_code == 303
        page = self.delegate.client.get(f"/en/a/{REHEARSAL}/vote").text
        self.addresses.append(LINK.findall(page)[0])

    def page(self, address: str, language: str = "en") -> str:
        """What anybody reads at an address."""
        answer = self.public.get(f"/{language}{address}")
        assert answer.status_code == 200
        return answer.text

    def typed(self, place: int, suffix: str = "", **changed: str) -> httpx.Response:
        """What anybody is told who types the number and the code of a receipt."""
        _, number, letters = self.addresses[place].rpartition("/")[2].split("-")
        asked = {"number": number, "code": f"{letters[:4]}-{letters[4:8]}", **changed}
        return self.public.get(f"/en{HERE}{suffix}", params=asked)


@pytest.fixture(scope="module")
def voted(tmp_path_factory) -> Iterator[Voted]:
    """The rehearsal with a vote open, in which one delegate has voted twice."""
    with demo_house(tmp_path_factory.mktemp("receipts")) as house:
        house.forward(OPEN)
        box = house.server.application.house.clerk.state(REHEARSAL).boxes[1].box
        member = next(
            m for own in box.current.values() for m, b in own.items() if b.placed_votes > 2
        )
        ballot = next(own[member] for own in box.current.values() if member in own)
        made = Voted(house, actor(house, member, "vote"), house.visitor())
        made.vote(yes=ballot.placed_votes, no=0, abstain=0, unused=0)
        made.vote(yes=1, no=ballot.placed_votes - 2, abstain=1, unused=0)
        yield made


def run(program: str) -> list[str]:
    """What a program prints in a process of its own, without network or anything of ours."""
    command = [sys.executable, "-I", "-S", "-c", program]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return ran.stdout.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_stands_without_scripts_and_for_everybody(voted, language):
    page = voted.page(HERE, language)
    assert frame_faults(page, language) + policy_faults(page) == []
    assert "…" not in text_of(page)


def test_an_open_vote_tells_that_it_was_received_and_no_more(voted):
    first, second = (text_of(voted.page(address)) for address in voted.addresses)
    assert "A later ballot of the same person replaced it" in first
    assert "It counts, unless the same person replaces it" in second
    for told in (first, second):
        assert re.search(r"Received as number \d+, at 09:1\d:\d\d\.", told)
        assert "told to nobody before the result is declared" in told
        assert "Cast:" not in told
    for place in (0, 1):
        typed = voted.typed(place)
        assert typed.status_code == 200
        assert "Address of this receipt" not in text_of(typed.text)
    told = voted.typed(1, ".json").json()
    assert told["state"] == "counting"
    assert not {"ballot", "salt", "proof", "member"} & told.keys()


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"code": "K7QF"}, 422, "A code has eight signs"),
        ({"code": "K7QF-2M59"}, 422, "A code has eight signs"),
        ({"code": "<b>K7QF"}, 422, "A code has eight signs"),
        ({"code": ""}, 422, "A code has eight signs"),
        ({"number": ""}, 422, "A number is a whole number, from 1."),
        ({"number": "-1"}, 422, "A number is a whole number, from 1."),
        ({"number": "0"}, 422, "A number is a whole number, from 1."),
        ({"number": "one"}, 422, "A number is a whole number, from 1."),
        ({"number": "999999"}, 404, "No ballot of this session has the number 999999"),
        ({"code": "AAAA-AAAA"}, 404, "with the code AAAA-AAAA"),
    ],
)
def test_what_is_mistyped_is_told_in_one_sentence(voted, changed, status, said):
    answer = voted.typed(1, **changed)
    assert answer.status_code == status
    assert said in text_of(answer.text)
    assert "<b>K7QF" not in answer.text
    assert frame_faults(answer.text, "en") + policy_faults(answer.text) == []
    assert voted.typed(1, ".json", **changed).status_code == status


@pytest.mark.parametrize("end", ["1-1-K7QF2M5X", "x", "9-1-" + "A" * 32, "1-1-" + "A" * 32])
def test_an_address_of_no_receipt_is_told_so(voted, end):
    for suffix in ("", ".json"):
        assert voted.public.get(f"/en{HERE}/{end}{suffix}").status_code == 404
    assert "has a receipt with this address" in text_of(voted.public.get(f"/en{HERE}/{end}").text)


def test_who_types_codes_that_do_not_exist_waits_and_who_holds_one_does_not(voted):
    guesser, neighbour = voted.house.visitor(), voted.house.visitor()
    for one in (guesser, neighbour):
        assert one.get(f"/en{HERE}").status_code == 200
    told = [
        guesser.get(f"/en{HERE}", params={"number": "1", "code": "AAAA-AAAA"}) for _ in range(40)
    ]
    assert [one.status_code for one in told[:20]] == [404] * 20
    waits = next(one for one in told if one.status_code == 429)
    assert "Too many receipts that do not exist" in text_of(waits.text)
    assert int(waits.headers["retry-after"]) >= 1
    assert guesser.get(voted.addresses[1]).status_code == 200
    missed = neighbour.get(f"/en{HERE}", params={"number": "1", "code": "AAAA-AAAA"})
    assert missed.status_code == 404


def test_no_receipt_is_kept_by_caches_or_search_engines(voted):
    for address in (HERE, voted.addresses[1], f"{voted.addresses[1]}.json"):
        headers = voted.public.get(address).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-robots-tag"] == "noindex"
        assert headers["referrer-policy"] == "same-origin"


def test_a_closed_vote_tells_no_more_until_it_is_declared(voted):
    voted.house.forward(CLOSED)
    told = text_of(voted.page(voted.addresses[1]))
    assert "It is counted." in told
    assert "told to nobody before the result is declared" in told
    assert "Root of the division" not in told


@pytest.fixture(scope="module")
def declared(voted) -> Voted:
    """The same when the result is declared."""
    voted.house.forward(DECLARED)
    return voted


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_holder_sees_the_choice_and_the_proof(declared, language):
    page = declared.page(declared.addresses[1], language)
    assert frame_faults(page, language) + policy_faults(page) == []
    assert "…" not in text_of(page)
    assert RECIPE.search(page)


def test_the_printed_program_finds_the_root_of_the_record_in_a_process_of_its_own(declared):
    page = declared.page(declared.addresses[1])
    letters = declared.addresses[1].rpartition("-")[2]
    [program] = map(html.unescape, RECIPE.findall(page))
    own, answer = run(program)
    assert own.startswith(letters[:8])
    assert '"for_votes":1' in own
    assert answer == "in the root"
    assert root_of_record(declared) in program
    assert len(program.splitlines()) < 30
    size = int(re.findall(r"last, root = \d+ - 1, (\d+) - 1", program)[0])
    number = declared.addresses[1].split("-")[-2]
    for was, becomes in (
        ('"for_votes":1', '"for_votes":2'),
        (f"root = {number} - 1, {size}", f"root = {int(number) - 1} - 1, {size}"),
        (f'"{root_of_record(declared)}"', f'"{"0" * 64}"'),
    ):
        changed = program.replace(was, becomes)
        assert changed != program
        assert run(changed)[1] == "NOT in the root"


def root_of_record(declared: Voted) -> str:
    """The root as it stands in the record that anybody takes away."""
    journal = declared.public.get(f"/a/{REHEARSAL}/journal.ndjson").text
    [entry] = [line for line in journal.splitlines() if '"kind":"division_closed"' in line]
    return re.findall(r'"root":"([0-9a-f]{64})"', entry)[0]


def test_who_typed_the_code_sees_the_place_and_not_the_choice(declared):
    typed = declared.typed(1)
    told = text_of(typed.text)
    assert "told only at the receipt’s own address" in told
    assert "Cast:" not in told
    assert declared.addresses[1].rpartition("-")[2][8:] not in typed.text
    [program] = map(html.unescape, RECIPE.findall(typed.text))
    assert run(program) == ["in the root"]
    given = declared.typed(1, ".json").json()
    assert not {"ballot", "salt"} & given.keys()
    assert given["proof"]["root"] == root_of_record(declared)


def test_the_file_of_the_holder_says_what_the_page_says(declared):
    told = declared.public.get(f"{declared.addresses[1]}.json").json()
    assert told["session"] == REHEARSAL
    assert told["state"] == "counted"
    assert len(told["salt"]) == 32
    assert '"for_votes":1' in told["ballot"]
    assert told["proof"]["index"] == told["number"] - 1
    replaced = declared.public.get(f"{declared.addresses[0]}.json").json()
    assert replaced["state"] == "replaced"


def test_no_proof_leads_to_another_receipt(declared):
    opened = declared.house.server.application.house.clerk.state(REHEARSAL).boxes[1]
    for address in declared.addresses:
        page = declared.page(address)
        own = opened.hash_of(int(address.split("-")[-2]))
        found = [one for one in opened.hashes if one.hex() in page and one != own]
        assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_with_its_proof_is_for_everybody_and_fits_a_phone(declared, browser, language):
    context = browser.new_context(viewport=PHONE, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{declared.house.url}/{language}{declared.addresses[1]}")
    page.locator("#recipe summary").click()
    faults = found_by_axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert faults == []
    assert wide <= 320


def test_a_receipt_of_an_annulled_result_says_so(declared):
    chair = actor(declared.house, PRESIDENT, "chair")
    put = chair.press(
        "put_question",
        **{"title.en": "Void?", "yes_means.en": "Division 1 is void."},
        method="consensus",
        annuls="1",
    )
    assert put.status_code == 303, text_of(put.text)
    assert "was annulled later" not in text_of(declared.page(declared.addresses[1]))
    assert chair.press("adopt_without_vote").status_code == 303
    told = text_of(declared.page(declared.addresses[1]))
    assert "The result of this division was annulled later" in told
    assert "Cast:" in told
