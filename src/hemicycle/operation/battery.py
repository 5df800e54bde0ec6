"""Whether this computer runs on its battery, and how much is left: as Linux tells it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SUPPLIES = Path("/sys/class/power_supply")
LITTLE_PERCENT = 30  # less than this does not outlast a sitting


class Battery(NamedTuple):
    """The battery of a computer. Units: percent of what it holds when full."""

    percent: int
    feeds: bool

    @property
    def is_low(self) -> bool:
        """Whether it ends soon and nothing fills it."""
        return self.feeds and self.percent < LITTLE_PERCENT


def battery(supplies: Path = SUPPLIES) -> Battery | None:
    """The battery that has least left; None for a computer that has none."""
    return min(batteries(supplies), default=None)


def batteries(supplies: Path) -> Iterator[Battery]:
    """Every battery of the computer itself; one of a mouse or a telephone is none."""
    for one in sorted(supplies.glob("*")):
        if said(one / "type") == "Battery" and said(one / "scope") != "Device":
            percent = said(one / "capacity")
            if percent.isdigit():
                yield Battery(int(percent), said(one / "status") == "Discharging")


def said(file: Path) -> str:
    """What stands in such a file; nothing where it cannot be read."""
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
