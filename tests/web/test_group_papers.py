"""Papers of a group: its chair puts them up, its members of the day read them, nobody else does."""

import io
import re
import zipfile
from collections.abc import Iterator

import httpx
import pytest
from committee_of_lakes import press
from lakes import CLERK, HEAD, OTHER, PRESIDENT, SECOND, SESSION, Lakes
from page_reader import text_of
from test_groups import HERE, WORK, with_group

PAPERS = f"{HERE}/group-papers/north"
TEXT = "We ask for two seats.\r\n\r\nNo more than two."
PDF = b"%PDF-1.7 a position of the group"
SEE, OK, NOT_HERE, FORBIDDEN = 303, 200, 404, 403


def word(*names: str) -> bytes:
    """A packed file with these names in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return packed.getvalue()


def put(who: httpx.Client, title: str, *, text: str = "", file: bytes = b"") -> httpx.Response:
    """Put a paper up by the form of the page, or as somebody who was not given the form."""
    token = re.search(r'name="csrf" value="([^"]+)"', who.get(f"/en/a/{SESSION}/today").text)
    token = token or re.search(r'csrf(?:" value)?="([^"]+)"', who.get(f"{HERE}/floor").text)
    fields = {"csrf": token[1] if token else "", "do": "put_up", "title": title, "text": text}
    return who.post(PAPERS, data=fields, files={"file": ("paper", file)})


def listed(who: httpx.Client) -> dict[str, str]:
    """The papers that somebody's page leads to, by their titles."""
    found = re.findall(rf'href="({PAPERS}/[^"]+)"[^>]*>([^<]+)<', who.get(PAPERS).text)
    return {title: address for address, title in found}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """A group of the first parliament, over which its head presides; the second joins later."""
    with with_group(tmp_path_factory.mktemp("papers")) as running:
        joined = {"delegations": "p-0001", "group": "North", "since_on": "2019-05-06"}
        answer = press(running.sign_in(HEAD), WORK, joined, form_of="join_group")
        assert answer.status_code == SEE
        yield running


def test_a_text_and_files_are_put_up_read_and_taken_away(here):
    chair, member = here.sign_in(HEAD), here.sign_in(SECOND)
    assert put(chair, "A text", text=TEXT).status_code == SEE
    assert put(chair, "A file", file=PDF).status_code == SEE
    assert put(chair, "A Word file", file=word("word/document.xml")).status_code == SEE
    assert list(listed(member)) == ["A Word file", "A file", "A text"]
    told = member.get(listed(member)["A text"])
    assert told.text == TEXT.replace("\r\n", "\n")
    assert told.headers["content-disposition"].startswith("attachment")
    assert told.headers["cache-control"] == "no-store"
    assert told.headers["x-content-type-options"] == "nosniff"
    assert member.get(listed(member)["A file"]).content == PDF
    address = listed(member)["A file"]
    form = {"paper": address.rpartition("/")[2], "do": "take_away"}
    assert "take_away" not in member.get(PAPERS).text
    [token] = set(re.findall(r'name="csrf" value="([^"]+)"', chair.get(PAPERS).text))
    by_member = member.post(PAPERS, data={**form, "csrf": token})
    assert by_member.status_code == FORBIDDEN  # with the token of somebody else
    assert chair.post(PAPERS, data={**form, "csrf": token}).status_code == SEE
    assert member.get(address).status_code == NOT_HERE
    assert "A file" not in member.get(PAPERS).text
    answer = chair.post(PAPERS, data={**form, "csrf": token})
    assert "There is no such paper any more" in text_of(answer.text)


def test_who_is_not_of_the_group_is_told_nothing(here):
    chair = here.sign_in(HEAD)
    put(chair, "Quillworthy", text="Zantherine")
    address = listed(chair)["Quillworthy"]
    none = f"{address[:-4]}none"
    for who in (OTHER, PRESIDENT):
        outsider = here.sign_in(who)
        for asked in (PAPERS, address, none):
            answer = outsider.get(asked)
            assert answer.status_code == FORBIDDEN
            assert "Only members of the group read this" in text_of(answer.text)
            assert "Quillworthy" not in answer.text
        assert put(outsider, "Mine", text="x").status_code == FORBIDDEN
    assert here.house.browser().get(address).status_code in (SEE, FORBIDDEN)
    assert put(here.sign_in(SECOND), "Mine", text="x").status_code == FORBIDDEN
    assert "Mine" not in chair.get(PAPERS).text
    assert chair.get(address).text == "Zantherine"  # control: those who may read it do
    assert here.sign_in(CLERK).get(address).text == "Zantherine"
    assert chair.get(f"{HERE}/group-papers/plenary").status_code == NOT_HERE


def test_what_is_no_paper_is_refused_at_its_field(here):
    chair = here.sign_in(HEAD)
    too_large = PDF + bytes(5 * 1024 * 1024)
    for told, answer in (
        ("Say what the paper is called", put(chair, "  ", text="x")),
        ("Choose a file, or type the words", put(chair, "Nothing")),
        ("without macros", put(chair, "Program", file=b"MZ\0\x90")),
        ("without macros", put(chair, "Packed", file=word("a.txt"))),
        ("without macros", put(chair, "M", file=word("word/document.xml", "word/vbaProject.bin"))),
        ("5 MB", put(chair, "Heavy", file=too_large)),
        ("150,000", put(chair, "Long", text="x" * 150_001)),
        ("150,000", put(chair, "Longer", text="x" * 3_000_000)),
    ):
        assert told in text_of(answer.text), answer.text[:200]
        assert answer.status_code in (413, 422)
    assert not {"Program", "Packed", "M", "Heavy", "Long"} & set(listed(chair))


def test_who_joins_later_reads_what_is_put_up_from_then_on_and_who_left_nothing(here):
    chair, other = here.sign_in(HEAD), here.sign_in(OTHER)
    put(chair, "Before", text="before")
    before = listed(chair)["Before"]
    joined = {"delegations": "p-0002", "since_on": "2020-01-01"}
    assert press(chair, WORK, joined, form_of="join_group").status_code == SEE
    assert "Before" in listed(other)  # a member on that date, by the date that the group gives
    assert press(chair, WORK, {"delegations": "p-0002"}, form_of="leave_group").status_code == SEE
    assert other.get(before).status_code == FORBIDDEN
    assert press(chair, WORK, {"delegations": "p-0002"}, form_of="join_group").status_code == SEE
    assert "Before" in listed(other)
