"""Keep a data folder as a state of the program leaves it: python tests/folders/make.py COMMIT.

The program of that commit sets an assembly up in an empty folder; the folder is packed beside this
file and never made again. Make one whenever the tables or the forms of entries change.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DELEGATIONS = "Arvenia; 12; 2\nBoltara; 7; 1\nÎle d'Écume; 3; 1\n"


def git(*words: str) -> str:
    """What git says."""
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def make(commit: str) -> Path:
    """Let the program of a commit make a folder, and keep it."""
    short, day = git("show", "-s", "--format=%h %cs", commit).split()
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        git("worktree", "add", "--detach", str(work / "tree"), commit)
        try:
            (work / "delegations.csv").write_text(DELEGATIONS, encoding="utf-8")
            subprocess.run(
                [
                    *(sys.executable, "-m", "hemicycle", "new", "Assembly of the Lakes"),
                    *("--delegations", str(work / "delegations.csv"), "--id", "lakes-1"),
                    *("--starts-on", "2027-03-02", "--data", str(work / "data")),
                ],
                env=os.environ | {"PYTHONPATH": str(work / "tree" / "src")},
                cwd=work,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        finally:
            git("worktree", "remove", "--force", str(work / "tree"))
        kept = HERE / f"{day}-{short}.tar.gz"
        with tarfile.open(kept, "w:gz") as tar:
            tar.add(work / "data", "data")
    return kept


if __name__ == "__main__":
    for one in sys.argv[1:]:
        make(one)
