"""What templates are given: the words of a language, the frame of a page, a refusal as shown."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from hemicycle.clerk import Receipt, system_now
from hemicycle.clerk.state import OpenBox
from hemicycle.handed_in.reading import LARGEST
from hemicycle.handed_in.sealed import SealedSpeech
from hemicycle.journal.names import NO_NAMES, Names
from hemicycle.journal.words import root_words
from hemicycle.phrases import Phrases
from hemicycle.phrases.formats import by_letters
from hemicycle.phrases.speech import LAST_RESORT
from hemicycle.procedure.assembly import TextId, WrittenSpeech
from hemicycle.procedure.assembly.floor import Floor
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Phrase
from hemicycle.screens.booth_languages import BOOTHS
from hemicycle.screens.seat import acts_at
from hemicycle.screens.sum_before import sum_before
from hemicycle.screens.view import View
from hemicycle.screens.vote import Vote
from hemicycle.screens.written import LANGUAGES
from hemicycle.web import languages
from hemicycle.web.acts import Refusal
from hemicycle.web.house import House
from hemicycle.web.http_sessions import Login
from hemicycle.web.notes import NotesSeen, notes_seen
from hemicycle.web.pages import Page
from hemicycle.web.permissions import INTERPRETER, roles_in
from hemicycle.web.static_files import static_url
from hemicycle.web.written_texts import may_read, own_eyes
from hemicycle.wording import colon, comma, semicolon


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which page of which session is asked for, in which language, by whom."""

    session: SessionId
    page: str
    argument: str
    body: str
    language: str
    prefix: str
    login: Login | None
    host: str
    path: str
    query: Mapping[str, str]
    browser: str = ""  # what it is known by; on no page


@dataclass(frozen=True, slots=True)
class Shown:
    """A refusal as a page shows it: the reason, the rule's article, and where on the page."""

    reason: Phrase
    rule_key: str
    article: str
    is_verified: bool
    field: str


def alphabetical(names: Names, language: str) -> Callable[..., list[Any]]:
    """What puts delegations, or what has one as its `who`, as the alphabet of a language does."""

    def by_name(things: Iterable[Any], who: str = "") -> list[Any]:
        def place(one: Any) -> tuple[str, str]:
            identity = getattr(one, who) if who else one
            return by_letters(names.short(identity, language)), identity

        return sorted(things, key=place)

    return by_name


def words(phrases: Phrases, language: str, *, view: View | None = None) -> dict[str, Any]:
    """The words of a page: phrases and names in its language."""
    names = view.names if view else NO_NAMES
    zone = view.zone if view else "UTC"
    rules = view.rules if view else None

    def t(key: str, **facts: object) -> Markup:
        return phrases.html(key, language, names, **{"zone": zone, **facts})

    def ts(key: str, **facts: object) -> str:
        return phrases.say(key, language, names, **{"zone": zone, **facts})

    def phrase(said: Phrase) -> Markup:
        return t(said.key, **said.facts)

    def group_name(group: str) -> Markup:
        key = f"word.group.{group}"  # one that nobody translated is told as the record has it
        return t(key) if phrases.has(key, LAST_RESORT) else Markup("<bdi>{}</bdi>").format(group)

    return {
        "t": t,
        "ts": ts,
        "phrase": phrase,
        "group_name": group_name,
        "lang": language,
        "colon": colon(language),
        "comma": comma(language),
        "semicolon": semicolon(language),
        "dir": languages.direction(language),
        "dir_of": languages.direction,
        "languages": languages.OWN_NAMES,
        "is_reviewed": language in languages.REVIEWED,
        "names": names,
        "phrases": phrases,
        "zone": zone,
        "rules": rules,
        "label": lambda one: named(names.label(one, language), names.language_of(one, language)),
        "short": lambda one: named(names.short(one, language), names.language_of(one, language)),
        "static": static_url,
        "static_url": static_url,
        "by_name": alphabetical(names, language),
        "act_id": lambda: secrets.token_hex(12),
    }


def known_here(house: House, place: Place, view: View) -> dict[str, Any]:
    """What a page of a session may tell besides its screen, each part for whom it concerns."""
    position = house.clerk.state(place.session).tail.position
    return {
        **record_facts(house, place.session, position=position),
        "sum_before": lambda: sum_at(house, place, view),
        "acts_at": acts_at(view),
        **of_house(house),
        **of_booths(house, place, view),
        **of_speeches(house, place, view),
        **of_secretariat(house, place, view),
        **of_merge(house, place),
    }


def of_house(house: House) -> dict[str, Any]:
    """By which address the house is known, and whether its pages are written as files."""
    return {"base_url": house.base_url, "as_files": house.as_files}


def sum_at(house: House, place: Place, view: View) -> Phrase | None:
    """The sum before the vote, reckoned once: a thousand telephones ask at the same moment."""
    key = (place.session, view.body, view.assembly.position)
    if key not in house.sums:
        house.sums.clear()
        house.sums[key] = sum_before(view)
    return house.sums[key]


def record_facts(house: House, session: SessionId, *, position: int) -> dict[str, Any]:
    """How long the record is, how anyone checks it, and what time it is in the session."""
    root, clock = house.clerk.root(session), house.clock_of(session)
    return {
        "position": position,
        "words": root_words(root),
        "root": root.hex(),
        "verification_key": house.clerk.verification_key(session),
        "now": clock.now(),
        "rate": clock.rate_thousandths / 1000,
        "time_url": f"/a/{session}/time",
    }


def of_booths(house: House, place: Place, view: View) -> dict[str, Any]:
    """How many booths ask for slower speech, whether this browser did, and who speaks what."""
    where = (place.session, view.body)
    body = view.assembly.bodies.get(view.body)
    floor = body.floor if body else Floor()
    return {
        "is_in_booth": INTERPRETER in roles_in(place.session, view.assembly, place.login),
        "slower": house.slower.count(where, floor),
        "has_asked": house.slower.has_asked(where, floor, browser=place.browser),
        "speaks": lambda member: house.speaks_of(place.session, member),
        "booths": BOOTHS,
    }


def of_speeches(house: House, place: Place, view: View) -> dict[str, Any]:
    """The words of speeches in writing, as far as this browser may read them."""
    roles = roles_in(place.session, view.assembly, place.login)

    def words_of(written: WrittenSpeech) -> SealedSpeech | None:
        if not may_read(written, own_eyes(view), roles=roles):
            return None
        return house.written_texts.of(place.session, written)

    return {
        "words_of": words_of,
        "speech_languages": LANGUAGES,
        "largest_speech_mb": LARGEST // 1024 // 1024,
    }


def of_secretariat(house: House, place: Place, view: View) -> dict[str, NotesSeen | None]:
    """The notes to the Chair, on the console alone and for those whom they concern."""
    is_console = place.page == "chair" and place.login is not None
    return {"notes": notes_seen(house.notes, place.session, view=view) if is_console else None}


def of_merge(house: House, place: Place) -> dict[str, Any]:
    """Who else is at the merge of a text, and who settles what there; elsewhere nothing."""
    if place.page != "merge" or place.login is None:
        return {}
    where, now = (place.session, TextId(place.argument)), house.clock_of(place.session).now()
    own = place.login.seat(place.session)
    return {
        "also_here": [one for one in house.merging.here(where, now=now) if one != own],
        "held": house.merging.held(where, now=now),
        "own_seat": own,
    }


def frame(prefix: str, path: str) -> dict[str, Any]:
    """What the frame of a page needs where no session gives it."""
    return {
        "session": None,
        "s": None,
        "view": None,
        "page_name": "start",
        "band": "",
        "user": "",
        "operates": False,
        "demo": None,
        "refusal": None,
        "already": 0,
        "form": {},
        "live_url": "",
        "now": system_now(),
        "rate": 1,
        "time_url": "/time",
        "prefix": prefix,
        "path": path,
        "back": f"{prefix}{path}",
        "position": 0,
        "csrf": "",
    }


def already(query: Mapping[str, str]) -> int:
    """When an act that came again was done first, as the address tells; 0 where it does not."""
    told = query.get("already", "")
    return int(told) if re.fullmatch(r"[0-9]{1,13}", told, re.ASCII) else 0


def live_url(house: House, place: Place, *, page: Page, view: View) -> str:
    """The stream of a page, from the position it shows; none where nothing changes by itself.

    Note: nothing in a reported session happens now, and nothing among files.
    """
    opened = view.assembly.session
    is_over = house.as_files or (opened is not None and opened.is_reported)
    if not page.is_live or is_over:
        return ""
    position = house.clerk.state(place.session).tail.position
    asked = {"view": place.page, "body": view.body, "lang": place.language, "since": position}
    if place.argument and not page.needs_seat:
        asked["of"] = place.argument
    return f"/a/{place.session}/live?{urlencode(asked)}"


def named(text: str, language: str) -> Markup:
    """A name on a page: isolated, and marked with the language it is really in."""
    return Markup('<bdi lang="{}">{}</bdi>').format(language, text)


def shown(view: View, problem: Refusal | None) -> Shown | None:
    """A refusal with the article of its rule."""
    if problem is None:
        return None
    has_rule = bool(problem.rule_key) and view.rules.has(problem.rule_key)
    return Shown(
        reason=Phrase(f"reason.{problem.reason_key}", **problem.facts),
        rule_key=problem.rule_key,
        article=view.rules.article(problem.rule_key) if has_rule else "",
        is_verified=has_rule and view.rules.is_verified(problem.rule_key),
        field=problem.at_field,
    )


def receipt_of(boxes: Mapping[int, OpenBox], data: object) -> Receipt | None:
    """The viewer's receipt in the division that a delegate's page is about."""
    if not isinstance(data, Vote):
        return None
    opened = boxes.get(data.division)
    own = opened.box.of(data.seat.delegation).get(data.seat.member) if opened else None
    return opened.receipt(data.division, own) if opened and own else None
