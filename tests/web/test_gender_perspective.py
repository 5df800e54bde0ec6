"""On every page of a text an amendment of the Forum of Women is marked, in each language."""

from collections.abc import Iterator

import pytest
from committee_of_lakes import DESK, SCRIPT, SYMBOL, before_the_vote, done
from lakes import CLERK, PRESIDENT, SESSION, Lakes
from page_reader import forms_of, text_of

FORUM, MARKED = "forum-women", "5"
MARKS = {
    "en": "from a gender perspective",
    "fr": "dans une perspective de genre",
    "ar": "من منظور المساواة بين الجنسين",
}
PLACES = (
    f"/a/{SESSION}/texts/{SYMBOL}?view=amendments",
    f"/a/{SESSION}/texts/{SYMBOL}/amendments/{MARKED}",
    DESK,
    SCRIPT,
)


def asked(here: Lakes, name: str, **fields: str) -> None:
    """The clerk asks for an act that no page offers as a button."""
    clerk = here.sign_in(CLERK)
    page = dict(forms_of(clerk.get(DESK).text)[-1].fields)
    known = {"csrf": page["csrf"], "act_id": f"asked-{name}", "body": "plenary"}
    done(clerk.post(f"/a/{SESSION}/acts/{name}", data={**known, **fields}))


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The committee of lakes, whose Forum proposes to delete a paragraph."""
    with before_the_vote(tmp_path_factory.mktemp("forum")) as running:
        title = {"title.en": "Forum of Women", "title.fr": "Forum des femmes"}
        constituted = {"constituted": FORUM, "presiding": PRESIDENT, "organ": "forum"}
        asked(running, "constitute_body", **title, **constituted)
        deletion = {"text": SYMBOL, "does": "delete", "clause": "p1"}
        asked(running, "lodge_amendment", for_body=FORUM, **deletion)
        yield running


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", MARKS)
def test_it_is_marked(here, language, place):
    clerk = here.sign_in(CLERK)
    page = clerk.get(f"/{language}{place}")
    assert page.status_code == 200
    assert MARKS[language] in text_of(page.text)


def test_an_amendment_of_a_delegation_is_not(here):
    page = here.sign_in(CLERK).get(f"/en/a/{SESSION}/texts/{SYMBOL}/amendments/1")
    assert page.status_code == 200
    assert MARKS["en"] not in text_of(page.text)
