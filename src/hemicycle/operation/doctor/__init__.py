"""The doctor: looks at all that a house needs, and says what to do about what is not well."""

from collections.abc import Callable, Sequence

from hemicycle.operation.doctor import box, computer, record, second
from hemicycle.operation.doctor.findings import BAD, LOOK, Finding, Patient

CHECKS: Sequence[Callable[[Patient], Finding]] = (
    record.clock,
    computer.room,
    computer.syncing,
    computer.rights,
    computer.files,
    record.store,
    record.chain,
    record.backups,
    second.second,
    computer.fonts,
    computer.paper,
    computer.port,
    computer.zones,
    computer.certificate,
    box.power,
    box.packs,
    box.printer,
    box.time_server,
)


def examine(patient: Patient) -> list[Finding]:
    """Everything that was found; a check that fails itself finds that."""
    return [looked(check, patient) for check in CHECKS]


def looked(check: Callable[[Patient], Finding], patient: Patient) -> Finding:
    """What one check found."""
    try:
        return check(patient)
    except OSError as fault:
        says = f"{fault.filename or 'The system'}: {fault.strerror or fault}."
        return Finding(check.__name__, BAD, says, "Look at the folder and its disk.")


def status(findings: Sequence[Finding]) -> int:
    """How the command ends: 0 all is well, 1 something is bad, 2 something is to be looked at."""
    levels = {one.level for one in findings}
    return 1 if BAD in levels else 2 if LOOK in levels else 0
