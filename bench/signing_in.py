"""A morning: five hundred sign in within a minute, half by drawn passwords, half by passkeys."""

import asyncio
import hashlib
import json
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from authenticator import SoftKey
from figures import Figure, percentile
from processes import HERE, SESSION, hemicycle, prepared

PEOPLE = 500
WITHIN_S = 60
COMMITS = 4  # what a sign-in must write durably: the old http_session, the last login, the new one


@dataclass(frozen=True)
class Enrolled:
    """What opens one account."""

    username: str
    password: str
    key: SoftKey


def enrolled(folder: Path) -> list[Enrolled]:
    """A data folder with an open sitting, and the accounts of the people in it."""
    people = prepared(folder, "--delegations", "125", "--members", "4")
    members = people.members[:PEOPLE]
    run = [sys.executable, str(HERE / "enrol.py"), str(folder), SESSION, *members]
    told = json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout)
    return [Enrolled(name, password, SoftKey(pem, handle)) for name, password, pem, handle in told]


async def by_password(browser: httpx.AsyncClient, one: Enrolled) -> httpx.Response:
    """Send the form with a name and a password."""
    form = {"username": one.username, "password": one.password, "next": "/"}
    return await browser.post("/login", data=form)


async def by_passkey(browser: httpx.AsyncClient, one: Enrolled) -> httpx.Response:
    """Ask for a challenge, and send the answer of the passkey."""
    json_only = {"content-type": "application/json"}
    asked = (await browser.post("/login/passkey/begin", content="{}", headers=json_only)).json()
    challenge = asked["options"]["publicKey"]["challenge"]
    answer = one.key.answer(challenge, origin=browser.headers["origin"])
    form = {"challenge": asked["challenge"], "answer": answer, "next": "/"}
    return await browser.post("/login/passkey", data=form)


async def arrive(url: str, one: Enrolled, *, at: float, by: object) -> float:
    """One person comes at a time of the minute, and signs in. Units: seconds it took."""
    await asyncio.sleep(max(0.0, at - time.perf_counter()))
    async with httpx.AsyncClient(base_url=url, headers={"origin": url}) as browser:
        await browser.get("/login")
        began = time.perf_counter()
        answer = await by(browser, one)  # type: ignore[operator]
        took = time.perf_counter() - began
    assert answer.status_code == 303, (answer.status_code, one.username)
    return took


async def morning(url: str, people: list[Enrolled]) -> tuple[list[float], list[float]]:
    """Everybody's times: of those with passwords, and of those with passkeys."""
    start = time.perf_counter() + 0.5
    coming = [
        arrive(
            url,
            one,
            at=start + WITHIN_S * number / PEOPLE,
            by=by_passkey if number % 2 else by_password,
        )
        for number, one in enumerate(people)
    ]
    times = await asyncio.gather(*coming)
    return times[::2], times[1::2]


def least_s(folder: Path) -> float:
    """The 95th percentile of the least a sign-in does: a hash, and its durable commits."""
    times = []
    tables = sqlite3.connect(folder / "least.sqlite3", isolation_level=None)
    tables.execute("PRAGMA journal_mode=WAL")
    tables.execute("PRAGMA synchronous=FULL")
    tables.execute("CREATE TABLE kept (n INTEGER, text TEXT)")
    for number in range(200):
        began = time.perf_counter()
        hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000)
        for _ in range(COMMITS):
            tables.execute("INSERT INTO kept VALUES (?, ?)", (number, "x" * 300))
        times.append(time.perf_counter() - began)
    tables.close()
    return percentile(times, 0.95)


def signing_in(folder: Path) -> list[Figure]:
    """The two ways in, beside the least that either must do."""
    people = enrolled(folder)
    with hemicycle(folder) as process:
        passwords, passkeys = asyncio.run(morning(f"http://localhost:{process.port}", people))
    limit = least_s(folder) * 1000
    return [
        Figure(
            what=f"{PEOPLE} sign-ins in a minute, p95 of those by {way}",
            value=percentile(times, 0.95) * 1000,
            unit="ms",
            aim=500,
            limit=limit,
            limit_is="ms, a hash and four commits",
        )
        for way, times in (("drawn password", passwords), ("passkey", passkeys))
    ]
