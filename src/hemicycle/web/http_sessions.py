"""Who is asking: every signed-in browser, in memory; written through at login and revocation."""

import hashlib
import hmac
import math
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.web.http import Request
from hemicycle.web.since_boot import on_for_s

ACTING_S = 120  # on a shared tablet, when no act ends it before


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """One signed-in browser: the account, and which person it is in each session.

    `files` are the parliaments whose files it keeps, as the secretary of their delegations.
    `tablets` are the names of a device that a delegation shares; who acts on it has its seat, for
    one act. `secret` never leaves the server; the tokens of its forms are made from it.
    Units: `until_s` in seconds the computer is on, so that a clock which is set back lets nobody
    stay signed in for longer than was promised, and one set forward sends nobody out of a vote.
    """

    account: int
    label: str
    seats: Mapping[SessionId, MemberId]
    secret: bytes
    language: str = ""
    is_operator: bool = False
    until_s: float = math.inf
    files: Mapping[SessionId, str] = field(default_factory=dict)
    tablets: Mapping[SessionId, str] = field(default_factory=dict)
    acting_until_s: float = 0

    def delegation_of_tablet(self, session: SessionId) -> DelegationId:
        """The delegation at whose place this device stands: `tablet-p-0001-2` is one of p-0001."""
        name = self.tablets.get(session, "")
        return DelegationId(name.removeprefix("tablet-").rpartition("-")[0])

    def seat(self, session: SessionId) -> MemberId:
        """The person this login is in a session; nobody where it has no seat."""
        return self.seats.get(session, NOBODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Somebody has proved who they are on a shared tablet. Units: seconds the computer is on."""

    session: SessionId
    member: MemberId
    until_s: float
    mark: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def secret(self, login: Login) -> bytes:
        """What the tokens of this person's forms are made from, on this device, this time."""
        return hmac.new(login.secret, self.mark, hashlib.sha256).digest()


@dataclass(slots=True)
class HttpSessions:
    """The map that every hot request reads; nothing else decides who is asking."""

    cookie_name: str
    is_by_port: bool = False  # browsers share cookies between the ports of one host
    _logins: dict[str, Login] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)  # the minute of the last request
    _acting: dict[str, Acting] = field(default_factory=dict)  # on shared tablets
    _told: dict[str, str] = field(default_factory=dict)  # once, on the next page

    def load(self, logins: Iterable[tuple[str, Login]]) -> None:
        """Take over what the table of Django holds, at the start."""
        self._logins = dict(logins)

    def put(self, key: str, login: Login) -> None:
        """A browser has signed in."""
        self._logins[key] = login

    def drop(self, key: str) -> None:
        """A browser has signed out; the next request is nobody's."""
        self._logins.pop(key, None)
        self._seen.pop(key, None)
        self._acting.pop(key, None)
        self._told.pop(key, None)

    def drop_all(self, keys: Iterable[str]) -> None:
        """Several browsers are signed out at once."""
        for key in keys:
            self.drop(key)

    def of_account(self, account: int) -> list[str]:
        """The keys of all browsers in which an account is signed in; none for seats without one."""
        return [key for key, one in self._now() if account and one.account == account]

    def of_seat(self, session: SessionId, member: MemberId) -> list[str]:
        """The keys of all browsers that are this person in a session."""
        return [key for key, one in self._now() if one.seat(session) == member]

    def _now(self) -> list[tuple[str, Login]]:
        """All of them at one moment: pages behind Django run in other threads."""
        return list(self._logins.items())

    def seen_minute(self, key: str) -> int:
        """The minute of a browser's last request, since 1970; 0 if none came since the start."""
        return self._seen.get(key, 0)

    def key_of(self, request: Request) -> str:
        """What the browser that asks is known by, signed in or not."""
        return request.cookie(self.name_for(request))

    def of(self, request: Request) -> Login | None:
        """The login behind a request, if there is one."""
        key = self.key_of(request)
        login = self._logins.get(key)
        if login is None:
            return None
        if login.until_s < on_for_s():
            self.drop(key)
            return None
        self._seen[key] = int(time.time()) // 60
        return self._with_acting(key, login) if login.tablets else login

    def _with_acting(self, key: str, login: Login) -> Login:
        """A tablet has the seat of whoever acts on it now, and of nobody else."""
        acting = self._acting.get(key)
        if acting is None or acting.until_s < on_for_s():
            self._acting.pop(key, None)
            return login
        return replace(
            login,
            seats={acting.session: acting.member},
            acting_until_s=acting.until_s,
            secret=acting.secret(login),
        )

    def act_as(self, key: str, session: SessionId, *, member: MemberId) -> None:
        """Somebody acts on a shared tablet: for one act, or for two minutes.

        Note: whoever sets the clock of the computer leaves no seat open for the next person.
        """
        until_s = on_for_s() + ACTING_S
        self._acting[key] = Acting(session=session, member=member, until_s=until_s)

    def stop_acting_of(self, session: SessionId, member: MemberId) -> None:
        """A person acts on no tablet any more, wherever it stands."""
        for key, one in list(self._acting.items()):
            if (one.session, one.member) == (session, member):
                self.stop_acting(key)

    def stop_acting(self, key: str) -> Acting | None:
        """The act is done, or the person leaves: the tablet asks again who it is."""
        return self._acting.pop(key, None)

    def go_on_acting(self, key: str, acting: Acting | None) -> None:
        """What was asked for was not in order: the same person may try again."""
        if acting is not None:
            self._acting.setdefault(key, acting)

    def tell_once(self, key: str, text: str) -> None:
        """Keep a word for the next page of a browser, so that no address holds it."""
        self._told[key] = text

    def told_once(self, key: str) -> str:
        """The word that was kept for this page; gone from now on."""
        return self._told.pop(key, "")

    def name_for(self, request: Request) -> str:
        """The cookie's name: one for each port where seats are told apart by ports."""
        port = request.header(b"host").partition(":")[2]
        return f"{self.cookie_name}-{port}" if self.is_by_port and port else self.cookie_name

    def cookie_for(self, request: Request, key: str) -> tuple[bytes, bytes]:
        """The header that gives a browser its key."""
        secure = "; Secure" if self.cookie_name.startswith("__Host-") else ""
        cookie = f"{self.name_for(request)}={key}; Path=/; HttpOnly; SameSite=Lax{secure}"
        return b"set-cookie", cookie.encode()


def new_key() -> str:
    """An unguessable name for one browser's http_session."""
    return secrets.token_urlsafe(24)


def csrf_token(login: Login, path: str) -> str:
    """The token a form must carry: bound to the login and to the session or page it acts on."""
    return hmac.new(login.secret, path.encode(), hashlib.sha256).hexdigest()[:32]


def is_csrf_token(login: Login, path: str, *, token: str) -> bool:
    """Whether a form carries the right token."""
    return hmac.compare_digest(csrf_token(login, path).encode(), token.encode())


def is_same_origin(request: Request) -> bool:
    """Whether a post comes from a page of ours, by the two headers browsers send."""
    site, origin = request.header(b"sec-fetch-site"), request.header(b"origin")
    return is_ours(site=site, origin=origin, host=request.header(b"host"))


def is_ours(*, site: str, origin: str, host: str) -> bool:
    """The same for headers in hand.

    A request without either is refused: every browser in use sends `Origin` with a post.
    """
    if site and site not in ("same-origin", "none"):
        return False
    if not origin:
        return site == "same-origin"
    return origin.partition("://")[2] == host
