"""A file read in a process of its own, with little memory and little time: whatever is in it."""

import asyncio
import json
import resource
import sys
from contextlib import suppress

from hemicycle.handed_in.found import HandedInFault, Reading
from hemicycle.handed_in.reading import HandedIn, read

WITHIN_S = 30
LARGEST_MEMORY = 1024 * 1024 * 1024
HALT = HandedInFault("written_takes_too_long")


async def read_apart(content: bytes) -> Reading:
    """The paragraphs of a file.

    Errors: HandedInFault
    Note: what a file does to its reader ends with the reader.
    """
    command = (sys.executable, "-I", "-c", f"from {__name__} import main; main()")
    pipe = asyncio.subprocess.PIPE
    null = asyncio.subprocess.DEVNULL
    reader = await asyncio.create_subprocess_exec(
        *command, stdin=pipe, stdout=pipe, stderr=null, cwd="/", env={}
    )
    try:
        async with asyncio.timeout(WITHIN_S):
            told, _ = await reader.communicate(content)
    except TimeoutError:
        raise HALT from None
    finally:
        with suppress(ProcessLookupError):
            reader.kill()
    if reader.returncode:
        raise HALT
    return understood(told)


def understood(told: bytes) -> Reading:
    """What the reader wrote.

    Errors: HandedInFault
    """
    found = json.loads(told)
    if "reason_key" in found:
        raise HandedInFault(found["reason_key"], **found["facts"])
    return Reading(paragraphs=tuple(found["paragraphs"]), doubts=found["doubts"])


def main() -> None:
    """Read standard input, and write what was found, or why nothing was, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (WITHIN_S, WITHIN_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        found = read(HandedIn(file=sys.stdin.buffer.read()))
        told: dict[str, object] = {"paragraphs": found.paragraphs, "doubts": found.doubts}
    except HandedInFault as fault:
        told = {"reason_key": fault.reason_key, "facts": fault.facts}
    sys.stdout.write(json.dumps(told))
