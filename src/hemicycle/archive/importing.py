"""An archive taken in from its file: told step by step, kept whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hemicycle.archive.index import filling
from hemicycle.archive.packed import opened
from hemicycle.archive.reading import LeftOut, Reading, Step


@dataclass(slots=True)
class Summary:
    """What became of an archive: statements kept, known before, and each file left out with why."""

    files: int = 0
    kept: int = 0
    known: int = 0
    paragraphs: int = 0
    left_out: list[tuple[str, LeftOut]] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was kept that was not there before."""
        return self.kept > 0


def take_in(
    archive: Path, shelf: Path, *, language: str = "en", told: Callable[[Step], None]
) -> Summary:
    """Read an archive and keep its statements; twice the same archive changes nothing.

    Errors: ArchiveFault, ShelfRefused, OSError; nothing is kept then
    """
    summary = Summary()
    with opened(archive) as packed:
        reading = Reading(packed, archive.name, language)
        with filling(shelf) as filled:
            filled.put_collection(reading.source.collection)
            for step in reading.steps():
                told(step)
                summary.files = step.of
                if step.left_out:
                    summary.left_out.append((step.name, step.left_out))
                    continue
                assert step.statement is not None
                outcome = filled.put(step.statement)
                if outcome == "differs":
                    summary.left_out.append((step.name, LeftOut("archive_file_differs")))
                elif outcome == "known":
                    summary.known += 1
                else:
                    summary.kept += 1
                    summary.paragraphs += len(step.statement.paragraphs)
    return summary
