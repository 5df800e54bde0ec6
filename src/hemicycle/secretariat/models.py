"""The tables of the secretariat, found here by Django; each subject has a file in `tables/`."""

from hemicycle.secretariat.tables.accounts import Account, Accounts, Seat, SessionNames
from hemicycle.secretariat.tables.consents import Consent, Picture, Recording
from hemicycle.secretariat.tables.delegations import (
    DelegationFile,
    FileChange,
    KeptFile,
    Person,
    Place,
    VoteRow,
    VoteTable,
)
from hemicycle.secretariat.tables.enrolment import EnrolmentAttempt, EnrolmentCode
from hemicycle.secretariat.tables.files import FileKeeper, FileWish
from hemicycle.secretariat.tables.gate import GateScan
from hemicycle.secretariat.tables.group_papers import ClosedSheet, GroupPaper
from hemicycle.secretariat.tables.key_changes import KeyChange
from hemicycle.secretariat.tables.meetings import SealedMeeting
from hemicycle.secretariat.tables.notes import ChairNote
from hemicycle.secretariat.tables.papers import (
    IssuedPaper,
    ListDocument,
    ListEdition,
    PaperText,
)
from hemicycle.secretariat.tables.press import (
    PressItem,
    PressOffice,
    PressPicture,
    PressQuotation,
)
from hemicycle.secretariat.tables.programme import (
    CalendarAddress,
    ProgrammeRoom,
    ProgrammeSlot,
    ProgrammeStep,
)
from hemicycle.secretariat.tables.public_questions import PublicAsking, PublicWords
from hemicycle.secretariat.tables.register import (
    Arrears,
    Chamber,
    FormerName,
    GroupSeat,
    Membership,
    Parliament,
    ParliamentName,
    RegisterState,
)
from hemicycle.secretariat.tables.speaking_notes import SpeakingNote
from hemicycle.secretariat.tables.speeches import WrittenText
from hemicycle.secretariat.tables.tablets import Tablet, TabletCode
from hemicycle.secretariat.tables.takes import Take, TakeVersion
from hemicycle.secretariat.tables.webhooks import Webhook

__all__ = [
    "Account",
    "Accounts",
    "Arrears",
    "CalendarAddress",
    "ChairNote",
    "Chamber",
    "ClosedSheet",
    "Consent",
    "DelegationFile",
    "EnrolmentAttempt",
    "EnrolmentCode",
    "FileChange",
    "FileKeeper",
    "FileWish",
    "FormerName",
    "GateScan",
    "GroupPaper",
    "GroupSeat",
    "IssuedPaper",
    "KeptFile",
    "KeyChange",
    "ListDocument",
    "ListEdition",
    "Membership",
    "PaperText",
    "Parliament",
    "ParliamentName",
    "Person",
    "Picture",
    "Place",
    "PressItem",
    "PressOffice",
    "PressPicture",
    "PressQuotation",
    "ProgrammeRoom",
    "ProgrammeSlot",
    "ProgrammeStep",
    "PublicAsking",
    "PublicWords",
    "Recording",
    "RegisterState",
    "SealedMeeting",
    "Seat",
    "SessionNames",
    "SpeakingNote",
    "Tablet",
    "TabletCode",
    "Take",
    "TakeVersion",
    "VoteRow",
    "VoteTable",
    "Webhook",
    "WrittenText",
]
