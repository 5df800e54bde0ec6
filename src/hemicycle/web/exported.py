"""An exported journal read back, for outputs made away from the installation."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from hemicycle.journal import forms
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.export import read_line
from hemicycle.journal.forms import Written
from hemicycle.journal.header import Record
from hemicycle.journal.names import NO_NAMES, NamesNotUnderstood, read_names
from hemicycle.journal.verify import explain, verify
from hemicycle.phrases import load_phrases
from hemicycle.phrases.houses import told_in
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.assembly import Assembly
from hemicycle.publish import Published
from hemicycle.rulebooks import load
from hemicycle.web.beside import verifier_sources
from hemicycle.wording.faults import PlainFault

PARTS = JOURNAL, NAMES = "journal.ndjson", "names.json"
MOST_BYTES = 64 * 1024 * 1024  # of a journal in a zip


class NotAnExport(PlainFault, ValueError):
    """The file is not a whole exported journal; the text says what is wrong with it."""


def published_from(journal: Path, names: Path | None, *, language: str) -> Published:
    """What outputs are made from, read from an export that is verified first.

    Errors: NotAnExport
    """
    known = names.read_bytes() if names else None
    return published_of(journal.read_bytes(), known, language=language)


def published_in(content: bytes, names: bytes | None, *, language: str = "en") -> Published:
    """The same from what was handed in: a journal, or the zip of a session, which has the names.

    Errors: NotAnExport
    """
    if not content.startswith(b"PK"):
        return published_of(content, names, language=language)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            held = {name: part(packed, name) for name in PARTS if name in packed.namelist()}
    # the last two are how `zipfile` tells of a locked file and of a way of packing it lacks
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as fault:
        raise NotAnExport(f"the zip cannot be read: {fault}") from None
    if JOURNAL not in held:
        raise NotAnExport(f"the zip holds no {JOURNAL}")
    return published_of(held[JOURNAL], names or held.get(NAMES), language=language)


def part(packed: zipfile.ZipFile, name: str) -> bytes:
    """One file of a zip.

    Errors: NotAnExport where it is larger than a journal may be here
    """
    if packed.getinfo(name).file_size > MOST_BYTES:
        raise NotAnExport(f"{name} has more than {MOST_BYTES // 1024 // 1024} MB")
    return packed.read(name)


def published_of(journal: bytes, names: bytes | None, *, language: str) -> Published:
    """What outputs are made from, read from the bytes of an export.

    Errors: NotAnExport
    Note: a withheld body is an undeclared count; everything after it is told without it.
    """
    lines = journal.splitlines(keepends=True)
    verdict = verify(lines)
    if not verdict.ok:
        raise NotAnExport(explain(verdict))
    read = [read_line(line, number) for number, line in enumerate(lines, 1)]
    records = [one for one in read if isinstance(one, Record)]
    checkpoints = [one for one in read if isinstance(one, SignedCheckpoint)]
    assembly, written = Assembly(), []
    for record in records:
        if record.body is None:
            assembly = replace(assembly, position=record.header.position)
            continue
        entry = forms.decode(record.header, record.body)
        assembly = replace(
            PROCEDURE.apply(assembly, entry), position=record.header.position, at=entry.at
        )
        written.append(Written(record.header.position, entry, record.header))
    if assembly.session is None:
        raise NotAnExport("the journal does not begin with the opening of a session")
    try:
        known = read_names(names) if names else NO_NAMES
    except NamesNotUnderstood as fault:
        raise NotAnExport(str(fault)) from None
    rules = load(assembly.session.rulebook)
    return Published(
        assembly=assembly,
        written=written,
        records=records,
        checkpoints=checkpoints,
        names=told_in(known, rules),
        language=language,
        phrases=load_phrases(),
        rules=rules,
        beside=verifier_sources(),
    )
