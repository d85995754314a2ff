"""Implements the port `Renderer`: forms, decision records with their boxes, sheets of keys and for cover, pictures."""

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from wellbeingdesk.documents.characters import Characters
from wellbeingdesk.documents.form_sheet import form_sheet
from wellbeingdesk.documents.typesetting import Typesetter
from wellbeingdesk.documents.wording import Speech
from wellbeingdesk.domain.cover_sheet import CoverSheet
from wellbeingdesk.domain.form import Answers, Form
from wellbeingdesk.domain.key_sheet import RecoverySheet, ShareSheet
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.record import DefinitionRef, SignedRecord
from wellbeingdesk.usecases.ports import PagePicture, Paper

if TYPE_CHECKING:
    from wellbeingdesk.documents.boxes import BoxSetter

FORM_TEMPLATE = "form-1"
DECISION_TEMPLATE = "decision-1"
KEY_TEMPLATE = "key-sheet-1"
COVER_TEMPLATE = "cover-sheet-1"
COUNTERSIGNATURE = "countersignature"
COUNTERSIGNATURE_VERSION = 1
"""Raised with every change of code that draws otherwise into the second signatory's boxes: `boxes` here, and
`appearances` and `papers` of the use-cases. What the templates, fonts and words change shows in the digest.
"""


class TypstRenderer:
    """Paper by Typst. `resources` holds templates/ and fonts/; `words` gives a sentence by key with its facts."""

    def __init__(self, resources: Path, words: Callable[..., str]) -> None:
        self._resources = resources
        self._words = words
        self._typesetter = Typesetter(resources)

    # What is slow to load waits until something is printed: a desk opens with a renderer and prints much later.
    @cached_property
    def _characters(self) -> Characters:
        return Characters(self._resources / "fonts" / "coverage.json")

    @cached_property
    def _boxes(self) -> "BoxSetter":
        from wellbeingdesk.documents.boxes import BoxSetter

        return BoxSetter(self._typesetter, self._characters)

    @property
    def engine(self) -> str:
        """What typesets, for example `typst 0.15.2`."""
        return f"typst {version('typst')}"

    def template(self, name: str) -> DefinitionRef:
        """The newest version of a template, with the digest of all that shapes its pages. `countersignature` is what
        draws the second signatory's boxes.
        """
        if name != COUNTERSIGNATURE:
            return self._typesetter.reference(name)
        from wellbeingdesk.documents.boxes import STAMP_TEMPLATE, TEXT_TEMPLATE

        drawn = (STAMP_TEMPLATE, TEXT_TEMPLATE)
        return self._typesetter.reference_of(f"{COUNTERSIGNATURE}-{COUNTERSIGNATURE_VERSION}", drawn, "record.toml")

    def unprintable(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Characters that print as [U+XXXX], each once, in order."""
        return self._characters.unprintable(texts)

    def form(self, form: Form, answers: Answers | None, paper: Paper) -> bytes:
        """A form as PDF/A-3a and PDF/UA-1: blank when answers is None, else filled."""
        sheet = form_sheet(self._speech(paper.language), form, answers, paper)
        return self._typesetter.set(FORM_TEMPLATE, sheet)

    def decision(self, record: SignedRecord, form: Form, policy: Policy, paper: Paper) -> bytes:
        """A decision record, PDF/A-3a and PDF/UA-1, with record.json attached and five empty fields."""
        from wellbeingdesk.documents.decision_sheet import decision_sheet
        from wellbeingdesk.documents.fields import FIELDS, with_fields

        speech = self._speech(record.draft.language)
        sheet = decision_sheet(speech, record, form, policy, paper)
        pdf, positions = self._typesetter.set_with_positions(DECISION_TEMPLATE, sheet, record.document)
        return with_fields(pdf, positions, {name: self._description(speech, name, record) for name in FIELDS})

    def stamp(self, lines: Sequence[str], fingerprint: str) -> bytes:
        """What is seen in a signature box. Raises TextDoesNotFit."""
        return self._boxes.stamp(lines, fingerprint)

    def box_text(self, field: str, text: str) -> bytes:
        """What is seen in B_decision or B_reasons. Raises TextDoesNotFit."""
        return self._boxes.text(field, text)

    def page_pictures(self, pdf: bytes, dots_per_inch: int) -> tuple[PagePicture, ...]:
        """Pages as PNG with their text."""
        from wellbeingdesk.documents.pictures import page_pictures

        return page_pictures(pdf, dots_per_inch)

    def recovery_sheet(self, sheet: RecoverySheet, paper: Paper) -> bytes:
        """A recovery sheet as PDF/A-3a and PDF/UA-1, with seven of eight groups."""
        from wellbeingdesk.documents.key_sheets import recovery_sheet

        return self._typesetter.set(KEY_TEMPLATE, recovery_sheet(self._speech(paper.language), sheet, paper))

    def share_sheet(self, sheet: ShareSheet, paper: Paper) -> bytes:
        """One of three shares as PDF/A-3a and PDF/UA-1, with eight of nine groups."""
        from wellbeingdesk.documents.key_sheets import share_sheet

        return self._typesetter.set(KEY_TEMPLATE, share_sheet(self._speech(paper.language), sheet, paper))

    def cover_sheet(self, sheet: CoverSheet, paper: Paper) -> bytes:
        """The contact list for whoever stands in, as PDF/A-3a and PDF/UA-1."""
        from wellbeingdesk.documents.cover_sheet import cover_sheet

        return self._typesetter.set(COVER_TEMPLATE, cover_sheet(self._speech(paper.language), sheet, paper))

    def _speech(self, language: str) -> Speech:
        return Speech(language, self._words, self._characters)

    @staticmethod
    def _description(speech: Speech, name: str, record: SignedRecord) -> str:
        draft = record.draft
        if name == "SigA":
            return speech.ours("field.SigA", name=draft.author.practitioner.name)
        if name == "SigB" and draft.second_signer is not None:
            return speech.ours("field.SigB_named", name=draft.second_signer.signatory.practitioner.name)
        return speech.ours(f"field.{name}")
