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
