"""The command `hemicycle-verify`."""

import argparse
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from hemicycle_verify import __version__
from hemicycle_verify.bundle import CHECKPOINT, JOURNAL, Bundle, opened, require_sums, text_of
from hemicycle_verify.check import Verdict, check, nothing
from hemicycle_verify.findings import MEANINGS, BadError, Exit, unusable
from hemicycle_verify.lines import LONGEST_LINE, Entry
from hemicycle_verify.receipts import read_receipt, require_receipt
from hemicycle_verify.report import as_json, as_text
from hemicycle_verify.signed import Kept, read_kept

EVERY = 2_000  # entries between two looks at the clock
PATIENCE_S = 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Check what is named on the command line, and say what was found."""
    asked = parser().parse_args(arguments)
    verdict = Verdict()
    try:
        examine(asked, verdict)
    except BadError as bad:
        verdict.blame(bad)
    except (OSError, UnicodeDecodeError) as error:
        verdict.blame(unusable(f"It cannot be read: {error}."))
    sys.stdout.write(as_json(verdict) if asked.json else as_text(verdict))
    return int(verdict.code)


def parser() -> argparse.ArgumentParser:
    """The options, with the exit codes below them."""
    codes = "\n".join(f"  {int(code)}  {meaning}" for code, meaning in MEANINGS.items())
    found = argparse.ArgumentParser(
        prog="hemicycle-verify",
        description="Check the record of an assembly, and count every vote in it again.",
        epilog=f"exit codes:\n{codes}\n\nThe record is named down to its first bad entry.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument(
        "record", type=Path, help="a journal (*.ndjson), or a folder or zip of a session"
    )
    found.add_argument(
        "--earlier",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint kept from before, which the record must extend; may be given again",
    )
    found.add_argument("--key", default="", metavar="VKEY", help="the key that must have signed")
    found.add_argument(
        "--receipt", type=Path, metavar="FILE", help="a receipt (JSON) to hold against the record"
    )
    found.add_argument("--json", action="store_true", help="say it as JSON")
    found.add_argument("--version", action="version", version=__version__)
    return found


def examine(asked: argparse.Namespace, verdict: Verdict) -> None:
    """Check the record, and a receipt against it.

    Errors: BadError, OSError, UnicodeDecodeError
    """
    kept = [one for path in asked.earlier for one in read_kept(path.read_text(encoding="utf-8"))]
    receipt = read_receipt(asked.receipt.read_text(encoding="utf-8")) if asked.receipt else None
    if asked.record.is_dir() or zipfile.is_zipfile(asked.record):
        with opened(asked.record) as bundle:
            entries = of_bundle(bundle, verdict, kept=kept, key=asked.key)
    else:
        with asked.record.open("rb") as file:
            entries = of_file(file.readline, verdict, kept=kept, key=asked.key)
    if receipt is not None and verdict.code == Exit.WHOLE:
        verdict.notes.append(require_receipt(receipt, entries, session=verdict.session))


def of_bundle(bundle: Bundle, verdict: Verdict, *, kept: list[Kept], key: str) -> Sequence[Entry]:
    """Every checksum, then the journal, then the checkpoint beside it."""
    unlisted = require_sums(bundle)
    if unlisted:
        verdict.notes.append(f"no checksum is listed for {', '.join(unlisted)}")
    if CHECKPOINT in bundle.names():
        kept = [*kept, *read_kept(text_of(bundle, CHECKPOINT))]
    with bundle.open(JOURNAL) as file:
        return of_file(file.readline, verdict, kept=kept, key=key)


def of_file(
    readline: Callable[[int], bytes], verdict: Verdict, *, kept: list[Kept], key: str
) -> Sequence[Entry]:
    """The lines of a journal, with a word on a terminal where it takes long."""
    lines: Iterable[bytes] = iter(lambda: readline(LONGEST_LINE + 1), b"")
    is_watched = sys.stderr.isatty()
    progress = _Progress() if is_watched else nothing
    entries = check(lines, verdict, kept=kept, key=key, progress=progress)
    if isinstance(progress, _Progress):
        progress.wipe()
    return entries


class _Progress:
    """Tells on the terminal how far the reading has come, once it takes over a second."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.is_shown = False

    def __call__(self, entries: int) -> None:
        if entries % EVERY == 0 and time.monotonic() - self.begun > PATIENCE_S:
            self.is_shown = True
            sys.stderr.write(f"\r{entries:,} entries read")
            sys.stderr.flush()

    def wipe(self) -> None:
        """Leave the line as it was."""
        if self.is_shown:
            sys.stderr.write("\r" + " " * 40 + "\r")
