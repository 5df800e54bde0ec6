"""Names that hold everywhere: for a session and each thing in it, in every format of data.

They follow from the first header of the journal, so two installations with a session 150 never
give the same name, and the same record always gives the same one. No host is made up.
"""

import re
from hashlib import sha256
from uuid import UUID, uuid5

from hemicycle.journal.header import header_hash
from hemicycle.publish.output import Published

# What our own words mean in XML and JSON-LD: one fixed name, drawn once; see decision record 0030.
VOCABULARY = "urn:uuid:6d7d1f4e-7c1b-5c0e-9d55-0d4f4e0a2b1a"
UUID_BYTES = 16
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
DIGEST = 16  # letters of a digest that tell two ids apart


def urn_of(published: Published, thing: str = "") -> str:
    """The name of a thing of the session, such as `decision/26`; of the session itself if none."""
    first = bytes.fromhex(header_hash(published.records[0].header_bytes))
    journal = UUID(bytes=first[:UUID_BYTES], version=5)
    return (uuid5(journal, thing) if thing else journal).urn


def plain_id(identity: str) -> str:
    """An id of the record as a file name or an anchor: itself, or else a digest of it.

    Note: nothing keeps the id of a body or item from holding spaces or slashes.
    """
    if PLAIN.fullmatch(identity):
        return identity
    return f"x-{sha256(identity.encode()).hexdigest()[:DIGEST]}"
