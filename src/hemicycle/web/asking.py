"""Questions and comments from outside: the list with its form, one of them, and the asker's page.

Nobody needs an account to ask or to read, no cookie is set, and the words are only ever text.
"""

import time
from collections.abc import Mapping

from asgiref.sync import sync_to_async
from django.core import signing
from django.http import HttpRequest, HttpResponse

from hemicycle.archive.folding import fold
from hemicycle.procedure.acts.citizens.answer_public_question import MOST_SIGNS
from hemicycle.procedure.assembly.public_questions import PUBLIC_KINDS, QUESTION
from hemicycle.screens.asked import Asked
from hemicycle.screens.speeches import speeches
from hemicycle.screens.view import View
from hemicycle.secretariat.public_questions import (
    MOST_WAITING,
    AskedAlready,
    QueueFull,
    is_open,
    of_key,
    send_in,
    take_back,
)
from hemicycle.secretariat.public_words import LONGEST_NAME, LONGEST_WORDS, Asking, cleaned
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.asking_limits import MOST_A_DAY
from hemicycle.web.asking_seen import STEPS, asking_seen, matters, seen, standing
from hemicycle.web.desk_acts import ask, not_there, view_of
from hemicycle.web.http import whole
from hemicycle.web.languages import OFFERED
from hemicycle.web.shell import Desk, as_hot, is_from_us, shell

PART = "ask"
EMPTY_FIELD = "address"  # hidden from people: who fills it in is a program
SOONEST_S, LATEST_S = 3, 12 * 60 * 60  # between the page and its form
PURSUED = ("take_up_public_question", "raise_public_question", "answer_public_question")


def asking_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Every question and comment that is shown; what is sent in goes to the secretariat."""
    desk = Desk.of(request, session, PART)
    if request.method != "POST":
        return list_drawn(desk)
    problem, key = sent_in(desk)
    if problem is not None:
        return list_drawn(desk, problem)
    return see(f"{request.path.rstrip('/')}/mine/{key}")


def sent_in(desk: Desk) -> tuple[Refusal | None, str]:
    """Take in what the form says: why not, or the secret key of the asker."""
    view, form = view_of(desk), desk.request.POST.dict()
    problem = refused_at_the_door(desk, view, form=form)
    if problem is not None:
        return problem, ""
    asking = read(view, form)
    if asking is None:
        return Refusal(422, "asking_about_nothing", {}, at_field="about"), ""
    if asking.fault is not None:
        at_field, reason, facts = asking.fault
        return Refusal(422, reason, facts, at_field=at_field), ""
    if not shell[0].asked.take(address_of(desk)):
        return Refusal(429, "asking_too_often", {"n": MOST_A_DAY}), ""
    try:
        _, key = send_in(desk.session, asking, at=view.at, standing=standing(view.assembly))
    except AskedAlready as fault:
        if fault.number:
            return Refusal(409, "asked_as_number", {"number": fault.number}), ""
        return Refusal(409, "asked_and_waits", {}), ""
    except QueueFull:
        return Refusal(409, "asking_queue_full", {"n": MOST_WAITING}), ""
    return None, key


def refused_at_the_door(desk: Desk, view: View, *, form: Mapping[str, str]) -> Refusal | None:
    """Why a form is not even read: from elsewhere, closed, filled in by a program, too old."""
    if not is_from_us(desk.request):
        return Refusal(403, "page_too_old", {})
    if view.is_reported or not is_open(desk.session):
        return Refusal(409, "asking_closed", {})
    if form.get(EMPTY_FIELD):
        return Refusal(422, "asking_by_program", {})
    try:
        drawn_at = signing.loads(form.get("drawn", ""), salt=salt_of(desk), max_age=LATEST_S)
    except signing.BadSignature:
        return Refusal(409, "asking_page_old", {})
    if time.time() - drawn_at < SOONEST_S:
        return Refusal(429, "asking_too_fast", {})
    return None


def salt_of(desk: Desk) -> str:
    """What a form of this session is signed with; one of another is none."""
    return f"hemicycle.ask.{desk.session}"


def address_of(desk: Desk) -> str:
    """From where it comes; it is counted and not kept."""
    client = as_hot(desk.request).scope.get("client") or ("", 0)
    return str(client[0])


def read(view: View, form: Mapping[str, str]) -> Asking | None:
    """What the form says; None where it is about nothing that the house has before it."""
    about = form.get("about", "")
    if about not in {one.key for one in matters(view.assembly)}:
        return None
    kind, body, thing = about.split("/", 2)
    to, language, wanted = form.get("to", ""), form.get("language", ""), form.get("kind", "")
    return Asking(
        kind=wanted if wanted in PUBLIC_KINDS else QUESTION,
        body=body,
        item=thing if kind == "item" else "",
        text=thing if kind == "text" else "",
        to=to if to in view.assembly.delegations else "",
        language=language if language in OFFERED else OFFERED[0],
        words=cleaned(form.get("words", "")),
        name=cleaned(form.get("name", "")).replace("\n", " "),
    )


def list_drawn(desk: Desk, problem: Refusal | None = None) -> HttpResponse:
    """The list as it is now, and the form with what was typed."""
    query = desk.request.GET.dict()
    asked = Asked(fields=query, language=desk.language, fold=fold)
    typed = desk.request.POST.dict() if problem else {}
    if problem is None and query.get("about"):
        typed = {"about": query["about"]}
    facts = {
        "s": asking_seen(view_of(desk), desk.session, asked),
        "steps": STEPS,
        "typed": typed,
        "at_field": problem.at_field if problem else "",
        "drawn": signing.dumps(int(time.time()), salt=salt_of(desk)),
        "empty_field": EMPTY_FIELD,
        "longest": LONGEST_WORDS,
        "longest_name": LONGEST_NAME,
        "a_day": MOST_A_DAY,
        "offered": OFFERED,
    }
    return desk.page("ask.html", facts, problem=problem)


async def question_page(
    request: HttpRequest, session: str, number: str, **_language: str | None
) -> HttpResponse:
    """One question: asked, taken up, raised, answered; a delegation takes each step here."""
    desk = Desk.of(request, session, PART)
    problem = None
    if request.method == "POST":
        kept_out = desk.keeps_out()
        if kept_out is not None:
            return kept_out
        do = request.POST.get("do", "")
        problem = await ask(desk, do) if do in PURSUED else Refusal(422, "unknown_act", {"act": ""})
        if problem is None:
            return see(request.path)
    return await sync_to_async(one_drawn)(desk, number, problem=problem)


def one_drawn(desk: Desk, number: str, *, problem: Refusal | None) -> HttpResponse:
    """The page of one question as it is now."""
    view = view_of(desk)
    question = view.assembly.public_questions.get(whole(number))
    if question is None:
        return not_there(desk)
    (found,) = seen(view, desk.session, [question])
    known = speeches(view)
    person = view.assembly.people.get(view.viewer.member)
    own = person.delegation if person and not person.is_withdrawn else ""
    facts = {
        "s": found,
        "own": own,
        "may_take_up": bool(own) and question.to in ("", own) and not question.ground,
        "speeches": {one.position: one for one in known},
        "later": [
            one for one in known if one.body == question.body and one.position > question.shown
        ],
        "longest": MOST_SIGNS,
        "typed": desk.request.POST.dict() if problem else {},
    }
    return desk.page("ask_one.html", facts, problem=problem)


def own_asking_page(
    request: HttpRequest, session: str, key: str, **_language: str | None
) -> HttpResponse:
    """What became of what somebody sent in, at the address that only the asker has."""
    desk = Desk.of(request, session, PART)
    row = of_key(desk.session, key)
    if row is None:
        return not_there(desk)
    if request.method == "POST" and is_from_us(request):
        take_back(row)
        return see(request.path)
    question = view_of(desk).assembly.public_questions.get(row.number)
    facts = {"row": row, "question": question}
    answer = desk.page("ask_mine.html", facts)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
