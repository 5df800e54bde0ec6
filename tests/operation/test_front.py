"""What `hemicycle deploy nginx` writes: complete, and never to be read as something else."""

import pytest
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.operation.front import FrontFault, Wish, nginx_conf
from hemicycle.web.http import SAFE_HEADERS, STRICT_TRANSPORT

SETTINGS = """
[serve]
host = "127.0.0.1"
port = 8150
base_url = "https://assembly.example"
[front]
publish = "127.0.0.1:8151"
"""


def test_a_file_is_written_whole_or_stays_as_it_was(tmp_path):
    to = tmp_path / "nginx.conf"
    to.write_text("# what runs now\n")
    refused = CliRunner().invoke(app, ["deploy", "nginx", "--to", str(to)])
    assert refused.exit_code == 1
    assert to.read_text() == "# what runs now\n"
    told = ["deploy", "nginx", "--to", str(to), "--base-url", "https://assembly.example"]
    done = CliRunner().invoke(app, told)
    assert done.exit_code == 0, done.output
    assert "server_name assembly.example;" in to.read_text()
    assert [one.name for one in tmp_path.iterdir()] == ["nginx.conf"]


def told(tmp_path, *options, settings=SETTINGS):
    """What the command says, with these settings."""
    file = tmp_path / "hemicycle.toml"
    file.write_text(settings)
    command = ["deploy", "nginx", "--config", str(file), *options]
    return CliRunner().invoke(app, command)


def server_of(conf, listens):
    """The part of a configuration for one address."""
    [found] = [one for one in conf.split("\n    server {") if f"listen {listens}" in one]
    return found


def test_the_configuration_is_made_of_the_settings(tmp_path):
    answer = told(tmp_path)
    assert (answer.exit_code, answer.stderr) == (0, "")
    conf = answer.stdout
    for line in (
        "server 127.0.0.1:8150;",
        "listen 127.0.0.1:8151;",
        "server_name assembly.example;",
        "ssl_certificate /etc/letsencrypt/live/assembly.example/fullchain.pem;",
        "return 301 https://assembly.example$request_uri;",
        "at=127.0.0.1:8151",
        'nchan_access_control_allow_origin "https://assembly.example";',
        "proxy_set_header X-Forwarded-For $remote_addr;",
        'proxy_set_header Forwarded "";',
        "location = /metrics { return 404; }",
        "proxy_cache_bypass $is_somebody;",
        "proxy_no_cache $is_somebody;",
    ):
        assert line in conf, line
    for name, value in (*SAFE_HEADERS, STRICT_TRANSPORT):
        assert f"add_header {name.decode()} " in conf
        assert value.decode().replace('"', '\\"') in conf
    assert "{{" not in conf
    assert "{%" not in conf
    assert conf.count("{") == conf.count("}")


def test_frames_are_taken_from_the_house_alone(tmp_path):
    local = server_of(told(tmp_path).stdout, "127.0.0.1:8151")
    assert "nchan_publisher" in local
    assert "allow" not in local
    edge = told(tmp_path, "--house", "10.0.0.1:8150", "--publish", "10.0.0.9:8151")
    assert "Set front.publish to 10.0.0.9:8151" in edge.stderr
    remote = server_of(edge.stdout, "10.0.0.9:8151")
    assert remote.index("allow 10.0.0.1;") < remote.index("deny all;")
    public = server_of(edge.stdout, "443 ssl http2;")
    assert "nchan_publisher" not in public


def test_several_houses_keep_a_browser_each(tmp_path):
    one = told(tmp_path).stdout
    two = told(tmp_path, "--house", "10.0.0.1:8150", "--house", "10.0.0.2:8150").stdout
    assert "hash $seat consistent;" not in one
    assert "hash $seat consistent;" in two
    assert "server 10.0.0.2:8150;" in two


def test_without_a_certificate_there_is_one_plain_server(tmp_path):
    conf = told(tmp_path, "--base-url", "http://box.lan").stdout
    assert "listen 80;" in conf
    assert "ssl" not in conf
    assert "strict-transport-security" not in conf


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"base_url": ""}, "Nothing is no address"),
        ({"base_url": "ftp://a"}, "is no address"),
        ({"base_url": "https://a.example/under"}, "is no address"),
        ({"base_url": "https://a.example;}"}, "cannot stand"),
        ({"houses": ["127.0.0.1"]}, "no address with its port"),
        ({"publish": "127.0.0.1:8151; deny all"}, "no address with its port"),
        ({"key": "/etc/k.pem;\nuser root"}, "cannot stand"),
        ({"certificate": "/etc/$host.pem"}, "cannot stand"),
        ({"cache": "/a b"}, "cannot stand"),
    ],
)
def test_what_would_be_read_as_something_else_is_refused(wish, said):
    usual = {"base_url": "https://a.example", "houses": ["127.0.0.1:8150"]}
    assert nginx_conf(Wish(**usual))
    with pytest.raises(FrontFault, match=said):
        nginx_conf(Wish(**usual | wish))


def test_a_mistake_is_one_sentence(tmp_path):
    answer = told(tmp_path, "--base-url", "https://a b")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "cannot stand in a configuration" in answer.stderr
    wrong = told(tmp_path, settings='[front]\npublish = "here"\n')
    assert "line 2: front.publish must be an address with its port" in wrong.stderr
