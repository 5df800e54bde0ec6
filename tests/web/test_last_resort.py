"""What happens when something of ours breaks: one request ends, with a sentence and a log line."""

import logging

import pytest

from hemicycle.web import asgi
from web.demo_house import demo_house


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("last-resort")) as house:
        yield house


def broken(*_):
    raise LookupError("a mistake of ours")


def test_a_mistake_of_ours_is_answered_and_logged(house, monkeypatch, caplog):
    browser = house.visitor()
    monkeypatch.setattr(asgi.site, "answer", broken)
    with caplog.at_level(logging.ERROR, logger="hemicycle.mistakes"):
        answer = browser.get("/")
    assert answer.status_code == 500
    assert answer.text == asgi.SORRY.decode()
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "a mistake of ours" in caplog.text


def test_the_house_goes_on_after_it(house):
    assert house.visitor().get("/").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_only_reading_and_posting_is_offered(house, method):
    answer = house.visitor().request(method, "/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
