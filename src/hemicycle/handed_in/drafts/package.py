"""A Word document that is safe to open: no macros, no foreign entities, of a size we can hold."""

import io
import zipfile

import docx
from docx.document import Document

from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.word import DAMAGED, require_sound_package

FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
MACROS = ("vbaproject.bin", "vbadata.xml")
HEAD_BYTES = 4096


def opened(content: bytes) -> Document:
    """The document in a file.

    Errors: HandedInFault, where it is none, is damaged, holds macros or would unpack without end
    """
    require_sound_package(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            declares = any(
                declares_entities(package, one) for one in names if one.endswith((".xml", ".rels"))
            )
    except DAMAGED:
        raise HandedInFault("written_no_word") from None
    if any(one.lower().endswith(MACROS) for one in names):
        raise HandedInFault("draft_macros")
    if declares:
        raise HandedInFault("draft_entities")
    try:
        return docx.Document(io.BytesIO(content))
    except DAMAGED:
        raise HandedInFault("written_no_word") from None


def declares_entities(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a part says at its beginning that it brings words from elsewhere."""
    with package.open(name) as part:
        head = part.read(HEAD_BYTES).replace(b"\0", b"")
    return any(one in head.upper() for one in FORBIDDEN)
