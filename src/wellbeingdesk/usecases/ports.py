"""What the use-cases need of the world: one Protocol per room, and the bundle in which a desk hands them over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from wellbeingdesk.domain.anchor import AnchorFound, AuditHead
from wellbeingdesk.domain.colleague import ContactCard
from wellbeingdesk.domain.cover_sheet import CoverSheet
from wellbeingdesk.domain.form import Answers, Form
from wellbeingdesk.domain.key_sheet import RecoverySheet, ShareSheet
from wellbeingdesk.domain.permit import Permit
from wellbeingdesk.domain.policy import Policy, ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.record import Countersignature, DefinitionRef, RecordDraft, SignedRecord
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.verdict import Verdict
from wellbeingdesk.usecases.computer import Machine
from wellbeingdesk.usecases.keeping import Ballast, StoreCare
from wellbeingdesk.usecases.rows import UnitOfWork, Views
from wellbeingdesk.usecases.ways import Keyring, ServiceKeys, Vault

T = TypeVar("T")


class Clock(Protocol):
    """The computer's clock and zone."""

    def now(self) -> Instant:
        """This moment."""
        ...


class Ids(Protocol):
    """Where identifiers come from."""

    def new(self) -> str:
        """A random UUID in its usual text form."""
        ...

    def reference(self) -> str:
        """A short random reference of a client file, for example `WD-7K3F`; the caller checks that it is free."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A practitioner's signing identity: a root and a leaf certificate (DER, ECDSA P-256) with their PKCS#8 keys, and
    an age X25519 identity.
    """

    desk_id: str
    practitioner: Practitioner
    root_der: bytes
    root_key: bytes
    leaf_der: bytes
    leaf_key: bytes
    age_identity: str
    age_recipient: str
    root_sha256: str


class Signer(Protocol):
    """Identities, records, PDF signatures and contact cards (room: signing)."""

    def make_identity(self, practitioner: Practitioner, desk_id: str, now: Instant) -> Identity:
        """A new root (25 years) and leaf (10 years)."""
        ...

    def make_card(self, identity: Identity, sequence: int) -> ContactCard:
        """The card of this identity; `card.file` is what is written to disk."""
        ...

    def read_card(self, untrusted: bytes) -> ContactCard:
        """A card from outside, its self-signature and certificates checked. Raises FileNotOurs, FileTruncated,
        FileFromNewerVersion.
        """
        ...

    def share_a_key(self, one: ContactCard, other: ContactCard) -> bool:
        """Whether one person holds both cards: a key of one, root or leaf, is also one of the other's."""
        ...

    def seal_record(self, draft: RecordDraft, identity: Identity) -> SignedRecord:
        """Salt and digest the answers and sign the statement (detached)."""
        ...

    def read_record(self, untrusted: bytes) -> SignedRecord:
        """A record.json from outside: canonical form, digests, certificates and signature checked. Raises FileNotOurs,
        FileTruncated.
        """
        ...

    def withhold(self, record: SignedRecord, fields: frozenset[str]) -> SignedRecord:
        """The same record without the named answers; every signature still holds."""
        ...

    def sign_pdf(self, base_pdf: bytes, stamp_pdf: bytes, identity: Identity, at: Instant) -> bytes:
        """Certify the prepared document in field SigA (DocMDP P=2, FieldMDP); the base bytes stay the prefix of the
        result.
        """
        ...

    def make_countersignature_value(self, statement: Countersignature, identity: Identity) -> str:
        """The canonical text of field B_statement: statement, detached signature and certificates."""
        ...

    def countersign_pdf(
        self, signed_pdf: bytes, statement_value: str, appearances: Mapping[str, bytes], identity: Identity, at: Instant
    ) -> bytes:
        """Fill B's fields and sign SigB in one incremental revision. `appearances`: mini PDFs by field name (SigB,
        B_decision, B_reasons).
        """
        ...

    def fill_second(self, first_signed: bytes, said: Countersignature, appearances: Mapping[str, bytes]) -> bytes:
        """B's fill made again without a signature, to compare its pages with those of a file that came back."""
        ...

    def sign_bytes(self, payload: bytes, identity: Identity) -> bytes:
        """A DER ECDSA P-256 signature over SHA-256 of the payload, by the leaf key."""
        ...

    def check_bytes(self, payload: bytes, untrusted_signature: bytes, leaf_der: bytes) -> bool:
        """Whether that signature holds."""
        ...


class Verifier(Protocol):
    """The strict check of a signed PDF (room: signing)."""

    def verify(self, untrusted_pdf: bytes, known_roots: frozenset[str]) -> Verdict:
        """Every fault is a code in the verdict; never raises on hostile bytes. `known_roots`: SHA-256 (hex) of roots
        that were checked.
        """
        ...

    def base_of(self, untrusted_pdf: bytes) -> bytes:
        """The bytes before A's revision, to compare with a rebuild. Raises FileNotOurs."""
        ...

    def as_first_signed(self, untrusted_pdf: bytes) -> bytes:
        """The file exactly as A signed it: the prefix to the end of SigA's range. Raises FileNotOurs."""
        ...


class Sealer(Protocol):
    """Sealed files for transport, readable with the `age` command (room: signing)."""

    def seal(self, payload: bytes, recipients: Sequence[str]) -> bytes:
        """Encrypt to age X25519 recipients."""
        ...

    def open(self, untrusted: bytes, age_identity: str) -> bytes:
        """Decrypt. Raises FileNotOurs (no age header), FileTruncated, PackageNotForThisDesk."""
        ...


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands around a form on paper: the service's name and logo (PNG), the practitioner, the client's banner
    line, made-up mark, large print.
    """

    service_name: str
    policy_line: str
    made_at: Instant
    language: str = "en"
    logo_png: bytes = b""
    practitioner_line: str = ""
    client_line: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """What the service chose, as label and value, printed as "the service's choice"."""
    made_up: bool = False
    second_identity: str = ""
    """On a decision: whether the named second signatory's identity was checked in person, in words."""
    large_print: bool = False
    """On sheets and shares of a key and on the cover sheet: letters half as large again, on more pages."""


class Renderer(Protocol):
    """Paper (room: documents). Every method is deterministic: the same values give the same bytes."""

    @property
    def engine(self) -> str:
        """Name and version of what typesets, for example `typst 0.15.2`."""
        ...

    def template(self, name: str) -> DefinitionRef:
        """The template's id, version and digest."""
        ...

    def unprintable(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Characters no shipped font has, each once, in order; they print as [U+XXXX] and are told before printing."""
        ...

    def form(self, form: Form, answers: Answers | None, paper: Paper) -> bytes:
        """A form as PDF/A and PDF/UA: blank for writing by hand when answers is None, else filled."""
        ...

    def decision(self, record: SignedRecord, form: Form, policy: Policy, paper: Paper) -> bytes:
        """A decision record with record.json attached and fields SigA, SigB, B_decision, B_reasons, B_statement
        prepared.
        """
        ...

    def stamp(self, lines: Sequence[str], fingerprint: str) -> bytes:
        """A one-page mini PDF the size of a signature box. Raises TextDoesNotFit."""
        ...

    def box_text(self, field: str, text: str) -> bytes:
        """A one-page mini PDF the size of B_decision or B_reasons. Raises TextDoesNotFit with the characters over."""
        ...

    def page_pictures(self, pdf: bytes, dots_per_inch: int) -> tuple["PagePicture", ...]:
        """Pages as PNG with their text, for the preview and for assistive tools."""
        ...

    def recovery_sheet(self, sheet: RecoverySheet, paper: Paper) -> bytes:
        """A recovery sheet as PDF/A and PDF/UA, one group left empty; `paper.service_name` is the desk's service."""
        ...

    def share_sheet(self, sheet: ShareSheet, paper: Paper) -> bytes:
        """One of three shares, in the same way; where it is a service's, `paper.service_name` says whose."""
        ...

    def cover_sheet(self, sheet: CoverSheet, paper: Paper) -> bytes:
        """The contact list for duty cover or a clinical will, as PDF/A and PDF/UA."""
        ...


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: PNG bytes, size in pixels, and the text on it."""

    png: bytes
    width: int
    height: int
    text: str


class Catalogue(Protocol):
    """Forms, policies and wording (room: catalogue)."""

    def policies(self) -> tuple[Policy, ...]:
        """The newest version of every policy."""
        ...

    def policy(self, policy_id: str, version: int) -> Policy:
        """One version. Raises DefinitionUnknown."""
        ...

    def form(self, form_id: str, version: int | None = None) -> Form:
        """One version, or the newest. Raises DefinitionUnknown."""
        ...

    def policy_ref(self, policy: Policy) -> DefinitionRef:
        """Its id, version and digest."""
        ...

    def form_ref(self, form: Form) -> DefinitionRef:
        """Its id, version and digest."""
        ...

    def source(self, sha256: str) -> bytes:
        """The definition's file by digest, to keep in the store and to send along. Raises DefinitionUnknown."""
        ...

    def read_policy(self, untrusted: bytes, name: str) -> Policy:
        """A policy from a service pack or package, validated. Raises DefinitionFaulty."""
        ...

    def read_form(self, untrusted: bytes, name: str) -> Form:
        """A form from a package, validated. Raises DefinitionFaulty."""
        ...

    def words(self, key: str, /, **facts: str | int) -> str:
        """A sentence of the wording file with its facts filled in; plurals by the fact `count`."""
        ...


class Files(Protocol):
    """Files that a person chose (room: machine)."""

    def write(self, permit: Permit, path: str, payload: bytes) -> None:
        """Beside, fsync, reopen and compare, rename. Raises DiskFull, CannotWrite."""
        ...

    def read(self, path: str, most_bytes: int) -> bytes:
        """What somebody handed us, untrusted. Raises CannotRead, FileTooLarge."""
        ...

    def renew(self, permit: Permit, path: str, payload: bytes, *, own_folder: bool, keep_previous: bool) -> None:
        """As `write`, in place of earlier bytes; a disk that does not answer is not waited for. Our own folder is made
        where it is missing. `keep_previous`: the last good version stays beside, else it goes.
        """
        ...

    def holds(self, path: str, sha256: str) -> bool:
        """Whether exactly these bytes lie there; False also where that cannot be told."""
        ...


class Printer(Protocol):
    """Printing by bytes (room: machine; the system's dialog lives in gui)."""

    def queues(self) -> tuple[str, ...]:
        """Names of print queues, the default first."""
        ...

    def print_pdf(self, permit: Permit, pdf: bytes, queue: str, copies: int) -> None:
        """Send the pages under a neutral title. Raises PrinterFailed, NoPrinter."""
        ...


class Lanes(Protocol):
    """How a use-case that also renders or signs hops to the store's thread and back."""

    def on_store(self, work: Callable[[], T]) -> T:
        """Run on the writing store thread and wait; never called from it."""
        ...

    def on_long(self, work: Callable[[], T]) -> T:
        """Run on the thread for what goes through the whole store, and wait; never called from it."""
        ...


class Anchor(Protocol):
    """Where the audit's head is remembered outside the store, so that an older store put back is noticed."""

    def write(self, head: AuditHead) -> None:
        """Remember this head in place of the last one. Raises DiskFull, CannotWrite."""
        ...

    def read(self) -> AnchorFound:
        """What is remembered. Raises CannotRead."""
        ...


@dataclass(frozen=True, slots=True)
class Session:
    """Whose desk is open and under which policy."""

    desk_id: str
    practitioner: Practitioner
    setup: ServiceSetup
    policy: Policy
    policy_ref: DefinitionRef
    made_up: bool
    folder: str = field(repr=False)
    """Where the desk lies on this computer."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything a use-case may ask of an open desk."""

    clock: Clock
    ids: Ids
    uow: Callable[[], UnitOfWork]
    views: Views
    vault: Vault
    service_keys: ServiceKeys
    keyring: Keyring
    store: StoreCare
    ballast: Ballast
    signer: Signer
    verifier: Verifier
    sealer: Sealer
    renderer: Renderer
    catalogue: Catalogue
    files: Files
    printer: Printer
    machine: Machine
    lanes: Lanes
    session: Session
    identity: Identity = field(repr=False)
