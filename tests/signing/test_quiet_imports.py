"""The signing room starts light and stays off the network: slow libraries wait, no socket is opened."""

import subprocess
import sys

LIGHT = """
import sys
import wellbeingdesk.signing
assert not {"cryptography", "asn1crypto", "rfc8785", "pyrage"} & set(sys.modules)
from wellbeingdesk.signing.sealing import AgeSealer
from wellbeingdesk.signing.signer import PdfSigner
from wellbeingdesk.signing.verifier import StrictVerifier
slow = {"pyhanko", "pyhanko_certvalidator", "aiohttp", "pikepdf", "PySide6", "asyncio"}
print(sorted(slow & {name.partition(".")[0] for name in sys.modules}))
"""

QUIET = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(event) if event.startswith("socket.") else None)
sys.path.insert(0, ".")
from tests.signing.made_up import VERIFIER, signed_twice
from wellbeingdesk.domain.verdict import Standing
assert VERIFIER.verify(signed_twice(), frozenset()).standing is Standing.SIGNED_BY_BOTH
print(opened)
"""


def told(program: str) -> str:
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_nothing_slow_is_imported_before_it_is_used() -> None:
    assert told(LIGHT) == "[]"


def test_signing_and_verifying_open_no_socket() -> None:
    assert told(QUIET) == "[]"
