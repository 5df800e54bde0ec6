"""Words that were typed or pasted, and files of nothing but text."""

from hemicycle.handed_in.found import HandedInFault, Reading
from hemicycle.handed_in.paragraphs import paragraphs_of

MOSTLY = 0.1  # of a text, signs that steer machines; a text file has none


def read(text: str) -> Reading:
    """The paragraphs of a text as it was typed."""
    return Reading(paragraphs=paragraphs_of(text))


def read_bytes(content: bytes) -> Reading:
    """The paragraphs of a file of text.

    Errors: HandedInFault, where it is none
    """
    return read(text_of(content))


def text_of(content: bytes) -> str:
    """The words in a file of text: UTF-8, or UTF-16 where it says so.

    Errors: HandedInFault, where it is none
    """
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise HandedInFault("written_no_text") from None
    steering = sum(one < " " and one not in "\n\r\t\f\v" for one in text)
    if "\0" in text or steering > MOSTLY * len(text):
        raise HandedInFault("written_no_text")
    return text
