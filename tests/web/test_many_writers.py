"""Fifty people lodge amendments at the same moment, each signed in on a browser of their own."""

import asyncio
import json
import re
from collections.abc import Iterator

import httpx
import pytest
from demo_house import PATIENT_S

from chaos.real_server import Server, prepared

WRITERS, EACH = 50, 2
HERE = "/a/s-1"
KIND = "amendment_lodged"


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Iterator[tuple[str, dict[str, object]]]:
    """The address of a server with a draft of fifty paragraphs, and who is signed in."""
    folder = tmp_path_factory.mktemp("writers") / "data"
    people = prepared(folder, "--delegations", str(WRITERS), "--text")
    server = Server(folder)
    server.start()
    server.wait()
    yield f"http://localhost:{server.port}", people
    server.kill()


def test_fifty_writers_at_once_are_numbered_without_gap_or_duplicate(told):
    url, people = told
    [text] = set(re.findall(rf"{HERE}/texts/([\w.-]+)", httpx.get(f"{url}{HERE}/texts").text))
    answers = asyncio.run(lodged(url, people, text))
    assert [one.status_code for one in answers] == [200] * (WRITERS * EACH)
    numbers, words = recorded(url)
    assert numbers == list(range(1, WRITERS * EACH + 1))
    assert len(set(words)) == WRITERS * EACH, "each was lodged once"
    page = httpx.get(f"{url}{HERE}/texts/{text}?view=amendments", timeout=PATIENT_S).text
    shown = {int(number) for number in re.findall(rf"/texts/{text}/amendments/(\d+)", page)}
    assert shown == set(numbers)


async def lodged(url: str, people: dict[str, object], text: str) -> list[httpx.Response]:
    """Everybody lodges at once, each on one connection."""
    members = people["members"]
    assert isinstance(members, list)
    found = await asyncio.gather(*(writer(url, people, text=text, member=one) for one in members))
    return [answer for own in found for answer in own]


async def writer(
    url: str, people: dict[str, object], *, text: str, member: str
) -> list[httpx.Response]:
    """One person rewords the own paragraph, and then that of a neighbour."""
    known = people["people"]
    assert isinstance(known, dict)
    person, number = known[member], int(member.split("-")[1])
    answers = []
    headers = {"accept": "application/json", "origin": url}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=PATIENT_S) as browser:
        browser.cookies.set(str(people["cookie"]), person["key"])
        for turn in range(EACH):
            clause = (number + turn - 1) % WRITERS + 1
            form = {
                "csrf": person["token"],
                "act_id": f"{member}.{turn}",
                "text": text,
                "does": "reword",
                "clause": f"o{clause}",
                "words.en": f"Asks what {member} asks in matter {clause};",
            }
            answers.append(await browser.post(f"{HERE}/acts/lodge_amendment", data=form))
    return answers


def recorded(url: str) -> tuple[list[int], list[str]]:
    """The numbers of the amendments as they follow each other in the record, and their words."""
    lines = httpx.get(f"{url}{HERE}/journal.ndjson", timeout=PATIENT_S).text.splitlines()
    entries = [json.loads(line) for line in lines]
    bodies = [one["body"] for one in entries if one.get("header", {}).get("kind") == KIND]
    return [one["amendment"] for one in bodies], [one["words"]["en"] for one in bodies]
