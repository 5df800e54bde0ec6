"""Requests for an emergency item: filed, judged, merged, voted on, and one chosen or none."""

from hemicycle.procedure.kernel import Kind

from . import (
    choose_emergency_item,
    consent_to_merger,
    drop_merger,
    file_emergency_request,
    find_admissible,
    fix_ballot_order,
    join_emergency_request,
    propose_merger,
    put_emergency_request,
    refer_to_drafting,
    report_draft,
    withdraw_emergency_request,
)

KINDS: tuple[Kind, ...] = (
    file_emergency_request.KIND,
    join_emergency_request.KIND,
    find_admissible.KIND,
    propose_merger.KIND,
    consent_to_merger.KIND,
    drop_merger.KIND,
    withdraw_emergency_request.KIND,
    fix_ballot_order.KIND,
    put_emergency_request.KIND,
    choose_emergency_item.KIND,
    refer_to_drafting.KIND,
    report_draft.KIND,
)
