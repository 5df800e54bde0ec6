"""The verifier stands alone: no line of the product, nothing but `cryptography` beside Python."""

import ast
import subprocess
import sys
from pathlib import Path

import cryptography
import pytest

import hemicycle_verify
from hemicycle_verify.findings import Exit

from .forged import JOURNALS

PACKAGE = Path(hemicycle_verify.__file__).parent
ALLOWED = {*sys.stdlib_module_names, "cryptography", "hemicycle_verify"}
# Runs a module with a path that holds the package and what Python needs, where all else is refused.
ALONE = """
import sys
class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ImportError(f"{name} is not there")
REFUSED = {"hemicycle", "msgspec", "django"}
sys.meta_path.insert(0, Refused())
sys.path[:0] = PATHS
try:
    import hemicycle
except ImportError:
    pass
else:
    sys.exit("the product is there")
sys.argv = ["hemicycle-verify", *ARGUMENTS]
import runpy
runpy.run_module("hemicycle_verify", run_name="__main__", alter_sys=True)
"""


def imported(source: str) -> set[str]:
    """The top-level names of what a module imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level or (node.module or "").partition(".")[0])
    return found


def alone(*arguments, paths):
    """Run the verifier in a Python that knows nothing else."""
    code = f"PATHS = {list(map(str, paths))!r}\nARGUMENTS = {list(map(str, arguments))!r}\n{ALONE}"
    command = [sys.executable, "-I", "-S", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_it_imports_the_standard_library_and_cryptography_alone():
    for path in PACKAGE.rglob("*.py"):
        assert imported(path.read_text()) <= ALLOWED, path.name
    for foreign in ("import msgspec", "from hemicycle.journal import tree", "from . import x"):
        assert not imported(foreign) <= ALLOWED


@pytest.mark.parametrize("name", ["3-acted", "3-elected"])
def test_it_runs_where_the_product_is_not(name):
    paths = [PACKAGE.parent, Path(cryptography.__file__).parent.parent]
    done = alone(JOURNALS / f"{name}.ndjson", paths=paths)
    assert (done.returncode, done.stderr) == (Exit.WHOLE, "")
    assert "The record is whole" in done.stdout


def test_it_does_not_run_without_cryptography():
    done = alone(JOURNALS / "3-acted.ndjson", paths=[PACKAGE.parent])
    assert done.returncode == 1
    assert "cryptography" in done.stderr


def test_its_folder_can_be_carried_anywhere_and_run(tmp_path):
    carried = tmp_path / "verify" / "hemicycle_verify"
    for path in PACKAGE.rglob("*.py"):
        target = carried / path.relative_to(PACKAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    done = alone(
        JOURNALS / "3-counted.ndjson",
        paths=[carried.parent, Path(cryptography.__file__).parent.parent],
    )
    assert (done.returncode, done.stderr) == (Exit.WHOLE, "")
