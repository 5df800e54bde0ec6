"""The real server as a process of its own: `hemicycle serve` on a data folder."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
LONGEST_START_S = 30


class Lost(AssertionError):
    """Something that was promised does not hold."""


def prepared(folder: Path, *options: str) -> dict[str, object]:
    """Make a data folder with an open sitting; who is signed in."""
    run = [sys.executable, str(HERE / "prepare.py"), str(folder), *options]
    told: dict[str, object] = json.loads(subprocess.run(run, check=True, stdout=-1).stdout)
    return told


@dataclass
class Server:
    """One life of the server."""

    folder: Path
    fault: str = "none"
    port: int = 0
    more: tuple[str, ...] = ()
    keeps_port: bool = False
    program: Path | None = None  # where the packages of an earlier program begin
    process: subprocess.Popen[bytes] | None = None

    @property
    def command(self) -> list[str]:
        """What it is started with."""
        return ["serve"]

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://localhost:{self.port}"

    def choose_port(self) -> None:
        """Take a port that nobody listens on."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self, *, stderr: int | None = None) -> None:
        """Start it; it need not be ready yet."""
        if not self.keeps_port:
            self.choose_port()
        program = ["-m", "hemicycle"]
        if self.fault != "none":
            program = [str(HERE / "planted_server.py"), self.fault]
        serve = [*self.command, "--data", str(self.folder), "--port", str(self.port)]
        run = [sys.executable, *program, *serve, *self.more]
        path = {"PYTHONPATH": str(self.program)} if self.program else {}
        self.process = subprocess.Popen(
            run, env=os.environ | path, stdout=subprocess.DEVNULL, stderr=stderr
        )

    def wait(self) -> float:
        """Wait until it takes connections; how long that took. Units: seconds."""
        began = time.monotonic()
        while time.monotonic() - began < LONGEST_START_S:
            if self.process is None or self.process.poll() is not None:
                raise Lost("the server does not start any more")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return time.monotonic() - began
        raise Lost("the server does not answer any more")

    def kill(self) -> None:
        """End it without warning, clean-up or last words."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """End it as a system ends it, with all that it began."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
