"""The Wi-Fi of a hall without a line: what NetworkManager, its dnsmasq and nginx are told."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Interface
from urllib.parse import urlsplit

LONGEST_NAME_BYTES = 32
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 63
LARGEST_NETWORK, SMALLEST_NETWORK = 16, 29
USUAL_NETWORK = 24  # NetworkManager itself gives out addresses of one such network, and no more
WPA2, WPA3 = "wpa2", "wpa3"
RADIO, CABLE = "radio", "cable"
ASK, STAY = "ask", "stay"
CARD_NAME_SIGNS = 15
# What telephones ask by plain http, to know whether a network leads anywhere.
ANDROID = ("connectivitycheck.gstatic.com", "connectivitycheck.android.com")
APPLE = ("captive.apple.com",)
APPLE_EXPECTS = "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"
CONNECTION = "/etc/NetworkManager/system-connections/hemicycle.nmconnection"
NAMES = "/etc/NetworkManager/dnsmasq-shared.d/hemicycle.conf"
PHONES = "/etc/nginx/hemicycle.d/phones.conf"


class HallFault(Exception):
    """Nothing can be written from what was said: why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """The Wi-Fi of the hall, as the settings say it."""

    name: str = ""
    password: str = ""
    security: str = WPA2
    address: str = "10.42.0.1/24"
    through: str = RADIO
    card: str = ""
    phones: str = ASK


@dataclass(frozen=True, slots=True)
class Written:
    """One file: where it belongs, and what stands in it."""

    place: str
    text: str


# -- what a setting may be -----------------------------------------------------------------------


def wrong_name(text: str) -> str:
    """What is wrong with the name of a Wi-Fi, if something is."""
    if len(text.encode()) > LONGEST_NAME_BYTES:
        return f"must have at most {LONGEST_NAME_BYTES} bytes"
    return "" if not text or text.isprintable() else "must have signs that can be read"


def wrong_password(text: str) -> str:
    """What is wrong with a password, if something is; it is not repeated."""
    is_plain = text.isascii() and text.isprintable()
    if text and not (is_plain and SHORTEST_PASSWORD <= len(text) <= LONGEST_PASSWORD):
        return f"must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} signs of ASCII"
    return ""


def wrong_address(text: str) -> str:
    """What is wrong with an address and its network, if something is."""
    usual = "must be a private address with its network, as in 10.42.0.1/24"
    try:
        own = IPv4Interface(text)
    except ValueError:
        return usual
    size = own.network.prefixlen
    if "/" not in text or not own.is_private or not LARGEST_NETWORK <= size <= SMALLEST_NETWORK:
        return f"{usual}, from /{LARGEST_NETWORK} to /{SMALLEST_NETWORK}"
    if own.ip in (own.network.network_address, own.network.broadcast_address):
        return "must be an address of one computer, and not the first or last of its network"
    return ""


def wrong_card(text: str) -> str:
    """What is wrong with the name of a network card, if something is."""
    is_name = text.isascii() and text.isprintable() and not set(text) & set(" /:;")
    is_short = len(text) <= CARD_NAME_SIGNS
    return "" if is_name and is_short else "must be the name of a network card, as in wlp2s0"


RULES: Mapping[str, Callable[[str], str]] = {
    "hall.name": wrong_name,
    "hall.password": wrong_password,
    "hall.address": wrong_address,
    "hall.card": wrong_card,
}


# -- what is written -----------------------------------------------------------------------------


def files_of(hall: Hall, base_url: str) -> list[Written]:
    """Every file, with where it belongs.

    Errors: HallFault
    """
    house = require(hall, base_url)
    files = [Written(CONNECTION, connection(hall)), Written(NAMES, names(hall, house))]
    return [*files, Written(PHONES, phones())] if hall.phones == STAY else files


def require(hall: Hall, base_url: str) -> str:
    """The name of the house in the hall.

    Errors: HallFault
    """
    house = urlsplit(base_url).hostname or ""
    if not hall.name or not hall.password:
        raise HallFault("Set hall.name and hall.password: a Wi-Fi needs both.")
    if not house or house == "localhost" or not any(one.isalpha() for one in house):
        raise HallFault(
            "Set serve.base_url to how phones reach the house, https://assembly.example."
        )
    return house


def connection(hall: Hall) -> str:
    """The keyfile of NetworkManager: the laptop gives addresses and names to the hall."""
    known = uuid.uuid5(uuid.NAMESPACE_URL, f"hemicycle:hall:{hall.through}")
    card = f"interface-name={hall.card}\n" if hall.card else ""
    kind = "wifi" if hall.through == RADIO else "ethernet"
    return f"""\
# The network of the hall. It belongs into {CONNECTION},
# owned by root and mode 0600, because the password stands in it; then `nmcli connection reload`.
[connection]
id=hemicycle
uuid={known}
type={kind}
{card}autoconnect=true
autoconnect-priority=100
{radio(hall) if hall.through == RADIO else wire(hall)}
# This computer gives out addresses (DHCP) and answers for names, with a dnsmasq of its own.
[ipv4]
method=shared
address1={hall.address}

[ipv6]
method=disabled
"""


def radio(hall: Hall) -> str:
    """The laptop's own radio as an access point."""
    says = "WPA3 alone: older telephones do not join." if hall.security == WPA3 else "WPA2."
    key = "sae" if hall.security == WPA3 else "wpa-psk"
    # Protected management frames: WPA3 asks for them, with WPA2 some telephones stumble over them.
    frames = 3 if hall.security == WPA3 else 1
    return f"""
# The radio of this computer. 2.4 GHz may be used everywhere; many radios take few telephones.
[wifi]
mode=ap
band=bg
ssid={ssid(hall.name)}

# {says}
[wifi-security]
key-mgmt={key}
proto=rsn;
pairwise=ccmp;
group=ccmp;
pmf={frames}
psk={keyfile_text(hall.password)}
"""


def wire(hall: Hall) -> str:
    """An access point at the cable, which bridges and gives out nothing itself."""
    return f"""
# An access point hangs at the cable of this computer. Set it as a bridge ("access point mode"),
# without DHCP, with the name {hall.name} and the password of the settings ({hall.security}).
[ethernet]
"""


def ssid(name: str) -> str:
    """The name of a Wi-Fi as a keyfile has it: byte by byte where signs could be misread."""
    plain = name.isascii() and all(one.isalnum() or one in "-_." for one in name)
    return name if plain and not name.isdigit() else "".join(f"{one};" for one in name.encode())


def keyfile_text(text: str) -> str:
    """A text as a keyfile has it."""
    told = text.replace("\\", "\\\\")
    stripped = told.lstrip(" ")
    return "\\s" * (len(told) - len(stripped)) + stripped


def names(hall: Hall, house: str) -> str:
    """What dnsmasq is told beside what NetworkManager tells it."""
    own = IPv4Interface(hall.address)
    lines = [
        "# Names in the hall. NetworkManager gives this to its dnsmasq.",
        f"# It belongs into {NAMES}.",
        "",
        "# The house is this computer; nobody else is asked for it, so it needs no line.",
        f"host-record={house},{own.ip}",
        f"local=/{house}/",
        "",
        "# NetworkManager may stop at 50 telephones.",
        f"dhcp-lease-max={min(own.network.num_addresses, 4096)}",
    ]
    if own.network.prefixlen < USUAL_NETWORK:
        first, last = rest_of(own)
        lines += ["# It gives out about 250 addresses by itself; these are the others."]
        lines += [f"dhcp-range={first},{last},60m"]
    if hall.phones == STAY:
        lines += ["", "# Telephones look here for the internet; nginx of this computer answers."]
        lines += [f"host-record={one},{own.ip}" for one in (*ANDROID, *APPLE)]
    return "\n".join(lines) + "\n"


def rest_of(own: IPv4Interface) -> tuple[str, str]:
    """The longer run of addresses before or after those of NetworkManager."""
    inside = IPv4Interface(f"{own.ip}/{USUAL_NETWORK}").network
    before = int(inside.network_address) - int(own.network.network_address)
    after = int(own.network.broadcast_address) - int(inside.broadcast_address)
    if after >= before:
        return str(inside.broadcast_address + 1), str(own.network.broadcast_address - 1)
    return str(own.network.network_address + 1), str(inside.network_address - 1)


def phones() -> str:
    """What nginx answers telephones that look for the internet: that it is there."""
    return f"""\
# Answers telephones that look for the internet, so that they stay in the hall.
# It belongs into {PHONES}; then `systemctl reload nginx`.
# An iPhone is content with it. Android asks by https as well, which nobody but its maker can
# answer: it may say that the connection is limited, and ask once whether to stay.
server {{
    listen 80;
    server_name {" ".join(ANDROID)};
    location / {{ return 204; }}
}}
server {{
    listen 80;
    server_name {" ".join(APPLE)};
    location / {{
        default_type text/html;
        return 200 "{APPLE_EXPECTS}";
    }}
}}
"""
