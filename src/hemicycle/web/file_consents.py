"""What a person of a delegation agreed to, the picture, and how the name is spoken."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse

from hemicycle.secretariat.consents import (
    PURPOSES,
    NoConsent,
    drop_media,
    given_by,
    held_about,
    keep_picture,
    keep_recording,
    note_consents,
)
from hemicycle.secretariat.delegations import person_key
from hemicycle.secretariat.models import Consent, Person, Picture, Recording
from hemicycle.secretariat.pictures import (
    JPEG,
    LARGEST_PICTURE,
    LARGEST_RECORDING,
    SMALLEST,
    MediaFault,
)
from hemicycle.web.acts import Refusal
from hemicycle.web.file_pages import FileAt, desk_file, own_file
from hemicycle.web.file_person import person_here

KINDS: dict[str, type[Picture] | type[Recording]] = {"picture": Picture, "recording": Recording}


def own_consents_page(
    request: HttpRequest, session: str, *, person: str, **_language: str | None
) -> HttpResponse:
    """The consents of a person in the file that a delegation's secretary keeps."""
    at = own_file(request, session)
    return at if isinstance(at, HttpResponse) else consents_page(at, person)


def desk_consents_page(
    request: HttpRequest, session: str, *, parliament: str, person: str, **_language: str | None
) -> HttpResponse:
    """The same for a clerk."""
    at = desk_file(request, session, parliament)
    return at if isinstance(at, HttpResponse) else consents_page(at, person)


def consents_page(at: FileAt, key: str) -> HttpResponse:
    """The consents as they are; note, keep or delete, and then the page again."""
    person = person_here(at, key)
    if person is None:
        return at.desk.page("delegation_missing.html", {"is_desk": at.is_desk}, status=404)
    if at.desk.request.method != "POST":
        return drawn(at, person)
    try:
        done(at, person)
    except MediaFault as fault:
        where = "picture" if fault.reason_key.startswith("picture") else "recording"
        problem = Refusal(422, fault.reason_key, fault.facts, at_field=where)
        return drawn(at, person, problem=problem)
    except NoConsent:
        return drawn(at, person, problem=Refusal(409, "no_consent", {}))
    return at.to("did=1", part=f"/people/{key}/consents")


def done(at: FileAt, person: Person) -> None:
    """Do what was pressed.

    Errors: MediaFault, NoConsent
    """
    request = at.desk.request
    wish = request.POST.get("do", "")
    if wish == "consents":
        wanted = set(request.POST.getlist("consent")) & set(PURPOSES)
        note_consents(at.file, person, wanted=wanted, hand=at.hand)
    elif wish == "picture":
        keep_picture(person, uploaded(request, "picture"), hand=at.hand)
    elif wish == "recording":
        keep_recording(person, uploaded(request, "recording"), hand=at.hand)
    elif wish in ("drop_picture", "drop_recording"):
        drop_media(person, KINDS[wish.removeprefix("drop_")])


def uploaded(request: HttpRequest, name: str) -> bytes:
    """The bytes of a file that was sent.

    Errors: MediaFault, where none was
    """
    file = request.FILES.get(name)
    if not isinstance(file, UploadedFile):
        raise MediaFault(f"{name}_missing")
    content = file.read()
    file.close()
    return bytes(content)


def drawn(at: FileAt, person: Person, *, problem: Refusal | None = None) -> HttpResponse:
    """The page of a person's consents."""
    latest = {one.purpose: one for one in Consent.objects.filter(person=person)}
    facts = {
        "person": person,
        "person_key": person_key(person.pk),
        "purposes": PURPOSES,
        "given": given_by(person),
        "latest": latest,
        "picture": Picture.objects.filter(person=person).first(),
        "recording": Recording.objects.filter(person=person).first(),
        "largest_picture": LARGEST_PICTURE // 1024 // 1024,
        "largest_recording": LARGEST_RECORDING // 1024,
        "smallest": SMALLEST,
        "did": bool(at.desk.request.GET.get("did")),
    }
    return at.page("file_consents.html", facts, problem=problem)


# -- the picture and the recording themselves -----------------------------------------------------


def own_media(
    request: HttpRequest, session: str, *, person: str, what: str, **_language: str | None
) -> HttpResponse:
    """A picture or recording for the delegation's secretary."""
    at = own_file(request, session)
    return at if isinstance(at, HttpResponse) else media(at, person, what=what)


def desk_media(
    request: HttpRequest, session: str, *, parliament: str, **rest: str | None
) -> HttpResponse:
    """The same for a clerk, and all that is held about a person."""
    at = desk_file(request, session, parliament)
    if isinstance(at, HttpResponse):
        return at
    return media(at, rest["person"] or "", what=rest["what"] or "")


def media(at: FileAt, key: str, *, what: str) -> HttpResponse:
    """What is kept of a person, as bytes; 404 where nothing is."""
    person = person_here(at, key)
    if person is None:
        return HttpResponse(status=404)
    if what == "held":
        answer: HttpResponse = JsonResponse(held_about(person), json_dumps_params={"indent": 2})
        answer["Content-Disposition"] = f'attachment; filename="{key}.json"'
    else:
        kept = KINDS[what].objects.filter(person=person).first()
        if kept is None:
            return HttpResponse(status=404)
        kind = kept.media_type if isinstance(kept, Recording) else JPEG
        answer = HttpResponse(bytes(kept.content), content_type=kind)
    answer["Cache-Control"] = "no-store"
    return answer
