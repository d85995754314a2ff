"""The three kinds of failure: a rule said no, the world did, and (everything else) our own bug."""

from typing import ClassVar

Fact = str | int


class Told(Exception):
    """A failure that a person is told about; its words live in the wording file under `code`."""

    family: ClassVar[str]

    def __init__(self, **facts: Fact) -> None:
        super().__init__(type(self).__name__)
        self.facts: dict[str, Fact] = facts

    @property
    def code(self) -> str:
        """The wording key, for example `refusal.SecondSignerMustDiffer`."""
        return f"{self.family}.{type(self).__name__}"


class Refusal(Told):
    """A rule said no: shown as a banner beside the thing."""

    family = "refusal"


class WorldError(Told):
    """The environment failed: told as what happened, what is safe, what to do now."""

    family = "world"
