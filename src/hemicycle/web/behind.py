"""The addresses that Django answers, and where their views stand: read before any of them loads.

In an address `<name>` stands for one part, which the view is given under that name; after a
colon stands what it may be.
"""

import re
from collections.abc import Mapping

STATEMENTS = "hemicycle.web.statements"
ACCOUNTS, DESK = "hemicycle.web.accounts", "a/<session>/desk"
TEXT = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"  # the id of a draft resolution
MEETING = "[A-Za-z0-9_-]{1,32}"
BEHIND: Mapping[str, str] = {
    "login": f"{ACCOUNTS}.signing_in.login_page",
    "login/code": f"{ACCOUNTS}.signing_in.second_step_page",
    "login/passkey": f"{ACCOUNTS}.signing_in.passkey_page",
    "login/passkey/begin": f"{ACCOUNTS}.signing_in.begin_passkey_page",
    "logout": "hemicycle.web.views.logout_page",
    "enrol": f"{ACCOUNTS}.enrolling.enrol_page",
    "enrol/<code>": f"{ACCOUNTS}.enrolling.enrol_page",
    "account": f"{ACCOUNTS}.own.account_page",
    "account/keys": f"{ACCOUNTS}.own_keys.keys_page",
    "account/keys/first": f"{ACCOUNTS}.own_keys.first_key_page",
    "account/keys/begin": f"{ACCOUNTS}.own_keys.begin_passkey_page",
    "new": "hemicycle.web.views.new_page",
    DESK: "hemicycle.web.desk.desk_page",
    f"{DESK}/register": "hemicycle.web.desk_register.register_page",
    f"{DESK}/import": "hemicycle.web.desk_import.import_page",
    f"{DESK}/export/<name:parliaments|people>.<kind:csv|xlsx>": (
        "hemicycle.web.desk_import.export_file"
    ),
    f"{DESK}/votes": "hemicycle.web.desk_votes.votes_page",
    f"{DESK}/delegations": "hemicycle.web.desk_delegations.delegations_page",
    f"{DESK}/delegations/<parliament:p-[0-9]{{4,6}}>": (
        "hemicycle.web.desk_delegations.delegation_page"
    ),
    f"{DESK}/delegations/<parliament:p-[0-9]{{4,6}}>/people/<person:new|n-[0-9]{{5,9}}>": (
        "hemicycle.web.file_person.desk_person_page"
    ),
    "a/<session>/delegation": "hemicycle.web.own_file.own_file_page",
    "a/<session>/delegation/people/<person:new|n-[0-9]{5,9}>": (
        "hemicycle.web.file_person.own_person_page"
    ),
    "a/<session>/tablet": "hemicycle.web.tablet.tablet_page",
    f"{DESK}/delegations/<parliament:p-[0-9]{{4,6}}>/people/<person:n-[0-9]{{5,9}}>/consents": (
        "hemicycle.web.file_consents.desk_consents_page"
    ),
    f"{DESK}/delegations/<parliament:p-[0-9]{{4,6}}>/people/<person:n-[0-9]{{5,9}}>/"
    "<what:picture|recording|held>": "hemicycle.web.file_consents.desk_media",
    "a/<session>/delegation/people/<person:n-[0-9]{5,9}>/consents": (
        "hemicycle.web.file_consents.own_consents_page"
    ),
    "a/<session>/delegation/people/<person:n-[0-9]{5,9}>/<what:picture|recording>": (
        "hemicycle.web.file_consents.own_media"
    ),
    f"{DESK}/papers": "hemicycle.web.desk_papers.papers_page",
    f"{DESK}/papers/texts": "hemicycle.web.desk_paper_texts.paper_texts_page",
    f"{DESK}/papers/made/<job:[A-Za-z0-9_-]{{16}}>": "hemicycle.web.desk_papers.made_page",
    f"{DESK}/papers/lists/<number:[0-9]{{1,4}}>-<paper:en|fr>.pdf": (
        "hemicycle.web.desk_papers.list_document"
    ),
    "statements": f"{STATEMENTS}.statements_page",
    "statements/themes": f"{STATEMENTS}.themes_page",
    "statements/themes/<goal:[^/]{1,20}>": f"{STATEMENTS}.theme_page",
    "statements/<statement:[^/]{1,80}>": f"{STATEMENTS}.statement_page",
    "genuine": "hemicycle.web.genuine.genuine_page",
    "genuine/<code:[^/]{1,60}>": "hemicycle.web.genuine.paper_page",
    "a/<session>/receipt": "hemicycle.web.receipts.receipt_page",
    "a/<session>/receipt.json": "hemicycle.web.receipts.receipt_file",
    "a/<session>/receipt/<address:[0-9A-Za-z-]{1,60}>": "hemicycle.web.receipts.held_page",
    "a/<session>/receipt/<address:[0-9A-Za-z-]{1,60}>.json": "hemicycle.web.receipts.held_file",
    "a/<session>/gate": "hemicycle.web.gate.gate_page",
    "a/<session>/gate/list": "hemicycle.web.gate.list_file",
    "a/<session>/gate/figures": "hemicycle.web.gate.figures_part",
    "a/<session>/gate/scans": "hemicycle.web.gate.scans_page",
    f"{DESK}/webhooks": "hemicycle.web.desk_webhooks.webhooks_page",
    f"{DESK}/press-room": "hemicycle.web.desk_press_room.press_room_page",
    f"{DESK}/press-room/<item:new|[0-9]{{1,6}}>": "hemicycle.web.desk_press_item.press_item_page",
    f"{DESK}/press-room/<item:[0-9]{{1,6}}>/preview": "hemicycle.web.desk_press_item.preview_page",
    f"{DESK}/press-room/<item:[0-9]{{1,6}}>/<picture:[0-9]{{1,9}}>.jpg": (
        "hemicycle.web.desk_press_item.picture_page"
    ),
    "a/<session>/ask": "hemicycle.web.asking.asking_page",
    "a/<session>/ask/<number:[0-9]{1,9}>": "hemicycle.web.asking.question_page",
    "a/<session>/ask/mine/<key:[A-Za-z0-9_-]{24}>": "hemicycle.web.asking.own_asking_page",
    f"{DESK}/questions": "hemicycle.web.desk_questions.questions_page",
    f"{DESK}/texts": "hemicycle.web.desk_texts.texts_page",
    f"{DESK}/texts/new": "hemicycle.web.desk_new_text.new_text_page",
    f"{DESK}/texts/<text:{TEXT}>": "hemicycle.web.desk_texts.text_page",
    f"{DESK}/texts/<text:{TEXT}>/languages": "hemicycle.web.desk_texts.languages_page",
    f"{DESK}/follow-up": "hemicycle.web.desk_follow_up.follow_up_page",
    f"{DESK}/follow-up/speeches/<speech:[0-9]{{1,9}}>": "hemicycle.web.desk_follow_up.speech_page",
    f"{DESK}/follow-up/<text:{TEXT}>/<clause:[a-z0-9.-]{{1,40}}>": (
        "hemicycle.web.desk_follow_up.paragraph_page"
    ),
    f"{DESK}/reports-home": "hemicycle.web.desk_reports_home.reports_home_page",
    f"a/<session>/advice/<text:{TEXT}>": "hemicycle.web.advice.advice_page",
    f"{DESK}/programme": "hemicycle.web.desk_programme.programme_page",
    f"{DESK}/programme/<slot:new|[a-z]+-[0-9]{{1,6}}>": ("hemicycle.web.desk_programme.slot_page"),
    "a/<session>/calendar": "hemicycle.web.own_calendar.own_calendar_page",
    "a/<session>/calendar/<secret:[A-Za-z0-9_-]{43}>.ics": (
        "hemicycle.web.own_calendar.calendar_file"
    ),
    f"{DESK}/officers": "hemicycle.web.desk_officers.officers_page",
    f"{DESK}/takes": "hemicycle.web.desk_takes.takes_page",
    f"{DESK}/takes/<sitting:[a-z0-9-]{{1,60}}-[0-9]{{1,4}}>": (
        "hemicycle.web.desk_takes.sitting_page"
    ),
    f"{DESK}/takes/<sitting:[a-z0-9-]{{1,60}}-[0-9]{{1,4}}>/<number:[0-9]{{1,4}}>": (
        "hemicycle.web.desk_take.take_page"
    ),
    "a/<session>/meetings": "hemicycle.web.meetings.meetings_page",
    f"a/<session>/meetings/<meeting:{MEETING}>": "hemicycle.web.meeting.meeting_page",
    f"a/<session>/meetings/<meeting:{MEETING}>/card": "hemicycle.web.meeting.card_page",
    "a/<session>/group-papers/<body:[a-z0-9-]{1,60}>": (
        "hemicycle.web.group_papers.group_papers_page"
    ),
    f"a/<session>/group-papers/<body:[a-z0-9-]{{1,60}}>/<paper:{MEETING}>": (
        "hemicycle.web.group_papers.group_paper"
    ),
    "a/<session>/group-sittings/<body:[a-z0-9-]{1,60}>/<number:[1-9][0-9]{0,3}>": (
        "hemicycle.web.closed_sitting.closed_sitting_page"
    ),
    f"{DESK}/protocol": "hemicycle.web.desk_protocol.protocol_page",
    f"{DESK}/protocol/<meeting:{MEETING}>": "hemicycle.web.desk_protocol.card_page",
    "a/<session>/readouts": "hemicycle.web.readouts.readouts_page",
    f"{DESK}/participation": "hemicycle.web.desk_participation.participation_page",
    f"{DESK}/<name:participation|participation-to-publish>.csv": (
        "hemicycle.web.desk_participation.participation_file"
    ),
    f"{DESK}/attendance": "hemicycle.web.desk_attendance.attendance_page",
    f"{DESK}/enrol": f"{ACCOUNTS}.desk_enrol.enrol_desk_page",
    f"{DESK}/enrol/state": f"{ACCOUNTS}.desk_enrol.enrol_state_page",
}
VARIABLE = re.compile(r"<(\w+)(?::([^>]+))?>")
IN_ANY_LANGUAGE = r"^(?:(?P<language>en|fr|ar)/)?"


def addresses() -> tuple[str, ...]:
    """Each address, with something in the place of what varies in it."""
    return tuple(VARIABLE.sub("150", address) for address in BEHIND)


def named_group(variable: re.Match[str]) -> str:
    """A part that varies, as a pattern that gives it its name."""
    return f"(?P<{variable[1]}>{variable[2] or '[^/]+'})"


def patterns() -> Mapping[str, str]:
    """Each address as a pattern, in any language or none; and where its view stands."""
    return {
        IN_ANY_LANGUAGE + VARIABLE.sub(named_group, address.replace(".", r"\.")) + "/?$": view
        for address, view in BEHIND.items()
    }
