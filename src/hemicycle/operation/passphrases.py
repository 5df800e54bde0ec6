"""The passphrase of backups: in a file, so that neither a list of processes nor a log shows it."""

from pathlib import Path

from hemicycle.operation.faults import BackupFault

LONGEST = 1024


def passphrase_in(file: Path | None) -> str:
    """The first line of a file, or nothing where none is named.

    Errors: BackupFault
    """
    if file is None:
        return ""
    try:
        with file.open(encoding="utf-8") as lines:
            read = lines.readline(LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "it is no text"
        raise BackupFault("passphrase_file", file=str(file), reason=str(why)) from None
    if not read:
        raise BackupFault("passphrase_file", file=str(file), reason="its first line is empty")
    return read
