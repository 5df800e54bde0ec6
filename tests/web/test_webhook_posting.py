"""Where a webhook may lead, and how long it may take: hostile names, hostile servers."""

import asyncio
import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.hook import SECRET_PREFIX, Hook
from hemicycle.web import webhook_posting
from hemicycle.web.webhook_posting import (
    NotDelivered,
    client_for_posts,
    is_address,
    places_of,
    posted,
)

PATIENT_S = 10
TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"
ENDLESS = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
Talk = Callable[[socket.socket], None]


def hook_at(address: str) -> Hook:
    """An address that is told everything."""
    at = Instant(0)
    return Hook(
        id=1, session=SessionId("lakes-1"), address=address, secret=f"{SECRET_PREFIX}AAAA",
        kinds=frozenset(), language="en", made_by="", position=0, failures=0, failing_since=at,
        next_at=at, last_at=at, answer="", is_paused=False,
    )  # fmt: skip


async def told(address: str) -> str:
    """Post one entry as the house does."""
    async with client_for_posts() as client:
        return await posted(client, hook_at(address), body=b"{}", position=1)


@contextmanager
def server(
    talk: Talk, *, secure: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[bytes]]]:
    """A server on a port that takes a request, and then talks as it likes; what it was sent."""
    heard: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def take(connection: socket.socket) -> None:
        with suppress(OSError), closing(connection):
            own = secure.wrap_socket(connection, server_side=True) if secure else connection
            with closing(own):
                heard.append(request_of(own))
                talk(own)

    def listen() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threads.append(threading.Thread(target=take, args=(connection,)))
                threads[-1].start()

    threads = [threading.Thread(target=listen)]
    threads[0].start()
    yield listening.getsockname()[1], heard
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    for thread in threads:
        thread.join(PATIENT_S)


def request_of(connection: socket.socket) -> bytes:
    """A whole request; one that is closed with something unread ends in a reset, not an answer."""
    taken = b""
    while not taken.endswith(b"\r\n\r\n{}") and (more := connection.recv(65_536)):
        taken += more
    return taken


def trickling(connection: socket.socket) -> None:
    """Send a sign of a header again and again, as long as anybody listens."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nx: ")
    pause = threading.Event()
    while not pause.wait(0.05):
        connection.sendall(b"a")


def endless(connection: socket.socket) -> None:
    """Answer, and then send a body without end."""
    connection.sendall(ENDLESS)
    while True:
        connection.sendall(b"5\r\nhello\r\n")


# -- how long it may take --------------------------------------------------------------------------


def test_one_limit_holds_for_all_of_a_delivery(monkeypatch):
    monkeypatch.setattr(webhook_posting, "ANSWER_WITHIN_S", 0.5)
    with server(trickling) as (port, heard):

        async def patient() -> None:
            async with asyncio.timeout(PATIENT_S):
                await told(f"http://127.0.0.1:{port}/")

        with pytest.raises(NotDelivered, match="TimeoutError"):
            asyncio.run(patient())
        assert heard


def test_of_an_answer_only_the_status_is_read():
    with server(endless) as (port, _):

        async def patient() -> str:
            async with asyncio.timeout(PATIENT_S):
                return await told(f"http://127.0.0.1:{port}/")

        assert asyncio.run(patient()) == "200"


# -- where it may lead -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "169.254.0.1", "2852039166", "0xa9fea9fe", "0.0.0.1"),
        *("[fe80::1]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[::]"),
        *("100.100.100.200", "[::ffff:100.100.100.200]", "[fd00:ec2::254]", "168.63.129.16"),
        *("[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]", "[::169.254.169.254]"),
        *("224.0.0.1", "255.255.255.255", "[ff02::1]"),
    ],
)
def test_what_is_of_no_hall_is_not_reached(host):
    with pytest.raises(NotDelivered, match="forbidden address"):
        asyncio.run(told(f"http://{host}:1/latest"))


@pytest.mark.parametrize("host", ["127.0.0.1", "192.168.7.9", "[::1]", "[::ffff:10.1.2.3]"])
def test_what_can_be_of_a_hall_is(host):
    assert asyncio.run(places_of(httpx.URL(f"http://{host}:1/")))


def test_a_name_that_is_none_is_no_address_and_no_mistake():
    for name in ("a..b", f"{'x' * 64}.org", ".org"):
        assert not is_address(f"https://{name}/")
        with pytest.raises(NotDelivered):
            asyncio.run(told(f"https://{name}/"))
    assert is_address(f"https://{'x' * 63}.org/")


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: Sequence[str]) -> list[str]:
    """Whoever asks for a name gets these answers, one after the other; what was asked for."""
    asked: list[str] = []

    async def getaddrinfo(
        _loop: object, host: str, port: int, **_named: object
    ) -> list[tuple[object, ...]]:
        asked.append(str(host))
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_is_looked_up_once_and_what_was_checked_is_reached(monkeypatch):
    """A name that stands for something harmless first, and for something else a moment later."""
    with server(lambda one: one.sendall(TAKEN)) as (port, heard):
        asked = resolving(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
        assert asyncio.run(told(f"http://hall.invalid:{port}/told")) == "204"
    assert asked == ["hall.invalid"]
    assert f"host: hall.invalid:{port}\r\n".encode() in heard[0].lower()
    assert heard[0].startswith(b"POST /told HTTP/1.1\r\n")


def test_one_forbidden_place_among_others_is_enough(monkeypatch):
    with server(lambda one: one.sendall(TAKEN)) as (port, heard):
        resolving(monkeypatch, ["127.0.0.1", "169.254.169.254"])
        with pytest.raises(NotDelivered, match="forbidden address"):
            asyncio.run(told(f"http://hall.invalid:{port}/"))
    assert heard == []


def test_of_several_places_the_first_that_can_be_reached_is_told(monkeypatch):
    with server(lambda one: one.sendall(TAKEN)) as (port, heard):
        resolving(monkeypatch, ["127.0.0.9", "127.0.0.1"])  # nobody listens at the first
        assert asyncio.run(told(f"http://hall.invalid:{port}/")) == "204"
    assert len(heard) == 1


def test_no_proxy_of_the_environment_decides_where_it_goes(monkeypatch):
    with server(lambda one: one.sendall(TAKEN)) as (port, heard):
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
        assert asyncio.run(told(f"http://127.0.0.1:{port}/")) == "204"
    assert len(heard) == 1


def certificate(folder: Path, name: str) -> Path:
    """A certificate for a name, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def test_the_certificate_must_be_the_one_of_the_name(monkeypatch, tmp_path):
    file = certificate(tmp_path, "hall.invalid")
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with server(lambda one: one.sendall(TAKEN), secure=secure) as (port, _):
        resolving(monkeypatch, ["127.0.0.1"])
        assert asyncio.run(told(f"https://hall.invalid:{port}/")) == "204"
        with pytest.raises(NotDelivered, match="ConnectError"):
            asyncio.run(told(f"https://other.invalid:{port}/"))
