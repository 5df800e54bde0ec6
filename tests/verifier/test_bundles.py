"""A session as it is handed out, folder or zip: every checksum, then the record."""

import zipfile
from hashlib import sha256

import pytest

from hemicycle.journal.export import read_line
from hemicycle_verify import bundle as bundles
from hemicycle_verify.command import main
from hemicycle_verify.findings import Exit

from .forged import golden

JOURNAL = b"".join(golden("3-acted"))


def note_of(lines):
    """The note on the last line of a journal, as it is served beside it."""
    return read_line(lines[-1], len(lines)).checkpoint.encode()


FILES = {
    "journal.ndjson": JOURNAL,
    "checkpoint.txt": note_of(golden("3-acted")),
    "names.json": b"{}\n",
    "verify/hemicycle_verify/__init__.py": b'"""It."""\n',
}


def sums(files, mark=" "):
    """The checksums of files, as sha256sum writes them."""
    lines = (f"{sha256(raw).hexdigest()} {mark}{name}\n" for name, raw in files.items())
    return "".join(lines).encode()


def folder(path, files):
    """A folder of these files."""
    for name, raw in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(raw)
    return path


def zipped(path, files, below=""):
    """A zip of these files."""
    with zipfile.ZipFile(path / "session.zip", "w", zipfile.ZIP_DEFLATED) as file:
        for name, raw in files.items():
            file.writestr(below + name, raw)
    return path / "session.zip"


WHOLE = {**FILES, "SHA256SUMS": sums(FILES)}


def said(capsys, path, *options):
    """The exit code, and what was written."""
    code = main([str(path), *options])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("made", [folder, zipped])
def test_a_whole_session_passes(made, tmp_path, capsys):
    code, text = said(capsys, made(tmp_path, WHOLE))
    assert (code, "1 kept from before" in text) == (Exit.WHOLE, True), text
    binary = {**FILES, "SHA256SUMS": sums(FILES, "*")}
    assert said(capsys, made(tmp_path, binary))[0] == Exit.WHOLE


def test_a_zip_with_one_folder_that_holds_all_passes(tmp_path, capsys):
    assert said(capsys, zipped(tmp_path, WHOLE, "rehearsal-1/"))[0] == Exit.WHOLE


@pytest.mark.parametrize("made", [folder, zipped])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_changed_or_is_missing_is_named(made, name, tmp_path, capsys):
    code, text = said(capsys, made(tmp_path, {**WHOLE, name: WHOLE[name] + b" "}))
    assert (code, f"{name} is not the file" in text) == (Exit.DAMAGED, True), text
    if made is zipped:
        rest = {other: raw for other, raw in WHOLE.items() if other != name}
        code, text = said(capsys, made(tmp_path, rest))
        assert (code, f"{name} is missing" in text) == (Exit.DAMAGED, True)


def test_a_file_that_nobody_listed_is_told(tmp_path, capsys):
    cached = {"verify/hemicycle_verify/__pycache__/x.pyc": b"!"}
    code, text = said(capsys, folder(tmp_path, {**WHOLE, **cached, "extra.txt": b"?"}))
    assert code == Exit.WHOLE
    assert "no checksum is listed for extra.txt\n" in text


def test_a_damaged_record_with_right_checksums_is_damaged(tmp_path, capsys):
    files = {**FILES, "journal.ndjson": JOURNAL.replace(b"p-0001-1", b"p-0001-2", 1)}
    files["SHA256SUMS"] = sums(files)
    assert said(capsys, zipped(tmp_path, files))[0] == Exit.DAMAGED
    files = {**FILES, "checkpoint.txt": note_of(golden("2-acted"))}
    files["SHA256SUMS"] = sums(files)
    code, text = said(capsys, zipped(tmp_path, files))
    assert (code, "An earlier checkpoint" in text) == (Exit.DAMAGED, True)


def test_without_checksums_or_record_nothing_is_checked(tmp_path, capsys):
    assert said(capsys, folder(tmp_path / "a", FILES))[0] == Exit.UNUSABLE
    rest = {"names.json": b"{}\n"}
    listed = {**rest, "SHA256SUMS": sums(rest)}
    assert said(capsys, folder(tmp_path / "b", listed))[0] == Exit.UNUSABLE


@pytest.mark.parametrize(
    "name", ["../up", "/root", "a//b", "a/../b", "C:/x", "a\\b", "a\x01b", "."]
)
def test_names_that_lead_elsewhere_are_refused(name, tmp_path, capsys):
    assert not bundles.is_inside(name)
    assert bundles.is_inside("verify/a b.py")
    listed = {**FILES, "SHA256SUMS": sums({**FILES, name: b"x"})}
    assert said(capsys, folder(tmp_path, listed))[0] == Exit.DAMAGED
    (tmp_path / "z").mkdir()
    member = {**WHOLE, name: b"x"}
    assert said(capsys, zipped(tmp_path / "z", member, "s/"))[0] == Exit.DAMAGED


def test_a_link_out_of_the_folder_is_not_followed(tmp_path, capsys):
    (tmp_path / "outside").write_bytes(b"{}\n")
    inside = folder(tmp_path / "in", WHOLE)
    (inside / "names.json").unlink()
    (inside / "names.json").symlink_to(tmp_path / "outside")
    code, text = said(capsys, inside)
    assert (code, "leads out of the folder" in text) == (Exit.DAMAGED, True)


def test_a_zip_that_would_grow_beyond_measure_is_not_read(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(bundles, "LARGE", 1000)
    assert said(capsys, zipped(tmp_path, WHOLE))[0] == Exit.WHOLE
    bomb = {**WHOLE, "zeros": bytes(1_000_000)}
    code, text = said(capsys, zipped(tmp_path, bomb))
    assert (code, "200 times its size" in text) == (Exit.DAMAGED, True)
    monkeypatch.setattr(bundles, "MOST_BYTES", 1000)
    assert "more than a session can be" in said(capsys, zipped(tmp_path, WHOLE))[1]
    monkeypatch.setattr(bundles, "MOST_FILES", 2)
    assert "too many files" in said(capsys, zipped(tmp_path, WHOLE))[1]


def test_a_zip_that_is_cut_or_altered_is_a_sentence(tmp_path, capsys):
    raw = zipped(tmp_path, WHOLE).read_bytes()
    for place in range(0, len(raw), 97):
        changed = bytearray(raw)
        changed[place] ^= 0xFF
        (tmp_path / "session.zip").write_bytes(changed)
        code, text = said(capsys, tmp_path / "session.zip")
        assert text.splitlines()[-1].startswith("verdict")
        assert code in (Exit.WHOLE, Exit.DAMAGED, Exit.UNUSABLE)
