"""The programming interface described for programs (OpenAPI 3.1), from what is declared."""

from typing import Any

from hemicycle import __version__
from hemicycle.phrases import Phrases
from hemicycle.publish import OUTPUTS, Output
from hemicycle.publish.data.resources import RESOURCES, filters_of, schema
from hemicycle.publish.data.table import Table
from hemicycle.publish.data.tables_json import DIVISIONS, HAVE_THEIR_OWN
from hemicycle.web.api.asked import LONGEST_VALUE, MOST_ITEMS, PROBLEM, USUAL_ITEMS
from hemicycle.web.languages import OFFERED

Json = dict[str, Any]
BASE = "/api/v1"
SESSION = "/sessions/{session}"
FILES = "/a/{session}"
TEXT: dict[str, Any] = {"type": "string"}
ANYTHING: dict[str, Any] = {"type": "object"}
ABOUT = (
    "What is public of the sessions of this installation, as it stands in the record. Reading "
    "needs no key. Every answer names the position of the record it was made at; an answer that "
    "has not changed is told by its ETag. `notice` says where a session is a rehearsal or only "
    "reported: keep it with what you show."
)
WORDS = {"type": "object", "additionalProperties": {"type": "string"}}
SESSION_SCHEMA: Json = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "title": WORDS,
        "theme": WORDS,
        "place": WORDS,
        "zone": {"type": "string", "description": "The IANA time zone in which it meets."},
        "starts_on": {"type": "string", "format": "date"},
        "ends_on": {"type": "string", "format": "date"},
        "basis": {"enum": ["acted", "rehearsal", "reported"]},
        "notice": {"type": "string", "description": "What must be said with it; empty if nothing."},
        "rulebook": {"type": "string"},
        "edition": {"type": "string"},
        "position": {"type": "integer", "minimum": 0},
        "root": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "root_words": {"type": "string"},
        "tables": {"type": "array", "items": {"type": "string"}},
    },
}
SESSION_SCHEMA["required"] = list(SESSION_SCHEMA["properties"])
PAGE: Json = {
    "session": {"type": "string"},
    "position": {"type": "integer", "minimum": 0},
    "basis": {"enum": ["acted", "rehearsal", "reported"]},
    "notice": {"type": "string"},
    "language": {"enum": list(OFFERED)},
}


def parameter(name: str, where: str, *, schema: Json, about: str, needed: bool = False) -> Json:
    """One parameter of an address."""
    return {
        "name": name,
        "in": where,
        "required": needed,
        "schema": schema,
        "description": about,
    }


OF_SESSION = parameter(
    "session", "path", schema={"type": "string"}, about="The id of a session.", needed=True
)
LANGUAGE = parameter(
    "Accept-Language",
    "header",
    schema={"type": "string"},
    about="In which language titles and names are given.",
)
DIVISION = parameter(
    "division", "path", schema={"type": "string"}, about="The number of a division.", needed=True
)
SINCE = parameter(
    "since",
    "query",
    schema={"type": "integer", "minimum": 0, "maximum": 999_999_999},
    about="The position after which events are wanted; the head of the record without it.",
)


def answer(content: Json, *, media_type: str = "application/json") -> Json:
    """An answer with content."""
    return {"description": "What was asked for.", "content": {media_type: {"schema": content}}}


def problems(*statuses: int) -> Json:
    """The errors that an address may answer with."""
    whys = {400: "A parameter is wrong.", 404: "There is no such thing."}
    shape = {"$ref": "#/components/schemas/Problem"}
    return {
        str(status): {"description": whys[status], "content": {PROBLEM: {"schema": shape}}}
        for status in statuses
    }


def reads(summary: str, *parameters: Json, answers: Json) -> Json:
    """An address that is read; whoever has the answer already is told so."""
    unchanged = {"304": {"description": "It has not changed."}}
    shown = [*parameters, LANGUAGE]
    return {"get": {"summary": summary, "parameters": shown, "responses": {**answers, **unchanged}}}


def list_of(table: Table) -> Json:
    """The rows of a table, page by page."""
    name = schema_name(table)
    paging = (
        parameter(
            "limit",
            "query",
            schema={"type": "integer", "minimum": 1, "maximum": MOST_ITEMS},
            about=f"How many at most; {USUAL_ITEMS} without it.",
        ),
        parameter(
            "after",
            "query",
            schema={"type": "string", "maxLength": LONGEST_VALUE},
            about="The id of the last one that is known; `next` holds the whole address.",
        ),
    )
    filters = (
        parameter(
            one,
            "query",
            schema={"type": "string", "maxLength": LONGEST_VALUE},
            about=f"Only those with this {one}.",
        )
        for one in filters_of(table)
    )
    page = {
        "type": "object",
        "properties": {
            **PAGE,
            "total": {"type": "integer", "minimum": 0},
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
            "next": {"type": ["string", "null"]},
        },
    }
    page["required"] = list(page["properties"])
    answers = {"200": answer(page), **problems(400, 404)}
    return reads(f"{name}: all of a session", OF_SESSION, *paging, *filters, answers=answers)


def one_of(table: Table) -> Json:
    """One row of a table."""
    name = schema_name(table)
    shape = {
        "type": "object",
        "properties": {**PAGE, "item": {"$ref": f"#/components/schemas/{name}"}},
        "required": [*PAGE, "item"],
    }
    identity = parameter(
        "id", "path", schema={"type": "string"}, about="The id that the list gives.", needed=True
    )
    answers = {"200": answer(shape), **problems(404)}
    return reads(f"{name}: one of them", OF_SESSION, identity, answers=answers)


def rows_of(table: Table) -> Json:
    """What every answer says of itself, and rows of a table."""
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{schema_name(table)}"}}
    shape = {**PAGE, "total": {"type": "integer", "minimum": 0}, "items": rows}
    return {"type": "object", "properties": shape, "required": list(shape)}


def file_of(summary: str, output: Output, *parameters: Json, schema: Json) -> Json:
    """A file beside the pages of a session; where there is none, a page says so."""
    missing = {"description": "There is no such thing.", "content": {"text/html": {}}}
    found = answer(schema, media_type=output.media_type)
    return reads(summary, OF_SESSION, *parameters, answers={"200": found, "404": missing})


def files() -> Json:
    """Every table as a file, and the roll call of each division; `decisions.json` has no schema."""
    told: Json = {}
    for name, table in RESOURCES.items():
        shapes = {"csv": TEXT, "json": ANYTHING if name in HAVE_THEIR_OWN else rows_of(table)}
        for extension, shape in shapes.items():
            output = OUTPUTS[f"{name}.{extension}"]
            summary = f"{schema_name(table)}: the whole table as {extension.upper()}"
            told[f"{FILES}/{output.file_name}"] = file_of(summary, output, schema=shape)
    for extension, shape in {"csv": TEXT, "json": rows_of(RESOURCES["roll-call"])}.items():
        summary = f"The roll call of one division as {extension.upper()}"
        told[f"{FILES}/{DIVISIONS}/{{division}}.{extension}"] = file_of(
            summary, OUTPUTS[f"{DIVISIONS}.{extension}"], DIVISION, schema=shape
        )
    return told


def schema_name(table: Table) -> str:
    """What one row of a table is called in the description."""
    return "".join(word.capitalize() for word in table.name.split("-"))


SESSIONS: Json = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Session"}}},
    "required": ["items"],
}
ERROR: Json = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}


def events() -> Json:
    """The stream of what is recorded."""
    kinds = parameter(
        "kinds",
        "query",
        schema={"type": "string", "maxLength": 1000},
        about="Kinds of entry with commas between: floor_given,question_put,result_declared.",
    )
    streamed = answer({"type": "string"}, media_type="text/event-stream")
    told = reads(
        "Events as they happen (server-sent events)",
        *(OF_SESSION, SINCE, kinds),
        answers={"200": streamed, **problems(400, 404)},
    )
    told["get"]["responses"].pop("304")
    return told


def addresses() -> Json:
    """Everything that can be read, by its address."""
    session = answer({"$ref": "#/components/schemas/Session"})
    fixed = {
        f"{BASE}/sessions": reads("The sessions", answers={"200": answer(SESSIONS)}),
        f"{BASE}{SESSION}": reads(
            "One session", OF_SESSION, answers={"200": session, **problems(404)}
        ),
        f"{BASE}{SESSION}/events": events(),
    }
    lists = {f"{BASE}{SESSION}/{name}": list_of(table) for name, table in RESOURCES.items()}
    ones = {f"{BASE}{SESSION}/{name}/{{id}}": one_of(table) for name, table in RESOURCES.items()}
    return fixed | lists | ones | files()


def document(phrases: Phrases) -> Json:
    """The whole description."""
    rows = {schema_name(table): schema(table, phrases) for table in RESOURCES.values()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hemicycle", "version": __version__, "description": ABOUT},
        "servers": [{"url": "/"}],
        "paths": addresses(),
        "components": {"schemas": {"Session": SESSION_SCHEMA, "Problem": ERROR, **rows}},
    }
