"""Every way in which the computer can fail us, each with the facts its sentence needs; no path or client data among
them.
"""

from wellbeingdesk.domain.failures import WorldError


class WrongPassphrase(WorldError):
    """The passphrase does not open this desk."""


class KeyFileDamaged(WorldError):
    """Both copies of the key file are damaged, missing or forged."""


class StoreInUse(WorldError):
    """Another process has this desk open. Facts: process, host, since."""


class StoreMissing(WorldError):
    """The key file is there and the store is not."""


class StoreDamaged(WorldError):
    """The store opens with the right key and does not read right. Facts: part."""


class StoreOutOfReach(WorldError):
    """What the store lies on does not answer: a stick pulled out, a disk that fell away."""


class StoreFromNewerVersion(WorldError):
    """A later version of the program wrote this store. Facts: found, known."""


class StoreOnNetworkFolder(WorldError):
    """A live store may not lie on a network file system. Facts: kind."""


class DiskFull(WorldError):
    """There was no room to write."""


class CannotWrite(WorldError):
    """The file could not be written. Facts: reason."""


class CannotRead(WorldError):
    """The file could not be read. Facts: reason."""


class FileTooLarge(WorldError):
    """The file offered is larger than anything of ours. Facts: megabytes, most."""


class FileNotOurs(WorldError):
    """The file offered is not of a kind that this program makes. Facts: expected."""


class FileTruncated(WorldError):
    """The file offered is cut short or damaged."""


class PackageNotForThisDesk(WorldError):
    """The sealed package was made for somebody else, or changed on its way."""


class FileFromNewerVersion(WorldError):
    """The file offered was made by a later version of the program. Facts: found, known."""


class DefinitionFaulty(WorldError):
    """A form, policy or wording file is refused. Facts: file, key, reason, line (0 where the parser gives none)."""


class DefinitionUnknown(WorldError):
    """No definition with this id, version or digest is known here. Facts: id, version."""


class PrinterFailed(WorldError):
    """The printing system refused the job. Facts: reason."""


class NoPrinter(WorldError):
    """There is no printer on this computer."""


class TooSoon(WorldError):
    """After several wrong attempts the next one has to wait. Facts: seconds."""


class GroupMistyped(WorldError):
    """A group of letters does not carry its own check: a slip in typing. Facts: group (from 1)."""


class WrongNumberOfLetters(WorldError):
    """A code has letters too many or too few. Facts: found, wanted."""


class NoRecoverySheet(WorldError):
    """No recovery sheet was made for this desk, or none since its keys were changed."""


class RecoveryCodeWrong(WorldError):
    """The code was typed without a slip and does not open this desk."""


class NoShares(WorldError):
    """No shares were made for this desk, or none since its keys were changed."""


class SameShareTwice(WorldError):
    """One share was given two times."""


class SharesOfTwoSets(WorldError):
    """The two shares were not made together."""


class SharesOfAnotherKind(WorldError):
    """Shares of a service's key were given for those of the desk, or the reverse."""


class SharesWrong(WorldError):
    """The shares belong together, and do not open this desk."""


class NoEscrow(WorldError):
    """This desk was not opened to a service's recovery key."""


class ServiceKeyFaulty(WorldError):
    """The public recovery key that a service gave out cannot be used."""


class KeyringAbsent(WorldError):
    """No keyring answers on this computer."""


class KeyringInsecure(WorldError):
    """The only keyring on this computer keeps secrets in clear, or nowhere."""


class KeyringLocked(WorldError):
    """The keyring is locked."""


class KeyringSilent(WorldError):
    """The keyring did not answer in time; a question of its own may be waiting for an answer."""


class KeyringFailed(WorldError):
    """The keyring refused, or did not give back what it was given."""


class DeviceSecretMissing(WorldError):
    """The keyring works and holds nothing for this desk: another computer, another account, or a new keyring."""


class DeviceSecretReplaced(WorldError):
    """The keyring holds something for this desk that does not belong to its key file."""
