"""The record itself, as anyone may check it: one canonical line for each entry, then checkpoints.

The counts of divisions that are not declared are withheld; their headers stay, so that every
hash can be checked. Each header says on what basis the session is kept.
"""

from hemicycle.journal.export import export_for_public
from hemicycle.publish.output import Output, Published


def write(published: Published) -> bytes:
    """The lines of the journal, as the public may have them."""
    return b"".join(export_for_public(published.records, published.checkpoints))


OUTPUT = Output(
    name="journal",
    extension="ndjson",
    media_type="application/x-ndjson",
    write=write,
    is_in_no_language=True,
)
