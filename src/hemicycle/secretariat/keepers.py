"""Who keeps the file of a delegation: its secretary, who needs no seat in the session."""

from hemicycle.secretariat.models import Account, DelegationFile, FileKeeper


def files_of(account: Account) -> dict[str, str]:
    """The parliament whose file an account keeps, in each session."""
    return {one.session: one.file.parliament_id for one in account.files_kept.all()}


def keepers_of(file: DelegationFile) -> list[FileKeeper]:
    """Everybody who keeps a file, in the order in which they came."""
    return list(file.keepers.select_related("account").order_by("pk"))


def keeper_account(session: str, parliament: str, *, code: int, label: str) -> Account:
    """A new account that keeps the file of a delegation; no password opens it.

    Errors: DelegationFile.DoesNotExist
    """
    file = DelegationFile.objects.get(session=session, parliament_id=parliament)
    account = Account(username=f"{session}.{parliament}.file-{code}", label=label[:200])
    account.set_unusable_password()
    account.save()
    FileKeeper.objects.create(account=account, file=file, session=session)
    return account


def end_keeper(file: DelegationFile, keeper: int) -> int:
    """Somebody keeps a file no more; the account whose browsers are to end, or 0."""
    found = file.keepers.filter(pk=keeper).select_related("account").first()
    if found is None:
        return 0
    account = found.account.pk
    found.delete()
    return account
