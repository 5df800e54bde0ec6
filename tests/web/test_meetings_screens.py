"""Meetings in a browser: axe finds nothing, nothing is wider than a small phone."""

from collections.abc import Iterator

import pytest
from demo_house import DemoHouse, demo_house
from looked_at import faults_of, page_of
from meeting_people import (
    BOLTARA,
    GRELMOND,
    MEETINGS,
    NAKUREMBE,
    PROTOCOL_DESK,
    PROTOCOL_OFFICER,
    QUILMORA,
    READOUTS,
    accredited,
    side,
)
from screens_at_hand import DESKTOP, PHONE
from test_accessibility import LANGUAGES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The general debate, with an officer of protocol."""
    with demo_house(tmp_path_factory.mktemp("meetings-screens")) as house:
        house.forward("09:40")
        accredited(house, PROTOCOL_OFFICER, office="protocol_officer")
        yield house


@pytest.fixture(scope="module")
def addresses(house) -> list[tuple[str, str]]:
    """Who looks at which page: a meeting in every state that a side can see."""
    boltara, quilmora = side(house, BOLTARA), side(house, QUILMORA)
    boltara.wish(QUILMORA, subject="Lifts", language=["fr", "en"])
    quilmora.wish(BOLTARA, subject="Ramps")
    [fixed] = boltara.meetings()
    start = boltara.hours(fixed)[-1]
    boltara.post(fixed, do="choose", start=start)
    quilmora.post(fixed, do="confirm", start=start)
    boltara.wish(GRELMOND, subject="Hearing loops")
    side(house, GRELMOND).wish(BOLTARA, subject="Hearing loops")
    [open_] = set(boltara.meetings()) - {fixed}
    boltara.wish(NAKUREMBE, subject="Nobody knows")
    side(house, NAKUREMBE).post(kind="pair", invited=BOLTARA, subject="Signs", told="1")
    side(house, NAKUREMBE).post(kind="pair", invited=QUILMORA, subject="Signs", told="1")
    [asked] = set(quilmora.meetings()) - {fixed}
    own = [MEETINGS, fixed, f"{fixed}/card", open_, READOUTS]
    return [
        *((f"{BOLTARA}-1", one) for one in own),
        (f"{QUILMORA}-1", asked),
        (f"{BOLTARA}-2", MEETINGS),
        (PROTOCOL_OFFICER, PROTOCOL_DESK),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_too_wide(browser, house, addresses, language):
    found = []
    for who, address in addresses:
        sizes = (PHONE, DESKTOP) if language == "en" else (PHONE,)
        with page_of(browser, house, who) as page:
            page.goto(f"{house.url}{address.replace('/en/', f'/{language}/')}")
            name = f"{who}{address.removeprefix(MEETINGS)}"
            found += [f"{name} {one}" for one in faults_of(page, *sizes)]
    assert found == []
