"""What the presiding officer may do about credentials, urgent requests and late reports: data."""

from hemicycle.procedure.acts.contests.put_contest import PutContest
from hemicycle.procedure.acts.contests.ratify_credentials import RatifyCredentials
from hemicycle.procedure.acts.debates.put_delay import PutDelay
from hemicycle.procedure.acts.debates.put_off_debate import PutOffDebate
from hemicycle.procedure.acts.debates.put_urgent_request import PutUrgentRequest
from hemicycle.screens import debate_subjects as debates
from hemicycle.screens.candidate import Candidate, quiet

BUSY = quiet("question_pending", "someone_speaks")

DEBATES: tuple[Candidate, ...] = (
    Candidate(
        act=RatifyCredentials,
        rule_key="credentials.contested_by",
        of=debates.to_ratify,
        label=debates.ratify,
        quiet=BUSY,
    ),
    Candidate(
        act=PutContest,
        rule_key="credentials.outcomes",
        of=debates.contest_to_put,
        label=debates.put_contest,
        form="meant",
        keeps=("contest", "proposal", "method"),
        quiet=BUSY,
    ),
    Candidate(
        act=PutUrgentRequest,
        rule_key="emergency_item.decision",
        of=debates.urgent_to_put,
        label=debates.put_urgent,
        form="meant",
        keeps=("request", "item"),
        quiet=BUSY,
    ),
    Candidate(
        act=PutOffDebate,
        rule_key="texts.late_report_effect",
        of=debates.to_put_off,
        label=debates.put_off,
        quiet=BUSY,
    ),
    Candidate(
        act=PutDelay,
        rule_key="texts.late_report_override",
        of=debates.delay_to_put,
        label=debates.put_delay,
        form="meant",
        keeps=("item",),
        quiet=BUSY,
    ),
)
