"""Papers being made: beside the requests, told of while they last, kept for whoever asked."""

import asyncio
import secrets
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field

PATIENCE_S = 1.0
KEPT_FOR_S = 15 * 60
MOST_KEPT = 12

Owner = tuple[int, str]


@dataclass(slots=True, kw_only=True)
class Job:
    """One paper that is being made, or was. Units: seconds of a clock that only runs forward."""

    id: str
    owner: Owner
    file_name: str
    title: str
    count: int
    began_s: float
    task: asyncio.Task[bytes]

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched; what went wrong is raised there."""
        return self.task.done()

    @property
    def since_s(self) -> int:
        """For how long it has been in the making."""
        return int(time.monotonic() - self.began_s)


@dataclass(slots=True)
class Workshop:
    """The papers of the last minutes, in the memory of this process only."""

    jobs: dict[str, Job] = field(default_factory=dict)

    async def begin(
        self, owner: Owner, work: Awaitable[bytes], *, file_name: str, title: str, count: int
    ) -> Job:
        """Begin to make a paper, and wait a second: most are made by then."""
        self._tidy()
        job = Job(
            id=secrets.token_urlsafe(12),
            owner=owner,
            file_name=file_name,
            title=title,
            count=count,
            began_s=time.monotonic(),
            task=asyncio.ensure_future(_awaited(work)),
        )
        self.jobs[job.id] = job
        await asyncio.wait({job.task}, timeout=PATIENCE_S)
        return job

    def of(self, owner: Owner, job: str) -> Job | None:
        """A paper that somebody asked for."""
        found = self.jobs.get(job)
        return found if found is not None and found.owner == owner else None

    def _tidy(self) -> None:
        oldest = time.monotonic() - KEPT_FOR_S
        done = [one for one in self.jobs.values() if one.is_ready]
        late = [one for one in done if one.began_s < oldest]
        late += done[: max(0, len(self.jobs) - MOST_KEPT)]
        for one in late:
            self.jobs.pop(one.id, None)


async def _awaited(work: Awaitable[bytes]) -> bytes:
    return await work


workshop = Workshop()
