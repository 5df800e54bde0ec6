"""What a house needs of its computer: disk, files, ports, fonts, paper, time zones, certificate."""

import os
import resource
import shutil
import socket
import ssl
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hemicycle.operation.backup import readable
from hemicycle.operation.doctor.findings import BAD, LOOK, WELL, Finding, Patient
from hemicycle.publish.papers.typesetting import FONTS, Paper, typeset

GB = 1024**3
LITTLE_ROOM, NO_ROOM = GB, GB // 10
SLOW_MS, TOO_SLOW_MS = 20, 200
SYNCS, SYNC_BYTES = 10, 4096
OPEN_FILES = 65_536
SOON_DAYS = 14
HERE = (None, "", "localhost", "127.0.0.1", "::1")
FACES = frozenset(
    f"{family}-{weight}.ttf"
    for family in ("NotoSans", "NotoSansArabic")
    for weight in ("Regular", "Bold")
)
ZONES = ("Europe/Zurich", "Asia/Tashkent", "America/New_York")
PLATE = {"large": "Hemicycle", "small": "مجلس", "own": "", "rtl": False}


def room(patient: Patient) -> Finding:
    """Room where the record lies."""
    free = shutil.disk_usage(patient.folder).free
    says = f"{readable(free)} are free where the record lies."
    do = "Free some room, or move the folder to a larger disk."
    level = BAD if free < NO_ROOM else LOOK if free < LITTLE_ROOM else WELL
    return Finding("room", level, says, "" if level == WELL else do)


def syncing(patient: Patient) -> Finding:
    """How soon the disk says that something is on it: each batch of votes waits for that."""
    took = []
    with tempfile.TemporaryFile(dir=patient.folder) as file:
        for _ in range(SYNCS):
            began = time.perf_counter()
            os.write(file.fileno(), bytes(SYNC_BYTES))
            os.fsync(file.fileno())
            took.append((time.perf_counter() - began) * 1000)
    middle = statistics.median(took)
    level = BAD if middle > TOO_SLOW_MS else LOOK if middle > SLOW_MS else WELL
    do = "Use a local disk (SSD) for the folder, no share of a network and no stick."
    says = f"A synced write takes {middle:.1f} ms."
    return Finding("syncing", level, says, "" if level == WELL else do)


def rights(patient: Patient) -> Finding:
    """Whether we may write, and nobody else may read."""
    folder, keys = patient.folder, patient.folder / "keys"
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        do = f"Let the user of the house own it: chown -R USER {folder}."
        return Finding("rights", BAD, f"{folder} cannot be written.", do)
    private = (*keys.glob("*"), *folder.glob("*.sqlite3"))
    for file in private:
        if not os.access(file, os.R_OK | os.W_OK):
            do = f"Let the user of the house own it: chown USER {file}."
            return Finding("rights", BAD, f"{file} cannot be read and written.", do)
    others = [file for file in private if file.stat().st_mode & 0o077]
    if others and folder.stat().st_mode & 0o077:
        do = f"chmod -R go= {folder}"
        return Finding("rights", BAD, f"Others on this computer may read {others[0]}.", do)
    return Finding("rights", WELL, "The folder is its owner's alone.")


def files(_patient: Patient) -> Finding:
    """Whether enough files may be open: each live page is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < OPEN_FILES:
        says = f"{hard} files may be open at once, so about as many pages can follow live."
        do = f"Raise the limit to {OPEN_FILES}: LimitNOFILE in the systemd unit, or ulimit -n."
        return Finding("files", LOOK, says, do)
    return Finding("files", WELL, "Enough files may be open at once.")


def port(patient: Patient) -> Finding:
    """Whether the port is free, or a house answers there."""
    host, number = patient.settings.host, patient.settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as fault:
            if is_house(host, number):
                return Finding("port", WELL, f"A house answers on {host} port {number}.")
            why = fault.strerror or str(fault)
            says = f"{host} port {number} cannot be used: {why}."
            return Finding("port", BAD, says, "End what listens there, or set serve.port.")
    return Finding("port", WELL, f"{host} port {number} is free.")


def is_house(host: str, number: int) -> bool:
    """Whether who listens there answers as a house does."""
    reached = host if host not in ("0.0.0.0", "::") else "localhost"  # noqa: S104 - compared only
    try:
        with socket.create_connection((reached, number), timeout=3) as asked:
            asked.sendall(b"GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
            told = b"".join(iter(lambda: asked.recv(4096), b""))
    except OSError:
        return False
    return told.startswith(b"HTTP/1.1 200") and told.endswith(b"well\n")


def fonts(_patient: Patient, *, folder: Path = FONTS) -> Finding:
    """Whether the fonts of the papers are there."""
    missing = sorted(FACES - {file.name for file in folder.glob("*.ttf") if file.stat().st_size})
    if missing:
        says = f"The font {missing[0]} is missing."
        return Finding("fonts", BAD, says, "Install the program again: its fonts come with it.")
    return Finding("fonts", WELL, "The fonts of the papers are there.")


def paper(_patient: Patient) -> Finding:
    """Whether a paper can be set."""
    plate = Paper(template="plates", title="Hemicycle", language="en", values={"plates": [PLATE]})
    try:
        made = typeset(plate)
    except (RuntimeError, OSError, ValueError) as fault:
        first = str(fault).partition("\n")[0]
        do = "Install the program again; enter results on paper by hand meanwhile."
        return Finding("paper", BAD, f"No PDF can be made: {first}.", do)
    if not made.startswith(b"%PDF-"):
        return Finding("paper", BAD, "What is made is no PDF.", "Install the program again.")
    return Finding("paper", WELL, "A paper was set as PDF.")


def zones(_patient: Patient) -> Finding:
    """Whether the time zones of the world are known."""
    for name in ZONES:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError, ValueError):
            do = "Install the package tzdata (Debian: apt-get install tzdata)."
            return Finding("zones", BAD, f"The time zone {name} is not known.", do)
    return Finding("zones", WELL, "The time zones are known.")


def certificate(patient: Patient) -> Finding:
    """How long the certificate holds that browsers are shown, where the house has one."""
    url = urlsplit(patient.settings.base_url)
    if url.scheme == "http" and url.hostname not in HERE:
        says = f"{url.hostname} is reached without https: passkeys do not work, others read along."
        do = "Get a certificate beforehand, by DNS for a hall without a line, and set https."
        return Finding("certificate", LOOK, says, do)
    if url.scheme != "https" or not url.hostname:
        says = "No https address is set, so only this computer reaches the house."
        return Finding("certificate", WELL, says)
    do = "Look at the server in front, and renew its certificate."
    try:
        ends_s = end_of_certificate(url.hostname, url.port or 443)
    except (OSError, ssl.SSLError) as fault:
        why = getattr(fault, "verify_message", "") or fault.strerror or str(fault)
        says = f"{url.hostname} shows no certificate that browsers accept: {why}."
        return Finding("certificate", BAD, says, do)
    days = int(ends_s - patient.now / 1000) // 86_400
    level = BAD if days < 1 else LOOK if days < SOON_DAYS else WELL
    says = f"The certificate of {url.hostname} holds {days} days more."
    return Finding("certificate", level, says, "" if level == WELL else do)


def end_of_certificate(host: str, number: int) -> float:
    """Until when the certificate of a server holds, in seconds since 1970.

    Errors: OSError
    """
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, number), timeout=5) as raw,
        context.wrap_socket(raw, server_hostname=host) as secure,
    ):
        shown = secure.getpeercert() or {}
    return ssl.cert_time_to_seconds(str(shown["notAfter"]))
