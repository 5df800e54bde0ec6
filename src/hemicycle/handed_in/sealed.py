"""A speech as it is sealed: a file of text whose SHA-256 stands in the record before it is read.

The first lines say whose it is and hold a secret, so that nobody can try likely words against the
fingerprint: it is drawn from a key and the number of the press, so that a press that comes twice
seals the same. Once the speech is open the file is open too: `sha256sum` of it is the fingerprint.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.handed_in.found import Reading

FIRST_LINE = "Hemicycle, speech in writing, 1"
SECRET_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedSpeech:
    """The file of a speech, with its paragraphs and its fingerprint in hexadecimal.

    `about` is what its first lines say; `doubts` is what was left out when it was read, for
    whoever handed it in.
    """

    content: bytes
    paragraphs: Sequence[str]
    sha256: str
    about: Mapping[str, str]
    doubts: Mapping[str, int] = field(default_factory=dict)


def seal(reading: Reading, about: Mapping[str, str], *, key: bytes, press: str) -> SealedSpeech:
    """What was read, as a file; `about` says whose it is, one line each."""
    secret = hmac.new(key, f"speech: {press}".encode(), "sha256").hexdigest()[: 2 * SECRET_BYTES]
    head = [FIRST_LINE, *(f"{name}: {value}" for name, value in about.items())]
    head.append(f"secret: {secret}")
    text = "\n".join(head) + "\n\n" + "\n\n".join(reading.paragraphs) + "\n"
    return opened(text.encode(), reading.doubts)


def opened(content: bytes, doubts: Mapping[str, int]) -> SealedSpeech:
    """A sealed file with its paragraphs."""
    head, _, text = content.decode().partition("\n\n")
    lines = (line.partition(": ") for line in head.split("\n"))
    return SealedSpeech(
        content=content,
        paragraphs=tuple(text.removesuffix("\n").split("\n\n")),
        about={name: value for name, _, value in lines if value},
        sha256=hashlib.sha256(content).hexdigest(),
        doubts=doubts,
    )
