"""Sealing an entry: its header, its place in the chain, its salted body."""

from hashlib import sha256

import msgspec
import pytest

from hemicycle.journal.canonical import NotCanonical, canonical
from hemicycle.journal.header import (
    NO_HASH,
    Header,
    Occurred,
    Tail,
    record_of,
    seal,
    written,
)

from .records import MORNING, SESSION, circumstances, is_chained, some_journal

SALT = b"0123456789abcdef"


def test_a_first_entry_has_exactly_the_agreed_header():
    record = seal(
        circumstances(0, "sitting_opened", ""), b'{"number":1}', salt=SALT, after=Tail(SESSION)
    )
    assert msgspec.json.decode(record.header_bytes) == {
        "session": SESSION,
        "position": 1,
        "kind": "sitting_opened",
        "form": 1,
        "recorded_at": "2026-03-02T05:00:00.000Z",
        "occurred": {"value": "2026-03-02", "precision": "day"},
        "basis": "rehearsal",
        "by": "o-0001",
        "capacity": "presiding_officer",
        "through": "",
        "cause": "",
        "prev": NO_HASH,
        "body_hash": sha256(SALT + b'{"number":1}').hexdigest(),
    }


def test_a_reported_entry_names_its_source_and_mark():
    reported = msgspec.structs.replace(
        circumstances(0, "item_concluded", ""),
        basis="reported",
        source="https://press.example/1",
        mark="paragraph 3",
    )
    record = seal(reported, b"{}", salt=SALT, after=Tail(SESSION))
    header = msgspec.json.decode(record.header_bytes)
    assert (header["source"], header["mark"]) == ("https://press.example/1", "paragraph 3")


def test_header_bytes_are_canonical():
    full = msgspec.structs.replace(some_journal()[0].header, source="s", mark="\x1f\u2028é")
    for header in (full, *(record.header for record in some_journal())):
        assert written(header) == canonical(msgspec.to_builtins(header))


def test_fields_out_of_order_would_not_be_canonical():
    class Careless(msgspec.Struct):
        position: int
        kind: str

    careless = Careless(1, "a")
    assert msgspec.json.encode(careless) != canonical(msgspec.to_builtins(careless))


def test_each_entry_refers_to_the_one_before_it():
    records = some_journal()
    assert [record.header.position for record in records] == list(range(1, 9))
    assert is_chained(records)
    assert not is_chained([records[0], records[2]])


def test_what_is_stored_is_what_was_sealed():
    for record in some_journal():
        assert record_of(record.header_bytes, record.body, salt=record.salt) == record


def test_a_clock_set_back_does_not_turn_the_record_back():
    [*_, last] = some_journal()
    late = msgspec.structs.replace(
        circumstances(0, "floor_given", ""), recorded_at=MORNING - 3_600_000
    )
    record = seal(late, b"{}", salt=SALT, after=last.tail)
    assert record.header.recorded_at == last.header.recorded_at
    on_time = seal(circumstances(60, "floor_given", ""), b"{}", salt=SALT, after=last.tail)
    assert on_time.header.recorded_instant == MORNING + 60_000


def test_an_entry_of_another_session_is_refused():
    with pytest.raises(ValueError, match="cannot follow"):
        seal(circumstances(0, "floor_given", ""), b"{}", salt=SALT, after=Tail("other"))


@pytest.mark.parametrize("salt", [b"", b"short", SALT + b"x"])
def test_a_salt_of_another_length_is_refused(salt):
    with pytest.raises(ValueError, match="16 bytes"):
        seal(circumstances(0, "floor_given", ""), b"{}", salt=salt, after=Tail(SESSION))


def test_text_that_is_no_text_is_refused():
    broken = msgspec.structs.replace(
        circumstances(0, "floor_given", ""), occurred=Occurred(precision="day", value="\ud800")
    )
    with pytest.raises(NotCanonical):
        seal(broken, b"{}", salt=SALT, after=Tail(SESSION))


def test_an_unknown_field_or_basis_is_not_read():
    raw = msgspec.json.decode(some_journal()[0].header_bytes)
    for wrong in ({**raw, "colour": "red"}, {**raw, "basis": "rumour"}, {**raw, "position": 0}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(msgspec.json.encode(wrong), type=Header)
