"""Whether the house is well: for programs at three addresses, for its operator on one page."""

import json
import resource
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from hemicycle.clerk import system_now
from hemicycle.operation.battery import SUPPLIES, battery
from hemicycle.operation.figures import COUNTER, GAUGE, MEDIA_TYPE, Figure, one, written
from hemicycle.operation.kept_papers import KeptPapers
from hemicycle.operation.logs import Counted
from hemicycle.operation.schedule import A_MINUTE_MS, Backups
from hemicycle.procedure.kernel import Instant, Phrase
from hemicycle.web.addresses import is_this_computer
from hemicycle.web.api.events import Events
from hemicycle.web.fronts import Fronts
from hemicycle.web.house import House, name_of
from hemicycle.web.house_clock import COMPUTER, Overdue, SystemClock, told
from hemicycle.web.http import Answer, Request
from hemicycle.web.live import PERSONAL, Broadcaster
from hemicycle.web.site_keeping import SiteKeeping

HEALTH, READY, METRICS = "/health", "/ready", "/metrics"
PROBES = frozenset({HEALTH, READY, METRICS})
FORWARDED = (b"x-forwarded-for", b"forwarded", b"x-real-ip", b"via")
LEAST_ROOM = 100 * 1024 * 1024
SILENT_S = 25  # two clocks went out meanwhile, and neither was confirmed
MANY_WAIT = 200
NAMED = frozenset({"hall", PERSONAL})
MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One thing that an operator looks at: well, to be looked at, or bad."""

    name: str
    level: str
    says: Phrase


class Follows(Protocol):
    """What a second machine knows of how it keeps up. Units: entries, seconds."""

    behind: int
    fault: str

    @property
    def silent_for_s(self) -> int:
        """For how long the writer has not been heard."""

    @property
    def standing(self) -> str:
        """How it stands, in one sentence."""


@dataclass(slots=True)
class Watch:
    """What is known of the house beside its sessions."""

    house: House
    broadcaster: Broadcaster
    events: Events
    folder: Path | None = None
    metrics: str = "loopback"
    backups: Backups = field(default_factory=Backups)
    fronts: Fronts = field(default_factory=Fronts)
    papers: KeptPapers = field(default_factory=KeptPapers)
    site: SiteKeeping | None = None
    logged: Counted = field(default_factory=Counted)
    answered: Counter[int] = field(default_factory=Counter)
    began: float = field(default_factory=time.monotonic)
    follower: Follows | None = None
    supplies: Path = SUPPLIES
    clock: SystemClock = COMPUTER
    late: Sequence[Overdue] = ()

    # -- for programs ------------------------------------------------------------------

    def probe(self, request: Request) -> Answer:
        """The answer at an address that programs ask: nothing there names anybody."""
        if request.path == HEALTH:
            return Answer(200, b"well\n", "text/plain; charset=utf-8")
        if request.path == READY:
            why = self.not_ready()
            told = json.dumps({"ready": not why, "why": why}).encode() + b"\n"
            return Answer(503 if why else 200, told, "application/json")
        if not self.may_read_figures(request):
            return Answer(403, b"Figures are not told here.\n", "text/plain; charset=utf-8")
        return Answer(200, written(self.figures()).encode(), MEDIA_TYPE)

    def not_ready(self) -> list[str]:
        """Why the house cannot take acts now, in short; nothing where it can."""
        why = []
        if self.house.clerk.may_be_behind:
            why.append("the store does not take what is recorded")
        if self.room() < LEAST_ROOM // 10:
            why.append("the disk is full")
        if self.house.shut is not None and self.follower is not None:
            why.append(f"this is the second machine. {self.follower.standing}")
        elif self.house.shut is not None:
            why.append("another machine took over")
        return why

    def room(self) -> int:
        """How many bytes are free where the record lies."""
        if self.folder is None:
            return LEAST_ROOM
        try:
            return shutil.disk_usage(self.folder).free
        except OSError:
            return 0

    def may_read_figures(self, request: Request) -> bool:
        """Whether who asks for the figures may have them.

        Note: behind a server in front every request comes from this computer; it tells of itself,
        or asks for the name by which browsers know the house.
        """
        if self.metrics == "off":
            return False
        login = self.house.http_sessions.of(request)
        if login is not None and login.is_operator:
            return True
        client = request.scope.get("client") or ("", 0)
        name = name_of(request.header(b"host")) or ""
        is_direct = not any(request.header(header) for header in FORWARDED)
        is_here = is_this_computer(str(client[0])) and is_this_computer(name)
        return self.metrics == "loopback" and is_here and is_direct

    def figures(self) -> Iterator[Figure]:
        """Everything that is counted."""
        states = self.house.clerk.states
        heads = [({"session": name}, one.tail.position) for name, one in states.items()]
        ballots = [({"session": name}, one.ballots) for name, one in states.items()]
        yield Figure("entries_total", COUNTER, "Entries in the record.", heads)
        yield Figure("ballots_total", COUNTER, "Ballots received.", ballots)
        yield Figure("acts_waiting", GAUGE, "Acts that wait for the clerk.", one(self.waiting))
        behind = self.house.clerk.may_be_behind
        yield Figure("store_failed", GAUGE, "1 while the store takes nothing.", one(behind))
        yield from self.figures_of_streams()
        answered = [({"status": str(code)}, n) for code, n in sorted(self.answered.items())]
        yield Figure("answers_total", COUNTER, "Answers by status; 503 was shed.", answered)
        logged = [({"level": level}, n) for level, n in self.logged.by_level.items()]
        yield Figure("logged_total", COUNTER, "Lines of the log.", logged)
        yield from self.figures_of_what_is_kept()
        yield from self.figures_of_second()
        yield Figure("disk_free_bytes", GAUGE, "Free where the record lies.", one(self.room()))
        off = one(self.clock.off_ms / 1000)
        yield Figure("clock_off_seconds", GAUGE, "By how much its clock was set since.", off)
        yield from figures_of_process(self.began)

    def figures_of_streams(self) -> Iterator[Figure]:
        """The live pages, and those that confirm nothing."""
        pages = [({"page": page}, n) for page, n in sorted(self.broadcaster.by_page().items())]
        yield Figure("streams", GAUGE, "Open live pages.", pages)
        silent = [({"page": page}, len(some)) for page, some in sorted(self.silent().items())]
        yield Figure("streams_silent", GAUGE, "Live pages that confirm nothing.", silent)
        yield Figure("event_streams", GAUGE, "Programs that follow.", one(self.events.open_streams))
        fronts = self.fronts.by_address.values()
        if fronts:
            pages = [({"page": page}, n) for page, n in sorted(self.fronts.listening.items())]
            yield Figure("front_streams", GAUGE, "Live pages at the servers in front.", pages)
            posted = [({"at": one.address}, one.posted) for one in fronts]
            yield Figure("front_posted_total", COUNTER, "Messages posted there.", posted)
            failing = [({"at": one.address}, bool(one.failure)) for one in fronts]
            yield Figure("front_failing", GAUGE, "1 while nothing can be posted there.", failing)

    def figures_of_what_is_kept(self) -> Iterator[Figure]:
        """Backups by the clock, paper packs, the site as files: those that are wished for."""
        if self.backups.wish is not None:
            size = one(self.backups.last_size)
            yield Figure("backup_size_bytes", GAUGE, "How large the latest is.", size)
            yield from figures_of_one("backup", self.backups.last_at, failure=self.backups.failure)
        if self.papers.wish is not None:
            yield from figures_of_one("paper", self.papers.last_at, failure=self.papers.failure)
        if self.site is not None:
            yield from figures_of_one("site", self.site.last_at, failure=self.site.failure)

    def figures_of_second(self) -> Iterator[Figure]:
        """How far the two machines of the house are apart, where there are two."""
        if self.house.shut is not None and self.follower is not None:
            behind, silent = self.follower.behind, self.follower.silent_for_s
            yield Figure("follow_behind_entries", GAUGE, "Entries not here yet.", one(behind))
            yield Figure("follow_silent_seconds", GAUGE, "Writer not heard.", one(silent))
        copies = self.house.queue.copies
        if copies.silent_for_s is not None:
            yield Figure("second_there", GAUGE, "1: second keeps up.", one(copies.is_there))
            yield Figure("second_missing", GAUGE, "Commits it lacks.", one(copies.missing))

    @property
    def waiting(self) -> int:
        """How many acts wait for the clerk."""
        return self.house.queue.waiting

    def silent(self) -> Mapping[str, list[float]]:
        """By page, for how long those live pages are silent that are."""
        return self.broadcaster.silent(longer_than_s=SILENT_S)

    # -- for people --------------------------------------------------------------------

    def states(self) -> list[State]:
        """What an operator has to know, each as one sentence."""
        return [
            self.state_of_store(),
            self.state_of_queue(),
            *self.states_of_streams(),
            *self.states_of_fronts(),
            self.state_of_backups(),
            *self.states_of_papers(),
            *self.states_of_site(),
            self.state_of_room(),
            *self.states_of_clock(),
            *self.states_of_battery(),
            *self.states_of_second(),
        ]

    def state_of_store(self) -> State:
        """Whether what is recorded is taken."""
        if self.house.clerk.may_be_behind:
            return State(name="store", level="bad", says=Phrase("operation.store_failed"))
        return State(name="store", level="well", says=Phrase("operation.store_well"))

    def state_of_queue(self) -> State:
        """Whether acts are answered at once."""
        level = "look" if self.waiting > MANY_WAIT else "well"
        return State(name="queue", level=level, says=Phrase("operation.waiting", n=self.waiting))

    def states_of_streams(self) -> Iterator[State]:
        """How many follow, and which screens are silent: those of the house by page."""
        silent = self.silent()
        for page, some in sorted(silent.items()):
            key = f"operation.silent_{page if page in NAMED else 'others'}"
            says = Phrase(key, n=len(some), seconds=int(max(some)))
            yield State(name="silent", level="look" if page == "hall" else "well", says=says)
        says = Phrase("operation.streams", n=self.broadcaster.open_streams)
        yield State(name="streams", level="well", says=says)

    def states_of_fronts(self) -> Iterator[State]:
        """Whether the servers in front are fed, and how many follow there."""
        for front in self.fronts.by_address.values():
            if front.failure:
                minutes = (system_now() - (front.failing_since or system_now())) // A_MINUTE_MS
                facts = {"at": front.address, "minutes": minutes, "why": front.failure}
                says = Phrase("operation.front_failing", **facts)
                yield State(name="front", level="bad", says=says)
        if self.fronts.by_address:
            n = sum(self.fronts.listening.values())
            yield State(name="front", level="well", says=Phrase("operation.front_streams", n=n))

    def state_of_backups(self) -> State:
        """Whether there is a backup, how old it is, and why there is none."""
        kept, now = self.backups, system_now()
        if kept.wish is None:
            says = Phrase("operation.backup_none")
            return State(name="backup", level="look", says=says)
        if kept.failure:
            since, why = kept.failing_since, kept.failure
            return failing("backup", "operation.backup_failing", since=since, why=why)
        if kept.last_at is None:
            return State(name="backup", level="look", says=Phrase("operation.backup_first"))
        key = "operation.backup_late" if kept.is_late(now) else "operation.backup_last"
        minutes = (now - kept.last_at) // A_MINUTE_MS
        says = Phrase(key, minutes=minutes, size=-(-kept.last_size // MB))
        return State(name="backup", level="look" if kept.is_late(now) else "well", says=says)

    def states_of_papers(self) -> Iterator[State]:
        """Whether the paper packs lie ready, and why one does not."""
        kept, now = self.papers, system_now()
        if kept.wish is None:
            return
        if kept.failure:
            since, why = kept.failing_since, kept.failure
            yield failing("paper", "operation.paper_failing", since=since, why=why)
        elif kept.last_at is None:
            yield State(name="paper", level="look", says=Phrase("operation.paper_first"))
        else:
            minutes, n = (now - kept.last_at) // A_MINUTE_MS, len(kept.made)
            says = Phrase("operation.paper_last", minutes=minutes, n=n, to=str(kept.wish.to))
            yield State(name="paper", level="well", says=says)

    def states_of_site(self) -> Iterator[State]:
        """Whether the public site lies ready as files, and why it does not."""
        kept, now = self.site, system_now()
        if kept is None:
            return
        if kept.failure:
            since, why = kept.failing_since, kept.failure
            yield failing("site", "operation.site_failing", since=since, why=why)
        elif kept.last_at is None:
            yield State(name="site", level="look", says=Phrase("operation.site_first"))
        else:
            minutes = (now - kept.last_at) // A_MINUTE_MS
            says = Phrase("operation.site_last", minutes=minutes, to=str(kept.to))
            yield State(name="site", level="well", says=says)

    def state_of_room(self) -> State:
        """How much is free where the record lies."""
        room = self.room()
        level = "bad" if room < LEAST_ROOM // 10 else "look" if room < LEAST_ROOM else "well"
        return State(name="room", level=level, says=Phrase("operation.room", size=room // MB))

    def states_of_clock(self) -> Iterator[State]:
        """That the clock of the computer was set, and what came of it; nothing where it was not."""
        for level, says in told(self.house, self.clock, self.late):
            yield State(name="clock", level=level, says=says)

    def states_of_battery(self) -> Iterator[State]:
        """That the computer runs on its battery; nothing while current comes."""
        found = battery(self.supplies)
        if found is not None and found.feeds:
            level = "bad" if found.is_low else "look"
            key = "operation.battery_low" if found.is_low else "operation.battery_on"
            yield State(name="battery", level=level, says=Phrase(key, percent=found.percent))

    def states_of_second(self) -> Iterator[State]:
        """How the two machines of the house stand to each other, where there are two."""
        shut, follower, copies = self.house.shut, self.follower, self.house.queue.copies
        if shut is not None and follower is not None:
            seconds, behind = follower.silent_for_s, follower.behind
            says = Phrase("operation.follows", seconds=seconds, n=behind, **shut.facts)
            yield State(name="second", level="bad" if follower.fault else "look", says=says)
        elif shut is not None:
            says = Phrase("operation.fenced", **shut.facts)
            yield State(name="second", level="bad", says=says)
        elif copies.silent_for_s is not None and copies.is_there:
            yield State(name="second", level="well", says=Phrase("operation.second_there"))
        elif copies.silent_for_s is not None:
            seconds = int(copies.silent_for_s)
            says = Phrase("operation.second_silent", seconds=seconds, n=copies.missing)
            yield State(name="second", level="look", says=says)


def failing(name: str, key: str, *, since: Instant | None, why: str) -> State:
    """That something which is kept by the clock cannot be made: for how long, and why."""
    now = system_now()
    minutes = (now - (since or now)) // A_MINUTE_MS
    return State(name=name, level="bad", says=Phrase(key, minutes=minutes, why=why))


def figures_of_one(what: str, last_at: Instant | None, *, failure: str) -> Iterator[Figure]:
    """When something was last made that is kept by the clock, and whether it cannot be made."""
    last, failing = one((last_at or 0) / 1000), one(bool(failure))
    yield Figure(f"{what}_last_seconds", GAUGE, "When the latest was made.", last)
    yield Figure(f"{what}_failing", GAUGE, "1 while none can be made.", failing)


def figures_of_process(began: float) -> Iterator[Figure]:
    """What the process takes from the computer."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    yield Figure("processor_seconds_total", COUNTER, "Processor time.", one(spent))
    largest = used.ru_maxrss * 1024
    yield Figure("memory_largest_bytes", GAUGE, "The most memory taken.", one(largest))
    up = time.monotonic() - began
    yield Figure("up_seconds", GAUGE, "Since the start.", one(up))
