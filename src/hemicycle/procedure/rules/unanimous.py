"""An amendment for which the committee was unanimous, where the rules let it stand adopted.

Article: amendments.committee_unanimous, amendments.committee_unanimous_objectors
"""

from hemicycle.procedure.assembly import Amendment
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook

PUT_TO_VOTE, ADOPTED_WITHOUT_VOTE = "put_to_vote", "adopted_without_vote"
UNANIMITY = (PUT_TO_VOTE, ADOPTED_WITHOUT_VOTE)
AS_UNANIMOUS = "unanimous_in_committee"  # the way in which such an amendment is decided


def objectors_needed(rules: Rulebook) -> int:
    """How many must object for the house to decide on it in the ordinary way."""
    return rules.number("amendments.committee_unanimous_objectors")


def stands_adopted(rules: Rulebook, amendment: Amendment) -> bool:
    """Whether the unanimity of the committee holds: too few have objected."""
    return bool(amendment.unanimous_in) and len(amendment.objectors) < objectors_needed(rules)


def require_unanimity_counts(rules: Rulebook) -> None:
    """The rules give the unanimity of a committee an effect.

    Out of order: they put every amendment to the vote.
    """
    if rules.choice("amendments.committee_unanimous") != ADOPTED_WITHOUT_VOTE:
        raise OutOfOrder("amendments.committee_unanimous", "unanimity_counts_nothing")


def require_unanimous(amendment: Amendment) -> None:
    """The committee was unanimous for it.

    Out of order: it was not, or nobody has said so.
    """
    if not amendment.unanimous_in:
        raise OutOfOrder(
            "amendments.committee_unanimous", "not_unanimous", amendment=amendment.number
        )


def require_vote_needed(rules: Rulebook, amendment: Amendment) -> None:
    """An amendment is put to the vote because it does not stand adopted.

    Out of order: the committee was unanimous, and too few object.
    """
    if amendment.unanimous_in and stands_adopted(rules, amendment):
        raise OutOfOrder(
            "amendments.committee_unanimous_objectors",
            "amendment_stands_adopted",
            amendment=amendment.number,
            n=len(amendment.objectors),
            needed=objectors_needed(rules),
        )
