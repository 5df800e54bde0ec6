"""A file read in a process of its own, with little memory and little time: whatever is in it."""

import asyncio
import json
import resource
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from hemicycle.handed_in.found import HandedInFault, Reading
from hemicycle.handed_in.reading import HandedIn, read

WITHIN_S = 30
LARGEST_MEMORY = 1024 * 1024 * 1024
HALT = HandedInFault("written_takes_too_long")


async def read_apart(content: bytes) -> Reading:
    """The paragraphs of a file.

    Errors: HandedInFault
    """
    found = await found_apart(content, reader=f"{__name__}:main")
    return Reading(paragraphs=tuple(found["paragraphs"]), doubts=found["doubts"])


async def found_apart(content: bytes, *, reader: str) -> Mapping[str, Any]:
    """What a reader, `module:function`, writes of a file.

    Errors: HandedInFault
    Note: what a file does to its reader ends with the reader.
    """
    module, _, function = reader.partition(":")
    command = (sys.executable, "-I", "-c", f"from {module} import {function}; {function}()")
    pipe = asyncio.subprocess.PIPE
    null = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *command, stdin=pipe, stdout=pipe, stderr=null, cwd="/", env={}
    )
    try:
        async with asyncio.timeout(WITHIN_S):
            told, _ = await process.communicate(content)
    except TimeoutError:
        raise HALT from None
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    if process.returncode:
        raise HALT
    return understood(told)


def understood(told: bytes) -> Mapping[str, Any]:
    """What the reader wrote.

    Errors: HandedInFault
    """
    found: Mapping[str, Any] = json.loads(told)
    if "reason_key" in found:
        raise HandedInFault(found["reason_key"], **found["facts"])
    return found


def main() -> None:
    """The reader of any text."""
    tell(lambda content: found_in(read(HandedIn(file=content))))


def found_in(reading: Reading) -> Mapping[str, object]:
    """What was read, as it is written."""
    return {"paragraphs": reading.paragraphs, "doubts": reading.doubts}


def tell(found_of: Callable[[bytes], Mapping[str, object]]) -> None:
    """Read standard input, and write what was found, or why nothing was, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (WITHIN_S, WITHIN_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        told = found_of(sys.stdin.buffer.read())
    except HandedInFault as fault:
        told = {"reason_key": fault.reason_key, "facts": fault.facts}
    sys.stdout.write(json.dumps(told))
