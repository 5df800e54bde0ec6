"""Forms with files, whole and broken: what is understood is what was sent, the rest a sentence."""

import asyncio
from collections.abc import Iterator

import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.web import uploads
from hemicycle.web.http import NotUnderstood, Request

BOUNDARY = "frontier"
MEDIA_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
WHOLE = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="report"\r\n\r\nÉté\r\n'
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
    f"Content-Type: text/plain\r\n\r\nline\r\n--{BOUNDARY}--\r\n"
).encode()
PARTS = st.sampled_from(
    [
        f"--{BOUNDARY}".encode(),
        f"--{BOUNDARY}--".encode(),
        b"\r\n",
        b"\r\n\r\n",
        b'Content-Disposition: form-data; name="report"',
        b'Content-Disposition: form-data; name="file"; filename="a.txt"',
        b"Content-Disposition: form-data; name*=nonsense''x",
        b'Content-Disposition: form-data; name="file"; filename="../.."',
        b"Content-Transfer-Encoding: base64",
        b"Content-Type: text/plain; charset=klingon",
        b"Content-Length: -7",
        b"\xff\xfe\x00",
    ]
)
BODIES = st.lists(PARTS | st.binary(max_size=40), max_size=14).map(b"".join)
MEDIA_TYPES = st.sampled_from(
    [
        MEDIA_TYPE,
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary*=klingon''frontier",
        f"multipart/form-data; boundary={'x' * 300}",
        "multipart/form-data; boundary=\xff",
        "text/plain",
        "",
    ]
)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The demonstration; Django's parser reads its settings from there."""
    with demo_house(tmp_path_factory.mktemp("uploads")) as running:
        running.forward("08:57:40")
        yield running


@pytest.mark.usefixtures("house")
def test_a_whole_form_is_understood():
    upload = uploads.understood(MEDIA_TYPE, WHOLE)
    assert upload.fields == {"report": "Été"}
    assert upload.files == {"file": b"line"}


@pytest.mark.usefixtures("house")
@given(media_type=MEDIA_TYPES, body=BODIES)
def test_any_body_is_understood_or_told(media_type, body):
    try:
        upload = uploads.understood(media_type, body)
    except NotUnderstood:
        return
    assert all(isinstance(text, str) for text in upload.fields.values())
    assert all(isinstance(content, bytes) for content in upload.files.values())


@given(cut=st.integers(0, len(WHOLE)), spoilt=st.binary(min_size=1, max_size=4))
@pytest.mark.parametrize("path", ["press", "press/confirm"])
def test_a_broken_form_is_a_page_with_a_sentence(house, path, cut, spoilt):
    body = WHOLE[:cut] + spoilt + WHOLE[cut + len(spoilt) :]
    answer = house.visitor().post(
        f"/en/a/{REHEARSAL}/{path}", content=body, headers={"content-type": MEDIA_TYPE}
    )
    assert answer.status_code in (400, 422)
    assert answer.text.count("<h1") == 1
    assert 'id="errors"' in answer.text


def empty_parts(many: int, *, more: str = "") -> bytes:
    """So many fields without a word, or files without a byte."""
    head = "Content-Disposition: form-data; name="
    return "".join(
        f"--{BOUNDARY}\r\n{head}f{number}{more}\r\n\r\n\r\n" for number in range(many)
    ).encode()


@pytest.mark.parametrize("parts", [empty_parts(1200), empty_parts(200, more="; filename=f")])
@pytest.mark.usefixtures("house")
def test_too_many_fields_or_files_are_not_kept(parts):
    assert uploads.understood(MEDIA_TYPE, empty_parts(90) + WHOLE).fields["report"] == "Été"
    with pytest.raises(NotUnderstood):
        uploads.understood(MEDIA_TYPE, parts + WHOLE)


def test_the_rest_of_too_large_a_body_is_let_go_by():
    sent = [{"type": "http.request", "body": b"x" * 1000, "more_body": n < 9} for n in range(10)]
    left = iter(sent)

    async def receive():
        return next(left)

    request = Request({"type": "http", "headers": []}, receive)
    with pytest.raises(NotUnderstood):
        asyncio.run(uploads.posted(request, 2500))
    assert list(left) == []
