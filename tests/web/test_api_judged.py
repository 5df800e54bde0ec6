"""The programming interface as schemathesis judges it by its own description."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house

DESCRIPTION = "/api/v1/openapi.json"
EXAMPLES = os.environ.get("HEMICYCLE_EXAMPLES", "15")  # of each address that are drawn

# A session there is. An id that nothing has is well formed, and is refused all the same.
SETTINGS = f"""
[parameters]
"path.session" = "{REHEARSAL}"
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 304, 400, 404]
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal after its first result, beside the reported session."""
    with demo_house(tmp_path_factory.mktemp("api")) as house:
        house.forward("09:20")
        yield house


def judged(house: DemoHouse, folder: Path, description: dict) -> subprocess.CompletedProcess[str]:
    """What schemathesis finds when it holds the interface against a description of it."""
    (folder / "openapi.json").write_text(json.dumps(description))
    (folder / "schemathesis.toml").write_text(SETTINGS)
    command = [str(Path(sys.executable).with_name("schemathesis"))]
    command += ["--config-file", "schemathesis.toml", "run", "openapi.json", "--url", house.url]
    command += ["--exclude-path-regex", "events$", "--phases", "examples,coverage,fuzzing"]
    command += ["--max-examples", EXAMPLES, "--seed", "150", "--no-color"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_schemathesis_finds_no_server_error_and_nothing_that_is_not_described(
    house, tmp_path, record_property
):
    description = house.visitor().get(DESCRIPTION).json()
    found = judged(house, tmp_path, description)
    assert found.returncode == 0, found.stdout[-4000:]
    assert house.server.faults.seen == []
    [made] = re.findall(r"(\d+) generated", found.stdout)
    record_property("figure", f"{int(made):,} requests, 0 server errors")


def test_schemathesis_finds_what_is_described_wrongly(house, tmp_path):
    description = house.visitor().get(DESCRIPTION).json()
    own = description["components"]["schemas"]["Delegations"]["properties"]
    own["votes"] = {"type": "string"}
    description["paths"] = {
        path: one for path, one in description["paths"].items() if path.endswith("/delegations")
    }
    found = judged(house, tmp_path, description)
    assert found.returncode == 1, found.stdout[-4000:]
