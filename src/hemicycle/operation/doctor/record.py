"""What a house needs of its own folder: a record that is whole, a clock that fits it, backups."""

import psycopg

from hemicycle.journal import instants
from hemicycle.journal.damage import JournalDamaged
from hemicycle.operation.doctor.findings import BAD, LOOK, WELL, Finding, Patient
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.names import backups_in, taken_at
from hemicycle.operation.whole import KEY, Whole, read_session, read_whole
from hemicycle.store import StoreRefused, WriteFailed
from hemicycle.store.chosen import kept_address
from hemicycle.store.database import place
from hemicycle.store.folder import FILE
from hemicycle.store.postgres import PostgresReader

AHEAD_MS = 2_000
A_MINUTE_MS = 60_000
BUILT = instants.read("2026-11-28T00:00:00.000Z")  # no clock is right that says an earlier time


def address_of(patient: Patient) -> str:
    """The database of the record; nothing where it lies in the folder."""
    return patient.settings.store or kept_address(patient.folder)


def read_records(patient: Patient) -> list[Whole]:
    """Every record from its first entry to its last.

    Errors: BackupFault, StoreRefused, JournalDamaged
    """
    address = address_of(patient)
    if not address:
        return read_whole(patient.folder)
    read_whole(patient.folder)  # the tables beside it
    key = patient.folder / KEY
    seed = key.read_bytes() if key.exists() else b""
    reader = PostgresReader(address)
    try:
        with reader.at_one_moment():
            return [read_session(reader, session, seed=seed) for session in reader.sessions()]
    finally:
        reader.close()


def store(patient: Patient) -> Finding:
    """Whether the record can be opened, and its store keeps what it acknowledges."""
    try:
        address = address_of(patient)
        if address:
            reader = PostgresReader(address)
            try:
                lost = reader.unsafe_setting()
            finally:
                reader.close()
            if lost:
                says = f"{place(address)} may lose what it acknowledged: {lost}."
                do = "Set it in postgresql.conf and restart the server."
                return Finding("store", BAD, says, do)
            return Finding("store", WELL, f"The record lies in {place(address)}, durably.")
    except (StoreRefused, WriteFailed, psycopg.Error) as fault:
        do = "Look whether the database server runs and lets this computer in."
        return Finding("store", BAD, str(fault), do)
    if not (patient.folder / FILE).is_file():
        says = f"There is no record in {patient.folder} yet."
        return Finding("store", LOOK, says, "Name the right folder, or make a session.")
    return Finding("store", WELL, "The record lies in SQLite in the folder.")


def chain(patient: Patient) -> Finding:
    """Whether every record is whole from its first entry."""
    try:
        records = read_records(patient)
    except (BackupFault, StoreRefused, JournalDamaged, OSError) as fault:
        do = "Do not serve it. Keep the folder as it is, and restore the latest backup beside it."
        return Finding("chain", BAD, f"The record is not whole: {fault}", do)
    told = "; ".join(f"{one.session} up to entry {one.entries}" for one in records)
    return Finding("chain", WELL, f"Whole: {told or 'no session yet'}.")


def clock(patient: Patient) -> Finding:
    """Whether the clock of the computer can be right: it must not lie before what was recorded."""
    do = "Set the clock by a time server (timedatectl set-ntp true), before anything is recorded."
    now = instants.written(patient.now)
    if patient.now < BUILT:
        return Finding("clock", BAD, f"The clock says {now}, before this program was made.", do)
    try:
        last = max((one.recorded_at for one in read_records(patient)), default="")
    except (BackupFault, StoreRefused, JournalDamaged, OSError):
        return Finding("clock", LOOK, f"The clock says {now}; no record tells whether so.", do)
    ahead = instants.read(last) - patient.now if last else 0
    if ahead > AHEAD_MS:
        says = f"The clock says {now}, and something was recorded at {last}."
        return Finding("clock", BAD, says, do)
    return Finding("clock", WELL, f"The clock says {now}, after everything that is recorded.")


def backups(patient: Patient) -> Finding:
    """Whether there is a backup, and how old it is."""
    to, every = patient.settings.backup_to, patient.settings.backup_every_min
    if to is None:
        says = "No folder for backups is set."
        return Finding("backups", LOOK, says, "Set backup.to, or take them by hand each evening.")
    found = backups_in(to)
    times = [at for one in found if (at := taken_at(one)) is not None and at <= patient.now]
    do = "Look at the log of the house and at the disk of the backups."
    if not times:
        what = "but of a time to come: look at the clock" if found else "at all"
        return Finding("backups", BAD, f"No backup lies in {to} {what}.", do)
    minutes = (patient.now - times[-1]) // A_MINUTE_MS
    is_late = minutes > 2 * every
    says = f"The latest backup is {minutes} minutes old."
    if to.stat().st_dev == patient.folder.stat().st_dev and not is_late:
        do = "Let backup.to be another disk, or copy them away each day."
        return Finding("backups", LOOK, f"{says} It lies on the disk of the record.", do)
    return Finding("backups", BAD if is_late else WELL, says, do if is_late else "")
