"""Who was heard: when, in which sitting, on which item, in what capacity and for how long."""

from collections.abc import Iterator

from hemicycle.procedure.assembly import TakenDown
from hemicycle.procedure.assembly.record import NO_TEXT
from hemicycle.publish.data import table
from hemicycle.publish.data.sittings_table import when
from hemicycle.publish.data.table import Table, figure, instant, key, outputs_of, text
from hemicycle.publish.output import Published
from hemicycle.publish.sittings import SittingHeld, capacity_of, debate_of, sittings_of
from hemicycle.publish.taken_down import anchor_of_paragraph, merged_texts


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each time that somebody had the floor, sitting by sitting."""
    names, language = published.names, published.language
    taken = merged_texts(published.assembly)
    for held in sittings_of(published):
        for one in held.speeches:
            person = published.assembly.people.get(one.speaker)
            delegation = person.delegation if person else ""
            yield (
                one.position,
                held.name,
                one.body,
                one.item,
                one.speaker,
                names.label(one.speaker, language),
                delegation,
                names.label(delegation, language) if delegation else "",
                capacity_of(published, one),
                one.purpose,
                when(one.began_at),
                when(one.ended_at),
                one.spoke_s if one.is_measured else None,
                where_text(held, taken.get(one.position)),
            )


def where_text(held: SittingHeld, taken: TakenDown | None) -> str:
    """Where the text of a speech begins that record clerks wrote; empty where there is none."""
    if taken is None or taken.form == NO_TEXT:
        return ""
    return f"{debate_of(held)}#{anchor_of_paragraph(taken, 1)}"


TABLE = Table(
    name="speakers",
    own=(
        key("position", "nonNegativeInteger"),
        text("sitting"),
        text("body"),
        text("item"),
        text("speaker"),
        text("speaker_name"),
        text("delegation"),
        text("name"),
        text("capacity"),
        text("purpose"),
        instant("began_at"),
        instant("ended_at"),
        figure("spoke_s"),
        text("text_at"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
