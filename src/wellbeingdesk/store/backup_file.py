"""The form of a backup: one ZIP without compression whose closing comment seals every byte before it."""

import hmac
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.domain.backup import BackupDamaged, BackupManifest, BackupOfOtherKeys, PackedFile
from wellbeingdesk.domain.times import Instant, instant_from_iso
from wellbeingdesk.domain.worldly import FileFromNewerVersion, FileNotOurs
from wellbeingdesk.store.private_files import reading_failed
from wellbeingdesk.store.sealed_lines import canonical

STORE, MANIFEST, REGISTER, KEYS_FOLDER = "store.db", "manifest.json", "store.disposed", "keys/"
FORMAT = "wellbeingdesk-backup"
VERSION = 1
MOST_OF_A_KEY_FILE = 1024 * 1024
_MOST_OF_A_MANIFEST = 1024 * 1024
_KEY_FILE = re.compile(r"keys/[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SEAL = re.compile(rb"hmac-sha256 [0-9a-f]{64}")
_SEAL_BYTES = len("hmac-sha256 ") + 64
_CHUNK = 1024 * 1024
_BAD_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, EOFError, struct.error,
            OverflowError, KeyError, RuntimeError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a backup: the store's copy, and small files by name."""

    copy: Path
    small: Mapping[str, bytes]


def write_pack(
    file: BinaryIO, contents: Contents, made_at: Instant, manifest: Callable[[tuple[PackedFile, ...]], BackupManifest]
) -> BackupManifest:
    """Everything but the seal, for which room is left at the end. Raises OSError."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as pack:
        packed = [_add_store(pack, contents.copy, made_at)]
        packed += [_add(pack, name, payload, made_at) for name, payload in sorted(contents.small.items())]
        made = manifest(tuple(packed))
        _add(pack, MANIFEST, canonical(manifest_json(made)), made_at)
        pack.comment = b"hmac-sha256 " + b"0" * 64
    return made


def write_seal(file: BinaryIO, key: bytes) -> None:
    """Over every byte before the comment. Raises OSError."""
    end = file.seek(0, 2) - _SEAL_BYTES
    seal = _seal(file, end, key)
    file.seek(end)
    file.write(seal)


def _seal(file: BinaryIO, end: int, key: bytes) -> bytes:
    mac = hmac.new(key, digestmod=sha256)
    file.seek(0)
    for chunk in _chunks(file, end):
        mac.update(chunk)
    return b"hmac-sha256 " + mac.hexdigest().encode()


def _chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0:
        chunk = file.read(min(_CHUNK, size))
        if not chunk:
            return
        size -= len(chunk)
        yield chunk


def _info(name: str, size: int, made_at: Instant) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, made_at.wall.timetuple()[:6])
    info.external_attr = 0o600 << 16
    info.create_system = 3
    info.file_size = size
    return info


def _add(pack: zipfile.ZipFile, name: str, payload: bytes, made_at: Instant) -> PackedFile:
    pack.writestr(_info(name, len(payload), made_at), payload)
    return PackedFile(name, len(payload), sha256(payload).hexdigest())


def _add_store(pack: zipfile.ZipFile, copy: Path, made_at: Instant) -> PackedFile:
    size, digest = copy.stat().st_size, sha256()
    with copy.open("rb") as source, pack.open(_info(STORE, size, made_at), "w") as target:
        for chunk in _chunks(source, size):
            digest.update(chunk)
            target.write(chunk)
    return PackedFile(STORE, size, digest.hexdigest())


def manifest_json(manifest: BackupManifest) -> dict[str, Any]:
    """As it stands in the pack."""
    at = manifest.made_at
    return {
        "audit": {"hash": manifest.head.hash, "seq": manifest.head.seq},
        "counts": dict(manifest.counts),
        "desk": manifest.desk_id,
        "files": [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in manifest.files],
        "format": FORMAT,
        "instance": manifest.instance,
        "made": {"offset": at.offset_minutes, "utc": at.iso(), "zone": at.zone},
        "made_up": manifest.made_up,
        "revision": manifest.revision,
        "version": VERSION,
    }


def _manifest_from(value: dict[str, Any]) -> BackupManifest:
    """Of a pack whose seal holds, or to be shown before it is known whether it does."""
    made = value["made"]
    return BackupManifest(
        desk_id=str(value["desk"]),
        instance=int(value["instance"]),
        made_up=bool(value["made_up"]),
        made_at=instant_from_iso(made["utc"], str(made["zone"]), int(made["offset"])),
        revision=str(value["revision"]),
        head=AuditHead(int(value["audit"]["seq"]), str(value["audit"]["hash"])),
        counts=tuple((str(name), int(count)) for name, count in value["counts"].items()),
        files=tuple(PackedFile(str(f["name"]), int(f["size"]), str(f["sha256"])) for f in value["files"]),
    )


class UntrustedPack:
    """A backup from anywhere, opened; names, sizes and kinds are checked, the rest is for the caller to demand."""

    def __init__(self, file: BinaryIO) -> None:
        """Raises FileNotOurs, FileFromNewerVersion, BackupDamaged."""
        self._file = file
        self._size = file.seek(0, 2)
        try:
            self._pack = zipfile.ZipFile(file)
            self._entries = {info.filename: info for info in self._pack.infolist()}
            self._demand_plain()
            manifest = json.loads(self.small(MANIFEST, _MOST_OF_A_MANIFEST))
        except _BAD_ZIP as error:
            raise _not_a_pack(file) from error
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise FileNotOurs(expected="backup")
        version = manifest.get("version")
        if isinstance(version, int) and version > VERSION:
            raise FileFromNewerVersion(found=version, known=VERSION)
        if not _SEAL.fullmatch(self._pack.comment):
            raise BackupDamaged(part="seal")
        try:
            self.manifest = _manifest_from(manifest)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BackupDamaged(part="manifest") from error

    def _demand_plain(self) -> None:
        infos = self._pack.infolist()
        for info in infos:
            known = info.filename in {STORE, MANIFEST, REGISTER} or _KEY_FILE.fullmatch(info.filename)
            plain = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 0x1
            if not known or not plain or not 0 <= info.header_offset < self._size:
                raise zipfile.BadZipFile
            if info.file_size != info.compress_size or info.file_size > self._size:
                raise zipfile.BadZipFile
        if len(infos) != len(self._entries) or not {STORE, MANIFEST} <= self._entries.keys():
            raise zipfile.BadZipFile

    def demand_sealed(self, key: bytes) -> None:
        """Raises BackupDamaged where the digests inside do not hold either, else BackupOfOtherKeys."""
        end = self._size - _SEAL_BYTES
        self._file.seek(end)
        found = self._file.read()
        if hmac.compare_digest(found, self._pack.comment) and hmac.compare_digest(found, _seal(self._file, end, key)):
            return
        self.demand_digests()
        raise BackupOfOtherKeys

    def demand_digests(self) -> None:
        """Every file as the manifest names it, and no other; needs no key. Raises BackupDamaged."""
        named = {one.name: one for one in self.manifest.files}
        if named.keys() | {MANIFEST} != self._entries.keys() or len(named) != len(self.manifest.files):
            raise BackupDamaged(part="names")
        for name, one in named.items():
            digest, size = sha256(), 0
            for chunk in self._read(name):
                digest.update(chunk)
                size += len(chunk)
            if (size, digest.hexdigest()) != (one.size, one.sha256):
                raise BackupDamaged(part=name.removeprefix(KEYS_FOLDER))

    def small(self, name: str, most_bytes: int) -> bytes:
        """A small file, b"" where there is none. Raises BackupDamaged."""
        if name not in self._entries:
            return b""
        if self._entries[name].file_size > most_bytes:
            raise BackupDamaged(part=name.removeprefix(KEYS_FOLDER))
        return b"".join(self._read(name))

    def key_files(self) -> dict[str, bytes]:
        """By name, as they were handed in. Raises BackupDamaged."""
        names = sorted(name for name in self._entries if name.startswith(KEYS_FOLDER))
        return {name.removeprefix(KEYS_FOLDER): self.small(name, MOST_OF_A_KEY_FILE) for name in names}

    def copy_store(self, target: BinaryIO) -> None:
        """Raises OSError, BackupDamaged."""
        target.writelines(self._read(STORE))

    def _read(self, name: str) -> Iterator[bytes]:
        try:
            with self._pack.open(name) as entry:
                while chunk := entry.read(_CHUNK):
                    yield chunk
        except _BAD_ZIP as error:
            raise BackupDamaged(part=name.removeprefix(KEYS_FOLDER)) from error


def _not_a_pack(file: BinaryIO) -> FileNotOurs | BackupDamaged:
    """A file that begins as a pack does was one; anything else never was."""
    file.seek(0)
    return BackupDamaged(part="pack") if file.read(4) == b"PK\x03\x04" else FileNotOurs(expected="backup")


@contextmanager
def opened(untrusted: Path) -> Iterator[UntrustedPack]:
    """Raises CannotRead, FileNotOurs, FileFromNewerVersion, BackupDamaged."""
    try:
        file = untrusted.open("rb")
    except OSError as error:
        raise reading_failed(error) from error
    with file:
        yield UntrustedPack(file)
