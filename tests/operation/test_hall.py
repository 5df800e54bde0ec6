"""The Wi-Fi of a hall without a line: what is written for it, and what is refused."""

import configparser
import shutil
import stat
import subprocess
from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.operation.hall import CABLE, STAY, WPA3, Hall, HallFault, files_of
from hemicycle.store.sqlite import SqliteStore
from house_style import NO_PROGRAM
from properties.sittings import Room, open_session

HOUSE = "https://assembly.example"
HALL = Hall(name="Hall 1", password="tea-and-water")
SETTINGS = f"""
[serve]
base_url = "{HOUSE}"
[hall]
name = "Hall 1"
password = "tea-and-water"
phones = "stay"
"""


def keyfile(hall: Hall) -> configparser.ConfigParser:
    """The connection as NetworkManager reads it."""
    read = configparser.ConfigParser(delimiters="=", comment_prefixes="#", interpolation=None)
    read.read_string(files_of(hall, HOUSE)[0].text)
    return read


def name_lines(hall: Hall) -> list[str]:
    """What dnsmasq is told, without comments."""
    lines = files_of(hall, HOUSE)[1].text.splitlines()
    return [one for one in lines if one and not one.startswith("#")]


def test_the_radio_of_the_laptop_is_the_access_point():
    told = keyfile(replace(HALL, card="wlp2s0"))
    assert dict(told["wifi"]) == {
        "mode": "ap",
        "band": "bg",
        "ssid": "72;97;108;108;32;49;",
    }
    assert dict(told["wifi-security"]) == {
        "key-mgmt": "wpa-psk",
        "proto": "rsn;",
        "pairwise": "ccmp;",
        "group": "ccmp;",
        "pmf": "1",
        "psk": "tea-and-water",
    }
    assert dict(told["ipv4"]) == {"method": "shared", "address1": "10.42.0.1/24"}
    assert dict(told["ipv6"]) == {"method": "disabled"}
    connection = dict(told["connection"])
    assert len(connection.pop("uuid")) == 36
    assert connection == {
        "id": "hemicycle",
        "type": "wifi",
        "interface-name": "wlp2s0",
        "autoconnect": "true",
        "autoconnect-priority": "100",
    }


def test_wpa3_asks_for_protected_frames():
    told = keyfile(replace(HALL, security=WPA3))["wifi-security"]
    assert (told["key-mgmt"], told["pmf"]) == ("sae", "3")


def test_an_access_point_at_the_cable_needs_no_password_here():
    told = keyfile(replace(HALL, through=CABLE))
    assert told["connection"]["type"] == "ethernet"
    assert "wifi" not in told
    assert told["ipv4"]["method"] == "shared"
    assert HALL.password not in files_of(replace(HALL, through=CABLE), HOUSE)[0].text


@pytest.mark.parametrize("name", ["Hall", "12345678", "Salle n° 1", "a;b", "#x", "\\s", " x "])
def test_a_name_is_read_as_it_was_written(name):
    told = keyfile(replace(HALL, name=name))["wifi"]["ssid"]
    is_bytes = told.endswith(";")
    read = bytes(int(one) for one in told.rstrip(";").split(";")) if is_bytes else told.encode()
    assert read.decode() == name
    assert is_bytes or name.isalnum()


@pytest.mark.parametrize("password", ["tea water", "a\\b;c#d=e", '"quoted"', "%s%(x)s"])
def test_a_password_is_read_as_it_was_written(password):
    told = keyfile(replace(HALL, password=f"  {password}"))["wifi-security"]["psk"]
    assert told.replace("\\s", " ").replace("\\\\", "\\") == f"  {password}"


def test_the_house_is_this_computer_and_nobody_else_is_asked():
    assert name_lines(HALL) == [
        "host-record=assembly.example,10.42.0.1",
        "local=/assembly.example/",
        "dhcp-lease-max=256",
    ]


@pytest.mark.parametrize(
    ("address", "most"), [("10.42.4.1/22", 766), ("10.42.7.254/22", 766), ("172.16.0.1/16", 65278)]
)
def test_a_larger_network_gives_out_what_networkmanager_does_not(address, most):
    [given] = [one for one in name_lines(replace(HALL, address=address)) if "dhcp-range" in one]
    first, last, _ = given.removeprefix("dhcp-range=").split(",")
    own, size = address.split("/")
    assert int(ip_address(last)) - int(ip_address(first)) == most
    for one in (first, last):
        assert ip_address(one) in ip_network(f"{own}/{size}", strict=False)
        assert ip_address(one) not in ip_network(f"{own}/24", strict=False)


def test_phones_are_told_that_the_internet_is_there_only_if_that_is_asked_for():
    assert len(files_of(HALL, HOUSE)) == 2
    *_, phones = files_of(replace(HALL, phones=STAY), HOUSE)
    assert phones.text.count("{") == phones.text.count("}")
    led = [one for one in name_lines(replace(HALL, phones=STAY)) if "host-record" in one]
    for one in led[1:]:
        name, address = one.removeprefix("host-record=").split(",")
        assert name in phones.text
        assert address == "10.42.0.1"
    assert "return 204;" in phones.text
    assert "<BODY>Success</BODY>" in phones.text


@pytest.mark.parametrize(
    ("hall", "house", "said"),
    [
        (Hall(), HOUSE, "Set hall.name"),
        (Hall(name="Hall"), HOUSE, "hall.password"),
        (HALL, "", "Set serve.base_url"),
        (HALL, "http://localhost:8150", "Set serve.base_url"),
        (HALL, "http://10.42.0.1", "Set serve.base_url"),
    ],
)
def test_half_a_hall_is_not_written(hall, house, said):
    with pytest.raises(HallFault, match=said):
        files_of(hall, house)


def test_files_are_written_and_the_password_is_its_owners_alone(tmp_path):
    file, to = tmp_path / "hemicycle.toml", tmp_path / "box"
    file.write_text(SETTINGS)
    command = ["deploy", "wifi", "--config", str(file)]
    printed = CliRunner().invoke(app, command)
    assert printed.exit_code == 0
    done = CliRunner().invoke(app, [*command, "--to", str(to)])
    assert done.exit_code == 0
    assert stat.S_IMODE((to / "hemicycle.nmconnection").stat().st_mode) == 0o600
    for name, place in (
        ("hemicycle.nmconnection", "/etc/NetworkManager/system-connections/"),
        ("hemicycle.conf", "/etc/NetworkManager/dnsmasq-shared.d/"),
        ("phones.conf", "/etc/nginx/hemicycle.d/"),
    ):
        assert (to / name).read_text() in printed.stdout
        assert f"{to / name} {place}{name}" in done.stdout
    assert CliRunner().invoke(app, [*command, "--to", str(to)]).exit_code == 0
    file.write_text("")
    refused = CliRunner().invoke(app, command)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "Set hall.name" in refused.stderr


def carded(tmp_path, *options):
    """What is said when a card is asked for."""
    command = [
        "door-card",
        "--config",
        str(tmp_path / "h.toml"),
        "--to",
        str(tmp_path / "card.pdf"),
    ]
    return CliRunner().invoke(app, [*command, *options])


def test_a_card_for_the_door_is_of_the_session_that_is_held(tmp_path):
    folder = tmp_path / "data"
    store = SqliteStore(folder)
    open_session(Room(store=store), "plain")
    store.close()
    (tmp_path / "h.toml").write_text(f'[house]\ndata = "{folder}"\n{SETTINGS}')
    done = carded(tmp_path)
    assert done.exit_code == 0, done.output
    [page] = PdfReader(tmp_path / "card.pdf").pages
    assert "tea-and-water" in page.extract_text()
    assert "There is no session s-9" in carded(tmp_path, "--session", "s-9").stderr
    (tmp_path / "h.toml").write_text(f'[house]\ndata = "{folder}"\n')
    refused = carded(tmp_path)
    assert (refused.exit_code, "Set hall.name" in refused.stderr) == (1, True)


@pytest.mark.skipif(not shutil.which("dnsmasq"), reason=f"{NO_PROGRAM}: dnsmasq")
def test_dnsmasq_reads_it(tmp_path):
    conf = tmp_path / "hall.conf"
    conf.write_text(files_of(replace(HALL, address="10.42.4.1/22"), HOUSE)[1].text)
    test = ["dnsmasq", "--test", f"--conf-file={conf}", "--dhcp-lease-max=50"]
    subprocess.run(test, check=True)


@pytest.mark.skipif(not shutil.which("nmcli"), reason=f"{NO_PROGRAM}: nmcli")
def test_networkmanager_reads_it():
    test = ["nmcli", "--offline", "connection", "modify", "connection.zone", ""]
    text = files_of(HALL, HOUSE)[0].text
    done = subprocess.run(test, input=text, text=True, check=True, capture_output=True)
    assert "ssid=Hall 1" in done.stdout.replace("72;97;108;108;32;49;", "Hall 1")
