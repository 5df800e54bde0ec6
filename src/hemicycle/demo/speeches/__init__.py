"""The words that invented speakers of the rehearsal hand in, each file as it is sealed."""

from collections.abc import Mapping
from pathlib import Path

from hemicycle.handed_in.sealed import SealedSpeech, opened

HERE = Path(__file__).parent


def written_speeches() -> Mapping[str, SealedSpeech]:
    """The speeches of the rehearsal by their fingerprints, as its script hands them in."""
    read = (opened(path.read_bytes(), {}) for path in sorted(HERE.glob("*.txt")))
    return {one.sha256: one for one in read}
