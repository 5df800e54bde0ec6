"""An exported journal read back, for outputs made away from the installation."""

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
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.assembly import Assembly
from hemicycle.publish import Published
from hemicycle.rulebooks import load
from hemicycle.web.beside import verifier_sources


class NotAnExport(ValueError):
    """The file is not a whole exported journal; the text says what is wrong with it."""


def published_from(journal: Path, names: Path | None, *, language: str) -> Published:
    """What outputs are made from, read from an export that is verified first.

    Errors: NotAnExport
    Note: a withheld body is an undeclared count; everything after it is told without it.
    """
    lines = journal.read_bytes().splitlines(keepends=True)
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
        known = read_names(names.read_bytes()) if names else NO_NAMES
    except NamesNotUnderstood as fault:
        raise NotAnExport(str(fault)) from None
    return Published(
        assembly=assembly,
        written=written,
        records=records,
        checkpoints=checkpoints,
        names=known,
        language=language,
        phrases=load_phrases(),
        rules=load(assembly.session.rulebook),
        beside=verifier_sources(),
    )
