"""The names of a session, kept as the document that travels with its journal."""

from hemicycle.journal.names import NO_NAMES, Names, read_names, write_names
from hemicycle.secretariat.models import Place, SessionNames


def load_names(session: str) -> Names:
    """The names of a session; none where nothing was kept."""
    row = SessionNames.objects.filter(session=session).first()
    return read_names(bytes(row.document)) if row else NO_NAMES


def load_spoken(session: str) -> dict[str, str]:
    """The languages that members of a session speak, in the words of their files.

    Note: they are for the booths and the secretariat, and travel with no journal.
    """
    places = Place.objects.filter(file__session=session, person__is_forgotten=False)
    told = places.exclude(member="").exclude(person__languages="")
    return dict(told.values_list("member", "person__languages"))


def save_names(session: str, names: Names) -> None:
    """Keep the names of a session."""
    SessionNames.objects.update_or_create(
        session=session,
        defaults={"revision": names.revision, "document": write_names(names)},
    )
