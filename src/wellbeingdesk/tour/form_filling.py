"""Fills in a form on the screen as a person does: question by question, by the words that stand beside each."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from wellbeingdesk.domain.form import Answers, Field, FieldKind, Form, Value, Words, answered, shown
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Words as Say
from wellbeingdesk.tour.driver import Person

_TYPED = {FieldKind.LINE, FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.MOMENT}


class FormFilling:
    """`turn` is called before each section after the first, where a form shows one section at a time."""

    def __init__(self, person: Person, words: Say, language: str = "en") -> None:
        self._person = person
        self._words = words
        self._dates = Dates(words)
        self._language = language

    def fill(self, form: Form, answers: Answers, turn: Callable[[], None] | None = None) -> None:
        """Answer what is answered here and applies; leave the rest alone."""
        given: dict[str, Value] = {}
        for at, section in enumerate(form.sections):
            if at and turn is not None:
                turn()
            for field in section.fields:
                value = answers.get(field.id)
                if answered(value) and shown(field, given):
                    given[field.id] = value
                    self.answer(field, value)

    def answer(self, field: Field, value: Value) -> None:
        """Answer one question."""
        label = self._say(field.label)
        if field.kind in _TYPED:
            self._person.types(label, self._typed(field, value))
        elif field.kind is FieldKind.YES_NO:
            self._person.chooses(label, self._words("field.yes" if value else "field.no"))
        elif field.kind is FieldKind.CHOICE:
            self._person.chooses(label, next(self._options(field, (str(value),))))
        else:
            for option in self._options(field, value if isinstance(value, tuple) else ()):
                self._person.ticks(option, within=label)

    def _typed(self, field: Field, value: Value) -> str:
        if field.kind is FieldKind.DATE:
            return self._dates.day(date.fromisoformat(str(value)))
        if field.kind is FieldKind.MOMENT:
            return self._dates.moment(datetime.fromisoformat(str(value)))
        return str(value)

    def _options(self, field: Field, wanted: tuple[str, ...]) -> Iterator[str]:
        return (self._say(one.label) for one in field.options if one.id in wanted)

    def _say(self, text: Words) -> str:
        return text.get(self._language, "")
