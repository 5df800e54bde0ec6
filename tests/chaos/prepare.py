"""Prepares a data folder with an open sitting and everybody signed in, and says who they are.

Run as a program, because Django is configured once in a process:
    python prepare.py FOLDER [--delegations 40] [--members 1] [--organ assembly] [--vote] [--text]
It prints one JSON object: the cookie's name, and the cookie and token of every person.
"""

# ruff: noqa: PLC0415 - Django has models only once it is configured

import argparse
import json
import secrets
from itertools import count
from pathlib import Path

from hemicycle.clerk import Asked, Done
from hemicycle.journal.names import Name, Names
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.texts.lodge_text import LodgeText
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.web.http_sessions import Login, csrf_token
from hemicycle.web.installation import Installation, open_installation

SESSION = "s-1"
VOTES = 10
PARAGRAPHS = 50
OFFICERS = {"o-president": "president", "o-teller": "teller", "o-teller-2": "teller"}


def options() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--delegations", type=int, default=40)
    parser.add_argument("--members", type=int, default=1)
    parser.add_argument("--organ", default="assembly")
    parser.add_argument("--vote", action="store_true")
    parser.add_argument("--text", action="store_true", help="with a draft of fifty paragraphs")
    return parser.parse_args()


def delegations(wanted: argparse.Namespace) -> dict[str, tuple[str, ...]]:
    """The delegations with their members."""
    return {
        f"p-{number:04}": tuple(f"p-{number:04}-{seat}" for seat in range(1, wanted.members + 1))
        for number in range(1, wanted.delegations + 1)
    }


def record(installation: Installation, wanted: argparse.Namespace) -> None:
    """Bring the session as far as an open sitting, or an open vote."""
    ids = count(1)
    title = {"en": "Rehearsal under load", "fr": "Répétition sous charge"}

    def act(kind, by="o-sg", **fields):
        common = {"act_id": f"setup-{next(ids)}", "body": "plenary", "capacity": ""}
        return Asked(SessionId(SESSION), kind(**common, through="", at=Instant(0), by=by, **fields))

    days = {"starts_on": "2026-03-02", "ends_on": "2026-03-06", "zone": "Asia/Tashkent"}
    texts = {"title": title, "theme": {}, "place": {}}
    rulebook = "ipu_assembly" if wanted.text else "plain"
    basis = {"basis": "rehearsal", "rulebook": rulebook, "session": SESSION}
    body = {"constituted": "plenary", "title": title, "organ": wanted.organ}
    asked = [
        act(OpenSession, **days, **texts, **basis),
        *(act(AccreditPerson, member=member, office=office) for member, office in OFFICERS.items()),
        act(ConstituteBody, presiding="o-president", **body),
        *(
            act(AcceptCredentials, delegation=delegation, members=members, votes=VOTES)
            for delegation, members in delegations(wanted).items()
        ),
        act(CallRoll),
        act(OpenSitting, "o-president"),
    ]
    if wanted.vote:
        question = {"title": title, "yes_means": title, "method": "roll_call"}
        asked += [act(PutQuestion, "o-president", **question), act(OpenDivision, "o-president")]
    if wanted.text:
        asked.append(act(LodgeText, draft={"en": draft()}, movers=("p-0001",)))
    outcomes = installation.house.clerk.take(asked)
    assert all(isinstance(outcome, Done) for outcome in outcomes), outcomes


def draft() -> str:
    """A draft resolution, a paragraph a line."""
    lines = (
        f"{number}. Urges parliaments to do what their visitors ask in matter {number};"
        for number in range(1, PARAGRAPHS + 1)
    )
    return "\n".join(("What visitors ask", *lines))


def sign_in(installation: Installation, people: list[str]) -> dict[str, dict[str, str]]:
    """Sign everybody in as a login page would; the cookie and the token of each."""
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction

    from hemicycle.secretariat.accounts import FORM_SECRET, give_seat
    from hemicycle.secretariat.models import Account

    known = {}
    with transaction.atomic():
        for member in people:
            account = Account.objects.create(username=member, label=member, password="!")
            give_seat(account, SESSION, member=member)
            http_session, secret = SessionStore(), secrets.token_hex(32)
            http_session[SESSION_KEY], http_session[FORM_SECRET] = str(account.pk), secret
            http_session.save()
            login = Login(account=account.pk, label="", seats={}, secret=bytes.fromhex(secret))
            token = csrf_token(login, f"/a/{SESSION}/acts")
            known[member] = {"key": http_session.session_key, "token": token}
    return known


def main() -> None:
    """Prepare the folder and print who is signed in."""
    wanted = options()
    installation = open_installation(wanted.folder, base_url="http://localhost")
    from hemicycle.secretariat.names import save_names

    record(installation, wanted)
    seated = delegations(wanted)
    names = {p: Name(label={"en": f"Parliament {p[2:]}"}) for p in seated}
    save_names(SESSION, Names(1, names))
    members = [member for own in seated.values() for member in own]
    people = sign_in(installation, [*OFFICERS, "o-sg", *members])
    cookie = installation.house.http_sessions.cookie_name
    installation.house.clerk.store.close()
    print(json.dumps({"cookie": cookie, "members": members, "people": people}))


if __name__ == "__main__":
    main()
