"""The news item as newsrooms take it in: IPTC ninjs 2.1, with the text of `news.txt`.

What is a rehearsal or only reported says so in the headline, the terms of use and the note to the
editors, so that it cannot be printed by mistake.
"""

import json
from dataclasses import replace
from typing import Any

from hemicycle.journal import instants
from hemicycle.phrases import text_of
from hemicycle.publish import news_txt
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.data.marking import marked
from hemicycle.publish.news_facts import language_of, one_line
from hemicycle.publish.output import Output, Published

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json#"


def write(published: Published) -> bytes:
    """The news item."""
    language = language_of(published)
    spoken = replace(published, language=language)
    band = one_line(spoken.band)
    body = news_txt.write(published).decode()
    headline = news_txt.Item(published, language).headline()
    session = published.session
    data: dict[str, Any] = {
        "uri": urn_of(published, f"news/{language}"),
        "standard": {"name": "ninjs", "version": "2.1", "schema": SCHEMA},
        "type": "text",
        "representationtype": "full",
        "profile": "text-only",
        "version": str(published.assembly.position),
        "firstcreated": instants.written(session.opened_at),
        "versioncreated": instants.written(published.assembly.at),
        "pubstatus": "usable" if session.basis == "acted" else "withheld",
        "language": language,
        "headlines": [{"role": "main", "value": one_line(marked(spoken, headline))}],
        "bodies": [
            {
                "role": "main",
                "contenttype": "text/plain",
                "charcount": len(body),
                "wordcount": len(body.split()),
                "value": body,
            }
        ],
        "places": [{"name": place}] if (place := text_of(session.place, language)[1]) else [],
        "events": [{"name": text_of(session.title, language)[1], "uri": urn_of(published)}],
        **({"usageterms": band, "ednote": band} if band else {}),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


OUTPUT = Output(name="news.ninjs", extension="json", media_type="application/json", write=write)
