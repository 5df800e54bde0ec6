"""The press room in its tables: read whole, and written one step at a time."""

import hashlib
from collections.abc import Mapping

from django.db import models, transaction

from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.secretariat.models import PressItem, PressOffice, PressPicture, PressQuotation
from hemicycle.secretariat.pictures import press_picture
from hemicycle.secretariat.press_item import (
    DRAFT,
    RELEASED,
    WITHDRAWN,
    Earlier,
    Item,
    ItemPicture,
    Office,
    PressRoom,
    Quotation,
)

Values = Mapping[str, object]  # the fields of a row by name


class NoPressItem(Exception):
    """There is no item of that number, or not any more."""


class SeenAlready(Exception):
    """An item that everybody could read comes out again at once, or not at all."""


# -- reading --------------------------------------------------------------------------------------


def all_press_rooms() -> dict[str, PressRoom]:
    """The press room of every session that has one."""
    known = set(PressItem.objects.values_list("session", flat=True))
    known |= set(PressOffice.objects.values_list("session", flat=True))
    return {session: load_press_room(session) for session in sorted(known)}


def load_press_room(session: str) -> PressRoom:
    """The press room of a session as it is kept now; the files of its pictures stay behind."""
    pictures = models.Prefetch("pictures", PressPicture.objects.defer("content"))
    rows = PressItem.objects.filter(session=session).prefetch_related("quotations", pictures)
    office = PressOffice.objects.filter(session=session).first()
    return PressRoom(
        items={row.number: item_of(row) for row in rows},
        office=Office(
            name=office.name,
            email=office.email,
            telephone=office.telephone,
            consent_note=office.consent_note,
        )
        if office
        else None,
    )


def item_of(row: PressItem) -> Item:
    """A row as an item."""
    return Item(
        number=row.number,
        headline=row.headline,
        facts=tuple(row.facts),
        publisher=row.publisher,
        day=row.day,
        language=row.language,
        link=row.link,
        earlier=tuple(Earlier(**one) for one in row.earlier),
        stage=row.stage,
        out_at=Instant(row.out_ms),
        changed_at=Instant(row.changed_ms),
        changed_by=row.changed_by,
        withdrawn_at=Instant(row.withdrawn_ms),
        reason=row.reason,
        full_text=row.full_text,
        rights=row.rights,
        rights_by=row.rights_by,
        rights_at=Instant(row.rights_ms),
        quotations=tuple(quotation_of(one) for one in row.quotations.all()),
        pictures=tuple(picture_of(one) for one in row.pictures.all()),
    )


def quotation_of(row: PressQuotation) -> Quotation:
    """A row as a quotation."""
    return Quotation(
        number=row.pk,
        kind=row.kind,
        entry=row.entry,
        speech=row.speech,
        sha256=row.sha256,
        paragraph=row.paragraph,
        sentence=row.sentence,
        words=row.words,
        language=row.language,
        member=MemberId(row.member),
        speaker=row.speaker,
        publisher=row.publisher,
        day=row.day,
        link=row.link,
    )


def picture_of(row: PressPicture) -> ItemPicture:
    """A row as a picture, without its file."""
    return ItemPicture(
        number=row.pk,
        credit=row.credit,
        sha256=row.sha256,
        width=row.width,
        height=row.height,
        licence=row.licence,
        alt=row.alt,
        consent=row.consent,
        consent_note=row.consent_note,
        reason=row.reason,
    )


def picture_file(session: str, item: int, *, number: int) -> bytes:
    """The file of a picture; empty where there is none."""
    row = PressPicture.objects.filter(pk=number, item__session=session, item__number=item).first()
    return bytes(row.content) if row else b""


# -- writing --------------------------------------------------------------------------------------


def row_of(session: str, number: int) -> PressItem:
    """The row of an item.

    Errors: NoPressItem
    """
    row = PressItem.objects.filter(session=session, number=number).first()
    if row is None:
        raise NoPressItem
    return row


def make_item(session: str, values: Values) -> int:
    """A new item, as a draft; its number is the next one of the session."""
    with transaction.atomic():
        own = PressItem.objects.filter(session=session)
        last = own.aggregate(models.Max("number"))["number__max"] or 0
        PressItem.objects.create(session=session, number=last + 1, **values)
    return int(last) + 1


def change_item(session: str, number: int, *, values: Values) -> None:
    """Write what an item says anew.

    Errors: NoPressItem
    """
    row_of(session, number)
    PressItem.objects.filter(session=session, number=number).update(**values)


def release_item(session: str, number: int, *, out_ms: int, at_ms: int) -> None:
    """Let an item out at a moment; who reads before it finds nothing.

    Note: one that everybody could read is never hidden again until a later moment, or it could
    become a draft from there and be deleted without a trace.
    Errors: NoPressItem, SeenAlready
    """
    row_of(session, number)
    own = PressItem.objects.filter(session=session, number=number)
    unseen = models.Q(stage=DRAFT) | models.Q(stage=RELEASED, out_ms__gt=at_ms)
    may_be = own.filter(unseen) if out_ms > at_ms else own
    if not may_be.update(stage=RELEASED, out_ms=out_ms, reason={}):
        raise SeenAlready


def take_back_item(session: str, number: int, *, reason: Mapping[str, str], at_ms: int) -> None:
    """Take an item back: one that nobody could read becomes a draft again, without a trace.

    Errors: NoPressItem
    """
    row_of(session, number)
    own = PressItem.objects.filter(session=session, number=number, stage=RELEASED)
    if not own.filter(out_ms__gt=at_ms).update(stage=DRAFT):
        own.update(stage=WITHDRAWN, reason=dict(reason), withdrawn_ms=at_ms)


def drop_item(session: str, number: int) -> None:
    """Delete a draft with its pictures; what was out once can only be taken back.

    Errors: NoPressItem
    """
    row = row_of(session, number)
    with transaction.atomic():
        draft = PressItem.objects.filter(pk=row.pk, stage=DRAFT)
        if draft.update(
            stage=DRAFT
        ):  # from here on nobody else writes: it is not let out meanwhile
            row.delete()


def add_quotation(session: str, number: int, *, values: Values) -> None:
    """Add a quotation at the end of an item.

    Errors: NoPressItem
    """
    PressQuotation.objects.create(item=row_of(session, number), **values)


def drop_quotation(session: str, number: int, *, quotation: int) -> None:
    """Take a quotation out of an item."""
    own = PressQuotation.objects.filter(item__session=session, item__number=number)
    own.filter(pk=quotation).delete()


def add_picture(session: str, number: int, *, raw: bytes, values: Values) -> None:
    """Add a picture, written anew.

    Errors: NoPressItem, MediaFault
    """
    row = row_of(session, number)
    content, (width, height) = press_picture(raw)
    PressPicture.objects.create(
        item=row,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        width=width,
        height=height,
        **values,
    )


def add_frame(session: str, number: int, *, values: Values) -> None:
    """Add an empty frame for a picture that is not distributed.

    Errors: NoPressItem
    """
    PressPicture.objects.create(item=row_of(session, number), **values)


def drop_picture(session: str, number: int, *, picture: int) -> None:
    """Take a picture or an empty frame out of an item."""
    own = PressPicture.objects.filter(item__session=session, item__number=number)
    own.filter(pk=picture).delete()


def keep_office(session: str, values: Values) -> None:
    """Say whom the press may ask."""
    PressOffice.objects.update_or_create(session=session, defaults=dict(values))


def drop_office(session: str) -> None:
    """Name nobody any more."""
    PressOffice.objects.filter(session=session).delete()
