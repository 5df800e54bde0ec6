"""The paper packs that lie on a disk: whole, and of the vote that is open."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .real_server import Lost
from .voters import SESSION

LINES_EACH = 2  # one on the roll, and one on a sheet


def pack_of(language: str, packs: Path) -> Path:
    """Where the pack in a language lies."""
    return packs / f"paper-pack-{SESSION}-plenary-{language}.pdf"


def pages_of(file: Path) -> Iterator[str]:
    """The words on each page, once the file is read from its first byte to its last.

    Errors: OSError, PyPdfError
    """
    for page in PdfReader(file, strict=True).pages:
        yield " ".join(page.extract_text().split())


def names_the_vote(language: str, title: str, *, packs: Path) -> bool:
    """Whether the pack that lies there is one of the open vote."""
    try:
        return title in next(pages_of(pack_of(language, packs)))
    except (OSError, PyPdfError):
        return False


def require_pack(language: str, title: str, *, packs: Path, names: Iterable[str]) -> None:
    """The pack is whole, and has all that the vote needs to go on.

    Errors: Lost
    """
    file = pack_of(language, packs)
    try:
        pages = list(pages_of(file))
    except (OSError, PyPdfError) as fault:
        raise Lost(f"no paper pack that can be read lies in {packs}: {fault}") from None
    if title not in pages[0]:
        raise Lost(f"{file.name} does not name the open vote")
    text = "\n".join(pages)
    lacking = [one for one in names if text.count(one) < LINES_EACH]
    if lacking:
        raise Lost(f"{file.name} has no line or no sheet for {lacking[0]}")
