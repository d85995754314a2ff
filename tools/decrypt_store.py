"""Turns a desk's store, or a backup of one, into a plain SQLite file, without WellbeingDesk.

It needs Python 3.11 or later and the package `cryptography`, and nothing else of this project:

    python decrypt_store.py store.db readable.sqlite
    python decrypt_store.py some.wbdbackup readable.sqlite

It asks for the passphrase, or with --code for the code of the recovery sheet. The key file is looked for beside the
store, or inside the backup. The file that it writes is NOT protected in any way: everybody who can open it reads every
note. How the formats are built stands in docs/opening-without-wellbeingdesk.md.
"""

import argparse
import base64
import contextlib
import getpass
import hashlib
import hmac
import json
import os
import struct
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PAGE = 4096
RESERVED = 80  # at the end of each page: 16 bytes of IV, 64 of HMAC-SHA512
SALT = 16  # at the beginning of page 1, where SQLite's own first words would stand
SQLITE = b"SQLite format 3\x00"
WAL_HEADER, FRAME_HEADER = 32, 24

WARNING = """
{out} will hold every name and every note in clear, for anybody who can open the file.
Keep it only on a disk that is itself encrypted, and delete it when you are done.
Type yes to go on: """


class CannotOpen(Exception):
    """What is wrong, in words."""


# --- the key file --------------------------------------------------------------------------------

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALIKE = str.maketrans("OILU", "011V")


def store_keys(key_file: bytes, passphrase: str = "", code: str = "") -> list[bytes]:
    """The store's key (32 bytes) from the key file and what opens it, and the next one where a change of keys was
    cut short.
    """
    header = json.loads(key_file.split(b"\n", 1)[0])
    if header.get("format") != "wellbeingdesk-keys" or header.get("version") != 1:
        raise CannotOpen("This is not a key file of a known version.")
    kind = "recovery" if code else "passphrase"
    secret = _secret_of(code) if code else unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    for slot in header["slots"]:
        root = _open_slot(header, slot, secret) if slot["kind"] == kind else None
        if root is not None:
            roots = [
                root,
                *(_next_root(header, other, root) for other in header["slots"] if other["kind"] == "pending"),
            ]
            return [_hkdf(one, header["desk"], "store") for one in roots]
    raise CannotOpen(f"The {kind} given does not open this key file.")


def _secret_of(code: str) -> bytes:
    """The 160 bits of a recovery sheet: eight groups of five letters, the fifth of which is only a check."""
    letters = [letter for letter in code.upper().translate(ALIKE) if letter.isalnum()]
    if len(letters) != 40 or not set(letters) <= set(LETTERS):
        raise CannotOpen("A recovery code has eight groups of five letters.")
    number = 0
    for place, letter in enumerate(letters):
        if place % 5 != 4:
            number = number << 5 | LETTERS.index(letter)
    return number.to_bytes(20, "big")


def _context(header: dict[str, Any], slot: dict[str, Any]) -> bytes:
    """All of a slot but what it wraps, with the desk that it belongs to."""
    bound = {name: value for name, value in slot.items() if name not in {"nonce", "wrapped", "sealed"}}
    whole = {name: header[name] for name in ("desk", "format", "generation", "version")} | {"slot": bound}
    return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode("ascii")


def _open_slot(header: dict[str, Any], slot: dict[str, Any], secret: bytes) -> bytes | None:
    context = _context(header, slot)
    stretched = Argon2id(
        salt=base64.b64decode(slot["salt"]),
        length=32,
        iterations=slot["passes"],
        lanes=slot["lanes"],
        memory_cost=slot["memory_kib"],
        ad=context,
    ).derive(secret)
    try:
        return _unwrapped(slot, _hkdf(stretched, header["desk"], f"slot/{slot['kind']}"), context)
    except InvalidTag:
        return None


def _next_root(header: dict[str, Any], slot: dict[str, Any], root: bytes) -> bytes:
    return _unwrapped(slot, _hkdf(root, header["desk"], "slot/pending"), _context(header, slot))


def _unwrapped(slot: dict[str, Any], key: bytes, context: bytes) -> bytes:
    return AESGCM(key).decrypt(base64.b64decode(slot["nonce"]), base64.b64decode(slot["wrapped"]), context)


def _hkdf(secret: bytes, desk_id: str, purpose: str) -> bytes:
    info = b"wellbeingdesk/1/" + purpose.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=desk_id.encode("ascii"), info=info).derive(secret)


# --- pages ---------------------------------------------------------------------------------------


class Pages:
    """Opens pages of one store."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        self._key = key
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)

    def open(self, number: int, page: bytes) -> bytes:
        """The page as plain SQLite has it; what was its seal is zeros."""
        start = SALT if number == 1 else 0
        text, iv, seal = page[start : PAGE - RESERVED], page[PAGE - RESERVED : PAGE - 64], page[PAGE - 64 :]
        expected = hmac.digest(self._mac_key, text + iv + struct.pack("<I", number), "sha512")
        if not hmac.compare_digest(seal, expected):
            raise CannotOpen(f"Page {number} does not open with this key, or is damaged.")
        cipher = Cipher(algorithms.AES(self._key), modes.CBC(iv)).decryptor()
        plain = cipher.update(text) + cipher.finalize()
        if number > 1:
            return plain + bytes(RESERVED)
        # Bytes 18 and 19 say how the file is written: 1 is "without a log", so that any reader takes it.
        return SQLITE + plain[:2] + b"\x01\x01" + plain[4:] + bytes(RESERVED)


def decrypted_pages(store: BinaryIO, keys: list[bytes], log: bytes = b"") -> Iterator[bytes]:
    """Every page of a store in order, free ones too, with the first of the keys that opens it; `log` is what stands
    in the file store.db-wal.
    """
    first = store.read(PAGE)
    if len(first) < PAGE or first.startswith(SQLITE):
        raise CannotOpen("This is not an encrypted store.")
    newer, count = committed(log)
    pages = _fitting(keys, newer.get(1, first))
    size = store.seek(0, os.SEEK_END)
    for number in range(1, (count or size // PAGE) + 1):
        if number in newer:
            yield pages.open(number, newer[number])
        else:
            store.seek((number - 1) * PAGE)
            yield pages.open(number, store.read(PAGE))


def _fitting(keys: list[bytes], first: bytes) -> Pages:
    for key in keys:
        pages = Pages(key, first[:SALT])
        with contextlib.suppress(CannotOpen):
            pages.open(1, first)
            return pages
    raise CannotOpen("The first page does not open with this key, or is damaged.")


def committed(log: bytes) -> tuple[dict[int, bytes], int]:
    """The newest committed pages of a write-ahead log, still encrypted, and how many pages the store then has."""
    if len(log) < WAL_HEADER:
        return {}, 0
    magic, _, page_size, _, salt_1, salt_2, sum_1, sum_2 = struct.unpack(">8I", log[:WAL_HEADER])
    order = ">" if magic & 1 else "<"
    sums = _checksum(order, log[:24], (0, 0))
    if magic & ~1 != 0x377F0682 or page_size != PAGE or sums != (sum_1, sum_2):
        return {}, 0
    waiting: dict[int, bytes] = {}
    done: dict[int, bytes] = {}
    count = 0
    for start in range(WAL_HEADER, len(log) - FRAME_HEADER - PAGE + 1, FRAME_HEADER + PAGE):
        number, size, one, two, sum_1, sum_2 = struct.unpack(">6I", log[start : start + FRAME_HEADER])
        page = log[start + FRAME_HEADER : start + FRAME_HEADER + PAGE]
        sums = _checksum(order, log[start : start + 8] + page, sums)
        if (one, two) != (salt_1, salt_2) or sums != (sum_1, sum_2):
            break
        waiting[number] = page
        if size:
            done |= waiting
            waiting, count = {}, size
    return done, count


def _checksum(order: str, content: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


# --- files ---------------------------------------------------------------------------------------


def decrypt(source: Path, out: Path, keys_of: Callable[[bytes], list[bytes]], key_file: Path | None = None) -> int:
    """Write the plain file, which must not be there yet; gives back its pages. `keys_of` is given the key file."""
    with tempfile.TemporaryDirectory() as folder:
        store, log, keys = _parts(source, Path(folder), key_file)
        try:
            with store.open("rb") as file:
                pages = decrypted_pages(file, keys_of(keys), log)
                return _write(out, pages)
        except struct.error as error:
            raise CannotOpen("The file is cut short.") from error


def _parts(source: Path, folder: Path, key_file: Path | None) -> tuple[Path, bytes, bytes]:
    """Where the store lies (a backup's is unpacked, still encrypted), its log, and the key file."""
    keys = key_file.read_bytes() if key_file else b""
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as pack:
            keys = keys or (pack.read("keys/store.keys") if "keys/store.keys" in pack.namelist() else b"")
            return Path(pack.extract("store.db", folder)), b"", keys
    beside = source.with_name("store.keys")
    log = source.with_name(source.name + "-wal")
    if not keys and beside.exists():
        keys = beside.read_bytes()
    return source, log.read_bytes() if log.exists() else b"", keys


def _write(out: Path, pages: Iterator[bytes]) -> int:
    written = 0
    with os.fdopen(
        os.open(out, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb"
    ) as file:
        try:
            for page in pages:
                file.write(page)
                written += 1
        except BaseException:
            out.unlink()
            raise
    return written


def main(arguments: list[str] | None = None) -> int:
    """Ask, warn, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path, help="store.db, or a .wbdbackup")
    parser.add_argument("out", type=Path, help="the plain SQLite file to write")
    parser.add_argument("--keys", type=Path, help="the key file, where it lies elsewhere")
    parser.add_argument("--code", action="store_true", help="open with the recovery sheet's code, not the passphrase")
    parser.add_argument("--raw-key", help="the store's key as 64 hexadecimal digits, instead of either")
    parser.add_argument("--yes", action="store_true", help="go on without asking")
    given = parser.parse_args(arguments)

    def keys_of(key_file: bytes) -> list[bytes]:
        if given.raw_key:
            key = bytes.fromhex(given.raw_key)
            if len(key) != 32:
                raise CannotOpen("A raw key has 64 hexadecimal digits.")
            return [key]
        if not key_file:
            raise CannotOpen("There is no key file beside the store; name it with --keys.")
        if given.code:
            return store_keys(key_file, code=getpass.getpass("Recovery code: "))
        return store_keys(key_file, getpass.getpass("Passphrase: "))

    sys.stderr.write(WARNING.format(out=given.out))
    sys.stderr.flush()
    if given.yes:
        sys.stderr.write("yes\n")
    elif sys.stdin.readline().strip() != "yes":
        return 1
    try:
        pages = decrypt(given.source, given.out, keys_of, given.keys)
    except (CannotOpen, InvalidTag, OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stderr.write(f"{pages} pages written to {given.out}. This file is readable by anybody.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
