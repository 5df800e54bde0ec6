"""What every answer carries, whoever gives it: the content policy and its companions."""

import re
from collections.abc import Iterator, Mapping

import httpx
import pytest
from demo_house import PRESIDENT, REHEARSAL, REPORTED, DemoHouse, demo_house

from hemicycle.web.static_files import shipped, static_url

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; "
    "base-uri 'none'; manifest-src 'self'; worker-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types hemi; report-to csp"
)
SAFE = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
}
# A document that is also kept as a file holds its one style sheet itself, and may do nothing else.
DOCUMENT = re.compile(
    "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
GETS = [
    "/",
    "/fr/",
    "/time",
    "/help",
    "/login",
    "/fr/login?next=//elsewhere.example",
    "/logout",
    "/new",
    "/sw.js",
    "/favicon.ico",
    "/robots.txt",
    "/nothing",
    "/static/nothing",
    "/demo/sit/chair",
    "/demo/sit/nobody",
    "/csp-reports",
    f"/a/{REHEARSAL}",
    f"/a/{REHEARSAL}/",
    f"/a/{REHEARSAL}/hall",
    f"/a/{REHEARSAL}/time",
    f"/a/{REHEARSAL}/chair",
    f"/a/{REHEARSAL}/vote",
    f"/a/{REHEARSAL}/fragment/vote",
    f"/a/{REHEARSAL}/nothing",
    f"/a/{REHEARSAL}/names.json",
    f"/a/{REHEARSAL}/checkpoint.txt",
    f"/a/{REHEARSAL}/journal.ndjson",
    f"/a/{REHEARSAL}/minutes.html",
    f"/a/{REHEARSAL}/news.txt",
    f"/a/{REHEARSAL}/roll-call.csv",
    f"/a/{REHEARSAL}/minutes?already=x",
    f"/a/{REHEARSAL}/minutes?already=99999999999999999999999",
    f"/a/{REHEARSAL}/minutes?body=%3Cb%3E&lang=%F0%9F&x=%",
    f"/a/{REPORTED}",
    "/a/nothing",
    "/a/%F0%28%8C%28",
    "//elsewhere.example/",
    "/login/../../etc/passwd",
]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal while a vote is open."""
    with demo_house(tmp_path_factory.mktemp("headers")) as running:
        running.forward("09:10:45")
        yield running


def header_faults(answer: httpx.Response) -> Mapping[str, list[str]]:
    """The headers that are missing, otherwise, or there twice."""
    found = {name: answer.headers.get_list(name) for name in SAFE}
    faults = {name: given for name, given in found.items() if given != [SAFE[name]]}
    [policy] = found["content-security-policy"] or [""]
    if DOCUMENT.fullmatch(policy):
        del faults["content-security-policy"]
    for name in ("content-type", "cache-control", "server", "x-powered-by"):
        given = answer.headers.get_list(name)
        if len(given) > 1 or (given and name in ("server", "x-powered-by")):
            faults[name] = given
    return faults


@pytest.mark.parametrize("path", GETS)
@pytest.mark.parametrize("who", ["", PRESIDENT])
def test_every_answer_carries_the_policy(house, path, who):
    answer = house.visitor(who).get(path)
    assert header_faults(answer) == {}
    assert answer.status_code < 500


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "POST"])
@pytest.mark.parametrize(
    "path", ["/", "/login", "/sw.js", f"/a/{REHEARSAL}", f"/a/{REHEARSAL}/acts/close_list"]
)
def test_every_method_is_answered_safely(house, method, path):
    before = house.position
    answer = house.visitor(PRESIDENT).request(method, path)
    assert header_faults(answer) == {}
    assert answer.status_code < 500
    assert house.position == before


def test_every_static_file_carries_the_policy(house):
    visitor = house.visitor()
    faults = {
        path: found for path in shipped().by_path if (found := header_faults(visitor.get(path)))
    }
    assert faults == {}


def test_a_live_stream_carries_the_policy(house):
    for view in ("", "hall"):
        with house.visitor().stream("GET", f"/a/{REHEARSAL}/live?view={view}") as answer:
            assert header_faults(answer) == {}
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["x-accel-buffering"] == "no"
            assert answer.headers["cache-control"] == "no-store"


def test_a_missing_header_is_found():
    assert set(header_faults(httpx.Response(200))) == set(SAFE)
    twice = [*SAFE.items(), ("referrer-policy", "same-origin")]
    assert set(header_faults(httpx.Response(200, headers=twice))) == {"referrer-policy"}


def test_a_static_file_is_kept_for_ever_and_asked_for_once(house):
    visitor = house.visitor()
    path = static_url("js/page.js")
    first = visitor.get(path)
    assert "immutable" in first.headers["cache-control"]
    again = visitor.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = visitor.get(path, headers={"if-none-match": '"other"'})
    assert other.status_code == 200


def test_answers_are_packed_where_the_browser_takes_it(house):
    visitor = house.visitor()
    packed = visitor.get(f"/a/{REHEARSAL}/minutes", headers={"accept-encoding": "gzip"})
    plain = visitor.get(f"/a/{REHEARSAL}/minutes", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 3


def test_a_report_of_the_policy_is_taken(house, caplog):
    visitor = house.visitor()
    sent = visitor.post("/csp-reports", content=b'[{"type":"csp-violation"}]')
    assert sent.status_code == 204
    assert "csp-violation" in caplog.text
    too_much = visitor.post("/csp-reports", content=b"x" * 70_000)
    assert too_much.status_code == 400
    assert header_faults(sent) == header_faults(too_much) == {}


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "localhost.elsewhere.example", "", "[", "a:b"]
)
def test_a_name_that_is_not_ours_is_not_answered(house, host):
    for path in ("/", f"/a/{REHEARSAL}", "/login", "/sw.js"):
        answer = house.visitor().get(path, headers={"host": host})
        assert answer.status_code in (400, 421)
        assert answer.status_code == 400 or header_faults(answer) == {}
