"""What a house needs in a hall without a line: current, papers that lie ready, a printer, the time.

Elsewhere most of it is told and asks for nothing.
"""

import shutil
import subprocess

from hemicycle.operation.battery import battery
from hemicycle.operation.doctor.findings import BAD, LOOK, WELL, Finding, Patient
from hemicycle.operation.names import PAPER

ANSWER_WITHIN_S = 5
A_MINUTE_MS = 60_000


def in_box(patient: Patient, check: str, *, says: str, do: str) -> Finding:
    """Something to be looked at in a box, and only told of any other house."""
    is_box = bool(patient.settings.hall.name)
    return Finding(check, LOOK if is_box else WELL, says, do if is_box else "")


def power(patient: Patient) -> Finding:
    """Whether the computer has current, and how long it goes on without."""
    found = battery()
    if found is None:
        do = "Put a supply with a battery (UPS) before it."
        return in_box(patient, "power", says="This computer has no battery that is seen.", do=do)
    if not found.feeds:
        return Finding("power", WELL, f"Current comes; the battery holds {found.percent} %.")
    says = f"This computer runs on its battery; {found.percent} % are left."
    do = "Plug it in; until then have the paper pack printed."
    return Finding("power", BAD if found.is_low else LOOK, says, do)


def packs(patient: Patient) -> Finding:
    """Whether a paper pack lies ready, and how old it is."""
    to = patient.settings.paper_to
    if to is None:
        do = "Set paper.to, so that a pack of the open vote lies ready when the current fails."
        return in_box(patient, "packs", says="No paper packs are kept.", do=do)
    made = [file.stat().st_mtime for file in to.glob(f"{PAPER}*.pdf")]
    if not made:
        do = "Start the house: it makes one once a body has delegations."
        return Finding("packs", LOOK, f"No paper pack lies in {to} yet.", do)
    minutes = max(0, int(patient.now - max(made) * 1000)) // A_MINUTE_MS
    return Finding("packs", WELL, f"The latest paper pack is {minutes} minutes old.")


def printer(patient: Patient) -> Finding:
    """Whether there is a printer for the packs; nothing is printed."""
    do = "Set up a printer and print a pack once, or bring the pack to one on a stick."
    told = answer_of("lpstat", "-e")
    if told is None:
        says = "No system for printers (CUPS) answers here."
        return in_box(patient, "printer", says=says, do=do)
    if not told.split():
        return in_box(patient, "printer", says="No printer is set up.", do=do)
    return Finding("printer", WELL, f"There is a printer: {told.split()[0]}.")


def time_server(patient: Patient) -> Finding:
    """Whether a time server sets the clock; without a line none does."""
    told = (answer_of("timedatectl", "show", "--property=NTPSynchronized", "--value") or "").strip()
    if told == "yes":
        return Finding("time_server", WELL, "A time server sets the clock.")
    says = "No time server sets the clock." if told else "Nobody says who sets the clock."
    do = "Hold it against a clock that is right before each sitting; `date -s` sets it."
    return in_box(patient, "time_server", says=says, do=do)


def answer_of(program: str, *words: str) -> str | None:
    """What a program of the system says; None where there is none, or it fails."""
    found = shutil.which(program)
    if found is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, with words of our own
            [found, *words], capture_output=True, text=True, timeout=ANSWER_WITHIN_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout
