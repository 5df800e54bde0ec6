"""Who may ask for what: one table of addresses. What stands in no line of it is not served.

Whether an act is in order is judged by the procedure, with its reason and rule; here stands only
who gets as far as to ask.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.rules.guards import SECRETARIAT
from hemicycle.publish import OUTPUTS
from hemicycle.web.http_sessions import Login
from hemicycle.web.pages import PAGES

ANYONE, SIGNED_IN, SEATED, WITHDRAWN = "anyone", "signed_in", "seated", "withdrawn"
STAFF, OPERATOR = "secretariat", "operator"
TABLET = "tablet"  # a device that a delegation shares, whoever acts on it or nobody
KEEPER = "delegation_secretary"  # keeps the file of a delegation, and needs no seat
INTERPRETER = "interpreter"  # also the office, as the procedure calls it
GATE = "gate_officer"  # whoever is accredited as a member of the staff, and no more than that
RECORD_CLERK = "record_clerk"  # writes takes; also the office, as the procedure calls it
PROTOCOL = "protocol_officer"  # finds rooms for meetings; also the office of the procedure
SECOND = "second_machine"  # the other machine of the house; the key that both have sees to it
KEY_HOLDER = "key_holder"  # who started the program, while nobody operates it; the form sees to it
ROLES = (
    *(ANYONE, SIGNED_IN, KEEPER, TABLET, WITHDRAWN, SEATED),
    *(STAFF, GATE, INTERPRETER, RECORD_CLERK, PROTOCOL, OPERATOR, KEY_HOLDER, SECOND),
)
IN_SESSION = "a"
TABLES = (
    *("delegations", "sittings", "speakers", "attendance"),
    *("decisions", "elections", "reports"),
    *("texts", "amendments"),
    *("commitments", "answers", "public-questions"),
)
PAPERS_OF_TEXTS = (
    *("draft-resolution", "draft-to-amend", "amendments-paper", "resolution", "memorandum"),
    *("text-as-it-stands", "text-with-changes", "text-in-brackets"),
    *("voting-script", "bench-file"),
)
AT_THE_DOORS = "staff"  # the office, as the procedure calls it


class UndeclaredRoute(Exception):
    """An address is served that no line of the table allows to anybody, or that two lines do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One line: what is asked for, the roles that may, and the addresses that ask for it.

    In an address `*` stands for one part, and `**` at the end for all that follow.
    """

    action: str
    who: frozenset[str]
    routes: tuple[str, ...]


def permission(action: str, *who: str, routes: Iterable[str]) -> Permission:
    """A line of the table."""
    return Permission(action=action, who=frozenset(who), routes=tuple(routes))


def below(*parts: str) -> tuple[str, ...]:
    """Addresses of a session that are read."""
    return tuple(f"GET /a/*/{part}".rstrip("/") for part in parts)


def tables_of(*names: str) -> tuple[str, ...]:
    """The files of tables, for people and for programs."""
    return tuple(f"{one}.{end}" for one in names for end in ("csv", "csv-metadata.json", "json"))


def both(*addresses: str) -> tuple[str, ...]:
    """Addresses that are read and posted to."""
    return tuple(f"{verb} {one}" for one in addresses for verb in ("GET", "POST"))


TABLE: tuple[Permission, ...] = (
    permission(
        "read_the_start",
        ANYONE,
        routes=(
            *("GET /", "GET /help", "GET /time", "POST /csp-reports"),
            *("GET /robots.txt", "GET /sitemap.xml"),
        ),
    ),
    permission(
        "read_the_record",
        ANYONE,
        routes=(
            *below(
                "", "hall", "minutes", "divisions/*", "decisions", "speakers", "rights", "verify"
            ),
            *below("credentials", "rules"),
            *below("card.png", "delegations/*/card.png", "entries/*/card.png", "speech/*/card.png"),
            *below("divisions/*/result.png", "emergency", "elections", "record", "entries/*"),
            *below("speeches", "speech/*", "fragment/speeches"),
            *below("programme", "delegations", "delegations/*", "bodies", "bodies/*"),
            *below("items/*", "attendance", "attendance/*", "minutes/*"),
            *below("statements", "documents", "data", "search", "follow", "texts", "texts/**"),
            *below("minutes.html", "news.txt", "roll-call.csv", "roll-call.csv-metadata.json"),
            *below("decisions.json", "journal.ndjson"),
            *below("akoma-ntoso.xml", "debate/*", "popolo.json", "session.jsonld"),
            *below("calendar.ics", "decisions.atom", "news.ninjs.json", "session.zip"),
            *below(*(f"{table}.csv" for table in TABLES), "tables.xlsx"),
            *below(*(f"{table}.csv-metadata.json" for table in TABLES)),
            *below(*(f"{table}.json" for table in TABLES if table != "decisions")),
            *below("roll-call.json"),
            *below("summary-record/*", "daily-journal/*"),
            *below("decisions-list.html", "decisions-list.pdf", "decisions-list.docx"),
            *below("results-book.html", "results-book.pdf", "results-book.docx"),
            *below("text/*", "amendment/*"),
            *below(*(f"{paper}/*" for paper in PAPERS_OF_TEXTS)),
            *below("follow-up", "follow-up/*", "follow-up.ics", "report-back/*"),
            *below("report-home/*", "laid-report/*", "reports-home", "reports-home/*"),
            *below("names.json", "checkpoint.txt", "time", "live", "live/shared"),
            *below("fragment/hall"),
        ),
    ),
    permission(
        "read_the_programme",
        ANYONE,
        routes=below(
            *("programme/*", "programme.ics", "programme-changes.atom"),
            *("body-programme/*", "delegation-programme/*"),
            "calendar/*",  # of a person: whoever knows the secret in it
        ),
    ),
    permission(
        "read_about_groups",
        ANYONE,
        routes=below("groups", "groups/*", *tables_of("memberships", "nominations")),
    ),
    permission(
        "read_what_a_group_keeps_to_itself",
        SEATED,  # and is told on the page whose it is
        routes=both("/a/*/group-papers/**", "/a/*/group-sittings/**"),
    ),
    permission("have_an_own_calendar", SEATED, routes=both("/a/*/calendar")),
    permission(
        "read_a_report",
        ANYONE,
        routes=(*below("press", "press/confirm"), "POST /a/*/press"),
    ),
    permission(
        "read_the_press_room",
        ANYONE,
        routes=below("press-room", "press-room.atom", "press-room/**"),
    ),
    permission(
        "ask_a_public_question",
        ANYONE,
        routes=(*both("/a/*/ask", "/a/*/ask/mine/*"), *below("ask/*")),
    ),
    permission("pursue_a_public_question", SEATED, routes=("POST /a/*/ask/*",)),
    permission("confirm_a_report", SEATED, WITHDRAWN, routes=("POST /a/*/press/confirm",)),
    permission(
        "take_part",
        SEATED,
        routes=(
            *below("chair", "tellers", "command", "vote", "floor", "today", "questions"),
            *below("requests", "polling", "fragment/requests", "fragment/polling"),
            *below("corrections", "fragment/corrections"),
            *below("merge/*", "fragment/merge/*", "script/*", "fragment/script/*"),
            *below("fragment/chair", "fragment/tellers", "fragment/vote", "fragment/floor"),
            *below("fragment/today", "fragment/questions"),
        ),
    ),
    permission(
        "ask_for_an_act",
        SEATED,
        WITHDRAWN,  # and is told by the procedure that the credentials were withdrawn
        routes=("POST /a/*/acts/*", "POST /a/*/command", "POST /a/*/divisions/*/ballots"),
    ),
    permission("answer_a_commitment", SEATED, routes=below("answers", "fragment/answers")),
    permission("advise_on_amendments", SEATED, routes=both("/a/*/advice/*")),
    permission(
        "hand_in_a_speech", SEATED, routes=(*both("/a/*/hand-in"), *below("fragment/hand-in"))
    ),
    permission(
        "propose_an_amendment",
        SEATED,
        routes=both("/a/*/texts/*/propose", "/a/*/texts/*/edited"),
    ),
    permission("settle_a_paragraph", SEATED, routes=("POST /a/*/merge/*",)),
    permission("send_a_note_to_the_chair", STAFF, routes=("POST /a/*/notes",)),
    permission("put_a_note_away", SEATED, routes=("POST /a/*/notes/seen",)),
    permission("sit_in_a_booth", STAFF, INTERPRETER, routes=below("booth/*", "fragment/booth/*")),
    permission("ask_for_slower_speech", INTERPRETER, routes=("POST /a/*/booth/*",)),
    permission(
        "work_at_the_desk",
        STAFF,
        routes=both("/a/*/desk/**"),
    ),
    permission(
        "write_takes",
        STAFF,
        RECORD_CLERK,
        routes=both("/a/*/desk/takes/**"),
    ),
    permission("meet_other_delegations", SEATED, routes=both("/a/*/meetings", "/a/*/meetings/**")),
    permission("find_rooms_for_meetings", PROTOCOL, routes=both("/a/*/desk/protocol/**")),
    permission("read_agreed_readouts", ANYONE, routes=below("readouts")),
    permission(
        "keep_the_file_of_a_delegation",
        KEEPER,
        routes=both("/a/*/delegation/**"),
    ),
    permission("use_a_shared_tablet", TABLET, routes=both("/a/*/tablet")),
    permission(
        "stand_at_the_gate",
        STAFF,
        GATE,
        routes=(*both("/a/*/gate"), *below("gate/list", "gate/figures"), "POST /a/*/gate/scans"),
    ),
    permission(
        "read_statements",
        ANYONE,
        routes=("GET /statements", "GET /statements/*", "GET /statements/themes/*"),
    ),
    permission("read_by_program", ANYONE, routes=("GET /api/**",)),
    permission("ask_whether_genuine", ANYONE, routes=("GET /genuine", "GET /genuine/*")),
    permission("check_a_receipt", ANYONE, routes=below("receipt", "receipt.json", "receipt/*")),
    permission(
        "sign_in_and_out",
        ANYONE,
        routes=(
            *both("/login", "/login/code", "/login/passkey", "/logout", "/enrol", "/enrol/*"),
            "POST /login/passkey/begin",
        ),
    ),
    permission(
        "keep_the_own_account",
        SIGNED_IN,
        routes=(
            *both("/account", "/account/keys", "/account/keys/first"),
            "POST /account/keys/begin",
        ),
    ),
    permission(
        "watch_the_house",
        ANYONE,  # figures are told to programs on this computer and to the operator alone
        routes=("GET /health", "GET /ready", "GET /metrics"),
    ),
    permission(
        "follow_as_the_second_machine",
        SECOND,
        routes=(
            *("GET /second/hello", "GET /second/standing", "GET /second/house"),
            *("GET /second/beside", "GET /second/after", "POST /second/since"),
        ),
    ),
    permission("operate_the_house", OPERATOR, routes=("GET /operator",)),
    permission("set_up_an_assembly", OPERATOR, KEY_HOLDER, routes=both("/new")),
)


@dataclass(slots=True)
class Permissions:
    """The table as it is asked: by method and the parts of an address without its language."""

    lines: Sequence[Permission] = TABLE
    _by_shape: dict[tuple[str, ...], Permission] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for line in self.lines:
            for route in line.routes:
                method, _, path = route.partition(" ")
                shape = (method, *path.strip("/").split("/"))
                if shape in self._by_shape:
                    raise UndeclaredRoute(f"{route} stands in two lines of the table")
                self._by_shape[shape] = line

    def of(self, method: str, parts: Sequence[str]) -> Permission | None:
        """The line that an address asks under, or None for an address that is not served."""
        verb = "GET" if method == "HEAD" else method
        own = (*parts[:1], "*", *parts[2:]) if is_in_session(parts) else tuple(parts)
        known = self._by_shape
        for shape in (own, (*own[:-1], "*"), (*own[:-2], "*", own[-1])):
            if (verb, *shape) in known:
                return known[verb, *shape]
        deep = (known.get((verb, *own[:depth], "**")) for depth in range(len(own), 0, -1))
        return next((line for line in deep if line is not None), None)

    def require_declared(self, routes: Iterable[str]) -> None:
        """Every address that is served stands in the table; some are only ever posted to.

        Errors: UndeclaredRoute
        """
        for route in routes:
            method, _, path = route.partition(" ")
            parts = path.strip("/").split("/")
            if self.of(method, parts) is None and self.of("POST", parts) is None:
                raise UndeclaredRoute(f"{route} stands in no line of the table of permissions")


def is_in_session(parts: Sequence[str]) -> bool:
    """Whether an address is one of a session: `a/150` and all below it."""
    return parts[0] == IN_SESSION and len(parts) > 1


def served() -> Iterable[str]:
    """The addresses that follow from what the program offers: its pages and its outputs."""
    for name, page in PAGES.items():
        if page.one is not None:
            yield f"GET /a/150/{name}/1"
        yield from (f"GET /a/150/{name}/1/{part}" for part in page.parts)
        address = f"{name}/1" if page.needs_argument else name
        yield f"GET /a/150/{address}"
        if page.needs_seat:
            yield f"GET /a/150/fragment/{address}"
    for output in OUTPUTS.values():
        yield f"GET /a/150/{output.place_of('1' if output.is_in_parts else '')}"


def roles_of(login: Login | None) -> frozenset[str]:
    """The roles of who is asking that no session gives."""
    if login is None or login.tablets:  # a device that many have in hand has no account of its own
        return frozenset({ANYONE})
    return frozenset({ANYONE, SIGNED_IN, *((OPERATOR,) if login.is_operator else ())})


def roles_in(session: SessionId, assembly: Assembly, login: Login | None) -> frozenset[str]:
    """Every role of who is asking, in a session; a withdrawal holds from the next request."""
    if login is None:
        return roles_of(None)
    roles = roles_of(login) | ({KEEPER} if session in login.files else frozenset())
    roles |= {TABLET} if session in login.tablets else frozenset()
    member = login.seat(session)
    if not member:
        return roles
    person = assembly.people.get(member)
    if person is not None and person.is_withdrawn:
        return roles | {WITHDRAWN}
    office = person.office if person is not None else ""
    return roles | {SEATED, *of_office(office)}


def of_office(office: str) -> frozenset[str]:
    """The roles that an office gives."""
    if office in SECRETARIAT:
        return frozenset({STAFF})
    own = {office} & {INTERPRETER, RECORD_CLERK, PROTOCOL}
    return frozenset({GATE} if office == AT_THE_DOORS else own)


def printed() -> str:
    """The table as lawyers read it, in English."""
    lines = ["| what is asked for | who may ask | addresses |", "|---|---|---|"]
    for line in TABLE:
        who = ", ".join(role.replace("_", " ") for role in ROLES if role in line.who)
        routes = ", ".join(f"`{route}`" for route in line.routes)
        lines.append(f"| {line.action.replace('_', ' ')} | {who} | {routes} |")
    return "\n".join(lines) + "\n"
