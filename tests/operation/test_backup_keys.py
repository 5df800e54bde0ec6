"""Backups that the house itself cannot open: made, read again, restored elsewhere with a key."""

import errno
import io
import re
import stat
import tarfile

import pyrage
import pytest
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.operation import backup as backup_module
from hemicycle.operation import backup_keys, packing
from hemicycle.operation.backup import take_backup
from hemicycle.operation.backup_keys import (
    Recipients,
    identities_in,
    key_of,
    lock_of,
    make_identity,
    mistake_in_recipient,
    recipient_of,
)
from hemicycle.operation.bech32 import written
from hemicycle.operation.doctor import record
from hemicycle.operation.doctor.findings import BAD, Patient
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.names import backups_in
from hemicycle.operation.packing import unpack
from hemicycle.operation.schedule import Backups, Wish
from hemicycle.operation.settings import Settings, SettingsFault, read_settings
from hemicycle.procedure.kernel import Instant

from .houses import NOW, change, small_house

WORDS = "a passphrase of several words"
MADE_AT = "2026-11-29T02:30:00.000Z"


@pytest.fixture
def place(tmp_path):
    """A house, two keys that are elsewhere, and a passphrase."""
    small_house(tmp_path / "data")
    for name in ("one", "two", "other"):
        recipient = make_identity(tmp_path / f"{name}.key", made_at=MADE_AT)
        (tmp_path / f"{name}.recipient").write_text(recipient)
    (tmp_path / "words").write_text(WORDS)
    return tmp_path


def recipient(place, name="one"):
    """The recipient of a key."""
    return (place / f"{name}.recipient").read_text()


def run(*given):
    """What a command says, and how it ends."""
    done = CliRunner().invoke(app, [str(one) for one in given])
    return done.exit_code, (done.stdout + done.stderr).replace("\n", " ")


def said(key, doing, *given, **named):
    """The one sentence of a fault."""
    with pytest.raises(BackupFault) as fault:
        doing(*given, **named)
    told = str(fault.value)
    assert fault.value.key == key, told
    assert "\n" not in told
    assert told.endswith(".")
    return told


# From the key to the house that is restored


def test_from_a_new_key_to_a_restored_house_by_commands_alone(tmp_path):
    small_house(tmp_path / "data")
    told = {}
    for name in ("one", "two"):
        code, told[name] = run("backup-key", "--to", tmp_path / name)
        assert (code, stat.S_IMODE((tmp_path / name).stat().st_mode)) == (0, 0o600)
    recipients = [re.search(r"age1\S+", told[name])[0] for name in ("one", "two")]
    asked = [word for one in recipients for word in ("--recipient", one)]
    code, told = run("backup", tmp_path / "data", "--to", tmp_path, *asked)
    assert (code, "locked to 2 of your keys" in told) == (0, True), told
    [file] = backups_in(tmp_path)
    for name in ("one", "two"):
        new = tmp_path / f"new-{name}"
        code, told = run("restore", file, "--to", new, "--identity-file", tmp_path / name)
        assert (code, "up to entry 12" in told) == (0, True), told
    assert (new / "keys" / "journal.key").read_bytes() == bytes(range(32))


def test_another_program_opens_the_backup_and_the_house_does_not(place):
    lock = lock_of(None, [recipient(place), recipient(place, "two")])
    taken = take_backup(place / "data", place, now=NOW, lock=lock)
    assert (taken.is_locked, taken.file.suffix) == (True, ".age")
    for name in ("one", "two"):
        secret = (place / f"{name}.key").read_text().splitlines()[-1]
        identity = pyrage.x25519.Identity.from_str(secret)
        assert str(identity.to_public()) == recipient(place, name)
        raw = pyrage.decrypt(taken.file.read_bytes(), [identity])
        with tarfile.open(fileobj=io.BytesIO(raw)) as held:
            assert "keys/journal.key" in held.getnames()
    with pytest.raises(BackupFault, match="other keys"):
        unpack(taken.file, place, key=key_of(None, place / "other.key"))
    everything_there = [file for file in (place / "data").rglob("*") if file.is_file()]
    for file in everything_there:  # a house that is stolen
        assert b"AGE-SECRET-KEY" not in file.read_bytes()


def test_a_key_of_another_program_is_read_with_its_comments(tmp_path):
    theirs = [pyrage.x25519.Identity.generate() for _ in range(2)]
    file = tmp_path / "keys"
    lines = [f"# public key: {one.to_public()}\n\n{one}\r\n" for one in theirs]
    file.write_text("# created: today\n" + "".join(lines), newline="")
    for one, ours in zip(theirs, identities_in(file), strict=True):
        assert ours.public_key() == recipient_of(str(one.to_public()))


def test_a_key_is_never_written_over(place):
    before = (place / "one.key").read_bytes()
    said("exists", make_identity, place / "one.key", made_at=MADE_AT)
    assert run("backup-key", "--to", place / "one.key")[0] == 1
    assert (place / "one.key").read_bytes() == before


# Read again each time


def test_what_the_disk_gives_back_otherwise_gets_no_name(place, monkeypatch):
    honest, lock = backup_module.write, lock_of(None, [recipient(place)])

    def failing(turned):
        """A disk that turns one bit of what it was given."""

        def write(copied, contents, *, to, lock):
            key = honest(copied, contents, to=to, lock=lock)
            size = to.stat().st_size
            change(to, {"middle": size // 2, "end": size - 1}.get(turned, turned))
            return key

        return write

    for turned in (60, 120, "middle", "end"):
        with monkeypatch.context() as faulty:
            faulty.setattr(backup_module, "write", failing(turned))
            asked = {"now": NOW, "lock": lock}
            said("changed", take_backup, place / "data", place / "b.tar.gz.age", **asked)
        assert not list(place.glob("*.tar.gz*"))
        assert not list(place.glob(".*"))
    take_backup(place / "data", place / "b.tar.gz.age", now=NOW, lock=lock)  # the control


def test_what_was_packed_otherwise_is_found_although_it_is_locked_well(place, monkeypatch):
    honest = packing.member

    def failing(name, size):
        """A part that goes in under another name."""
        return honest(name.replace("journal.key", "journal.kez"), size)

    monkeypatch.setattr(packing, "member", failing)
    lock = lock_of(None, [recipient(place)])
    told = said("changed", take_backup, place / "data", place / "b.age", now=NOW, lock=lock)
    assert "journal.kez does not belong to it" in told


# Every refusal is one sentence


def test_what_opens_another_backup_is_said_in_one_sentence(place):
    to_keys = take_backup(
        place / "data", place / "k.age", now=NOW, lock=lock_of(None, [recipient(place)])
    ).file
    with_words = take_backup(
        place / "data", place / "w.age", now=NOW, lock=lock_of(place / "words", ())
    ).file
    for file, asked, sentence in (
        (to_keys, (), "is encrypted to keys; say with --identity-file where"),
        (to_keys, ("--passphrase-file", place / "words"), "is encrypted to keys; say with"),
        (to_keys, ("--identity-file", place / "other.key"), "is locked to other keys than those"),
        (with_words, (), "is encrypted with a passphrase; say with --passphrase-file where"),
        (with_words, ("--identity-file", place / "one.key"), "is encrypted with a passphrase; say"),
        (to_keys, ("--identity-file", place / "words"), "line 1 is no key: it does not begin with"),
        (to_keys, ("--identity-file", place / "none"), "No such file"),
    ):
        code, told = run("restore", file, "--to", place / "new", *asked)
        assert (code, sentence in told, WORDS in told) == (1, True, False), told
        assert not (place / "new").exists()
    both = ("--identity-file", place / "one.key", "--passphrase-file", place / "words")
    code, told = run("restore", to_keys, "--to", place / "new", *both)
    assert (code, "--passphrase-file or --identity-file, not both" in told) == (1, True)


def test_what_cannot_lock_is_said_in_one_sentence_and_nothing_is_written(place):
    one = recipient(place)
    typo = one[:20] + ("q" if one[20] != "q" else "p") + one[21:]
    secret = (place / "one.key").read_text().splitlines()[-1]
    for asked, sentence in (
        ((typo,), f"{typo} is no recipient: a sign of it is wrong, missing or too many."),
        ((one, one[:-1]), "is no recipient: a sign of it is wrong"),
        ((one[:10] + one[10:].upper(),), "capitals and small letters are mixed in it"),
        (("age1yubikey1qqq",), "the sign b stands in no key"),
        (("ssh-ed25519 AAAA",), "it does not begin with age1"),
        (("",), "an empty text is no recipient: it does not begin with age1"),
        ((secret,), "a secret key stands where a recipient belongs"),
    ):
        words = [word for text in asked for word in ("--recipient", text)]
        code, told = run("backup", place / "data", "--to", place, *words)
        assert (code, sentence in told) == (1, True), told
        assert secret not in told
    words = ("--recipient", one, "--passphrase-file", place / "words")
    code, told = run("backup", place / "data", "--to", place, *words)
    assert (code, "with a passphrase or to recipients, not both" in told) == (1, True)
    assert backups_in(place) == []
    assert not (place / "data" / "backup-in-progress").exists()


def test_a_short_passphrase_locks_nothing(tmp_path):
    (tmp_path / "words").write_text("short")
    assert "at least 12" in said("passphrase", lock_of, tmp_path / "words", ())


def test_a_file_of_keys_says_its_line_and_repeats_no_secret(place):
    secret = (place / "one.key").read_text().splitlines()[-1]
    typo = secret[:-1] + ("Q" if secret[-1] != "Q" else "P")
    for text, sentence in (
        ("# nothing\n\n", "no key stands in it"),
        (f"# a\n{secret}\n{typo}\n", "line 3 is no key: a sign of it is wrong"),
        (f"{secret[:30]}\n", "line 1 is no key: a sign of it is wrong"),
        (f"{recipient(place)}\n", "line 1 is no key: it is a recipient, which locks"),
        (f"{secret.swapcase()[:20]}{secret[20:]}\n", "capitals and small letters are mixed"),
    ):
        (place / "keys").write_text(text)
        told = said("identity_file", identities_in, place / "keys")
        assert sentence in told
        assert secret[16:26] not in told.upper()
    (place / "keys").write_bytes(b"\xff\xfe")
    assert "it is no text" in said("identity_file", identities_in, place / "keys")


def test_a_recipient_that_locks_nothing_is_no_recipient():
    assert "everybody could open" in mistake_in_recipient(written("age", bytes(32)))
    assert "wrong, missing" in mistake_in_recipient(written("age", bytes(31)))


# By the clock


def wish(place, **how):
    """Backups of the house by the clock."""
    return Backups(Wish(folder=place / "data", to=place / "backups", every_min=10, keep=3, **how))


def test_backups_by_the_clock_are_locked_to_keys_too(place):
    backups = wish(place, recipients=(recipient(place), recipient(place, "two")))
    backups.take(NOW)
    assert backups.failure == ""
    [file] = backups_in(place / "backups")
    unpack(file, place / "back", key=key_of(None, place / "two.key"))
    settings = Settings(backup_to=place / "backups", recipients=(recipient(place),))
    patient = Patient(folder=place / "data", now=Instant(NOW + 60_000), settings=settings)
    assert "1 minutes old" in record.backups(patient).says
    assert record.backups(patient).level != BAD


def test_what_fails_by_the_clock_is_told(place):
    backups = wish(place, recipients=("age1mistyped",))
    backups.take(NOW)
    assert "age1mistyped is no recipient" in backups.failure
    backups = wish(place, recipients=(recipient(place),), passphrase_file=place / "words")
    backups.take(NOW)
    assert "not both" in backups.failure
    assert backups_in(place / "backups") == []


# In the settings


def mistakes(place, text):
    """What is wrong with some settings."""
    (place / "h.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsFault) as fault:
        read_settings(place / "h.toml")
    return [one.partition(", ")[2] for one in fault.value.mistakes]


def test_recipients_in_the_settings_hold(place):
    one, two = recipient(place), recipient(place, "two")
    (place / "h.toml").write_text(f'[backup]\nrecipients = [\n "{one}",  # in Geneva\n "{two}"]\n')
    assert read_settings(place / "h.toml").recipients == (one, two)
    assert isinstance(lock_of(None, (one, two)), Recipients)


def test_a_mistyped_recipient_is_named_with_its_line(place):
    one = recipient(place)
    typo = one[:-3] + ("q" if one[-3] != "q" else "p") + one[-2:]
    found = mistakes(place, f'[backup]\nrecipients = [\n "{one}",\n "{typo}",\n "age1",\n]\n')
    wrong = "no recipient: a sign of it is wrong, missing or too many."
    assert found == [
        f"line 4: backup.recipients: {typo} is {wrong}",
        f"line 5: backup.recipients: age1 is {wrong}",
    ]


def test_other_mistakes_about_recipients_are_said_plainly(place):
    one = recipient(place)
    secret = (place / "one.key").read_text().splitlines()[-1]
    for text, sentence in (
        ('recipients = "age1"', 'line 2: backup.recipients must be a list of texts, as in ["age1'),
        ("recipients = [1]", "line 2: backup.recipients must be a list of texts"),
        (f'recipients = ["{secret}"]', "line 2: backup.recipients: a secret key stands where"),
        (f'recipient = ["{one}"]', "line 2: there is no backup.recipient; did you mean recipients"),
        (
            f'passphrase_file = "words"\nrecipients = ["{one}"]',
            "line 3: backup.recipients and backup.passphrase_file exclude one another; leave",
        ),
    ):
        [found] = mistakes(place, f"[backup]\n{text}\n")
        assert found.startswith(sentence)
        assert secret not in found


def test_a_secret_key_among_other_signs_is_not_repeated_either(place):
    secret = (place / "one.key").read_text().splitlines()[-1]
    for text in (f" {secret}", f"\n{secret}", f"'{secret}'", f"key={secret.lower()}"):
        told = mistake_in_recipient(text)
        assert "a secret key stands where" in told
        assert secret[16:26] not in told.upper()


def test_a_key_that_the_disk_did_not_take_leaves_no_file(tmp_path, monkeypatch):
    file = tmp_path / "new.key"

    def full(_opened):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as faulty:
        faulty.setattr(backup_keys.os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            make_identity(file, made_at=MADE_AT)
    assert not file.exists()
    assert make_identity(file, made_at=MADE_AT).startswith("age1")  # the control
