"""The work on a draft resolution through its pages: what is typed, refused, kept and recorded."""

from collections.abc import Iterator

import httpx
import pytest
from committee_of_lakes import (
    ADVICE,
    CHAIR,
    DESK,
    DRAFT,
    HERE,
    LANGUAGES,
    LIFTS,
    MERGE,
    SCRIPT,
    TEXTS,
    act,
    amend,
    done,
    enter,
    press,
    sit,
)
from lakes import CLERK, HEAD, OTHER, PRESIDENT, Lakes, lakes
from page_reader import forms_of, text_of


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes under rules that know texts."""
    with lakes(tmp_path_factory.mktemp("texts"), rulebook="ipu_assembly") as running:
        yield running


@pytest.fixture(scope="module")
def lodged(here) -> Lakes:
    """A draft is looked at with its doubts, refused, mended and lodged."""
    clerk = here.sign_in(CLERK)
    assert "No draft resolution has been lodged yet" in text_of(clerk.get(TEXTS).text)
    new = f"{TEXTS}/new"
    odd = {**DRAFT, "draft.en": DRAFT["draft.en"].replace("enter,", "enter"), "do": "read"}
    looked = press(clerk, new, odd, body="plenary")
    assert looked.status_code == 200
    assert "English, paragraph 2: A preambular paragraph usually ends" in text_of(looked.text)
    assert "preambular paragraph (1)" in text_of(looked.text)
    assert "Ramps at &lt;every&gt; door" in looked.text
    assert "No draft resolution has been lodged yet" in text_of(clerk.get(TEXTS).text)

    short = {**DRAFT, "draft.fr": "Rampes\n1. Prie.", "do": "lodge_text", "item": "99"}
    refused = press(clerk, new, short, body="plenary")
    assert refused.status_code == 409
    assert "There is no item 99" in text_of(refused.text)
    assert "1. Prie.</textarea>" in refused.text
    assert "The text in French differs from the authentic one" in text_of(refused.text)

    fields = {**DRAFT, "movers": "p-0003", "do": "lodge_text"}
    answer = press(clerk, new, fields, body="plenary")
    done(answer)
    assert answer.headers["location"].endswith(DESK)
    return here


@pytest.fixture(scope="module")
def amended(lodged) -> Lakes:
    """Amendments are entered, one in vain, and advised on."""
    clerk = lodged.sign_in(CLERK)
    assert "No amendment has been lodged" in text_of(clerk.get(DESK).text)
    refused = press(
        clerk, DESK, {"does": "reword", "clause": "o1", "words.en": LIFTS}, do="lodge_amendment"
    )
    assert refused.status_code == 409
    assert "It is not said which delegation moves the amendment" in text_of(refused.text)
    assert f">{LIFTS}</textarea>" in refused.text
    filled = forms_of(clerk.get(f"{DESK}?clause=o1").text)
    [own] = [dict(one.fields) for one in filled if dict(one.fields).get("do") == "lodge_amendment"]
    assert own["clause"] == "o1"
    amend(lodged)
    return lodged


def test_the_desk_shows_what_follows_and_is_narrowed(amended):
    clerk = amended.sign_in(CLERK)
    page = clerk.get(DESK)
    said = text_of(page.text)
    assert "If carried, amendment 4 falls. The paragraph that it would change is deleted." in said
    assert "Its words are not in French yet" in said
    assert page.text.index('id="amendment-3"') < page.text.index('id="amendment-4"')
    narrowed = clerk.get(f"{DESK}?paragraph=o2").text
    assert 'id="amendment-3"' in narrowed
    assert 'id="amendment-1"' not in narrowed
    assert "the filters leave none" in text_of(clerk.get(f"{DESK}?stage=fallen").text)


def test_the_rules_leave_receivability_to_the_chair(amended):
    assert "Say whether the amendment is receivable: Only" in text_of(
        amended.sign_in(CLERK).get(DESK).text
    )
    assert "find_receivable" not in amended.sign_in(CLERK).get(DESK).text
    chair = amended.sign_in(PRESIDENT)
    found = [one for one in forms_of(chair.get(SCRIPT).text) if "find_receivable" in one.action]
    fields = dict(found[0].fields) | {"finding": "irreceivable"}
    bare = chair.post(found[0].action, data=fields)
    assert bare.status_code == 409
    assert "That an amendment is irreceivable needs a reason" in text_of(bare.text)
    done(chair.post(found[0].action, data=fields | {"finding": "receivable"}))


def test_notes_are_for_the_rapporteur_alone_and_in_no_record(amended):
    rapporteur = amended.sign_in(HEAD)
    note = "Ask Boltara first <quietly>."
    done(press(rapporteur, ADVICE, {"note": note}, do="note", amendment="2"))
    assert "Ask Boltara first &lt;quietly&gt;." in rapporteur.get(ADVICE).text
    for other in (OTHER, CLERK, PRESIDENT):
        page = amended.sign_in(other).get(ADVICE)
        assert page.status_code == 200
        assert "Ask Boltara" not in page.text
        assert "Only a Rapporteur on this text advises here" in text_of(page.text)
    assert "Ask Boltara" not in amended.house.browser().get(f"{HERE}/journal.ndjson").text
    done(press(rapporteur, ADVICE, {"note": " "}, do="note", amendment="2"))
    assert "Ask Boltara" not in rapporteur.get(ADVICE).text


def test_a_note_of_somebody_else_is_not_kept(amended):
    other, rapporteur = amended.sign_in(OTHER), amended.sign_in(HEAD)
    [form] = [
        dict(one.fields)
        for one in forms_of(rapporteur.get(ADVICE).text)
        if dict(one.fields).get("do") == "note" and dict(one.fields)["amendment"] == "1"
    ]
    assert other.post(ADVICE, data=form | {"note": "x"}).status_code == 403
    own = next(iter(forms_of(other.get(f"{HERE}/requests").text)))
    token = dict(own.fields)["csrf"]
    done(other.post(ADVICE, data=form | {"note": "planted", "csrf": token}))
    assert "planted" not in rapporteur.get(ADVICE).text
    assert "planted" not in other.get(ADVICE).text


@pytest.mark.parametrize("page", [TEXTS, f"{TEXTS}/new", DESK, LANGUAGES])
def test_the_desk_is_the_secretariats(amended, page):
    assert amended.sign_in(CLERK).get(page).status_code == 200
    assert amended.sign_in(PRESIDENT).get(page).status_code == 403
    assert amended.house.browser().get(page).status_code == 303


@pytest.mark.parametrize("page", [MERGE, SCRIPT, ADVICE])
def test_whoever_has_a_seat_reads_and_the_public_does_not(amended, page):
    assert amended.sign_in(OTHER).get(page).status_code == 200
    assert amended.house.browser().get(page).status_code == 303
    assert amended.sign_in(OTHER).get(page.replace("DR", "XX")).status_code == 404


def test_another_language_of_the_desk_and_one_that_is_not_there(amended):
    clerk = amended.sign_in(CLERK)
    assert "Chaque paragraphe en français suit" in text_of(clerk.get(f"/fr{LANGUAGES}").text)
    assert clerk.get(f"{TEXTS}/A-9-DR").status_code == 404
    assert clerk.get(f"{TEXTS}/A-9-DR/languages").status_code == 404
    empty = press(clerk, f"{LANGUAGES}?language=es", {"words": " "}, clause="o1")
    assert empty.status_code == 409
    assert "The paragraph is not given" in text_of(empty.text)


def test_from_the_first_amendment_to_the_adopted_text(amended):
    here = amended
    sit(here)
    clerk, chair = here.sign_in(CLERK), here.sign_in(PRESIDENT)
    said = text_of(chair.get(SCRIPT).text)
    assert "I put to the vote amendment" in said
    assert "Je mets aux voix l’amendement" in said
    enter(clerk, f"{DESK}?sub=4", mover="p-0002", **{"words.en": "Urges a plan each week."})
    assert "to amendment 4" in text_of(clerk.get(DESK).text)

    order = [step for _ in range(10) if (step := next_step(chair))]
    assert order == ["put 2", "stands 1", "put 1", "put 3", "fell 4", "fell 5"]
    blocked = text_of(clerk.get(MERGE).text)
    assert "1 paragraph to settle" in blocked
    assert "It cannot be published yet" in blocked
    assert "publish_version" not in clerk.get(MERGE).text
    settle(clerk)
    act(clerk, MERGE, "publish_version")
    assert "Version 3 in preparation" in text_of(clerk.get(MERGE).text)
    finish(here)


def next_step(chair: httpx.Client) -> str:
    """What the console offers next of the text is done; nothing once all are decided."""
    page = chair.get(CHAIR).text
    fallen = [dict(one.fields) for one in forms_of(page) if one.action.endswith("/find_fallen")]
    if fallen and fallen[0]["amendment"] == "1":
        bare = press(chair, SCRIPT, {}, amendment="1", consequence="stands")
        assert bare.status_code == 409
        assert "needs a reason" in text_of(bare.text)
        because = {"because.en": "The body wishes to hear both."}
        done(press(chair, SCRIPT, because, amendment="1", consequence="stands"))
        return "stands 1"
    if fallen:
        act(chair, CHAIR, "find_fallen")
        return f"fell {fallen[0]['amendment']}"
    puts = [dict(one.fields) for one in forms_of(page) if one.action.endswith("/put_amendment")]
    if not puts:
        return ""
    act(chair, CHAIR, "put_amendment", method="consensus")
    act(chair, CHAIR, "adopt_without_vote")
    return f"put {puts[0]['amendment']}"


def settle(clerk) -> None:
    """The clerk keeps a compromise, with the reason; without one it is refused, words kept."""
    words = {"words.en": "Urges parliaments to build ramps and lifts at every door;"}
    bare = press(clerk, MERGE, words, compromise="1")
    assert bare.status_code == 422
    assert words["words.en"] in bare.text
    done(press(clerk, MERGE, {**words, "because.en": "Both, as agreed."}, compromise="1"))


def finish(here: Lakes) -> None:
    """French is brought in step, one paragraph waived; the text is adopted as a whole."""
    clerk, chair = here.sign_in(CLERK), here.sign_in(PRESIDENT)
    assert "does not follow the authentic text" in text_of(chair.get(SCRIPT).text)
    late = text_of(clerk.get(LANGUAGES).text)
    assert "since amendment" in late
    done(press(chair, SCRIPT, {"because.en": "It follows tomorrow."}, language="fr"))
    words = "Prie les parlements de construire des rampes ou des ascenseurs ;"
    done(press(clerk, LANGUAGES, {"words": words}, clause="o1"))
    assert "Every paragraph in French follows" in text_of(clerk.get(LANGUAGES).text)
    act(chair, CHAIR, "put_text", method="consensus")
    act(chair, CHAIR, "adopt_without_vote")
    for page in (SCRIPT, DESK, TEXTS):
        assert "Adopted" in text_of(clerk.get(page).text)
    assert "put_amendment" not in chair.get(SCRIPT).text
    told = text_of(here.house.browser().get(f"{HERE}/minutes").text)
    assert "Version 2 of A/1/DR was published" in told
