"""A draft in Akoma Ntoso (OASIS, 2018): its title, its preamble and its main part say what is what.

Every version of the namespace is read alike. A file that declares entities is refused unread.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from hemicycle.handed_in.drafts.form import in_form
from hemicycle.handed_in.drafts.found import DraftRead, Piece, doubt
from hemicycle.handed_in.found import HandedInFault
from hemicycle.wording import on_one_line

ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
LEAVES = frozenset(
    ["p", "heading", "subheading", "block", "listIntroduction", "listWrapUp", "docTitle"]
)
BODIES = frozenset(("mainBody", "body"))
LEFT_OUT = {"authorialNote": "notes", "img": "pictures", "remark": "comments", "num": ""}
Element = Any  # lxml ships no types


def read(content: bytes) -> DraftRead:
    """The draft in a document of Akoma Ntoso.

    Errors: HandedInFault, where it is no well-formed document with a main part
    """
    if any(one in content.upper() for one in ENTITIES):
        raise HandedInFault("draft_entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        raise HandedInFault("draft_no_xml") from None
    body = next((one for one in root.iter() if name_of(one) in BODIES), None)
    if body is None:
        raise HandedInFault("draft_no_akoma")
    numbered = {one.getparent() for one in root.iter("{*}num")}
    pieces = [
        *title_of(root),
        *before(root, body, numbered=numbered),
        *after(body, numbered=numbered),
    ]
    return in_form(pieces)


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def title_of(root: Element) -> Iterator[Piece]:
    """The title: so called, or else the last line above the text."""
    named = [one for one in root.iter() if name_of(one) == "docTitle"]
    prefaces = [one for one in root.iter() if name_of(one) in ("preface", "longTitle")]
    lines = [leaf for one in prefaces for leaf in leaves(one)]
    for one in named[:1] or lines[-1:]:
        yield piece_of(one)


def before(root: Element, body: Element, *, numbered: set[Element]) -> Iterator[Piece]:
    """The paragraphs of the preamble, with the numbers that they have."""
    for preamble in root.iter():
        if name_of(preamble) == "preamble":
            for leaf in leaves(preamble):
                if body not in leaf.iterancestors():
                    yield piece_of(leaf, mark=mark_in(leaf, numbered=numbered))


def after(body: Element, *, numbered: set[Element]) -> Iterator[Piece]:
    """The paragraphs of the main part: numbered by their depth, whatever stands before them."""
    seen: set[Element] = set()
    for leaf in leaves(body):
        above = [one for one in leaf.iterancestors() if one in numbered]
        depth = len(above)
        if not depth or above[0] in seen:
            yield piece_of(leaf, mark="1." if not depth and not seen else "")
            continue
        seen.add(above[0])
        yield piece_of(leaf, mark=canonical(above[0], depth))


def canonical(numbered: Element, depth: int) -> str:
    """The mark of a paragraph by how deep it stands, with the number or letters it has."""
    said = "".join(numbered.find("{*}num").itertext())
    value = "".join(one for one in said if one.isalnum()) or "1"
    if depth == 1:
        return f"{value}." if value.isdigit() else "1."
    return f"({value.lower()})" if value.isascii() and value.isalpha() else "(a)"


def mark_in(leaf: Element, *, numbered: set[Element]) -> str:
    """The number that stands before a paragraph of the preamble; nothing where there is none."""
    holder = next((one for one in leaf.iterancestors() if one in numbered), None)
    if holder is None or next(leaves(holder), None) is not leaf:
        return ""
    return " ".join("".join(holder.find("{*}num").itertext()).split())


def leaves(element: Element) -> Iterator[Element]:
    """The paragraphs below an element, the innermost."""
    for one in element.iter():
        if name_of(one) in LEAVES and not any(
            name_of(below) in LEAVES for below in one.iterdescendants()
        ):
            yield one


def piece_of(leaf: Element, *, mark: str = "") -> Piece:
    """A paragraph, with what was left out of it."""
    said: list[str] = []
    kinds: dict[str, str] = {}
    collect(leaf, said, kinds=kinds)
    words = "".join(said)
    return Piece(
        words=words,
        mark=mark,
        doubts=tuple(doubt(kind, left or words) for kind, left in kinds.items()),
    )


def collect(element: Element, said: list[str], *, kinds: dict[str, str]) -> None:
    """The words of an element in their order; a note is kept in square brackets."""
    said.append(element.text or "")
    for child in element:
        name = name_of(child)
        if name == "authorialNote":
            note = on_one_line("".join(child.itertext()))
            said.append(f" [{note}]")
            kinds["notes"] = note
        elif name in LEFT_OUT:
            kinds.update({LEFT_OUT[name]: ""} if LEFT_OUT[name] else {})
        elif name == "del":
            kinds["deletions"] = ""
        else:
            if name == "ins":
                kinds["insertions"] = ""
            collect(child, said, kinds=kinds)
        said.append(child.tail or "")
