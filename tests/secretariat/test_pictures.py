"""Pictures and recordings: written anew and bare, and what is none is refused with a sentence."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from hemicycle.secretariat.pictures import (
    KEPT,
    LARGEST_PICTURE,
    LARGEST_RECORDING,
    LONGEST_SIDE,
    MediaFault,
    badge_picture,
    press_picture,
    recording_type,
)


def drawing(size=(900, 1200), kind="JPEG", **options) -> bytes:
    """A drawn face of nobody."""
    picture = Image.new("RGB", size, "#dde6ee")
    pen = ImageDraw.Draw(picture)
    width, height = size
    pen.ellipse((width // 4, height // 5, 3 * width // 4, 3 * height // 5), fill="#c9a27e")
    pen.rectangle((0, 3 * height // 4, width, height), fill="#27425e")
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def fault(raw: bytes) -> str:
    """Why a picture is refused."""
    with pytest.raises(MediaFault) as refused:
        badge_picture(raw)
    return refused.value.reason_key


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(900, 1200), (1200, 900), (320, 240), (3000, 3000)])
def test_every_picture_gets_the_shape_of_the_badge(kind, size):
    kept = Image.open(io.BytesIO(badge_picture(drawing(size, kind))))
    assert (kept.format, kept.size, kept.mode) == ("JPEG", KEPT, "RGB")


@pytest.mark.parametrize(
    ("size", "kept"), [((900, 600), (900, 600)), ((3200, 1600), (LONGEST_SIDE, LONGEST_SIDE // 2))]
)
def test_a_picture_for_the_press_is_whole_and_no_larger_than_needed(size, kept):
    exif = Image.Exif()
    exif[0x010F] = "Camera of a secret place"
    content, told = press_picture(drawing(size, exif=exif))
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size, told) == ("JPEG", kept, kept)
    assert b"secret place" not in content


def test_what_the_camera_wrote_is_left_behind_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x010F] = "Camera of a secret place"
    exif[0x0112] = 6  # lies on its side
    raw = drawing((1200, 900), exif=exif)
    assert b"secret place" in raw
    kept = badge_picture(raw)
    assert b"secret place" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    lain = Image.open(io.BytesIO(kept)).getpixel((5, 400))
    standing = Image.open(io.BytesIO(badge_picture(drawing((1200, 900))))).getpixel((5, 400))
    assert lain[0] < 100 < standing[0]  # the dark shoulders came from below to the left


def test_what_shows_through_becomes_white():
    picture = Image.new("RGBA", (600, 800), (0, 0, 0, 0))
    out = io.BytesIO()
    picture.save(out, "PNG")
    assert Image.open(io.BytesIO(badge_picture(out.getvalue()))).getpixel((300, 400)) == (
        255,
        255,
        255,
    )


def moving() -> bytes:
    """A picture that moves."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (400, 400), one) for one in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


BAD = {
    "picture_none": [b"", b"no picture", b"%PDF-1.7", b"GIF89a" + bytes(50), b"<svg/>"],
    "picture_too_small": [drawing((200, 300)), drawing((239, 4000))],
    "picture_damaged": [drawing()[:4000], drawing(kind="PNG")[:900]],
    "picture_too_heavy": [bytes(LARGEST_PICTURE + 1)],
    "picture_moves": [moving()],
}


@pytest.mark.parametrize(("why", "raw"), [(w, r) for w, raws in BAD.items() for r in raws])
def test_what_is_no_picture_for_a_badge_is_refused(why, raw):
    assert fault(raw) == why


def test_a_small_file_that_would_unpack_to_a_hundred_million_pixels_is_not_opened():
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    assert fault(out.getvalue()) in ("picture_none", "picture_too_large")


@given(st.binary(max_size=400), st.randoms(use_true_random=False))
def test_no_bytes_do_anything_but_be_refused_or_kept(noise, chance):
    raw = bytearray(DRAWN)
    for _ in range(chance.randrange(1, 30)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    for one in (noise, bytes(raw), bytes(raw[: chance.randrange(len(raw))])):
        try:
            kept = badge_picture(one)
        except MediaFault:
            continue
        assert Image.open(io.BytesIO(kept)).size == KEPT


DRAWN = drawing((300, 400))
SOUNDS = {
    "audio/ogg": b"OggS" + bytes(40),
    "audio/wav": b"RIFF" + bytes(4) + b"WAVEfmt ",
    "audio/webm": b"\x1aE\xdf\xa3" + bytes(40),
    "audio/mp4": bytes(4) + b"ftypM4A " + bytes(40),
    "audio/mpeg": b"ID3\x04" + bytes(40),
}


@pytest.mark.parametrize(("kind", "raw"), SOUNDS.items())
def test_recordings_are_known_by_how_they_begin(kind, raw):
    assert recording_type(raw) == kind


@pytest.mark.parametrize("raw", [b"", b"<script>", b"MZ\x90", DRAWN, b"RIFF....AVI "])
def test_what_is_no_recording_is_refused(raw):
    with pytest.raises(MediaFault, match="recording_none"):
        recording_type(raw)


def test_a_long_recording_is_refused():
    with pytest.raises(MediaFault, match="recording_too_heavy"):
        recording_type(b"OggS" + bytes(LARGEST_RECORDING))
