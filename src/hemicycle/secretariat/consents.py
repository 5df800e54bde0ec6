"""What a person agreed to: noted, withdrawn, and with it what was kept because of it."""

import hashlib
from collections.abc import Mapping

from hemicycle.secretariat.delegations import Hand, note_all, person_key, values_of
from hemicycle.secretariat.erasures import CONSENT, KEPT, MEDIA, PICTURE, RECORDING
from hemicycle.secretariat.models import (
    Consent,
    DelegationFile,
    FileChange,
    FileWish,
    Person,
    Picture,
    Place,
    Recording,
    Seat,
)
from hemicycle.secretariat.pictures import badge_picture, recording_type
from hemicycle.secretariat.register import writing

ON_BADGE, PUBLISHED, SPOKEN = "picture_on_badge", "picture_published", "pronunciation_recording"
PURPOSES = (ON_BADGE, PUBLISHED, SPOKEN)


class NoConsent(Exception):
    """What somebody wants to keep, the person has not agreed to."""


def given_by(person: Person) -> set[str]:
    """The purposes to which a person agrees now."""
    latest = {one.purpose: one.is_given for one in Consent.objects.filter(person=person)}
    return {purpose for purpose, is_given in latest.items() if is_given}


def note_consents(
    file: DelegationFile, person: Person, *, wanted: set[str], hand: Hand
) -> list[Consent]:
    """Note to what a person agrees; what depended on a consent withdrawn is deleted."""
    with writing():
        before = given_by(person)
        changed = [one for one in PURPOSES if (one in wanted) != (one in before)]
        noted = Consent.objects.bulk_create(
            Consent(
                person=person, purpose=one, is_given=one in wanted, at_ms=hand.at_ms, by=hand.by
            )
            for one in changed
        )
        for one in changed:
            if one not in wanted:
                KEPT.note(CONSENT, number=person.pk, purpose=one)
        if not {ON_BADGE, PUBLISHED} & wanted:
            drop_media(person, Picture)
        if SPOKEN not in wanted:
            drop_media(person, Recording)
        if changed:
            note_all({file.pk: person_key(person.pk)}, "consents", hand=hand)
    return noted


def keep_picture(person: Person, raw: bytes, *, hand: Hand) -> None:
    """Keep a picture in the place of the one before.

    Errors: MediaFault, NoConsent
    """
    if not {ON_BADGE, PUBLISHED} & given_by(person):
        raise NoConsent
    content = badge_picture(raw)
    told = {"content": content, "at_ms": hand.at_ms, "sha256": hashlib.sha256(content).hexdigest()}
    Picture.objects.update_or_create(person=person, defaults=told)


def keep_recording(person: Person, raw: bytes, *, hand: Hand) -> None:
    """Keep how a name is spoken in the place of the recording before.

    Errors: MediaFault, NoConsent
    """
    if SPOKEN not in given_by(person):
        raise NoConsent
    told = {
        "content": raw,
        "media_type": recording_type(raw),
        "at_ms": hand.at_ms,
        "sha256": hashlib.sha256(raw).hexdigest(),
    }
    Recording.objects.update_or_create(person=person, defaults=told)


def drop_media(person: Person, kind: type[Picture] | type[Recording]) -> None:
    """Delete a picture or a recording; the consent stays."""
    if kind.objects.filter(person=person).delete()[0]:
        KEPT.note(PICTURE if kind is Picture else RECORDING, number=person.pk)


def badge_pictures(persons: set[int]) -> Mapping[int, bytes]:
    """The pictures that may stand on badges, by the numbers of the persons."""
    pictures = Picture.objects.filter(person__in=persons).select_related("person")
    return {
        one.person_id: bytes(one.content)
        for one in pictures
        if ON_BADGE in given_by(one.person) and not one.person.is_forgotten
    }


def media_of(session: str) -> tuple[int, int]:
    """How many pictures and how many recordings are kept of the people of a session."""
    people = Place.objects.filter(file__session=session).values("person")
    return (
        Picture.objects.filter(person__in=people).count(),
        Recording.objects.filter(person__in=people).count(),
    )


def forget_media(session: str) -> None:
    """Delete every picture and recording of a session's people: what they were for is over."""
    people = Place.objects.filter(file__session=session).values("person")
    Picture.objects.filter(person__in=people).delete()
    Recording.objects.filter(person__in=people).delete()
    KEPT.note(MEDIA, session=session)


def held_about(person: Person) -> dict[str, object]:
    """Everything the secretariat holds about a person, for whoever asks for the own data."""
    places = Place.objects.filter(person=person).select_related("file")
    key = person_key(person.pk)
    named = FileChange.objects.filter(detail__contains=key)
    return {
        "person": values_of(person),
        "places": [
            {
                "session": one.file.session,
                "parliament": one.file.parliament_id,
                "capacity": one.capacity,
                "member": one.member,
                "has_left": one.has_left,
            }
            for one in places
        ],
        "consents": list(
            Consent.objects.filter(person=person).values("purpose", "is_given", "at_ms", "by")
        ),
        "picture": held_media(Picture, person),
        "recording": held_media(Recording, person),
        "requests": list(
            FileWish.objects.filter(person=person).values("at_ms", "by", "state", "values")
        ),
        "changes": [
            {"what": one.what, "at_ms": one.at_ms, "by": one.by}
            for one in named
            if key in one.detail.split(", ")
        ],
        "accounts": [account for place in places for account in accounts_of(place)],
        "papers": list(person.issued_papers.values("code", "kind", "session", "at_ms")),
    }


def accounts_of(place: Place) -> list[dict[str, str]]:
    """The accounts by which somebody signs in to a session, as long as the person sits."""
    seats = Seat.objects.filter(session=place.file.session, member=place.member or "-")
    return [
        {"session": one.session, "account": one.account.username, "language": one.account.language}
        for one in seats.select_related("account")
    ]


def held_media(kind: type[Picture] | type[Recording], person: Person) -> dict[str, object]:
    """That a picture or recording is kept: its fingerprint and since when; empty where none is."""
    return dict(kind.objects.filter(person=person).values("sha256", "at_ms").first() or {})
