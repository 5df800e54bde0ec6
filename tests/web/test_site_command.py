"""`hemicycle site` beside a house that is served: it reads, it disturbs nobody, it checks."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from installed import installed, submit
from lakes import CLERK, FORM, SESSION, Lakes, lakes
from site_reader import dead_links, pages

BASE_URL = "https://www.example.org/lakes"
CHAIR = f"/en/a/{SESSION}/chair"


def command(*given: object) -> tuple[int, str]:
    """The command; how it ended and what it said."""
    told = [sys.executable, "-m", "hemicycle", "site", *map(str, given)]
    done = subprocess.run(told, capture_output=True, text=True, check=False)
    return done.returncode, f"{done.stdout}{done.stderr}"


@dataclass
class Written:
    """A served house and its site."""

    house: Lakes
    data: Path
    to: Path

    def write(self) -> str:
        """Write the site; what was said."""
        status, said = command("--data", self.data, "--to", self.to, "--base-url", BASE_URL)
        assert status == 0, said
        return said

    def times(self) -> dict[str, int]:
        """When each file was last written."""
        files = (one for one in self.to.rglob("*") if one.is_file())
        return {one.relative_to(self.to).as_posix(): one.stat().st_mtime_ns for one in files}


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Iterator[Written]:
    """The assembly of the lakes, its site written once."""
    folder = tmp_path_factory.mktemp("site")
    with lakes(folder) as house:
        one = Written(house, folder / "data", folder / "site")
        one.write()
        yield one


def test_a_second_run_writes_nothing_and_leaves_nothing_in_the_data_folder(written):
    before = written.times()
    assert "nothing changed" in written.write()
    assert written.times() == before
    assert not (written.data / "site-in-progress").exists()


def test_after_one_more_act_only_pages_that_show_it_are_written(written):
    before = written.times()
    clerk = written.house.sign_in(CLERK)
    done = submit(clerk, clerk.get(CHAIR), "/acts/call_roll$")
    assert done.status_code == 303
    said = written.write()
    changed = {name for name, at in written.times().items() if at != before.get(name)}
    assert f"{SESSION}: up to entry 6" not in said
    assert f"en/a/{SESSION}/index.html" in changed
    assert f"ar/a/{SESSION}/minutes/index.html" in changed
    assert "en/about-these-files/index.html" in changed
    same = (f"en/a/{SESSION}/rules/index.html", f"fr/a/{SESSION}/entries/2/index.html")
    for name in (*same, "en/help/index.html", f"a/{SESSION}/rules/index.html"):
        assert name in before
        assert name not in changed
    assert command("--check", written.to)[0] == 0


def test_every_link_leads_to_a_file_and_no_page_offers_what_needs_a_server(written):
    assert dead_links(written.to, BASE_URL) == []
    left_out = []
    for place, reader in pages(written.to):
        tags = {one.tag for one in reader.elements}
        assert not tags & {"form", "script", "button", "input"}, place
        links = [one.attrs.get("href", "") for one in reader.elements]
        left_out += [place for one in links if one.endswith("#left-out")]
    assert left_out == []


def test_check_names_the_first_file_that_is_not_as_it_was_written(written):
    status, said = command("--check", written.to)
    assert status == 0
    assert "each as it was written" in said
    page = written.to / "en" / "help" / "index.html"
    content = page.read_bytes()
    page.write_bytes(content[:-1] + b" ")
    status, said = command("--check", written.to)
    page.write_bytes(content)
    assert status == 1
    assert "en/help/index.html is not as it was written." in said


@pytest.mark.parametrize(
    ("to", "base_url", "complaint"),
    [
        ("data", BASE_URL, "lies in the data folder"),
        (".", BASE_URL, "something else"),
        ("new", "example.org", "no address of a site"),
        ("new", "", "Say with --to"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(written, to, base_url, complaint):
    place = (written.data / "x") if to == "data" else written.data.parent / to
    status, said = command("--data", written.data, "--to", place, "--base-url", base_url)
    assert status in (1, 2)
    assert complaint in said
    assert "Traceback" not in said
    assert not (written.data.parent / "new").exists()


def test_a_house_keeps_its_files_by_itself(tmp_path):
    config, to = tmp_path / "hemicycle.toml", tmp_path / "site"
    told = f'[site]\nto = "{to}"\nbase_url = "{BASE_URL}"\nevery_minutes = 1\n'
    config.write_text(told)
    with installed(tmp_path / "data", more=("--config", str(config))) as house:
        operator = house.browser()
        assert submit(operator, operator.get(house.first_page), "/new$", **FORM).status_code == 200
        end = time.monotonic() + 150
        while not (to / "site.json").exists() or command("--check", to)[0]:
            assert time.monotonic() < end, house.said
            time.sleep(2)
        assert (to / "en" / "a" / SESSION / "index.html").exists()
