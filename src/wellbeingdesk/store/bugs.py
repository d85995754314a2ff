"""Mistakes of our own that the store refuses loudly: none of them is ever told to a person as theirs."""


class SqlOnWrongThread(RuntimeError):
    """SQL was sent from a thread that is not the store's."""


class CommitWithoutAudit(RuntimeError):
    """Something was changed and nothing was written to the audit."""


class UnitOfWorkStillOpen(RuntimeError):
    """A unit of work was begun inside another one."""


class StoreIsClosed(RuntimeError):
    """The desk was locked or closed and is still asked."""


class KeyIsNotAKey(ValueError):
    """SQLCipher takes anything but 64 hex digits for a passphrase without a word; we do not."""


class NotKept(LookupError):
    """Nothing with this id is in the store; the id never came from a person."""


class PermitIsForAnother(RuntimeError):
    """A sealed copy was to leave without the gate's leave for it."""
