"""What a command says in one sentence where it cannot do what was asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases
from hemicycle.terminal import stop
from hemicycle.wording.faults import PlainFault, ReasonFault


@contextmanager
def plainly() -> Iterator[None]:
    """Whatever cannot be done is said in one sentence, not in a traceback."""
    try:
        yield
    except PlainFault as fault:
        stop(str(fault))
    except ReasonFault as fault:
        stop(reason(fault.reason_key, fault.facts))
    except OSError as fault:
        stop(f"{fault.filename or 'The system'}: {fault.strerror or fault}")


def reason(key: str, facts: Mapping[str, object]) -> str:
    """Why something cannot be done, in English."""
    return load_phrases().say(f"reason.{key}", "en", NO_NAMES, **facts)
