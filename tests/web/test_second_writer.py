"""A second process on the same folder: it ends with one sentence, and the first one goes on."""

import subprocess
import sys

import pytest
from installed import installed, submit
from test_serve import NEW

pytestmark = pytest.mark.slow


def test_a_second_house_on_the_same_folder_is_refused_and_the_first_one_goes_on(tmp_path):
    with installed(tmp_path / "one") as first:
        browser = first.browser()
        for command in ("serve", "take-over"):
            more = ("--port", "0") if command == "serve" else ("--reason", "a try", "--yes")
            line = [sys.executable, "-m", "hemicycle", command, "--data", str(first.folder), *more]
            done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
            said = " ".join(done.stderr.split())
            assert done.returncode == 1, said
            assert "Traceback" not in said
            if command == "serve":
                assert said.startswith(f"Another process (process {first.process.pid}) is writing")
                assert said.endswith("a journal has one writer.")
        answer = submit(browser, browser.get(first.first_page), "/new$", **NEW)
        assert answer.status_code == 200
        assert browser.get("/ready").json() == {"ready": True, "why": []}
