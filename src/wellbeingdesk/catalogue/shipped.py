"""The catalogue of a desk: what is shipped with the program, and beside it a service's own forms and policies."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from wellbeingdesk.catalogue.checking import check_form, check_policy, check_statutes
from wellbeingdesk.catalogue.faults import Fault
from wellbeingdesk.catalogue.reading import read_as
from wellbeingdesk.catalogue.shelf import Shelf
from wellbeingdesk.catalogue.statutes import Statute, StatuteTable
from wellbeingdesk.catalogue.tables import read_table
from wellbeingdesk.catalogue.wording import SOURCE_LANGUAGE, Wording, load_wording
from wellbeingdesk.domain.form import Form
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.record import DefinitionRef
from wellbeingdesk.domain.worldly import CannotRead, DefinitionFaulty, DefinitionUnknown

D = TypeVar("D", Form, Policy)


class ShippedCatalogue:
    """Implements the port `Catalogue`.

    `resources` and `forms` are the program's own folders: a fault there raises DefinitionFaulty, for the program
    must not start on it. `extra` is a service's own folder, with `policies/` and `forms/` in it: a faulty file
    there is refused and told in `faults`, and every version that is not faulty stays in force.
    """

    def __init__(
        self, resources: Path, forms: Path, extra: Path | None = None, language: str = SOURCE_LANGUAGE
    ) -> None:
        self._wording = load_wording(resources / "wording", language)
        self._forms: Shelf[Form] = Shelf()
        self._policies: Shelf[Policy] = Shelf()
        self.faults: tuple[DefinitionFaulty, ...] = ()
        for fault in (
            *self._take(forms, self._forms, _form_of),
            *self._take(resources / "policies", self._policies, self._policy_with_its_form),
        ):
            raise fault
        self._statutes = self._read_statutes(resources / "statutes.toml")
        if extra is not None:
            self.faults = (
                *self._take(extra / "forms", self._forms, _form_of),
                *self._take(extra / "policies", self._policies, self._policy_with_its_form),
            )

    def policies(self) -> tuple[Policy, ...]:
        """The newest version of every policy."""
        return self._policies.newest()

    def policy(self, policy_id: str, version: int) -> Policy:
        """One version. Raises DefinitionUnknown."""
        return self._policies.get(policy_id, version)

    def form(self, form_id: str, version: int | None = None) -> Form:
        """One version, or the newest. Raises DefinitionUnknown."""
        return self._forms.get(form_id, version)

    def forms(self) -> tuple[Form, ...]:
        """The newest version of every form."""
        return self._forms.newest()

    def statutes(self) -> tuple[Statute, ...]:
        """The laws that bear on telling somebody."""
        return self._statutes.statutes

    def policy_ref(self, policy: Policy) -> DefinitionRef:
        """Its id, version and digest. Raises DefinitionUnknown."""
        return self._policies.ref(policy)

    def form_ref(self, form: Form) -> DefinitionRef:
        """Its id, version and digest. Raises DefinitionUnknown."""
        return self._forms.ref(form)

    def source(self, sha256: str) -> bytes:
        """The definition's file by digest. Raises DefinitionUnknown."""
        found = self._forms.source(sha256) or self._policies.source(sha256)
        if found is None:
            raise DefinitionUnknown(id=sha256, version=0)
        return found

    def read_policy(self, untrusted: bytes, name: str) -> Policy:
        """A policy from a service pack or package, validated. Raises DefinitionFaulty."""
        try:
            return self._policies.visit(_policy_of(untrusted), untrusted)
        except Fault as fault:
            raise self._wording.told(fault, name) from None

    def read_form(self, untrusted: bytes, name: str) -> Form:
        """A form from a package, validated. Raises DefinitionFaulty."""
        try:
            return self._forms.visit(_form_of(untrusted), untrusted)
        except Fault as fault:
            raise self._wording.told(fault, name) from None

    def words(self, *key: str, **facts: str | int) -> str:
        """A sentence of the wording file with its facts filled in; plurals by the fact `count`.

        The key is taken by position alone, because some sentences have a fact of that name.
        """
        (name,) = key
        return self._wording.say(name, facts)

    @property
    def wording(self) -> Wording:
        """All sentences, for those who look through them."""
        return self._wording

    def _policy_with_its_form(self, untrusted: bytes) -> Policy:
        policy = _policy_of(untrusted)
        try:
            self._forms.get(policy.decision_form)
        except DefinitionUnknown:
            raise Fault(("decision_form",), "unknown-form") from None
        return policy

    def _take(self, folder: Path, shelf: Shelf[D], read: Callable[[bytes], D]) -> tuple[DefinitionFaulty, ...]:
        """Put every file of the folder on the shelf; what is refused comes back."""
        refused = []
        for file in sorted(folder.glob("*.toml")):
            try:
                source = file.read_bytes()
                value = read(source)
                if file.name != f"{value.id}-v{value.version}.toml":
                    raise Fault(("id",), "file-name-differs")
                shelf.put(value, source)
            except Fault as fault:
                refused.append(self._wording.told(fault, file.name))
            except OSError:
                refused.append(self._wording.told(Fault((), "cannot-read"), file.name))
        return tuple(refused)

    def _read_statutes(self, file: Path) -> StatuteTable:
        try:
            return _statutes_of(file.read_bytes())
        except Fault as fault:
            raise self._wording.told(fault, file.name) from None
        except OSError as error:
            raise CannotRead(reason=error.strerror or "") from None


def _form_of(untrusted: bytes) -> Form:
    form = read_as(Form, read_table(untrusted))
    check_form(form)
    return form


def _policy_of(untrusted: bytes) -> Policy:
    policy = read_as(Policy, read_table(untrusted))
    check_policy(policy)
    return policy


def _statutes_of(untrusted: bytes) -> StatuteTable:
    table = read_as(StatuteTable, read_table(untrusted))
    check_statutes(table)
    return table
