"""Commitments after the text is adopted: lifted, corrected, asked about and answered."""

from hemicycle.procedure.kernel import Kind

from . import (
    answer_commitment,
    ask_for_answers,
    correct_commitment,
    lift_commitment,
    withdraw_commitment,
)

KINDS: tuple[Kind, ...] = (
    lift_commitment.KIND,
    correct_commitment.KIND,
    withdraw_commitment.KIND,
    ask_for_answers.KIND,
    answer_commitment.KIND,
)
