"""Debates that come at once and debates that wait: urgent procedure, reports that came late."""

from hemicycle.procedure.kernel import Kind

from . import (
    ask_for_delay,
    distribute_report,
    object_to_delay,
    put_delay,
    put_off_debate,
    put_urgent_request,
    request_urgent_procedure,
)

KINDS: tuple[Kind, ...] = (
    distribute_report.KIND,
    request_urgent_procedure.KIND,
    put_urgent_request.KIND,
    ask_for_delay.KIND,
    object_to_delay.KIND,
    put_off_debate.KIND,
    put_delay.KIND,
)
