"""What was erased after a backup was taken is erased again in the house that it became."""

from collections.abc import Sequence

from hemicycle.secretariat.consents import forget_media
from hemicycle.secretariat.delegations import forget_person
from hemicycle.secretariat.erasures import (
    CONSENT,
    GROUP_PAPER,
    MEDIA,
    OFF_FILE,
    PERSON,
    PICTURE,
    WORDS,
    Erasure,
)
from hemicycle.secretariat.file_work import take_off
from hemicycle.secretariat.models import (
    Consent,
    GroupPaper,
    Person,
    Picture,
    Place,
    PublicWords,
    Recording,
)
from hemicycle.secretariat.public_questions import take_back
from hemicycle.secretariat.register import writing

BY = "restored"


def erase_again(erasures: Sequence[Erasure]) -> int:
    """Erase everything that is there of a list, in its order; how much of it was there."""
    return sum(erase_one(one) for one in erasures)


def erase_one(erasure: Erasure) -> bool:
    """Erase one thing; whether there was anything of it."""
    with writing():
        if erasure.kind == WORDS:
            row = PublicWords.objects.filter(session=erasure.session, number=erasure.number).first()
            if row is not None:
                take_back(row)
            return row is not None
        if erasure.kind == GROUP_PAPER:
            own = GroupPaper.objects.filter(session=erasure.session, pk=erasure.number)
            return bool(own.delete()[0])
        if erasure.kind == MEDIA:
            forget_media(erasure.session)
            return True
        person = Person.objects.filter(pk=erasure.number).first()
        return person is not None and erase_of(person, erasure)


def erase_of(person: Person, erasure: Erasure) -> bool:
    """Erase of a person what was asked for; whether it was there."""
    if erasure.kind == PERSON:
        was_known = not person.is_forgotten
        forget_person(person)
        return was_known
    if erasure.kind == OFF_FILE:
        places = list(Place.objects.filter(person=person))
        for place in places:
            take_off(place)
        return bool(places)
    if erasure.kind == CONSENT:
        Consent.objects.create(
            person=person, purpose=erasure.purpose, is_given=False, at_ms=erasure.at_ms, by=BY
        )
        return True
    kept: type[Picture | Recording] = Picture if erasure.kind == PICTURE else Recording
    return bool(kept.objects.filter(person=person, at_ms__lte=erasure.at_ms).delete()[0])
