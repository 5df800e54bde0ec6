"""The doctor finds each thing that is not well, says what to do, and is quiet about what is."""

import json
import os
import shutil
import socket
import sqlite3
import ssl
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.operation.backup import take_backup
from hemicycle.operation.doctor import CHECKS, computer, examine, record, status
from hemicycle.operation.doctor.findings import BAD, LOOK, WELL, Finding, Patient
from hemicycle.operation.names import name_of
from hemicycle.operation.settings import Settings
from hemicycle.procedure.kernel import Instant
from hemicycle.store.folder import FILE

from .houses import NOW, fill, keep_beside, small_house

HOUR = 3_600_000


@pytest.fixture
def house(tmp_path):
    """A data folder in which all is well."""
    folder = small_house(tmp_path / "data")
    folder.chmod(0o700)
    return folder


def patient(folder, now=NOW, **settings):
    """What is looked at."""
    return Patient(folder=folder, now=Instant(now), settings=Settings(**settings))


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def require(finding, level):
    """What was found is of this level, and says what to do unless all is well."""
    assert finding.level == level, finding
    assert bool(finding.do) == (level != WELL)
    assert "\n" not in finding.says
    return finding


def test_of_a_house_where_all_is_well_nothing_is_bad(house, tmp_path):
    findings = examine(patient(house, port=free_port(), backup_to=tmp_path / "none"))
    assert [one.check for one in findings] == [check.__name__ for check in CHECKS]
    assert [one.check for one in findings if one.level == BAD] == ["backups"]
    take_backup(house, tmp_path, now=NOW)
    findings = examine(patient(house, port=free_port(), backup_to=tmp_path))
    assert not [one for one in findings if one.level == BAD]
    assert sorted(file.name for file in house.iterdir() if "tmp" in file.name) == []


def test_how_it_ends_says_the_gravest():
    well, look, bad = (Finding("x", level, "") for level in (WELL, LOOK, BAD))
    assert [status(some) for some in ([], [well], [well, look], [look, bad])] == [0, 0, 2, 1]


# Each check has something that it must find


def test_a_clock_before_the_record_is_found(house):
    require(record.clock(patient(house)), WELL)
    early = 1_772_452_800_000 - HOUR
    require(record.clock(patient(house, early)), BAD)
    require(record.clock(patient(house, 0)), BAD)


def test_a_clock_one_hour_behind_the_last_entry_is_found(house, monkeypatch):
    monkeypatch.setattr(record, "BUILT", 0)
    last = 1_772_452_800_012
    require(record.clock(patient(house, last)), WELL)
    assert "something was recorded" in require(record.clock(patient(house, last - HOUR)), BAD).says


def test_a_disk_that_is_nearly_full_is_found(house, monkeypatch):
    for free, level in ((2 * computer.GB, WELL), (computer.GB // 2, LOOK), (1000, BAD)):
        usage = type("Usage", (), {"free": free})
        monkeypatch.setattr(shutil, "disk_usage", lambda _place, usage=usage: usage)
        require(computer.room(patient(house)), level)


def test_a_slow_disk_and_one_that_is_gone_are_found(house, monkeypatch):
    for seconds, level in ((0.001, WELL), (0.05, LOOK), (0.5, BAD)):
        ticks = iter(n * seconds for n in range(1000))
        monkeypatch.setattr(computer.time, "perf_counter", lambda ticks=ticks: next(ticks))
        require(computer.syncing(patient(house)), level)
    monkeypatch.undo()
    shutil.rmtree(house)
    found = examine(patient(house, port=free_port()))
    assert {one.check for one in found if one.level == BAD} >= {"room", "syncing", "rights"}


def test_what_others_may_read_and_we_may_not_write_is_found(house, monkeypatch):
    require(computer.rights(patient(house)), WELL)
    house.chmod(0o755)
    (house / "keys" / "journal.key").chmod(0o600)
    (house / "secretariat.sqlite3").chmod(0o600)
    (house / FILE).chmod(0o644)
    assert FILE in require(computer.rights(patient(house)), BAD).says
    house.chmod(0o700)
    require(computer.rights(patient(house)), WELL)  # nobody gets as far as the file
    real = os.access
    for name in (house.name, "journal.key"):

        def denied(path, mode, *, name=name):
            return Path(path).name != name and real(path, mode)

        monkeypatch.setattr(computer.os, "access", denied)
        require(computer.rights(patient(house)), BAD)


def test_too_few_open_files_are_found(house, monkeypatch):
    for hard, level in ((1024, LOOK), (computer.OPEN_FILES, WELL), (-1, WELL)):
        monkeypatch.setattr(computer.resource, "getrlimit", lambda _which, hard=hard: (1, hard))
        require(computer.files(patient(house)), level)


def test_a_port_that_is_taken_by_another_is_found(house):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        other.listen()
        answering = threading.Thread(target=answer_once, args=(other, b"HTTP/1.1 200 OK\r\n\r\nno"))
        answering.start()
        require(computer.port(patient(house, port=port)), BAD)
        answering.join()
        told = b"HTTP/1.1 200 OK\r\n\r\nwell\n"
        answering = threading.Thread(target=answer_once, args=(other, told))
        answering.start()
        assert "A house answers" in require(computer.port(patient(house, port=port)), WELL).says
        answering.join()
    require(computer.port(patient(house, port=port)), WELL)
    require(computer.port(patient(house, host="192.0.2.1", port=port)), BAD)


def answer_once(listening, told):
    """Something that listens."""
    connection, _ = listening.accept()
    with connection:
        connection.recv(1000)
        connection.sendall(told)


def test_a_store_that_is_not_there_is_found(house, postgres):
    require(record.store(patient(house)), WELL)
    nowhere = "host=127.0.0.1 port=1 dbname=x password=s3cret"
    found = require(record.store(patient(house, store=nowhere)), BAD)
    assert "s3cret" not in found.says
    (house / FILE).unlink()
    require(record.store(patient(house)), LOOK)


def test_a_database_is_looked_at_like_a_file(tmp_path, postgres, monkeypatch):
    from hemicycle.store import database  # noqa: PLC0415 - beside the server
    from hemicycle.store.postgres import PostgresStore  # noqa: PLC0415

    address = postgres.database()
    store = PostgresStore(address)
    fill(store)
    store.close()
    house = tmp_path / "data"
    house.mkdir()
    keep_beside(house)
    require(record.chain(patient(house, store=address)), WELL)
    monkeypatch.setattr(database, "_DURABLE", (("fsync", ("never",)), ("fsync", ("on",))))
    assert "fsync" in require(record.store(patient(house, store=address)), BAD).says
    monkeypatch.undo()
    # What is set there already differs from house to house; the control is the line above.
    assert record.store(patient(house, store=address)).level in {WELL, BAD}
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("ALTER TABLE hemicycle.entries DISABLE TRIGGER ALL")
        admin.execute("UPDATE hemicycle.entries SET body = 'x' WHERE position = 3")
    assert "Entry 3" in require(record.chain(patient(house, store=address)), BAD).says


def test_a_record_that_was_altered_is_found(house):
    assert "s-1 up to entry 12" in require(record.chain(patient(house)), WELL).says
    with closing(sqlite3.connect(house / FILE)) as journal, journal:
        journal.execute("DROP TRIGGER entries_stay_update")
        journal.execute("UPDATE entries SET body = x'7b7d' WHERE position = 7")
    assert "Entry 7" in require(record.chain(patient(house)), BAD).says
    require(record.clock(patient(house)), LOOK)


def test_tables_with_torn_pages_are_found(house):
    file = house / "secretariat.sqlite3"
    raw = bytearray(file.read_bytes())
    raw[4096:6000] = b"\xff" * 1904
    file.write_bytes(raw)
    assert "secretariat" in require(record.chain(patient(house)), BAD).says


def test_backups_that_are_missing_late_or_on_the_same_disk_are_found(house, tmp_path, monkeypatch):
    require(record.backups(patient(house)), LOOK)
    require(record.backups(patient(house, backup_to=tmp_path / "none")), BAD)
    take_backup(house, tmp_path, now=NOW)
    settings = {"backup_to": tmp_path, "backup_every_min": 60}
    assert "disk of the record" in require(record.backups(patient(house, **settings)), LOOK).says
    late = NOW + 3 * HOUR
    assert "180 minutes" in require(record.backups(patient(house, late, **settings)), BAD).says
    shm = Path("/dev/shm")  # noqa: S108 - another disk, where there is one
    if shm.is_dir() and shm.stat().st_dev != house.stat().st_dev:
        other = shm / f"hemicycle-{os.getpid()}"
        other.mkdir()
        try:
            take_backup(house, other, now=NOW)
            require(record.backups(patient(house, backup_to=other)), WELL)
        finally:
            shutil.rmtree(other)


def test_fonts_that_are_missing_are_found(house, tmp_path):
    require(computer.fonts(patient(house)), WELL)
    for face in sorted(computer.FACES)[1:]:
        (tmp_path / face).write_bytes(b"x")
    found = require(computer.fonts(patient(house), folder=tmp_path), BAD)
    assert min(computer.FACES) in found.says


def test_a_paper_that_cannot_be_set_is_found(house, monkeypatch):
    require(computer.paper(patient(house)), WELL)
    monkeypatch.setattr(computer, "PLATE", {"nothing": "of a plate"})
    require(computer.paper(patient(house)), BAD)
    monkeypatch.setattr(computer, "typeset", lambda _paper: b"no paper")
    require(computer.paper(patient(house)), BAD)


def test_time_zones_that_are_not_known_are_found(house, monkeypatch):
    require(computer.zones(patient(house)), WELL)
    monkeypatch.setattr(computer, "ZONES", ("Asia/Nowhere",))
    assert "Asia/Nowhere" in require(computer.zones(patient(house)), BAD).says


def shown_certificate(folder, *, days):
    """A certificate of this computer that holds so many days, and a server that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=9))
        .not_valid_after(today + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = folder / f"certificate-{days}.pem"
    file.write_bytes(key.private_bytes(form, kind, plain) + made.public_bytes(form))
    return file


@pytest.mark.parametrize(("days", "level"), [(90, WELL), (5, LOOK), (-1, BAD), (0, BAD)])
def test_a_certificate_that_ends_soon_is_found(house, tmp_path, monkeypatch, days, level):
    file = shown_certificate(tmp_path, days=days)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    trusting = ssl.create_default_context(cafile=file)
    monkeypatch.setattr(computer.ssl, "create_default_context", lambda: trusting)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        serving = threading.Thread(target=shake_hands, args=(listening, server))
        serving.start()
        url = f"https://localhost:{port}"
        now = int(datetime.now(UTC).timestamp() * 1000)
        require(computer.certificate(patient(house, now, base_url=url)), level)
        serving.join()
    require(computer.certificate(patient(house, now, base_url=url)), BAD)  # nobody shows one
    require(computer.certificate(patient(house)), WELL)


def shake_hands(listening, context):
    """One browser is shown the certificate."""
    raw, _ = listening.accept()
    try:
        with context.wrap_socket(raw, server_side=True) as secure:
            secure.recv(1)
    except OSError:
        raw.close()


# The command


def test_the_command_says_it_all_and_ends_with_the_gravest(house, tmp_path):
    runner, file = CliRunner(), tmp_path / "hemicycle.toml"
    file.write_text(f'[serve]\nport = {free_port()}\n[house]\ndata = "{house}"\n')
    told = runner.invoke(app, ["doctor", "--config", str(file), "--json"])
    findings = {one["check"]: one for one in json.loads(told.stdout)}
    assert len(findings) == len(CHECKS)
    assert findings["backups"]["level"] == LOOK
    assert told.exit_code == 2
    (house / "keys" / "journal.key").write_bytes(bytes(32))
    told = runner.invoke(app, ["doctor", str(house)])
    assert told.exit_code == 1
    assert "bad   chain" in told.stdout
    nowhere = runner.invoke(app, ["doctor", str(tmp_path / "nowhere")])
    assert (nowhere.exit_code, nowhere.stdout) == (1, "")


def test_a_backup_of_a_time_to_come_is_no_young_backup(house, tmp_path):
    to = tmp_path / "backups"
    to.mkdir()
    wanted = Settings(backup_to=to, backup_every_min=60)
    looked = Patient(folder=house, now=NOW, settings=wanted)
    (to / name_of(Instant(NOW + 24 * HOUR), is_locked=False)).write_bytes(b"x")
    assert "of a time to come" in require(record.backups(looked), BAD).says
    (to / name_of(Instant(NOW - 5 * HOUR), is_locked=False)).write_bytes(b"x")
    assert "300 minutes old" in require(record.backups(looked), BAD).says
