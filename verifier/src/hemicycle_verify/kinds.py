"""The kinds of entry of the written form that tell no figure of a vote.

With those in `tallies.recount` they are all that this verifier knows. Of any other it checks the
hashes like those of every entry, and says that it does not know what it means.
"""

from hemicycle_verify.tallies.recount import COUNTED_AGAIN

WITHOUT_FIGURES = frozenset(
    """
    session_opened person_accredited credentials_withdrawn seat_named deputised deputisation_ended
    roll_called arrival_noted departure_noted chair_handed
    sitting_opened sitting_suspended sitting_resumed sitting_adjourned
    item_placed item_taken_up item_concluded item_carried_over
    floor_asked request_withdrawn list_closed list_reopened list_frozen lots_drawn swap_offered
    offer_withdrawn places_swapped floor_given speaker_missed floor_yielded time_shared
    time_extended called_to_order microphone_cut point_of_order_raised ruling_given
    motion_moved motion_speaker_asked motion_withdrawn motion_decided debate_closed
    debate_adjourned reply_asked explanation_asked intervention_asked
    speech_handed_in speech_taken_back speech_filed
    emergency_request_joined merger_proposed merger_consented merger_dropped
    referred_to_drafting draft_reported
    question_withdrawn reservation_recorded part_taken_out parts_asked parts_decided
    quorum_asked quorum_counted paper_begun text_decided
    decision_cited report_home_laid record_corrected fact_reported programme_published
    text_lodged memorandum_lodged rapporteur_appointed text_sponsored text_withdrawn text_put
    amendment_lodged receivability_found amendment_withdrawn amendment_taken_over
    amendment_recommended consent_list_proposed amendment_taken_out
    amendment_put amendment_fell amendment_stands
    compromise_proposed compromise_consented compromise_refused text_reported
    clause_settled clause_rendered language_waived version_published
    record_issued record_certified takes_opened speech_taken_down takes_merged
    correction_asked correction_withdrawn correction_accepted correction_declined
    commitment_lifted commitment_corrected commitment_withdrawn answers_asked commitment_answered
    public_question_shown public_question_hidden public_question_taken_up
    public_question_raised public_question_answered
    item_set_down political_group_joined request_changed list_ordered unanimity_noted
    amendment_objected credentials_challenged credentials_ratified reconsideration_moved
    reconsideration_signed opinion_given outcome_amended
    report_distributed urgent_requested urgent_request_put urgent_decided
    delay_asked delay_objected delay_put delay_decided
    substitute_designated register_signed quorum_request_decided presence_marked
    term_begun
    voting_system_noted roll_call_asked roll_call_void
    """.split()  # noqa: SIM905 (names are read better as words than as a list)
)
KNOWN = WITHOUT_FIGURES | COUNTED_AGAIN.keys()
