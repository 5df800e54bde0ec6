"""Follow-up at the assembly of the lakes: a text is adopted, its paragraphs wait to be lifted."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from committee_of_lakes import HERE, SYMBOL, done, lodge, press, sit
from lakes import CLERK, HEAD, PRESIDENT, Lakes, lakes

DESK = f"{HERE}/desk/follow-up"
LIFT = f"{DESK}/{SYMBOL}/o1"
PUBLIC, ANSWERS = f"{HERE}/follow-up", f"{HERE}/answers"
LATER, EARLIER = "2031-03-01", "2020-03-01"
ADOPTION = {
    "text": SYMBOL,
    "yes_means.en": "The resolution is adopted.",
    "yes_means.fr": "La résolution est adoptée.",
    "method": "consensus",
}


def do(browser: httpx.Client, act: str, page: str = HERE, **fields: str) -> httpx.Response:
    """Ask for an act with the token of a page, as its form would."""
    token = re.search(r'csrf(?:" value)?="([^"]+)"', browser.get(page).text)
    assert token is not None, page
    known = {"csrf": token[1], "act_id": secrets.token_hex(8), "body": "plenary", "back": page}
    return browser.post(f"{HERE}/acts/{act}", data=known | fields)


def adopt(here: Lakes) -> None:
    """The plenary adopts the draft by consensus."""
    president = here.sign_in(PRESIDENT)
    chair = f"{HERE}/chair"
    done(do(president, "put_text", chair, **ADOPTION))
    done(do(president, "adopt_without_vote", chair))


@contextmanager
def adopted(folder: Path) -> Iterator[Lakes]:
    """The lakes with a text that their plenary has adopted."""
    with lakes(folder) as here:
        lodge(here.sign_in(CLERK))
        sit(here)
        adopt(here)
        yield here


def lift_and_answer(here: Lakes) -> None:
    """Two commitments; the first is asked about, and its first parliament has answered twice."""
    clerk, head = here.sign_in(CLERK), here.sign_in(HEAD)
    for clause in ("o1", "o2"):
        fields = {"addressee": "parliaments", "due_on": LATER, "goals": "10 11"}
        done(press(clerk, f"{DESK}/{SYMBOL}/{clause}", fields, clause=clause))
    done(press(clerk, DESK, {}, do="ask_for_answers", number="1"))
    first = {"answer": "nothing_yet", "sentence": "O comité reúne-se.", "language": "pt"}
    done(do(head, "answer_commitment", ANSWERS, number="1", promised_on=LATER, **first))
    second = {"answer": "law", "sentence": "The law is in force.", "language": "en"}
    link = "https://parliament.arvenia.example/laws/7"
    done(do(head, "answer_commitment", ANSWERS, number="1", done_on=EARLIER, link=link, **second))
