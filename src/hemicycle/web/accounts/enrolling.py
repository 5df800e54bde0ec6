"""`/enrol`: a person signs in for the first time, with the code of the accreditation desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.procedure.assembly.credentials import Person
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.secretariat.enrolment import (
    CodeRefused,
    look_up,
    note_attempt,
    plain,
    require_confirmed,
    use_code,
)
from hemicycle.secretariat.lists import cells
from hemicycle.secretariat.lists.parliaments import title
from hemicycle.secretariat.lists.plans import Values
from hemicycle.secretariat.lists.reading import one_cell
from hemicycle.secretariat.models import DelegationFile, EnrolmentCode
from hemicycle.secretariat.register import load_register
from hemicycle.secretariat.tables.enrolment import FILE, TABLET
from hemicycle.web.accounts.cookies import device_of, label_of, with_device
from hemicycle.web.accounts.own import see
from hemicycle.web.accounts.signing_in import passkeys_exist
from hemicycle.web.accounts.two_persons import needs_second
from hemicycle.web.context import words
from hemicycle.web.shell import SEE_OTHER, as_hot, drawn, is_from_us, language_of, shell
from hemicycle.web.views import sign_in

STATUS = {"code_unknown": 404, "wait": 429, "code_unconfirmed": 409, "page_too_old": 403}
GONE = 410
LONGEST_NAME = 80


def enrol_page(request: HttpRequest, code: str = "", language: str | None = None) -> HttpResponse:
    """Who is about to sign in, and one button; only pressing it uses the code."""
    typed = request.POST.get("code") or code or request.GET.get("code", "")
    if not typed:
        return with_device(request, page(request, language, {}))
    try:
        return with_device(request, shown_or_used(request, language, typed=typed))
    except CodeRefused as refused:
        own = own_file_of(request, refused)
        if own:
            return see(f"/{language}{own}" if language else own)
        note_attempt(refused, device=label_of(request))
        wait = 0 if refused.code else wait_after_guess(request)
        reason = "wait" if wait else refused.reason_key
        opens = refused.code.opens if refused.code else ""
        answer = refused_page(request, language, reason=reason, wait_s=wait, opens=opens)
    if wait:
        answer["Retry-After"] = str(wait)
    return with_device(request, answer)


def own_file_of(request: HttpRequest, refused: CodeRefused) -> str:
    """Whoever comes back by the address of the invitation is led to the file they keep already."""
    code = refused.code
    login = shell[0].installation.house.http_sessions.of(as_hot(request))
    if code is None or login is None or code.opens != FILE:
        return ""
    session = SessionId(code.session)
    return f"/a/{session}/delegation" if login.files.get(session) == code.member else ""


def wait_after_guess(request: HttpRequest) -> int:
    """A code that nobody made was tried: how long the device waits before it may guess again.

    Note: a code that is right is never made to wait, so nobody can shut the door for others.
    """
    device, delays = device_of(request).id, shell[0].door.codes
    shell[0].door.unknown_codes.note()
    return delays.try_now(device)


def shown_or_used(request: HttpRequest, language: str | None, *, typed: str) -> HttpResponse:
    """The question to the person, or after its button the way in.

    Errors: CodeRefused
    """
    code = look_up(typed)
    facts = {"code": plain(typed), **who(request, language, code=code)}
    second = facts.get("person") is not None and needs_second(code.session, facts["person"])
    if second:
        require_confirmed(code)
    if request.method != "POST" or "use" not in request.POST:
        return page(request, language, facts)
    if not is_from_us(request):
        return page(request, language, {**facts, "error": "page_too_old"}, status=403)
    label = facts["account_label"]
    if not label:
        return page(request, language, {**facts, "error": "name_missing"}, status=422)
    account = use_code(typed, label=label, device=label_of(request), needs_second=second)
    shell[0].door.codes_shown.forget(code.sha256)
    sign_in(request, account)
    prefix = f"/{language}" if language else ""
    keys = f"{prefix}/account/keys/first?session={code.session}"
    tablet = f"{prefix}/a/{code.session}/tablet"  # which keeps no passkey: everybody has it in hand
    answer = HttpResponseRedirect(tablet if code.opens == TABLET else keys)
    answer.status_code = SEE_OTHER
    return with_device(request, answer, account=account.pk)


def who(request: HttpRequest, language: str | None, *, code: EnrolmentCode) -> dict[str, Any]:
    """Whom a code signs in: an accredited person, or the secretary of a delegation.

    Errors: CodeRefused
    """
    if code.opens == FILE:
        values = kept_file(code)
        name = typed_name(request)
        label = f"{name} ({title(values)})" if name else ""
        return shown(request, language, code=code) | {"file_of": values, "account_label": label}
    label = names_of(code).label(code.member, language_of(request, language))
    if code.opens == TABLET:
        require_session(code)
        told = {"tablet_of": code.member, "account_label": label}
        return shown(request, language, code=code) | told
    person = person_of(code)
    return shown(request, language, code=code) | {"person": person, "account_label": label}


def typed_name(request: HttpRequest) -> str:
    """The name that somebody gives, as a list would read it; "" where it is none."""
    typed = one_cell(request.POST.get("name", "")).text
    try:
        return cells.name(typed)[:LONGEST_NAME] if typed else ""
    except cells.CellFault:
        return ""


def require_session(code: EnrolmentCode) -> None:
    """The session of a code must be held here.

    Errors: CodeRefused
    """
    if not shell[0].installation.house.has(SessionId(code.session)):
        raise CodeRefused("code_foreign", code)


def kept_file(code: EnrolmentCode) -> Values:
    """The parliament whose delegation's file a code opens, as the register has it.

    Errors: CodeRefused where the session is not held here, or there is no such file
    """
    files = DelegationFile.objects.filter(session=code.session, parliament_id=code.member)
    if not shell[0].installation.house.has(SessionId(code.session)) or not files.exists():
        raise CodeRefused("code_foreign", code)
    return load_register().rows[code.member]


def person_of(code: EnrolmentCode) -> Person:
    """The accredited person for whom a code was made.

    Errors: CodeRefused where the session is not held here, or the credentials are withdrawn
    """
    require_session(code)
    state = shell[0].installation.house.clerk.state(SessionId(code.session))
    person = state.assembly.people.get(MemberId(code.member))
    if person is None or person.is_withdrawn:
        raise CodeRefused("code_withdrawn", code)
    return person


def names_of(code: EnrolmentCode) -> Any:
    """The names of the session of a code."""
    return shell[0].installation.house.names_of(SessionId(code.session))


def shown(request: HttpRequest, language: str | None, *, code: EnrolmentCode) -> dict[str, Any]:
    """What the page needs of the session of a code: its title and its names."""
    house = shell[0].installation.house
    view = house.view(SessionId(code.session), None)
    said = words(house.phrases, language_of(request, language), view=view)
    title = view.assembly.session.title if view.assembly.session else {}
    return said | {"title": title}


def refused_page(
    request: HttpRequest, language: str | None, *, reason: str, wait_s: int = 0, opens: str = ""
) -> HttpResponse:
    """Why the code opens nothing, and what to do."""
    facts = {"error": reason, "wait_s": wait_s, "was_file": opens == FILE}
    return page(request, language, facts, status=STATUS.get(reason, GONE))


def page(
    request: HttpRequest, language: str | None, facts: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page, with whatever of its facts there are."""
    nothing: dict[str, Any] = {"code": "", "error": "", "person": None, "title": {}, "wait_s": 0}
    nothing |= {"file_of": None, "tablet_of": "", "was_file": False}
    nothing["has_passkeys"] = passkeys_exist(request)
    return drawn(request, language, "enrol.html", status=status, **{**nothing, **facts})
