"""`hemicycle serve`: where it may be reached, what it remembers, how it behaves behind https."""

import re
import subprocess
import sys

import pytest
from installed import installed, submit

NEW = {
    "title.en": "Assembly of the Lakes",
    "id": "lakes-1",
    "starts_on": "2027-03-02",
    "zone": "UTC",
    "rulebook": "plain",
    "delegations": "Arvenia; 12; 2",
    "username": "registrar",
    "password": "a long enough sentence",
}


def serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the program where it must refuse to start."""
    command = [sys.executable, "-m", "hemicycle", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize(
    "url",
    ["http://assembly.example", "http://10.0.0.7:8150", "ftp://localhost", "assembly.example"],
)
def test_an_address_in_the_clear_over_a_network_is_refused(tmp_path, url):
    ended = serve("--data", str(tmp_path / "data"), "--base-url", url)
    assert ended.returncode == 1
    assert "neither https nor on this computer" in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "data").exists()


def test_a_folder_that_another_process_serves_is_refused(tmp_path):
    with installed(tmp_path / "data"):
        ended = serve("--data", str(tmp_path / "data"), "--port", "0")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) <= 3


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path):
    with installed(tmp_path / "one") as running:
        port = running.url.rpartition(":")[2]
        ended = serve("--data", str(tmp_path / "two"), "--port", port)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert ended.stderr.strip()


def test_who_is_signed_in_stays_so_when_the_program_starts_again(tmp_path):
    with installed(tmp_path / "data") as running:
        browser = running.browser()
        assert submit(browser, browser.get(running.first_page), "/new$", **NEW).status_code == 200
        key = browser.cookies["hemi"]
        assert browser.get("/a/lakes-1/chair").status_code == 200
    with installed(tmp_path / "data") as running:
        again, other = running.browser(), running.browser()
        again.cookies.set("hemi", key)
        other.cookies.set("hemi", key[::-1])
        assert again.get("/a/lakes-1/chair").status_code == 200
        assert other.get("/a/lakes-1/chair").status_code == 303


def test_over_https_cookies_and_browsers_are_bound_to_it(tmp_path):
    with installed(tmp_path / "data", base_url="https://assembly.example") as running:
        browser = running.browser()
        made = submit(browser, browser.get(running.first_page), "/new$", **NEW)
        assert made.status_code == 200
        cookie = made.headers["set-cookie"]
        assert re.match(r"__Host-hemi=\w+;", cookie)
        flags = {flag.strip().lower() for flag in cookie.split(";")[1:]}
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= flags
        assert not any(flag.startswith("domain") for flag in flags)
        for path in ("/", "/login", "/nothing", "/a/lakes-1", "/sw.js"):
            told = browser.get(path).headers["strict-transport-security"]
            assert told.startswith("max-age=31536000"), path


def test_on_this_computer_nothing_is_said_of_https(tmp_path):
    with installed(tmp_path / "data") as running:
        answer = running.browser().get("/")
    assert "strict-transport-security" not in answer.headers


def test_there_is_no_sign_in_by_one_press_outside_the_demonstration(tmp_path):
    with installed(tmp_path / "data") as running:
        browser = running.browser()
        assert browser.get("/demo/sit/chair").status_code == 404
        for path in ("/demo/sit", "/demo/player", "/demo/tamper"):
            answer = browser.post(path, data={"seat": "chair", "do": "again"})
            assert answer.status_code == 404
            assert "set-cookie" not in answer.headers
