"""The command itself, and what it says in one sentence where it cannot do what was asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import typer

from hemicycle import rulebooks
from hemicycle.archive.packed import ArchiveFault
from hemicycle.archive.shelf import ShelfRefused
from hemicycle.demo.faults import ScenarioFault
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.names import NO_NAMES
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.site_folder import SiteFault
from hemicycle.phrases import load_phrases
from hemicycle.recount.votes import RecountFault
from hemicycle.store import StoreRefused, WriteFailed
from hemicycle.terminal import stop
from hemicycle.web.addresses import UnsafeAddress
from hemicycle.web.exported import NotAnExport

app = typer.Typer(
    help="Runs an assembly of parliaments from the gavel to the record, and proves the record.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they may hold a password
)


@contextmanager
def plainly() -> Iterator[None]:
    """Whatever cannot be done is said in one sentence, not in a traceback."""
    try:
        yield
    except (StoreRefused, UnsafeAddress, rulebooks.RulebookFault, JournalDamaged) as fault:
        stop(str(fault))
    except (ScenarioFault, NotAnExport, ShelfRefused, WriteFailed, BackupFault) as fault:
        stop(str(fault))
    except SiteFault as fault:
        stop(str(fault))
    except (ArchiveFault, RecountFault) as fault:
        stop(reason(fault.reason_key, fault.facts))
    except OSError as fault:
        stop(f"{fault.filename or 'The system'}: {fault.strerror or fault}")


def reason(key: str, facts: Mapping[str, object]) -> str:
    """Why something cannot be done, in English."""
    return load_phrases().say(f"reason.{key}", "en", NO_NAMES, **facts)
