"""Words from outside as they are taken in: cleaned, measured, compared and fingerprinted."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

LONGEST_WORDS, SHORTEST_WORDS, LONGEST_NAME = 1000, 12, 60
MOST_LINKS = 2  # and they are shown as text
WAITING, SHOWN, REFUSED, TAKEN_BACK = "waiting", "shown", "refused", "taken_back"
LINK = re.compile(r"https?:|www\.", re.IGNORECASE)
# Signs that would turn the direction of what stands after them on the page.
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
KEPT_SIGNS = "\n\u200c\u200d"
BLANKS, LINES = re.compile(r"[^\S\n]+"), re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What somebody sends in, about an item or a text; `to` is a delegation, or nobody."""

    kind: str
    body: str
    item: str
    text: str
    to: str
    language: str
    words: str
    name: str

    @property
    def fault(self) -> tuple[str, str, dict[str, int]] | None:
        """The first thing that is wrong: at which field, why, and with which figures."""
        n = len(self.words)
        if n < SHORTEST_WORDS:
            return "words", "asking_too_short", {"n": SHORTEST_WORDS}
        if n > LONGEST_WORDS:
            return "words", "asking_too_long", {"n": LONGEST_WORDS, "given": n}
        if len(LINK.findall(self.words)) > MOST_LINKS:
            return "words", "asking_many_links", {"n": MOST_LINKS}
        if len(self.name) > LONGEST_NAME or LINK.search(self.name):
            return "name", "asking_name", {"n": LONGEST_NAME}
        return None

    @property
    def same_sha256(self) -> str:
        """Equal for words that differ in capitals, blanks and punctuation alone."""
        letters = "".join(sign for sign in folded(self.words) if sign.isalnum())
        return hashlib.sha256(f"{self.item}/{self.text}/{letters}".encode()).hexdigest()


def cleaned(typed: str) -> str:
    """Words without signs that nobody sees, and without heaps of blanks and empty lines."""
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    seen = "".join(one for one in BLANKS.sub(" ", TURNING.sub("", text)) if is_seen(one))
    return LINES.sub("\n\n", seen).strip()


def is_seen(sign: str) -> bool:
    """Whether a sign is shown, ends a line, or joins letters as Persian and Hindi need it."""
    return sign in KEPT_SIGNS or not unicodedata.category(sign).startswith("C")


def folded(text: str) -> str:
    """Words in small letters, with wide and narrow forms of a sign made one."""
    return unicodedata.normalize("NFKC", text).casefold()


def fingerprint(salt: str, words: str) -> str:
    """The SHA-256 of the salt and the words: it tells nothing of them once the salt is gone."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()
