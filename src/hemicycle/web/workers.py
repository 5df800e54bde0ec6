"""Several processes behind one address: one begins them, accepts, and passes browsers on.

A browser that has our cookie always comes to the same process, as long as that one lives: what is
only in memory, such as who acts on a shared tablet, is found there again. Others take turns.
Nothing depends on it that must hold: who is signed in, and what is recorded, every process asks
the database.
"""

import os
import selectors
import signal
import socket
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from hemicycle.web.passing import LARGEST_LOOK, READY, Passed, browser_of, hand_over
from hemicycle.web.server import BACKLOG, HEAD_WITHIN_S, raise_file_limit

LOOKS_EVERY_S = 0.2
TAKES_WITHIN_S = 1.0  # a connection that is passed on; many may come at once
BEGINS_AGAIN_AFTER_S = 1.0
STOPS_WITHIN_S = 10


@dataclass(eq=False, slots=True)
class Worker:
    """One process that serves, as the one that began it knows it."""

    index: int
    pid: int
    channel: socket.socket
    is_ready: bool = False


@dataclass(eq=False, slots=True)
class Workers:
    """All processes of one address on this computer."""

    wanted: int
    listening: socket.socket
    say: Callable[[str], None]
    known: dict[int, Worker] = field(default_factory=dict)
    again: dict[int, float] = field(default_factory=dict)  # when one that died begins anew
    waiting: dict[socket.socket, float] = field(default_factory=dict)  # until when
    turns: "count[int]" = field(default_factory=count)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    is_stopping: bool = False

    def share_out(self) -> Passed:
        """Begin the others; this returns in each of them, and never in the one that began them."""
        raise_file_limit()
        self.listening.listen(BACKLOG)
        self.listening.setblocking(False)
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._told_to_stop)
        begun = self._begin(0)
        while begun is None and not self.is_stopping:
            begun = self._look_around()
        if begun is not None:
            return begun
        self._stop()
        sys.exit(0)

    def _told_to_stop(self, *_: object) -> None:
        self.is_stopping = True

    def _begin(self, index: int) -> Passed | None:
        """Begin one process; in itself this returns its end of the channel."""
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if not pid:
            self._become_worker()
            ours.close()
            return Passed(index, theirs)
        theirs.close()
        ours.settimeout(TAKES_WITHIN_S)
        self.known[index] = Worker(index, pid, ours)
        self.selector.register(ours, selectors.EVENT_READ)
        return None

    def _become_worker(self) -> None:
        """Let go of what belongs to the process that accepts."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        self.selector.close()
        for held in (self.listening, *self.waiting, *(one.channel for one in self.known.values())):
            held.close()

    def _look_around(self) -> Passed | None:
        """Pass on who has come, and begin anew who has died; the end of a channel in a new one."""
        for key, _ in self.selector.select(LOOKS_EVERY_S):
            held = key.fileobj
            assert isinstance(held, socket.socket)
            if held is self.listening:
                self._accept()
            elif held in self.waiting:
                self._pass_on(held)
            else:
                begun = self._heard(held)
                if begun is not None:
                    return begun
        now = time.monotonic()
        for late in [one for one, until in self.waiting.items() if until < now]:
            self._forget(late)
            late.close()
        for index in [one for one, at in self.again.items() if at < now]:
            del self.again[index]
            begun = self._begin(index)
            if begun is not None:
                return begun
        return None

    def _heard(self, channel: socket.socket) -> Passed | None:
        """A process is ready, so that the next may begin; or it has ended."""
        [worker] = [one for one in self.known.values() if one.channel is channel]
        try:
            word = channel.recv(1)
        except OSError:
            word = b""
        if word != READY:
            self._has_ended(worker)
            return None
        worker.is_ready = True
        missing = set(range(self.wanted)) - self.known.keys() - self.again.keys()
        if missing:
            return self._begin(min(missing))
        if self.listening not in self._registered():
            self.selector.register(self.listening, selectors.EVENT_READ)
        return None

    def _registered(self) -> list[object]:
        return [key.fileobj for key in self.selector.get_map().values()]

    def _has_ended(self, worker: Worker) -> None:
        """One that served begins anew; one that could not begin has said why, and ends all."""
        self.selector.unregister(worker.channel)
        worker.channel.close()
        del self.known[worker.index]
        os.waitpid(worker.pid, 0)
        if self.is_stopping:
            return
        if not worker.is_ready and self.listening not in self._registered():
            self._stop()
            sys.exit(1)
        self.say(f"Process {worker.index + 1} of {self.wanted} has ended; it begins anew.")
        self.again[worker.index] = time.monotonic() + BEGINS_AGAIN_AFTER_S

    def _accept(self) -> None:
        try:
            connection, _ = self.listening.accept()
        except OSError:  # it went away before it came
            return
        connection.setblocking(False)
        self.waiting[connection] = time.monotonic() + HEAD_WITHIN_S
        self.selector.register(connection, selectors.EVENT_READ)

    def _pass_on(self, connection: socket.socket) -> None:
        """Give a browser to the process that knows it, or to the next."""
        self._forget(connection)
        try:
            begun = connection.recv(LARGEST_LOOK, socket.MSG_PEEK)
        except OSError:
            begun = b""
        browser = browser_of(begun)
        place = zlib.crc32(browser) if browser else next(self.turns)
        ready = [one for one in self.known.values() if one.is_ready]
        # The one at that place first; where it has died or takes none, the next one.
        ready.sort(key=lambda one: (one.index - place) % self.wanted)
        if begun:
            any(hand_over(one.channel, connection) for one in ready)
        connection.close()

    def _forget(self, connection: socket.socket) -> None:
        self.selector.unregister(connection)
        del self.waiting[connection]

    def _stop(self) -> None:
        """End all, those that do not listen too."""
        self.is_stopping = True
        left = {one.pid for one in self.known.values()}
        for name, until in ((signal.SIGTERM, STOPS_WITHIN_S), (signal.SIGKILL, 1)):
            for pid in left:
                os.kill(pid, name)
            deadline = time.monotonic() + until
            while left and time.monotonic() < deadline:
                left -= {pid for pid in left if os.waitpid(pid, os.WNOHANG)[0]}
                time.sleep(0.02)  # nothing else is left to do
