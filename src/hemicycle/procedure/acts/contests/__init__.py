"""Credentials on which the house decides itself: challenged, reported on, voted, reopened."""

from hemicycle.procedure.kernel import Kind

from . import (
    challenge_credentials,
    give_opinion,
    propose_outcome,
    put_contest,
    ratify_credentials,
    reconsider_credentials,
    report_contest,
    sign_reconsideration,
)

KINDS: tuple[Kind, ...] = (
    ratify_credentials.KIND,
    challenge_credentials.KIND,
    reconsider_credentials.KIND,
    sign_reconsideration.KIND,
    give_opinion.KIND,
    report_contest.KIND,
    propose_outcome.KIND,
    put_contest.KIND,
)
