"""One take at the desk: the speeches of a stretch, and beside each the text that is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.assembly.record import NO_TEXT
from hemicycle.screens.takes import Spoken, Stretch
from hemicycle.screens.written import LANGUAGES
from hemicycle.secretariat.takes import (
    FREE,
    KeptTake,
    TakeText,
    Texts,
    Version,
    give_back,
    hand_in,
    revise,
    save_texts,
    send_back,
)
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_takes import missing, taken
from hemicycle.web.http import whole
from hemicycle.web.shell import Desk, shell
from hemicycle.web.sitting_takes import LONGEST, SittingTakes, faults, sitting_takes

STEPS = ("save", "hand_in", "give_back", "send_back", "revise")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTake:
    """One request for a take."""

    takes: SittingTakes
    stretch: Stretch

    @property
    def number(self) -> int:
        """The number of the take."""
        return self.stretch.number

    @property
    def kept(self) -> KeptTake:
        """The take as it was kept when the page was asked for."""
        return self.takes.take(self.number)

    @property
    def posted(self) -> Mapping[str, str]:
        """The fields of the form."""
        return self.takes.desk.request.POST.dict()


def take_page(
    request: HttpRequest, session: str, *, sitting: str, number: str, **_language: str | None
) -> HttpResponse:
    """A take to read or to write; what is pressed, and then the page again."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    takes = sitting_takes(desk, sitting)
    stretch = takes.stretch(whole(number)) if takes else None
    if takes is None or stretch is None:
        return missing(desk)
    at = AtTake(takes=takes, stretch=stretch)
    if request.method != "POST":
        return take_drawn(at)
    if at.posted.get("do") == "take":
        return taken(takes)
    return pressed(at)


def pressed(at: AtTake) -> HttpResponse:
    """Save what was written, whatever was pressed, and then do it.

    Note: who may not write here any more is shown the own text again, so that it is not lost.
    """
    texts = typed(at)
    if not at.takes.may_write(at.number):
        return take_drawn(at, texts, problems=[Refusal(409, "take_not_yours", {})])
    long = [one for one, text in texts.items() if len(text.text) > LONGEST]
    if long:
        return take_drawn(at, texts, problems=[wrong(one, "taken_down_too_long") for one in long])
    revision = whole(at.posted.get("revision"))
    if texts != at.kept.texts and not save_texts(
        at.takes.key(at.number), texts, revision=revision, by=at.takes.me, at_ms=at.takes.now
    ):
        return overtaken(at, texts)
    return done(at, texts)


def overtaken(at: AtTake, texts: Texts) -> HttpResponse:
    """Somebody else has saved meanwhile: both texts are shown, and nothing is overwritten."""
    now = sitting_takes(at.takes.desk, f"{at.takes.record.body}-{at.takes.record.sitting}")
    assert now is not None
    at = replace(at, takes=now)
    in_force = [one for one in at.kept.versions if not one.is_aside]
    problem = Refusal(409, "take_changed", {"member": in_force[-1].by, "at": in_force[-1].at})
    return take_drawn(at, texts, problems=[problem], beside=in_force[-1])


def done(at: AtTake, texts: Texts) -> HttpResponse:
    """Do what was pressed, once the text is saved."""
    do, key = at.posted.get("do", ""), at.takes.key(at.number)
    if do in ("hand_in", "revise"):
        problems = in_the_way(at, texts)
        if problems:
            return take_drawn(reread(at), texts, problems=problems)
    if do == "hand_in":
        hand_in(key, at_ms=at.takes.now)
    elif do == "give_back":
        give_back(key)
    elif do == "send_back" and at.takes.is_reviser:
        send_back(key)
    elif do == "revise" and at.takes.is_reviser:
        if not at.takes.may_revise(at.number):
            return take_drawn(reread(at), texts, problems=[Refusal(409, "take_is_your_own", {})])
        revise(key, at.takes.me, at_ms=at.takes.now)
    elif do.startswith("begin."):
        begun = whole(do.split(".")[1])
        return see(f"{at.takes.home}/{at.number}#speech-{begun}")
    return see(f"{at.takes.home}/{at.number}?did={do if do in STEPS else 'save'}")


def reread(at: AtTake) -> AtTake:
    """The same request with the take as it is kept now."""
    now = sitting_takes(at.takes.desk, f"{at.takes.record.body}-{at.takes.record.sitting}")
    return replace(at, takes=now or at.takes)


def in_the_way(at: AtTake, texts: Texts) -> list[Refusal]:
    """Why a take cannot be handed in or called revised, each at its speech."""
    if not at.stretch.is_over(at.takes.record, at.takes.now):
        return [Refusal(409, "take_goes_on", {"until_at": at.stretch.to_at})]
    found = faults(at.stretch, texts)
    return [wrong(one, reason) for one, reason in found.items()]


def wrong(speech: int, reason: str) -> Refusal:
    """What is wrong at the text of a speech."""
    facts = {"entry": speech, "n": LONGEST}
    return Refusal(422, reason, facts, at_field=f"text.{speech}")


# -- what was typed -------------------------------------------------------------------------------


def typed(at: AtTake) -> Texts:
    """The texts of a form, with one begun from what the speaker handed in where that is asked."""
    found = {one.position: text_of(at, one) for one in at.stretch.speeches}
    do, _, wish = at.posted.get("do", "").partition(".")
    speech, statement = (whole(one) for one in (*wish.split("."), "")[:2])
    if do == "begin" and speech in found:
        found[speech] = begun_from(at, found[speech], speech=speech, statement=statement)
    return found


def text_of(at: AtTake, one: Spoken) -> TakeText:
    """What the form says of one speech."""
    posted, n = at.posted, one.position
    form = posted.get(f"form.{n}", "")
    language = posted.get(f"language.{n}", "")
    known = {text.number for text in one.texts}
    statement = whole(posted.get(f"statement.{n}"))
    return TakeText(
        text=posted.get(f"text.{n}", "").replace("\r\n", "\n").strip(),
        language=language if language in LANGUAGES else at.takes.desk.language,
        form=form if form in forms_of(at) else forms_of(at)[0],
        statement=statement if statement in known else 0,
        is_checked=bool(posted.get(f"checked.{n}")),
    )


def begun_from(at: AtTake, text: TakeText, *, speech: int, statement: int) -> TakeText:
    """A text with the words that were handed in below it: to be checked against delivery."""
    texts = next(one.texts for one in at.stretch.speeches if one.position == speech)
    written = next((one for one in texts if one.number == statement), None)
    house = shell[0].installation.house
    sealed = house.written_texts.of(at.takes.desk.session, written) if written else None
    if written is None or sealed is None:
        return text
    words = "\n\n".join(filter(None, (text.text, *sealed.paragraphs)))
    return replace(
        text, text=words, language=written.language, statement=statement, is_checked=False
    )


def forms_of(at: AtTake) -> tuple[str, ...]:
    """The forms in which the rules let speeches be written, and that there is no text."""
    return (*at.takes.view.rules.choices("record.forms"), NO_TEXT)


# -- the page -------------------------------------------------------------------------------------


def take_drawn(
    at: AtTake,
    texts: Texts | None = None,
    *,
    problems: list[Refusal] | None = None,
    beside: Version | None = None,
) -> HttpResponse:
    """The page: the own texts in its fields, and beside them those of another version."""
    takes, wished = at.takes, whole(at.takes.desk.request.GET.get("version"))
    chosen = next((one for one in at.kept.versions if one.number == wished), None)
    facts = {
        "takes": takes,
        "take": at.kept,
        "stretch": at.stretch,
        "stage": takes.stage(at.number),
        "may_write": takes.may_write(at.number),
        "may_revise": takes.may_revise(at.number),
        "is_free": takes.stage(at.number) == FREE,
        "is_over": at.stretch.is_over(takes.record, takes.now),
        "title": takes.view.assembly.bodies[takes.record.body].title,
        "texts": at.kept.texts if texts is None else texts,
        "no_text_yet": TakeText(language=takes.desk.language, form=forms_of(at)[0]),
        "forms": forms_of(at),
        "languages_known": LANGUAGES,
        "beside": beside or chosen,
        "problems": problems or (),
        "did": takes.desk.request.GET.get("did", ""),
    }
    status = problems[0].status if problems else 200
    return takes.desk.page("desk_take.html", facts, status=status)
