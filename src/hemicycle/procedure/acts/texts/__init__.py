"""Draft resolutions and amendments, from lodging to the adopted text."""

from hemicycle.procedure.kernel import Kind

from . import (
    appoint_rapporteur,
    consent_to_compromise,
    find_fallen,
    find_receivable,
    lodge_amendment,
    lodge_text,
    propose_compromise,
    publish_version,
    put_amendment,
    put_text,
    recommend_on_amendment,
    refuse_compromise,
    render_clause,
    report_text,
    settle_clause,
    sponsor_text,
    take_over_amendment,
    waive_language,
    withdraw_amendment,
    withdraw_text,
)

KINDS: tuple[Kind, ...] = (
    lodge_text.KIND,
    appoint_rapporteur.KIND,
    sponsor_text.KIND,
    withdraw_text.KIND,
    lodge_amendment.KIND,
    find_receivable.KIND,
    withdraw_amendment.KIND,
    take_over_amendment.KIND,
    recommend_on_amendment.KIND,
    propose_compromise.KIND,
    consent_to_compromise.KIND,
    refuse_compromise.KIND,
    put_amendment.KIND,
    find_fallen.KIND,
    settle_clause.KIND,
    publish_version.KIND,
    render_clause.KIND,
    waive_language.KIND,
    put_text.KIND,
    report_text.KIND,
)
