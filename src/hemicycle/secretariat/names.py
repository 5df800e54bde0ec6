"""The names of a session, kept as the document that travels with its journal."""

from hemicycle.journal.names import NO_NAMES, Names, read_names, write_names
from hemicycle.secretariat.models import SessionNames


def load_names(session: str) -> Names:
    """The names of a session; none where nothing was kept."""
    row = SessionNames.objects.filter(session=session).first()
    return read_names(bytes(row.document)) if row else NO_NAMES


def save_names(session: str, names: Names) -> None:
    """Keep the names of a session."""
    SessionNames.objects.update_or_create(
        session=session,
        defaults={"revision": names.revision, "document": write_names(names)},
    )
