"""Fills in a form on the screen as a person does: question by question, by the words that stand beside each."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from wellbeingdesk.domain.form import Answers, Field, FieldKind, Form, Value, Words, answered, counting
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Words as Say
from wellbeingdesk.tour.driver import Person

_TYPED = {FieldKind.LINE, FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.MOMENT}


class FormFilling:
    """Answers what has an answer and applies; leaves the rest alone."""

    def __init__(self, person: Person, words: Say, language: str = "en") -> None:
        self._person = person
        self._words = words
        self._dates = Dates(words)
        self._language = language

    def fill(self, form: Form, answers: Answers) -> None:
        """A form whose sections stand one under another."""
        self.fill_sections(form, answers, range(len(form.sections)), lambda: None)

    def fill_sections(self, form: Form, answers: Answers, sections: range, turn: Callable[[], None]) -> None:
        """These sections; `turn` is called after each of them."""
        applies = counting(form, answers)
        for at in sections:
            for field in form.sections[at].fields:
                value = applies.get(field.id)
                if answered(value):
                    self.answer(field, value)
            turn()

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
