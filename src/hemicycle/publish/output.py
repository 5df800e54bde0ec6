"""What outputs are made from, and how an output is declared."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.forms import Written
from hemicycle.journal.header import Record
from hemicycle.journal.names import Names
from hemicycle.journal.withholding import undeclared
from hemicycle.journal.words import root_words
from hemicycle.phrases import Phrases, text_of
from hemicycle.procedure.assembly import (
    Assembly,
    Correction,
    Decision,
    Division,
    Session,
    Words,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One session as it is published: the record, what follows from it, names and a language.

    `part` is the sitting, day or the like that is wanted of an output in parts. `beside` are files
    by their places that go with a whole session, such as the sources of the verifier. `root` is
    that of the record as it stands, where nobody has signed it yet: between two checkpoints.
    `base_url` is where the house is found on the web, where that is known. `ready` are the bytes of
    outputs that were made of the same before, by file name, part and language.
    """

    assembly: Assembly
    written: Sequence[Written]
    records: Sequence[Record]
    checkpoints: Sequence[SignedCheckpoint]
    names: Names
    language: str
    phrases: Phrases
    rules: Rulebook
    part: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    root: bytes = b""
    base_url: str = ""
    ready: Mapping[tuple[str, str, str], bytes] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """The session; nothing is published before it is opened."""
        assert self.assembly.session is not None
        return self.assembly.session

    @property
    def declared(self) -> Mapping[int, Division]:
        """The divisions whose figures are public, by their numbers and in that order."""
        divisions = sorted(self.assembly.divisions.items())
        return {number: one for number, one in divisions if one.stage == "declared"}

    @property
    def decisions(self) -> Sequence[Decision]:
        """What was decided, in its order."""
        return sorted(self.assembly.decisions.values(), key=lambda one: one.position)

    @property
    def corrigenda(self) -> Mapping[int, Sequence[Correction]]:
        """The corrigenda by the entries beside which they stand."""
        beside: dict[int, list[Correction]] = {}
        for correction in self.assembly.corrections:
            beside.setdefault(correction.corrects, []).append(correction)
        return beside

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the language of the output, with times where the session meets."""
        facts = {"zone": self.session.zone, **facts}
        return self.phrases.say(key, self.language, self.names, **facts)

    def text(self, words: Words) -> str:
        """A text in the language of the output, or in another that it has."""
        return text_of(words, self.language)[1]

    @property
    def band(self) -> str:
        """The notice every view of a rehearsal or of a reported session bears; else nothing."""
        key = f"word.basis_band.{self.session.basis}"
        if not self.phrases.has(key, "en"):
            return ""
        return self.say(key)

    @property
    def public_entries(self) -> tuple[Written, ...]:
        """The entries without those that tell the count of an undeclared division."""
        hidden = undeclared(one.header for one in self.written)
        return tuple(one for one in self.written if one.position not in hidden)


def policy_of(style: str) -> str:
    """The content policy of a page that bears its style within itself, and nothing else."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def phrase_key(name: str, *, lead: bool = False) -> str:
    """The key of what an output is called, or of what it is good for."""
    return f"output.{name.replace('-', '_').replace('.', '_')}{'_lead' if lead else ''}"


def root_of(published: Published) -> tuple[int, str, str] | None:
    """How many entries there are under a root, that root, and the root in words."""
    size, root = published.assembly.position, published.root
    if published.checkpoints:
        newest = max((signed.read() for signed in published.checkpoints), key=lambda one: one.size)
        size, root = newest.size, newest.root
    return (size, root.hex(), root_words(root)) if root else None


def whole(_published: Published) -> Sequence[str]:
    """The parts of an output that is one file for the session: none."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One output: what its file is called, and how its bytes are made.

    One file for the session, or one for each part that `parts` names; a part's file lies in a
    folder of the output's name. `sort` is document, for people, or data, for programs. `policy`
    is the content policy under which a browser may show it, where it needs its own. What
    `takes_long` keeps no other waiting where outputs are made one after the other. What
    `is_apart` is made when somebody asks for it, and is in no collection of a whole session.
    What `is_in_no_language` is the same file whichever is asked for.
    """

    name: str
    extension: str
    media_type: str
    write: Callable[[Published], bytes]
    sort: str = "data"
    policy: str = ""
    parts: Callable[[Published], Sequence[str]] = whole
    takes_long: bool = False
    is_apart: bool = False
    is_in_no_language: bool = False

    @property
    def file_name(self) -> str:
        """The name of the file, which is also the end of its address."""
        return f"{self.name}.{self.extension}"

    @property
    def is_in_parts(self) -> bool:
        """Whether there is a file for each sitting, day or the like, not one for the session."""
        return self.parts is not whole

    def place_of(self, part: str) -> str:
        """Where a part lies below the session: `summary-record/plenary-1.pdf`."""
        return f"{self.name}/{part}.{self.extension}" if part else self.file_name
