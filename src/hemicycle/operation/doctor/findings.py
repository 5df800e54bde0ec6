"""What a check finds: well, to be looked at, or bad; one sentence, and what to do."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hemicycle.operation.settings import Settings
from hemicycle.procedure.kernel import Instant

WELL, LOOK, BAD = "well", "look", "bad"


class Finding(NamedTuple):
    """One thing that was looked at; `do` is empty where all is well."""

    check: str
    level: str
    says: str
    do: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What is looked at: a data folder, the settings it is served with, and the time."""

    folder: Path
    now: Instant
    settings: Settings = field(default_factory=Settings)
