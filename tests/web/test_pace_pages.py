"""What the rules of the second institution ask, on the screens: credentials, agenda, lists, script.

Each scenario is played up to a line, and the pages are looked at in three languages on a telephone
and on a desk, by the public and by who presides.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from demo_house import PRESIDENT, DemoHouse, demo_house
from page_reader import text_of
from screens_at_hand import NARROW, OUTSIDE, WIDE, Screens
from test_accessibility import RULES
from test_large_draft import next_line, play_next, seated

from hemicycle.demo import sessions
from hemicycle.procedure.acts.contests.put_contest import PutContest
from hemicycle.procedure.acts.debates.put_delay import PutDelay
from hemicycle.procedure.acts.floor.file_speech import FileSpeech
from hemicycle.procedure.acts.texts.adopt_amendment import AdoptAmendment
from hemicycle.procedure.kernel import Act

pytestmark = pytest.mark.browser

MINUTES = Path(__file__).parent.parent / "minutes"
LANGUAGES = {"en": "", "fr": "/fr", "ar": "/ar"}
# The scenario, the first act that is no longer played, its page, and words of it by language.
PLAYED: dict[str, tuple[type[Act], str, str, dict[str, str]]] = {
    "credentials": (
        PutContest,
        "rehearsal-of-contested-credentials",
        "credentials",
        {
            "en": "do not vote on this case",
            "fr": "ne votent pas sur ce cas",
            "ar": "أوراق الاعتماد",
        },
    ),
    "late_reports": (
        PutDelay,
        "rehearsal-of-late-reports",
        "bodies/plenary",
        {
            "en": "10 members ask to put it off",
            "fr": "demandent l’ajournement",
            "ar": "تقرير متأخر",
        },
    ),
    "speakers": (
        FileSpeech,
        "rehearsal-of-lists",
        "speakers?body=plenary",
        {"en": "for the group Fern", "fr": "pour le groupe Fern", "ar": "باسم المجموعة Fern"},
    ),
    "amendments": (
        AdoptAmendment,
        "rehearsal-of-deadlines",
        "bodies/plenary",
        {"en": "amendments to", "fr": "amendements à", "ar": "التعديلات على"},
    ),
}


@contextmanager
def played(name: str, until: type[Act], folder: Path) -> Iterator[DemoHouse]:
    """The house of a scenario, before an act of that kind is done for the first time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "REHEARSAL", MINUTES / f"pace_{name}.minutes")
        with demo_house(folder) as running:
            while next_line(running).spoken.act is not until:
                play_next(running)
            yield running


@pytest.mark.parametrize("name", PLAYED)
def test_the_page_tells_it_in_three_languages_and_two_widths(browser, tmp_path, name):
    until, session, page, told = PLAYED[name]
    with played(name, until, tmp_path) as house:
        screens = Screens(browser, house=house)
        for size in (NARROW, WIDE):
            for language, prefix in LANGUAGES.items():
                visitor = screens.visitor(size)
                visitor.goto(f"{house.url}{prefix}/a/{session}/{page}")
                assert told[language] in visitor.locator("main").inner_text(), language
                assert visitor.evaluate(OUTSIDE) == []
                found = Axe().run(visitor, options=RULES).response["violations"]
                assert found == [], [one["id"] for one in found]
        screens.close()
        assert screens.complaints == []


@pytest.mark.parametrize(
    ("name", "page", "button"),
    [
        ("credentials", "chair?body=plenary", "put_contest"),
        ("late_reports", "chair?body=plenary", "put_delay"),
        ("amendments", "script/A-rehearsal-of-deadlines-DR.3", "adopt_amendment"),
    ],
)
def test_who_presides_has_the_button(browser, tmp_path, name, page, button):
    until, session, _, _ = PLAYED[name]
    with played(name, until, tmp_path) as house:
        screens = Screens(browser, house=house)
        chair = seated(screens, PRESIDENT)
        before = house.position
        chair.goto(f"{house.url}/a/{session}/{page}")
        form = chair.locator(f'form[action$="{button}"]').first
        with chair.expect_navigation(wait_until="domcontentloaded"):
            form.locator("button").first.click()
        assert house.position > before, text_of(chair.content())
        screens.close()
