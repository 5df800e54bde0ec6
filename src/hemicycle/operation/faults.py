"""Why a backup cannot be made, opened or restored, each in one plain sentence."""

from collections.abc import Mapping

from hemicycle.wording.faults import PlainFault

SENTENCES: Mapping[str, str] = {
    "nothing": "There is nothing of Hemicycle in {folder}.",
    "running": "Another backup of {folder} is being made; wait until it is done.",
    "exists": "{file} is there already; nothing was written.",
    "no_room": "The disk of {place} has {free} free, and the backup needs about {needed}.",
    "changed": "{file} was changed or is cut short: {what}. Use another backup.",
    "not_a_backup": "{file} is no backup of Hemicycle.",
    "newer": "{file} was made by a newer Hemicycle: it has format {found}, "
    "and this program knows format {known}.",
    "wrong_passphrase": "{file} does not open with this passphrase.",
    "wrong_identity": "{file} is locked to other keys than those of this identity file.",
    "locked": "{file} is encrypted with a passphrase; say with --passphrase-file where it stands.",
    "locked_to_keys": "{file} is encrypted to keys; say with --identity-file where one of them"
    " stands.",
    "both_locks": "A backup is locked with a passphrase or to recipients, not both: an additional"
    " passphrase would open what only the keys should.",
    "both_keys": "Give --passphrase-file or --identity-file, not both.",
    "recipient": "Nothing was written: {wrong}.",
    "identity_file": "No key can be read from {file}: {why}.",
    "passphrase": "The passphrase must have at least {least} signs.",
    "passphrase_file": "The passphrase cannot be read from {file}: {reason}.",
    "not_empty": "{folder} is not empty; a backup is restored into a new folder.",
    "list": "{file} is no list of erasures (line {line}).",
    "record": "The record in {file} is not whole: {what}",
    "not_sent": "{address} did not send a copy of its house: {why}.",
    "table": "{file} is damaged: {what}.",
}


class BackupFault(PlainFault):
    """A backup cannot be made, opened or restored: a key and the plain facts."""

    def __init__(self, key: str, **facts: str | int) -> None:
        self.key, self.facts = key, facts
        super().__init__(SENTENCES[key].format_map(facts))
