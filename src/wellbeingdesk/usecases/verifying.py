"""Checking a signed PDF as anybody may, with or without an open desk."""

from collections.abc import Sequence
from dataclasses import replace

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.record import SignedRecord
from wellbeingdesk.domain.verdict import Standing, Verdict
from wellbeingdesk.usecases.papers import paper_of
from wellbeingdesk.usecases.ports import Catalogue, Renderer, Signer, Verifier


def verify_file(
    verifier: Verifier, renderer: Renderer, catalogue: Catalogue, untrusted_pdf: bytes, known_roots: frozenset[str]
) -> Verdict:
    """The strict verdict, with the pages rebuilt from the signed record where this version can."""
    verdict = verifier.verify(untrusted_pdf, known_roots)
    if not verdict.whole or verdict.record is None:
        return verdict
    rebuilt = _rebuild(renderer, catalogue, verdict.record)
    if rebuilt is None:
        return verdict
    if verifier.base_of(untrusted_pdf) == rebuilt:
        return replace(verdict, rebuilt=True)
    return replace(
        verdict, rebuilt=False, standing=Standing.NOT_VALID, codes=(*verdict.codes, "A:PAGES_ARE_NOT_THE_RECORD")
    )


def roots_of_cards(signer: Signer, untrusted_cards: Sequence[bytes]) -> frozenset[str]:
    """The roots of cards that whoever verifies vouches for. Raises FileNotOurs, FileTruncated."""
    return frozenset(signer.read_card(untrusted).root_sha256 for untrusted in untrusted_cards)


def _rebuild(renderer: Renderer, catalogue: Catalogue, record: SignedRecord) -> bytes | None:
    draft = record.draft
    if draft.engine != renderer.engine or draft.template != renderer.template("decision"):
        return None
    if any(answer.withheld for answer in record.answers):
        return None
    try:
        form = catalogue.read_form(catalogue.source(draft.form.sha256), draft.form.id)
        policy = catalogue.read_policy(catalogue.source(draft.policy.sha256), draft.policy.id)
    except Told:
        return None
    return renderer.decision(record, form, policy, paper_of(record))
