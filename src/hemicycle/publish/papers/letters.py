"""Certificates of attendance, invitations and visa support letters, each with its code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hemicycle.publish.papers.badges import qr_svg
from hemicycle.publish.papers.occasion import Occasion
from hemicycle.publish.papers.typesetting import Paper

# What a paper says, and what the hash of it is made from: name, parliament, capacity, days.
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One paper: what it says, its verification code as printed, and where it is checked."""

    said: Said
    code: str
    address: str


def certificate(occasion: Occasion, said: Said) -> list[str]:
    """That somebody attended, on the days that the record shows."""
    attended = occasion.between(said["first"], said["last"])
    return [
        occasion.say("certificate.certifies", institution=occasion.texts["institution"]),
        occasion.say(
            "certificate.attended",
            session=occasion.title,
            where=occasion.place,
            when=attended,
            delegation=said["parliament_name"],
            capacity=occasion.say(f"capacity.{said['capacity']}"),
        ),
        occasion.say("certificate.by_the_record"),
    ]


def invitation(occasion: Occasion, said: Said) -> list[str]:
    """That a parliament is invited."""
    return [
        occasion.say(
            "invitation.invites",
            institution=occasion.texts["institution"],
            delegation=said["parliament_name"],
            session=occasion.title,
            where=occasion.place,
            when=occasion.when,
        )
    ]


def visa(occasion: Occasion, said: Said) -> list[str]:
    """That somebody is registered, for whoever decides about the visa."""
    return [
        occasion.say("visa.confirms", institution=occasion.texts["institution"]),
        occasion.say(
            "visa.registered",
            session=occasion.title,
            where=occasion.place,
            when=occasion.when,
            delegation=said["parliament_name"],
            capacity=occasion.say(f"capacity.{said['capacity']}"),
        ),
        occasion.say("visa.asks"),
    ]


SENTENCES: Mapping[str, Callable[[Occasion, Said], list[str]]] = {
    "certificate": certificate,
    "invitation": invitation,
    "visa": visa,
}


def letters(occasion: Occasion, kind: str, *, coded: Sequence[Coded], day: str) -> Paper:
    """Several papers of one kind, a page or more each; `day` is the day they are issued on."""
    texts = occasion.texts
    values = {
        "kind": kind,
        "heading": occasion.say(f"heading.{kind}"),
        "address": texts.get("address", ""),
        "day": occasion.day(day),
        "text": texts.get(kind, ""),
        "signatory": texts.get("signatory", ""),
        "signatory_title": texts.get("signatory_title", ""),
        "letters": [letter(occasion, kind, one=one) for one in coded],
        "words": occasion.words("genuine_hint", "code", "genuine_qr_alt"),
    }
    return occasion.paper("letter", occasion.say(f"title.{kind}"), values=values)


def letter(occasion: Occasion, kind: str, *, one: Coded) -> dict[str, Any]:
    """One of them as the template sets it."""
    return {
        "name": one.said.get("name", ""),
        "to": occasion.say("to_parliament", name=one.said["parliament_name"])
        if kind == "invitation"
        else "",
        "sentences": SENTENCES[kind](occasion, one.said),
        "code": one.code,
        "url": one.address,
        "qr": qr_svg(one.address),
    }
