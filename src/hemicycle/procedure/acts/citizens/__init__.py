"""Questions and comments from outside the house are shown, taken up, raised and answered."""

from hemicycle.procedure.acts.citizens import (
    answer_public_question,
    hide_public_question,
    raise_public_question,
    show_public_question,
    take_up_public_question,
)
from hemicycle.procedure.kernel import Kind

KINDS: tuple[Kind, ...] = (
    show_public_question.KIND,
    hide_public_question.KIND,
    take_up_public_question.KIND,
    raise_public_question.KIND,
    answer_public_question.KIND,
)
