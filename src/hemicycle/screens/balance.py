"""Women and men among those nominated, beside the share that the rules ask for, for the desk.

Article: elections.sex_floor
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Election
from hemicycle.procedure.rules.elections import rule_of
from hemicycle.procedure.rules.majorities import share_named
from hemicycle.screens.participation import NOMINEES, Counted, counted, nominees
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What those nominated declared; `needed` of each sex are asked for among all elected.

    Units: persons; `needed` 0 where the rules ask for no share.
    """

    declared: Counted
    seats: int
    needed: int
    rule_key: str
    is_verified: bool

    @property
    def women_lack(self) -> int:
        """How many more women must be nominated, at the least, if none of the rest is one."""
        return max(0, self.needed - self.declared.women)

    @property
    def men_lack(self) -> int:
        """How many more men must be nominated, at the least, if none of the rest is one."""
        return max(0, self.needed - self.declared.men)


def balance(view: View, election: Election) -> Balance:
    """How it stands now: whoever withdraws counts no longer."""
    rule_key = rule_of(view.rules, election.post, "sex_floor")
    share = share_named(view.rules.choice(rule_key))
    return Balance(
        declared=counted(view, NOMINEES, nominees(election)),
        seats=election.seats,
        needed=share.required(election.seats) if share else 0,
        rule_key=rule_key,
        is_verified=view.rules.is_verified(rule_key),
    )
