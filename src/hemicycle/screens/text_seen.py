"""What is true of one text at a moment, found once for everything that a page tells of it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hemicycle.procedure.assembly import Amendment, Assembly, Clause, ClauseId, Decision, Text
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.amendment_deadlines import deadline_of
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    as_it_stands,
    carried_in_all,
    stages,
    subs_by_amendment,
)
from hemicycle.procedure.rules.clause_languages import in_language, languages_of, missed
from hemicycle.procedure.rules.clauses import places
from hemicycle.procedure.rules.consolidation import Meeting, Standing
from hemicycle.procedure.rules.decisions import valid_decision
from hemicycle.procedure.rules.falling import Falls, falling
from hemicycle.procedure.rules.lodged_texts import text_stage
from hemicycle.screens.ahead import first_day
from hemicycle.screens.view import View

BEFORE_US = (*OPEN_STAGES, "being_voted")
CARRIED_STAGES = ("carried", "carried_as_modified")
DECIDED = ("withdrawn", "committee_adopted", "adopted", "rejected")


@dataclass(frozen=True)
class Seen:
    """One text as everybody sees it; `language` is the reader's."""

    view: View
    text: Text
    language: str

    @property
    def assembly(self) -> Assembly:
        """What is true of the session."""
        return self.view.assembly

    @cached_property
    def stages(self) -> Mapping[int, str]:
        """How far each amendment has come."""
        return stages(self.assembly, self.text)

    @cached_property
    def subs(self) -> Mapping[int, list[Amendment]]:
        """The sub-amendments of each amendment that has some."""
        return subs_by_amendment(self.text)

    @cached_property
    def falls(self) -> Mapping[int, list[Falls]]:
        """For each amendment before the body those that would fall with it."""
        return falling(self.text, self.stages)

    @cached_property
    def fallen(self) -> Mapping[int, list[int]]:
        """The amendments that fell by each."""
        found = defaultdict[int, list[int]](list)
        for one in self.text.amendments.values():
            if one.fell_by:
                found[one.fell_by].append(one.number)
        return found

    @cached_property
    def standing(self) -> Standing:
        """The text with everything that was carried since its latest version."""
        return as_it_stands(self.assembly, self.text)

    @cached_property
    def meetings(self) -> Mapping[int, Meeting]:
        """Where carried amendments meet other changes, and nobody has settled it yet."""
        return {one.amendment: one for one in self.standing.meetings}

    @cached_property
    def clauses(self) -> Sequence[Mapping[ClauseId, Clause]]:
        """The clauses of each version by their ids."""
        return [{one.id: one for one in version.clauses} for version in self.text.versions]

    def clause_of(self, amendment: Amendment) -> Clause | None:
        """The clause that an amendment is about, in the version to which it was made."""
        return self.clauses[amendment.version - 1].get(amendment.clause)

    @cached_property
    def carried(self) -> Sequence[Amendment]:
        """All carried amendments, in the order of the decisions."""
        return carried_in_all(self.assembly, self.text)

    @cached_property
    def included(self) -> frozenset[int]:
        """The amendments that a version holds already."""
        return frozenset(one for version in self.text.versions for one in version.amendments)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the text, the authentic one first."""
        return languages_of(self.text)

    @cached_property
    def places(self) -> Mapping[ClauseId, tuple[str, str]]:
        """What each clause of any version is and the number it has, the latest version's last."""
        found = dict[ClauseId, tuple[str, str]]()
        for version in self.text.versions:
            found |= places(version.clauses)
        return found

    @property
    def stage(self) -> str:
        """How far the text has come."""
        question = self.assembly.bodies[self.text.body].question
        decided = text_stage(self.assembly, self.text)
        held = {
            decided: decided in DECIDED,
            "being_voted": question is not None and question.number in self.text.questions,
            "closed": self.is_closed,
            "open": True,
        }
        return next(stage for stage, holds in held.items() if holds)

    @property
    def is_closed(self) -> bool:
        """Whether the time for amendments is over."""
        return bool(self.closes_at) and self.view.at >= self.closes_at

    @property
    def closes_at(self) -> Instant:
        """Until when amendments are received, 0 where nothing says; by the programme, if so."""
        view = self.view
        found = deadline_of(view.rules, view.assembly, self.text, first_day=first_day(view))
        return found.at if found else Instant(0)

    @property
    def decision(self) -> Decision | None:
        """What the body decided on the text as a whole."""
        return decision_on(self.assembly, self.text.questions)

    def words_in(self, clause: Clause) -> str | None:
        """A clause in the reader's language; None where that is not in step, or not of the text."""
        if self.language not in self.languages:
            return None
        return in_language(self.text, clause, language=self.language)

    def missed_in(self, clause: Clause) -> tuple[int, ...]:
        """The carried amendments that the reader's language does not follow in a clause."""
        return missed(self.text, clause, carried=self.carried, language=self.language)


def decision_on(assembly: Assembly, questions: Sequence[int]) -> Decision | None:
    """The decision that counts of those on a thing that may have been put more than once."""
    return valid_decision(assembly, questions[-1]) if questions else None


def anchor_of(kind: str, number: str) -> str:
    """The place of a clause on a page: o12, o12a, p3, title."""
    sign = kind[:1] if number else kind
    return sign + re.sub(r"[^0-9a-z]", "", number)
