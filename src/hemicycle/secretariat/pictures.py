"""Pictures and recordings as they come from phones: what they really are, made safe to keep."""

import io
import warnings
from collections.abc import Callable
from typing import TypeVar

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_PICTURE = 6 * 1024 * 1024
LARGEST_RECORDING = 1024 * 1024
SMALLEST = (240, 320)
KEPT = (600, 800)  # width and height of what is printed on a badge, 3 to 4
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 1600  # pixels of a picture for the press: enough for a page and a newspaper
QUALITY = 88
JPEG = "image/jpeg"
# Kinds of sound, each with where in a file its mark stands.
SOUNDS = (
    ("audio/ogg", 0, (b"OggS",)),
    ("audio/wav", 8, (b"WAVE",)),
    ("audio/webm", 0, (b"\x1aE\xdf\xa3",)),
    ("audio/mp4", 4, (b"ftyp",)),
    ("audio/mpeg", 0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
)


Made = TypeVar("Made")


class MediaFault(ValueError):
    """A file that is no picture or recording for us; why, as a key, and with which facts."""

    def __init__(self, reason_key: str, **facts: object) -> None:
        super().__init__(reason_key, facts)
        self.reason_key, self.facts = reason_key, facts


def badge_picture(raw: bytes) -> bytes:
    """The middle of a picture in the shape of a badge's, upright, as a JPEG and nothing else in it.

    Errors: MediaFault
    """
    return made_anew(raw, written)


def press_picture(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """A whole picture for the press, upright, as a JPEG and nothing else in it; and its size.

    Errors: MediaFault
    """
    return made_anew(raw, written_whole)


def made_anew(raw: bytes, write: Callable[[Image.Image], Made]) -> Made:
    """What is written of a picture once it is known to be one.

    Errors: MediaFault
    Note: how large it is is looked at before anything is unpacked.
    """
    if len(raw) > LARGEST_PICTURE:
        raise MediaFault("picture_too_heavy", n=LARGEST_PICTURE // 1024 // 1024)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
                require_usable(opened)
                return write(opened)
    except MediaFault:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise MediaFault("picture_none") from None
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, OverflowError):
        raise MediaFault("picture_damaged") from None


def require_usable(picture: Image.Image) -> None:
    """A picture must be large enough to print, small enough to open, and stand still.

    Errors: MediaFault
    """
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise MediaFault("picture_too_large", n=MOST_PIXELS // 1_000_000)
    if min(width, height) < SMALLEST[0] or max(width, height) < SMALLEST[1]:
        raise MediaFault("picture_too_small", width=SMALLEST[0], height=SMALLEST[1])
    if getattr(picture, "n_frames", 1) > 1:
        raise MediaFault("picture_moves")


def written(picture: Image.Image) -> bytes:
    """A picture as a badge has it."""
    fitted = ImageOps.fit(
        flattened(picture), KEPT, method=Image.Resampling.LANCZOS, centering=(0.5, 0.4)
    )
    return as_jpeg(fitted)


def written_whole(picture: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """A picture as the press has it: nothing cut away, no larger than needed."""
    flat = flattened(picture)
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return as_jpeg(flat), flat.size


def flattened(picture: Image.Image) -> Image.Image:
    """A picture upright on white: what cameras write beside it, such as a place, is left behind."""
    upright = ImageOps.exif_transpose(picture)
    flat = Image.new("RGB", upright.size, "white")
    clear = upright.convert("RGBA")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat


def as_jpeg(picture: Image.Image) -> bytes:
    """A picture as the bytes we keep."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def recording_type(raw: bytes) -> str:
    """What kind of sound a file is, by how it begins.

    Errors: MediaFault
    """
    if len(raw) > LARGEST_RECORDING:
        raise MediaFault("recording_too_heavy", n=LARGEST_RECORDING // 1024)
    found = next((kind for kind, at, marks in SOUNDS if raw[at:].startswith(marks)), "")
    if not found:
        raise MediaFault("recording_none")
    return found
