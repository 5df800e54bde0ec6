"""A draft resolution at the assembly of the lakes, handled through its pages as people do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
from installed import submit
from lakes import CLERK, HEAD, PRESIDENT, SESSION, Lakes, lakes
from page_reader import Form, forms_of, text_of

HERE = f"/a/{SESSION}"
CHAIR, TEXTS = f"{HERE}/chair", f"{HERE}/desk/texts"
SYMBOL = "A-1-DR"
DESK, LANGUAGES = f"{TEXTS}/{SYMBOL}", f"{TEXTS}/{SYMBOL}/languages"
MERGE, SCRIPT = f"{HERE}/merge/{SYMBOL}", f"{HERE}/script/{SYMBOL}"
ADVICE = f"{HERE}/advice/{SYMBOL}"
DRAFT = {
    "draft.en": "Ramps at <every> door\r\n(1) Recalling that many visitors cannot enter,\r\n"
    "1. Urges parliaments to build ramps at every door;\r\n"
    "2. Urges parliaments to publish a plan each year.",
    "draft.fr": "Des rampes à chaque porte\r\n(1) Rappelant que beaucoup n’entrent pas,\r\n"
    "1. Prie les parlements de construire des rampes à chaque porte ;\r\n"
    "2. Prie les parlements de publier un plan chaque année.",
}
LIFTS = "Urges parliaments to build ramps or lifts at every door;"
WIDER = "Urges parliaments to build ramps and widen corridors at every door;"
MONTHLY = "Urges parliaments to publish a plan each month."


def sent(browser: httpx.Client, page: str, form: Form, fields: Mapping[str, str]) -> httpx.Response:
    """A form as it stands, with some fields filled in; one without an address goes to its page."""
    return browser.post(form.action or page, data=dict(form.fields) | dict(fields))


def press(
    browser: httpx.Client, page: str, fields: Mapping[str, str], **known: str
) -> httpx.Response:
    """Send the first form of a page that has these values already, with the fields filled in."""
    for form in forms_of(browser.get(page).text):
        own = dict(form.fields)
        if all(own.get(name) == value for name, value in known.items()):
            return sent(browser, page, form, fields)
    raise AssertionError(f"no form of {page} has {known}")


def act(browser: httpx.Client, page: str, name: str, **fields: str) -> None:
    """Press the button of an act on a page whose forms go to it; it must be in order."""
    answer = submit(browser, browser.get(page), f"/acts/{name}$", **fields)
    assert answer.status_code == 303, text_of(answer.text)


def done(answer: httpx.Response) -> None:
    """What was posted was taken."""
    assert answer.status_code == 303, text_of(answer.text)


def lodge(clerk: httpx.Client) -> None:
    """The clerk lodges the draft for the third delegation."""
    fields = {**DRAFT, "movers": "p-0003", "do": "lodge_text"}
    done(press(clerk, f"{TEXTS}/new", fields, body="plenary"))


def enter(clerk: httpx.Client, page: str = DESK, **fields: str) -> None:
    """The clerk enters an amendment that came on paper."""
    done(press(clerk, page, fields, do="lodge_amendment"))


def amend(here: Lakes) -> None:
    """Four amendments, a Rapporteur and her advice.

    1 and 2 change other words of one place, so that they meet; 3 deletes what 4 would reword.
    """
    clerk = here.sign_in(CLERK)
    done(press(clerk, DESK, {"member": HEAD}, do="appoint_rapporteur"))
    reword = {"does": "reword", "words.fr": ""}
    enter(clerk, clause="o1", mover="p-0001", **{**reword, "words.en": LIFTS})
    enter(clerk, clause="o1", mover="p-0002", **{**reword, "words.en": WIDER})
    enter(clerk, clause="o2", mover="p-0002", does="delete")
    enter(clerk, clause="o2", mover="p-0001", **{**reword, "words.en": MONTHLY})
    rapporteur = here.sign_in(HEAD)
    for number, wish in (("1", "for"), ("3", "for"), ("4", "against")):
        fields = {"recommendation": wish}
        done(press(rapporteur, ADVICE, fields, amendment=number, do="recommend_on_amendment"))


def sit(here: Lakes) -> None:
    """The plenary sits, everybody being there."""
    act(here.sign_in(CLERK), CHAIR, "call_roll")
    act(here.sign_in(PRESIDENT), CHAIR, "open_sitting")


@contextmanager
def before_the_vote(folder: Path) -> Iterator[Lakes]:
    """The lakes with a draft, its amendments and a sitting; other delegations look on."""
    with lakes(folder, rulebook="ipu_assembly") as here:
        lodge(here.sign_in(CLERK))
        amend(here)
        sit(here)
        yield here
