"""What may be tried on a text from the console: data, without a rule in it."""

from hemicycle.procedure.acts.texts.decide_consent_list import DecideConsentList
from hemicycle.procedure.acts.texts.find_fallen import FindFallen
from hemicycle.procedure.acts.texts.publish_version import PublishVersion
from hemicycle.procedure.acts.texts.put_amendment import PutAmendment
from hemicycle.procedure.acts.texts.put_text import PutText
from hemicycle.procedure.acts.texts.waive_language import WaiveLanguage
from hemicycle.procedure.rules.amendments import WHY_FALLS
from hemicycle.screens.candidate import Candidate, quiet
from hemicycle.screens.textdesk import listed
from hemicycle.screens.textdesk import subjects as texts

FALLEN: tuple[Candidate, ...] = (
    Candidate(
        act=FindFallen,
        rule_key="amendments.falls",
        of=texts.fallen,
        label=texts.say_fallen,
        key="F",
    ),
)

PUT_TEXTS: tuple[Candidate, ...] = (
    Candidate(
        act=DecideConsentList,
        rule_key="amendments.consent_list",
        of=listed.to_decide,
        label=listed.decide_list,
        confirm=listed.confirm_list,
        form="list",
        keeps=("text",),
        key="B",
        quiet=quiet("question_pending", "someone_speaks"),
    ),
    Candidate(
        act=PutAmendment,
        rule_key="amendments.order",
        of=texts.next_amendment,
        label=texts.put_amendment,
        form="amendment",
        keeps=("text", "amendment"),
        key="A",
        quiet=quiet(
            "question_pending", "someone_speaks", *(f"seems_fallen_{why}" for why in WHY_FALLS)
        ),
    ),
    Candidate(
        act=PutText,
        rule_key="texts.whole",
        of=texts.whole,
        label=texts.put_whole,
        form="whole",
        keeps=("text",),
        key="A",
        quiet=quiet("question_pending", "someone_speaks"),
    ),
    Candidate(
        act=WaiveLanguage,
        rule_key="texts.languages",
        of=texts.late_language,
        label=texts.waive,
        form="waiver",
        keeps=("text", "language"),
        place="bar",
    ),
)

VERSIONS: tuple[Candidate, ...] = (
    Candidate(
        act=PublishVersion, rule_key="texts.versions", of=texts.to_publish, label=texts.publish
    ),
)
