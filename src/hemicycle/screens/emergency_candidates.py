"""What may be tried on requests for an emergency item: data, without a rule in it."""

from hemicycle.procedure.acts.emergency.choose_emergency_item import ChooseEmergencyItem
from hemicycle.procedure.acts.emergency.find_admissible import FindAdmissible
from hemicycle.procedure.acts.emergency.fix_ballot_order import FixBallotOrder
from hemicycle.procedure.acts.emergency.put_emergency_request import PutEmergencyRequest
from hemicycle.procedure.acts.emergency.refer_to_drafting import ReferToDrafting
from hemicycle.procedure.acts.emergency.report_draft import ReportDraft
from hemicycle.screens import emergency_subjects as requests
from hemicycle.screens.candidate import Candidate, quiet

PUT: tuple[Candidate, ...] = (
    Candidate(
        act=PutEmergencyRequest,
        rule_key="division.majority_emergency",
        of=requests.next_request,
        label=requests.put_request,
        form="request",
        keeps=("request",),
        quiet=quiet("question_pending", "someone_speaks"),
    ),
    Candidate(
        act=PutEmergencyRequest,
        rule_key="emergency_item.choice_tie",
        of=requests.equal_requests,
        label=requests.put_between,
        form="request",
        keeps=("request", "over"),
        quiet=quiet("question_pending", "someone_speaks"),
    ),
    Candidate(
        act=ChooseEmergencyItem,
        rule_key="emergency_item.choice",
        of=requests.choice,
        label=requests.announce,
        confirm=requests.confirm_choice,
        quiet=quiet("question_pending", "request_not_placed", "requests_equal"),
    ),
)

REPORT = Candidate(
    act=ReportDraft,
    rule_key="emergency_item.drafting",
    of=requests.drafted,
    form="draft",
)
DRAFTING: tuple[Candidate, ...] = (
    Candidate(
        act=ReferToDrafting,
        rule_key="emergency_item.drafting",
        of=requests.to_drafting,
        form="drafting",
    ),
    REPORT,
)

AT_THE_DESK: tuple[Candidate, ...] = (
    Candidate(
        act=FindAdmissible,
        rule_key="emergency_item.admissibility",
        of=requests.unjudged,
        form="finding",
        quiet=quiet("admissibility_not_judged"),
    ),
    Candidate(
        act=FixBallotOrder,
        rule_key="emergency_item.ballot_order",
        of=requests.unplaced,
        quiet=quiet("requests_closed"),
    ),
    REPORT,
)
