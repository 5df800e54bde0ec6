"""Is this paper genuine? Anybody asks by the code on it, and is told what the paper itself says."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.issued import Addressed, look_up, read_code, said_hash, shown_code
from hemicycle.secretariat.models import IssuedPaper
from hemicycle.web.accounts.cookies import device_of, with_device
from hemicycle.web.days import day_in
from hemicycle.web.paper_values import Record, said_in
from hemicycle.web.shell import SEE_OTHER, drawn, language_of, shell

# What each answer is for programs that ask; every other is 200.
STATUSES = {"unreadable": 422, "unknown": 404, "too_many": 429}


def genuine_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """The form for a code."""
    typed = request.GET.get("code", "")[:40]
    code = read_code(typed)
    if code:
        answer = HttpResponseRedirect(f"{request.path.rstrip('/')}/{code}")
        answer.status_code = SEE_OTHER
        return answer
    state = "unreadable" if typed else ""
    return with_device(request, shown(request, language, state=state, typed=typed))


def paper_page(request: HttpRequest, code: str, language: str | None = None) -> HttpResponse:
    """What a paper says of itself, if we issued it."""
    wanted = read_code(code[:40])
    paper = look_up(wanted) if wanted else None
    if paper is not None and shell[0].installation.house.has(SessionId(paper.session)):
        return shown(request, language, state=state_of(paper), paper=paper)
    wait = wait_after_miss(request) if wanted else 0
    answer = shown(request, language, state="too_many" if wait else "unknown", typed=code[:40])
    if wait:
        answer["Retry-After"] = str(wait)
    return with_device(request, answer)


def wait_after_miss(request: HttpRequest) -> int:
    """A code that is on no paper was tried: how long the device waits before it is told more.

    Note: a hall is one network address, so nothing counts by it; and a code that is right is
    answered at once, whoever guessed before.
    """
    return shell[0].door.papers.try_now(device_of(request).id)


def state_of(paper: IssuedPaper) -> str:
    """Whether a paper holds."""
    return "withdrawn" if paper.withdrawn_ms is not None else "valid"


def shown(
    request: HttpRequest,
    language: str | None,
    *,
    state: str,
    typed: str = "",
    paper: IssuedPaper | None = None,
) -> HttpResponse:
    """The page with its answer."""
    status = STATUSES.get(state, 200)
    facts: dict[str, object] = {"state": state, "typed": typed, "paper": paper}
    if paper is not None:
        facts |= facts_of(paper, language_of(request, language))
    return drawn(request, language, "genuine.html", status=status, **facts)


def facts_of(paper: IssuedPaper, language: str) -> dict[str, object]:
    """What the paper says; a name only where it is still the one that was printed."""
    record = Record.of(paper.session)
    said = said_in(
        record,
        Addressed(
            session=paper.session,
            kind=paper.kind,
            language=paper.language,
            parliament=paper.parliament_id or "",
            person=paper.person_id,
        ),
    )
    is_as_printed = said is not None and said_hash(said) == paper.said_sha256
    zone = record.opened.zone
    band = ""
    key = f"word.basis_band.{record.opened.basis}"
    phrases = shell[0].installation.house.phrases
    if phrases.has(key, "en"):
        band = phrases.say(key, language, NO_NAMES)
    return {
        "said": said if is_as_printed else None,
        "code": shown_code(paper.code),
        "day_of": day_in(zone),
        "session_title": text_of(record.opened.title, language),
        "rehearsal": band,
    }
