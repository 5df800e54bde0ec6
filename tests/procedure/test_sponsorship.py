"""How many stand behind a text or an amendment: whoever moves counts, a body needs nobody."""

from dataclasses import replace

import pytest

from hemicycle.procedure.assembly import Amendment, Signature, Text
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.rules.sponsorship import (
    behind_amendment,
    behind_text,
    require_backed_amendment,
    require_backed_text,
)
from hemicycle.rulebooks import load


def rules_asking(needed, delegations):
    """The plain rules, but they ask for so many sponsors of so many delegations."""
    rules = load("plain")
    asked = {
        f"{area}.sponsors_{what}": n
        for area in ("texts", "amendments")
        for what, n in (("needed", needed), ("delegations", delegations))
    }
    leaves = {key: replace(rules.leaves[key], value=n) for key, n in asked.items()}
    return replace(rules, leaves={**rules.leaves, **leaves})


def text(**fields):
    """A text of A."""
    given = {"movers": ("A",), **fields}
    return Text(
        id="T", symbol="T", body="b", item="", language="en", lodged_by="a1", lodged_at=1,
        closes_at=0, **given,
    )  # fmt: skip


def amendment(**fields):
    """An amendment of A."""
    given = {"mover": "A", **fields}
    return Amendment(
        number=1, version=1, does="delete", clause="o1", words={}, lodged_by="a1", lodged_at=1,
        **given,
    )  # fmt: skip


def signed(*names):
    """Signatures, each as member and delegation."""
    return tuple(Signature(member=name, delegation=name[0].upper()) for name in names)


def test_rules_that_ask_for_none_never_refuse():
    for name in ("plain", "ipu_assembly"):
        rules = load(name)
        assert not behind_text(rules, text()).is_asked
        require_backed_text(rules, text())
        require_backed_amendment(rules, amendment())


def test_the_mover_counts_and_each_delegation_once():
    rules = rules_asking(3, 0)
    found = behind_text(rules, text(sponsors=("B",)))
    assert (found.sponsors, found.needed, found.missing, found.is_enough) == (2, 3, 1, False)
    assert behind_text(rules, text(sponsors=("B", "C"))).is_enough
    assert behind_text(rules, text(movers=("A", "B"), sponsors=("C",))).is_enough


def test_persons_count_where_they_sign_and_their_delegations_apart():
    rules = rules_asking(3, 2)
    alone = text(signatures=signed("a2", "a3"))
    assert (behind_text(rules, alone).sponsors, behind_text(rules, alone).delegations) == (3, 1)
    with pytest.raises(OutOfOrder) as refused:
        require_backed_text(rules, alone)
    assert refused.value.rule_key == "texts.sponsors_delegations"
    together = text(signatures=signed("a2", "b1"), sponsors=("B",))
    require_backed_text(rules, together)


def test_what_a_body_brings_or_has_adopted_needs_nobody():
    rules = rules_asking(3, 2)
    require_backed_text(rules, text(movers=()))
    require_backed_text(rules, text(adopted_in=(("committee-1", 4),)))
    require_backed_amendment(rules, amendment(mover="", for_body="forum-women"))
    with pytest.raises(OutOfOrder):
        require_backed_text(rules, text())
    with pytest.raises(OutOfOrder):
        require_backed_amendment(rules, amendment())


def test_all_who_consent_to_a_compromise_stand_behind_it():
    compromise = amendment(merges=(2, 3), consents=("A", "B"), sponsors=("C",))
    assert behind_amendment(rules_asking(3, 0), compromise).is_enough
