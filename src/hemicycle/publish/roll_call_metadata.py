"""What the table of roll-calls is, for programs: each column, its type, its meaning, the key.

Metadata for `roll-call.csv` as the W3C asks for in "Metadata Vocabulary for Tabular Data" (CSVW,
2015); its name is the one under which a reader of such tables looks for it.
"""

import json
from typing import Any

from hemicycle.phrases import text_of
from hemicycle.publish import roll_call_csv
from hemicycle.publish.output import Output, Published

TEXTS = frozenset({"basis", "question", "delegation", "name"})
KEY = ("division", "delegation")  # what one row is about


def write(published: Published) -> bytes:
    """The description of the table, in the language asked for."""
    session, language = published.session, published.language
    found_in, title = text_of(session.title, language)
    data: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": roll_call_csv.OUTPUT.file_name,
        "dc:title": {"@value": title, "@language": found_in},
        "dc:description": published.band,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [column(published, name) for name in roll_call_csv.COLUMNS],
            "primaryKey": list(KEY),
        },
    }
    if not published.band:
        del data["dc:description"]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def column(published: Published, name: str) -> dict[str, Any]:
    """One column: votes are whole numbers that are never negative."""
    said = published.phrases.say(f"table.{name}", published.language, published.names)
    number = {"base": "nonNegativeInteger"}
    return {
        "name": name,
        "titles": [name],
        "dc:description": said,
        "datatype": "string" if name in TEXTS else number,
        "required": name not in TEXTS or name in KEY,
    }


OUTPUT = Output(
    name="roll-call.csv-metadata",
    extension="json",
    media_type="application/csvm+json",
    write=write,
)
