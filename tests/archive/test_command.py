"""`hemicycle archive` tells what was kept and what was not, and refuses in one sentence."""

import subprocess
import sys
from pathlib import Path

from .shelves import tar_file


def archive(file: Path, data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command."""
    command = [sys.executable, "-m", "hemicycle", "archive", str(file), "--data", str(data)]
    return subprocess.run(
        [*command, *options], capture_output=True, text=True, timeout=120, check=False
    )


def test_the_real_sample_twice(tmp_path, data_dir):
    file = data_dir / "ungdc_s79_2024.tar.gz"
    first, again = archive(file, tmp_path / "data"), archive(file, tmp_path / "data")
    assert (first.returncode, again.returncode) == (0, 0)
    assert "EU is the code of no State" in first.stdout
    assert "191 statements kept" in first.stdout
    assert "0 statements kept" in again.stdout
    assert "191 were here already" in again.stdout
    assert {one.name for one in (tmp_path / "data").iterdir()} == {"statements.sqlite3"}


def test_what_is_no_archive_is_refused_in_one_sentence(tmp_path):
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear Sir")
    done = archive(wrong, tmp_path / "data")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        "letter.txt is no archive: a tar file is read, packed with gzip or not."
    ]
    missing = archive(tmp_path / "missing", tmp_path / "data")
    assert (missing.returncode, "Traceback" in missing.stderr) == (1, False)
    strange = archive(tar_file(tmp_path / "a.tar", {"x": b""}), tmp_path, "--language", "English")
    assert strange.returncode == 2
