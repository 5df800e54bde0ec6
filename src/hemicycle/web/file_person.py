"""One person of a delegation's file: registered, changed, or asked for once the file is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from babel import Locale
from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.delegations import (
    FileChanged,
    person_key,
    persons_by_key,
    require_version,
    sessions_of,
)
from hemicycle.secretariat.file_wishes import MOST_WISHES, TooManyWishes, ask, person_values
from hemicycle.secretariat.file_work import (
    ASKED,
    Planned,
    is_known_elsewhere,
    plan_person,
    write_person,
)
from hemicycle.secretariat.lists.people import CAPACITIES
from hemicycle.secretariat.lists.plans import Problem, Values
from hemicycle.secretariat.models import FileChange, Person
from hemicycle.secretariat.register import RegisterChanged
from hemicycle.web.acts import Refusal
from hemicycle.web.delegation_names import refresh_names
from hemicycle.web.desk_import import ANSWERS
from hemicycle.web.file_pages import PERSON, FileAt, desk_file, own_file, people_in

NEW = "new"
MOST_TRIES = 3
ISO_639_1 = 2  # letters of a code


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What was typed of a person, whom it is about, and what was answered."""

    at: FileAt
    person: Person | None
    values: Values
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_more(self) -> bool:
        """Whether the next person is to follow at once."""
        return self.at.desk.request.POST.get("do") == "save_and_next"


def own_person_page(
    request: HttpRequest, session: str, *, person: str, **_language: str | None
) -> HttpResponse:
    """A person of the file that a delegation's secretary keeps."""
    at = own_file(request, session)
    return at if isinstance(at, HttpResponse) else person_page(at, person)


def desk_person_page(
    request: HttpRequest,
    session: str,
    *,
    parliament: str,
    person: str,
    **_language: str | None,
) -> HttpResponse:
    """The same for a clerk, in the file of any delegation."""
    at = desk_file(request, session, parliament)
    return at if isinstance(at, HttpResponse) else person_page(at, person)


def person_page(at: FileAt, key: str) -> HttpResponse:
    """The form of a person, empty for a new one; sent, it is written or asked for."""
    person = None if key == NEW else person_here(at, key)
    if person is None and key != NEW:
        return at.desk.page("delegation_missing.html", {"is_desk": at.is_desk}, status=404)
    request = at.desk.request
    if request.method != "POST":
        return drawn(Form(at=at, person=person, values=first_values(at, person)))
    values = {name: request.POST.get(name, "") for name in ASKED}
    answers = {
        name: text
        for name, text in request.POST.items()
        if name.startswith("same.") and text in ANSWERS
    }
    return sent(Form(at=at, person=person, values=values, answers=answers))


def person_here(at: FileAt, key: str) -> Person | None:
    """Somebody of this file; nobody of another's."""
    wanted = persons_by_key([key]).get(key)
    here = {place.person_id for place in at.row.places}
    return wanted if wanted is not None and wanted.pk in here else None


def first_values(at: FileAt, person: Person | None) -> Values:
    """What the form says before anything is typed: the first of a delegation is mostly its head."""
    if person is not None:
        return person_values(at.file, person)
    has_head = any(one.capacity == "head" for one in at.row.members)
    return {"capacity": "delegate" if has_head else "head"}


def sent(form: Form) -> HttpResponse:
    """Write what was typed, or ask for it; or show what is in the way."""
    for _ in range(MOST_TRIES):
        planned = planned_by(form)
        try:
            if form.person is not None and planned.version != form.at.version:
                require_version(form.at.file.pk, form.at.version)
            if planned.plan.errors or planned.plan.open_questions:
                return drawn(form, planned)
            return done(form, planned)
        except FileChanged as fault:
            return drawn(form, problem=Refusal(409, "file_changed", {}), since=fault.since)
        except TooManyWishes:
            return drawn(form, problem=Refusal(409, "too_many_wishes", {"n": MOST_WISHES}))
        except RegisterChanged:
            continue
    return drawn(form, problem=Refusal(409, "register_changed", {}))


def planned_by(form: Form) -> Planned:
    """What the form would do."""
    values = dict(form.values)
    if form.person is not None:
        values["id"] = person_key(form.person.pk)
    return plan_person(form.at.file, values, rules=form.at.rules, answers=form.answers)


def done(form: Form, planned: Planned) -> HttpResponse:
    """What may be written is written, or asked for where the file is closed.

    Errors: RegisterChanged, TooManyWishes
    """
    at = form.at
    if not planned.plan.changes:
        return at.to()
    [change] = planned.plan.changes
    may_write = at.is_desk or (planned.is_open and not is_known_elsewhere(at.file, change))
    if not may_write:
        wanted = {name: change.values.get(name, "") for name in ASKED}
        about = form.person or persons_by_key([change.id] if change.id else []).get(change.id)
        ask(at.file, about, values=wanted | dict(form.answers), hand=at.hand)
        return at.to("asked=1")
    what = "person_added" if change.is_new else "person_changed"
    [person] = write_person(at.file, planned, hand=at.hand, what=what)
    for session in sessions_of(person.pk):
        refresh_names(SessionId(session))
    saved = f"saved={person_key(person.pk)}"
    return at.to(saved, part=f"/people/{NEW}") if form.is_more else at.to(saved)


def drawn(
    form: Form,
    planned: Planned | None = None,
    *,
    problem: Refusal | None = None,
    since: Sequence[FileChange] = (),
) -> HttpResponse:
    """The form, with what was typed and what is in the way of it."""
    at = form.at
    saved = at.desk.request.GET.get("saved", "")
    is_key = PERSON.fullmatch(saved) is not None
    facts = {
        "person": form.person, "typed": form.values, "since": since,
        "people": people_in(since),
        "wrong": wrong_at(planned), "asked": ASKED, "others": capacities_here(at),
        "lacks_language": lacks_language(form.values),
        "questions": planned.plan.questions if planned else (),
        "capacities": tuple(CAPACITIES), "known_languages": languages_in(at.desk.language),
        "saved": person_here(at, saved) if is_key else None,
    }  # fmt: skip
    return at.page("file_person.html", facts, problem=problem, status=422 if planned else 200)


def capacities_here(at: FileAt) -> dict[str, str]:
    """The capacity of everybody of the file, by their ids, to tell people of one name apart."""
    return {person_key(one.person_id): one.capacity for one in at.row.places}


def lacks_language(values: Values) -> bool:
    """Whether a name in its own script would be shown nowhere, since nobody said which it is."""
    has_own = bool(values.get("given_own") or values.get("family_own"))
    return has_own and not values.get("own_language")


def wrong_at(planned: Planned | None) -> dict[str, Problem]:
    """What is wrong, by the field it stands in."""
    return {one.column: one for one in planned.plan.errors} if planned else {}


def languages_in(language: str) -> list[tuple[str, str]]:
    """The languages a name may be written in, as they are called in the language of the page."""
    told = Locale(language).languages
    known = [(code, name) for code, name in told.items() if len(code) == ISO_639_1]
    return sorted(known, key=lambda one: one[1].casefold())
