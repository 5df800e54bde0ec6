"""Each table as JSON beside its CSV, and the roll call of each division as a file of its own.

The rows are those of the programming interface, all at once. The decisions and the texts have
richer files of their own, `decisions.json` and `texts.json`.
"""

import json
from collections.abc import Mapping, Sequence

from hemicycle.publish import decisions_json
from hemicycle.publish.data import roll_call_table, table, texts_json
from hemicycle.publish.data.resources import RESOURCES, items, standing
from hemicycle.publish.data.table import Table
from hemicycle.publish.output import Output, Published

DIVISIONS = "divisions"
MEDIA_TYPE = "application/json"
HAVE_THEIR_OWN = (decisions_json.OUTPUT.name, texts_json.OUTPUT.name)


def written(table: Table, published: Published, *, chosen: Mapping[str, str]) -> bytes:
    """The rows of a table that agree with what was chosen, below what the session is."""
    rows = list(items(table, published, chosen=chosen))
    data = {**standing(published), "total": len(rows), "items": rows}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def output_of(table: Table) -> Output:
    """The file of a whole table."""
    return Output(
        name=table.name,
        extension="json",
        media_type=MEDIA_TYPE,
        write=lambda published: written(table, published, chosen={}),
    )


def numbers(published: Published) -> Sequence[str]:
    """The divisions whose roll call there is: those that were declared, if it was written down."""
    return [str(one.number) for one in published.declared.values() if one.count.rows]


def division_json(published: Published) -> bytes:
    """How each delegation voted in one division."""
    return written(roll_call_table.TABLE, published, chosen={"division": published.part})


def division_csv(published: Published) -> bytes:
    """The same as a table."""
    return table.written(roll_call_table.TABLE, published, chosen={"division": published.part})


OUTPUTS = (
    *(output_of(one) for one in RESOURCES.values() if one.name not in HAVE_THEIR_OWN),
    Output(
        name=DIVISIONS,
        extension="csv",
        media_type=table.MEDIA_TYPE,
        write=division_csv,
        parts=numbers,
    ),
    Output(
        name=DIVISIONS,
        extension="json",
        media_type=MEDIA_TYPE,
        write=division_json,
        parts=numbers,
    ),
)
