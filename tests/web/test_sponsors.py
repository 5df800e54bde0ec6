"""Under an installation's own rules that ask for sponsors: the pages say how many are missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import form_to, submit
from lakes import CLERK, HEAD, OTHER, PRESIDENT, SESSION, Lakes, lakes
from page_reader import policy_faults, text_of

from hemicycle import rulebooks

HERE = f"/a/{SESSION}"
TEXT = f"{HERE}/texts/A-1-DR"
PLAIN = Path(rulebooks.__file__).parent / "plain" / "rulebook.toml"
DRAFT = {"draft.en": "Ramps\n1. Urges ramps;\n2. Asks for a report.", "body": "plenary"}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes, whose own rules ask for three sponsors of two delegations."""
    folder = tmp_path_factory.mktemp("sponsors")
    own = folder / "data" / "rulebooks" / "plain" / "rulebook.toml"
    own.parent.mkdir(parents=True)
    written = PLAIN.read_text(encoding="utf-8")
    asked = written.replace("sponsors_needed = { value = 0", "sponsors_needed = { value = 3")
    asked = asked.replace(
        "sponsors_delegations = { value = 0", "sponsors_delegations = { value = 2"
    )
    assert asked != written
    own.write_text(asked, encoding="utf-8")
    with lakes(folder, rulebook="plain") as running:
        head = running.sign_in(HEAD)
        token = dict(form_to(head.get(f"{HERE}/hand-in"), "hand-in$").fields)["csrf"]
        for n, (act, fields) in enumerate(
            (("lodge_text", DRAFT), ("lodge_amendment", {"does": "delete", "clause": "o2"}))
        ):
            given = {"csrf": token, "act_id": f"s-{n}", "body": "plenary", "text": "A-1-DR"}
            answer = head.post(f"{HERE}/acts/{act}", data={**given, **fields})
            assert answer.status_code == 303, text_of(answer.text)
        yield running


def test_a_delegation_joins_and_leaves_and_the_page_counts(here):
    anybody, other = here.house.browser(), here.sign_in(OTHER)
    told = text_of(anybody.get(TEXT).text)
    assert "1 of 3 sponsors, the mover included; 2 missing · 1 of 2 delegations; 1 missing" in told
    assert submit(other, other.get(TEXT), "/sponsor_text$").status_code == 303
    told = text_of(anybody.get(TEXT).text)
    assert "2 of 3 sponsors, the mover included; 1 missing · 2 of 2 delegations" in told
    assert "1 sur 3 coauteurs" not in text_of(anybody.get(f"/fr{TEXT}").text)
    assert "2 sur 3 coauteurs, auteur compris" in text_of(anybody.get(f"/fr{TEXT}").text)
    assert submit(other, other.get(TEXT), "/sponsor_text$").status_code == 303
    assert "1 of 3 sponsors" in text_of(anybody.get(TEXT).text)


def test_amendment_desk_and_script_tell_it_and_keep_the_policy(here):
    clerk, chair = here.sign_in(CLERK), here.sign_in(PRESIDENT)
    for browser, address in (
        (here.house.browser(), f"{TEXT}/amendments/1"),
        (clerk, f"{HERE}/desk/texts/A-1-DR"),
        (chair, f"{HERE}/script/A-1-DR"),
        (here.house.browser(), f"/ar{TEXT}"),
    ):
        page = browser.get(address)
        assert page.status_code == 200, address
        assert "3" in text_of(page.text)
        assert policy_faults(page.text) == [], address
        if not address.startswith("/ar"):
            assert "1 of 3 sponsors, the mover included; 2 missing" in text_of(page.text), address
