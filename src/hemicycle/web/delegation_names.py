"""The names of a session's delegations: from the register into the document that travels with it.

Only this way round: what is in the register is never read from the names of a session.
"""

from collections.abc import Iterable, Mapping

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.delegations import values_of
from hemicycle.secretariat.lists.parliaments import LANGUAGES
from hemicycle.secretariat.lists.people import full_name
from hemicycle.secretariat.lists.plans import Values
from hemicycle.secretariat.models import Place
from hemicycle.secretariat.names import load_spoken, save_names
from hemicycle.secretariat.register import load_register
from hemicycle.web.on_file import load_on_file
from hemicycle.web.shell import shell

OFFICIAL = ("en", "fr")


def refresh_names(session: SessionId) -> None:
    """Tell the pages of a session what its delegations and members are called now, and more."""
    places = Place.objects.filter(file__session=session).exclude(member="")
    seated = list(places.select_related("person", "file"))
    if not seated:
        return
    forgotten = {place.member for place in seated if place.person.is_forgotten}
    entries = dict(entries_of(seated, load_register().rows))
    kept = shell[0].installation.names
    kept.spoken[session] = load_spoken(session)
    kept.put_files(session, load_on_file(session, shell[0].installation.house.clerk.states))
    known = kept.of(session)
    told = {**known.entries, **entries}
    told = {identity: name for identity, name in told.items() if identity not in forgotten}
    if told == dict(known.entries):
        return
    names = Names(known.revision + 1, told)
    save_names(session, names)
    kept.kept[session] = names


def entries_of(
    seated: Iterable[Place], parliaments: Mapping[str, Values]
) -> Iterable[tuple[str, Name]]:
    """The names of those who sit, and of their parliaments, by their ids in the record."""
    for place in seated:
        parliament = place.file.parliament_id
        yield parliament, parliament_name(parliaments[parliament])
        if place.person.is_forgotten:
            continue
        seat = place.member.rpartition("-")[2]
        yield place.member, person_name(values_of(place.person), parliament, seat=int(seat))


def parliament_name(values: Values) -> Name:
    """What a parliament is called on the pages of a session."""

    def told(*parts: str) -> dict[str, str]:
        found = {
            language: next(filter(None, (values.get(f"{part}_{language}") for part in parts)), "")
            for language in LANGUAGES
        }
        return {language: text for language, text in found.items() if text}

    return Name(label=told("name", "short"), short=told("short", "name"), of=told("of"))


def person_name(values: Values, parliament: str, *, seat: int) -> Name:
    """What a member is called: in Latin letters, and in the own script where its language is."""
    label = {OFFICIAL[0]: full_name(values)}
    own = " ".join(filter(None, (values.get("given_own"), values.get("family_own"))))
    language = values.get("own_language", "")
    if own and language and language not in OFFICIAL:
        label[language] = own
    honorific = values.get("honorific", "")
    return Name(
        label=label,
        honorific=dict.fromkeys(OFFICIAL, honorific) if honorific else {},
        pronunciation=values.get("pronunciation", ""),
        delegation=parliament,
        seat=seat,
    )
