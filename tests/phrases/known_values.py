"""The values that stand behind an f-string in the code, and the words that each fact may be."""

from hemicycle.procedure.acts.credentials.accredit_person import OFFICES
from hemicycle.procedure.acts.credentials.name_seat import SEATS
from hemicycle.procedure.acts.divisions.decide_parts import OUTCOMES as PARTS_OUTCOMES
from hemicycle.procedure.acts.emergency.find_admissible import FINDINGS
from hemicycle.procedure.acts.floor.decide_motion import OUTCOMES as MOTION_OUTCOMES
from hemicycle.procedure.acts.floor.give_ruling import RULINGS
from hemicycle.procedure.acts.floor.speak_on_motion import SIDES
from hemicycle.procedure.acts.presence.note_voting_system import CONDITIONS
from hemicycle.procedure.acts.record.report_fact import FACTS, MARKS
from hemicycle.procedure.acts.session.open_session import BASES
from hemicycle.procedure.acts.texts.find_receivable import FINDINGS as RECEIVABLE
from hemicycle.procedure.acts.texts.recommend_on_amendment import RECOMMENDATIONS
from hemicycle.procedure.assembly.contests import STANDINGS
from hemicycle.procedure.assembly.public_questions import PUBLIC_KINDS
from hemicycle.procedure.assembly.record import NO_TEXT
from hemicycle.procedure.rules.amendments import STAGES, WHY_FALLS
from hemicycle.procedure.rules.clauses import KINDS as CLAUSE_KINDS
from hemicycle.procedure.rules.consent import ON_LIST
from hemicycle.procedure.rules.consolidation import CHANGES
from hemicycle.procedure.rules.contests import MAKES
from hemicycle.procedure.rules.follow_up import (
    ADDRESSEES,
    ANSWERS,
    ASKED,
    NO_ANSWER,
    NOT_ASKED,
    STATES,
)
from hemicycle.procedure.rules.lodged_texts import TEXT_STAGES
from hemicycle.procedure.rules.majorities import BASES as VOTE_BASES
from hemicycle.procedure.rules.majorities import SHARES
from hemicycle.procedure.rules.quorum_checks import VOID
from hemicycle.procedure.rules.quorums import WITHOUT_QUORUM
from hemicycle.procedure.rules.rights import ACCREDITED_AS, STATUSES
from hemicycle.procedure.rules.speakers_lists import ORDERS, SECTIONS
from hemicycle.procedure.rules.texts import FATES, PROPOSALS
from hemicycle.procedure.rules.ways import HANDS
from hemicycle.rulebooks import load, names
from hemicycle.rulebooks.reading import MOTIONS
from hemicycle.store import FAILURES

WORLDS = ("rehearsal_real", "invented_parliament")
LACKS = (
    *WORLDS,
    "no_members",
    "no_head",
    "two_heads",
    "status_without_seat",
    "no_votes",
    "sits_otherwise",
)
FORMS = ("summary", "verbatim", NO_TEXT)
PURPOSES = (
    *("speech", "point_of_order", "motion", "reply", "explanation", "intervention", "answer"),
)
# The values that stand behind an f-string in the code.
VALUES = {
    "minute.commitment_answered_{entry.answer}": ANSWERS,
    "minute.commitment_lifted_from_{place}": ("paragraph", "speech"),
    "commitment_{state}": ("outdated", "waiting", "fallen"),
    "minute.{what}_{how}": (
        *("text_sponsored", "text_sponsor_left"),
        *("amendment_sponsored", "amendment_sponsor_left"),
        *("text_signed", "text_unsigned", "amendment_signed", "amendment_unsigned"),
    ),
    "minute.amendment_lodged_{entry.does}": CHANGES,
    "minute.amendment_{entry.finding}": RECEIVABLE,
    "minute.amendment_recommended_{entry.recommendation}": RECOMMENDATIONS,
    "minute.on_list_{entry.outcome}": ("adopted", "rejected"),
    "minute.amendment_fell_{entry.why or 'as_found'}": (*WHY_FALLS, "as_found"),
    "seems_fallen_{why}": WHY_FALLS,
    "text_{outcome}": ("adopted", "rejected"),
    "minute.adopted_by_{entry.method}": ("consensus", "acclamation", "unanimous_in_committee"),
    "minute.floor_given_{entry.purpose}": PURPOSES,
    "minute.motion_{entry.outcome}": MOTION_OUTCOMES,
    "minute.motion_speaker_{entry.side}": SIDES,
    "minute.result_{entry.outcome}{by}": (
        *("adopted", "rejected"),
        *("adopted_by_casting_vote", "rejected_by_casting_vote"),
    ),
    "minute.ruling_{entry.ruling}": RULINGS,
    "minute.proposal_put_{entry.does or 'whole'}": (*PROPOSALS, "whole"),
    "minute.text_{entry.fate}": tuple(FATES.values()),
    "minute.parts_{entry.outcome}": PARTS_OUTCOMES,
    "minute.quorum_asked{enough}": ("", "_with_others"),
    "minute.quorum_{how}": tuple(
        f"{how}{unit}" for how in ("met", VOID, *WITHOUT_QUORUM) for unit in ("", "_members")
    ),
    "minute.quorum_request_{outcome}": ("granted", "failed"),
    "minute.roll_call_{enough}": ("granted", "asked"),
    "minute.voting_system_{entry.condition}": CONDITIONS,
    "minute.hands_opened_{entry.counts}": HANDS,
    "minute.hands_counted{again}": ("", "_again"),
    "minute.majority_found_{entry.outcome}": ("adopted", "rejected"),
    "minute.plain_result_{entry.outcome}": ("adopted", "rejected"),
    "minute.speech_taken_down_{entry.form}": FORMS,
    "minute.public_{entry.kind}_shown": PUBLIC_KINDS,
    "minute.seat_{how}": ("named", "ended"),
    "credentials_{delegation.credentials}": STANDINGS[1:],
    "credentials_{standing}": STANDINGS[1:],
    "minute.credentials_{made}": tuple(MAKES.values()),
    "minute.debate_{entry.outcome}": ("stays", "put_off"),
    "minute.urgent_{entry.outcome}": ("adopted", "rejected"),
    "item_{found.stage}": ("concluded", "carried_over"),
    "item_{item.stage}": ("concluded", "carried_over"),
    "item_{body.items[item].stage}": ("concluded", "carried_over"),
    "record_{record.stage}": ("live", "final"),
    "request_without_{part}": ("title", "subject"),
    "request_without_{need}": ("memorandum", "draft_resolution"),
    "minute.emergency_request_{what}": (
        *("withdrawn", "left"),
        *("withdrawn_for_another", "left_for_another"),
    ),
    "minute.emergency_request_{entry.finding}": FINDINGS,
    "minute.ballot_declared_{how}": ("over", "goes_on", "nobody"),
    "minute.nominated_by_{how}": ("oneself", "member", "group"),
    "minute.tie_for_{how}": ("last_by_lots", "last_by_age", "seat_by_lots", "seat_by_age"),
    "no_right_to_{right}": ("speak", "move", "stand", "vote"),
    "delegation_{lacks[0]}": LACKS[:-1],
    "delegation_{row.stranger}": WORLDS,
    "invite_{register.world.refusal}": WORLDS,
}
WORDS = {
    "addressee": ADDRESSEES,
    "answer_kind": (*ANSWERS, ASKED, NOT_ASKED, NO_ANSWER),
    "commitment_state": STATES,
    "clause_kind": CLAUSE_KINDS,
    "clause_place": CLAUSE_KINDS,
    "language_code": ("en", "fr", "ar"),
    "recommendation": RECOMMENDATIONS,
    "receivability": RECEIVABLE,
    "amendment_stage": STAGES,
    "text_stage": TEXT_STAGES,
    "failure": tuple(FAILURES),
    "method": (
        *("consensus", "acclamation", "show_of_hands", "standing", "roll_call", "voice"),
        ON_LIST,
        "unanimous_in_committee",
    ),
    "outcome": ("adopted", "rejected"),
    "majority": SHARES,
    "base": VOTE_BASES,
    "office": OFFICES,
    "capacity": (*OFFICES, *ACCREDITED_AS, "presiding_officer"),
    "seat": SEATS,
    "form": FORMS,
    "ground": load("plain").choices("citizens.grounds"),
    "accredited_as": ACCREDITED_AS,
    "standing": load("plain").standings,
    "status": STATUSES,
    "cause": (*STATUSES[1:], "no_votes_in_table", "arrears", "not_ratified"),
    "contest_ground": load("pace").choices("credentials.procedural_grounds"),
    "contest_outcome": tuple(MAKES),
    "credentials_standing": STANDINGS,
    "limited_right": (
        *load("pace").choices("credentials.protected_rights"),
        *load("pace").choices("credentials.limitable_rights"),
    ),
    "ruling": RULINGS,
    "stage": (
        "placed",
        "taken_up",
        "adjourned",
        "concluded",
        "carried_over",
        "open",
        "closed",
        "reported",
        "declared",
    ),
    "unit": ("delegation", "one_vote_per_parliament", "person"),
    "purpose": PURPOSES,
    "motion": ("appeal", *MOTIONS),
    "section": tuple(SECTIONS),
    "order": ORDERS,
    "side": SIDES,
    "mark": MARKS,
    "basis": BASES,
    "precision": ("instant", "hour", "day", "unknown"),
    "fact": FACTS,
    "organ": ("assembly", "council", "committee", "executive", "forum", "group"),
    "rulebook": names(),
    "election_stage": ("called", "open", "closed", "counted", "declared", "void", "over"),
    "post": ("president", "executive", "bureau", "other"),
    "nominators": ("member", "delegation", "group"),
    "figure": ("papers", "blank", "invalid"),
    "basis_band": ("rehearsal", "reported"),
}
ALONE = (
    *("word.not_verified", "word.practice", "word.not_reported"),
    *("word.rehearsal_band", "word.reported_band"),
)
