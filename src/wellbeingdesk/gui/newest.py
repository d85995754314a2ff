"""Of the questions that a page asks while a person types only the newest counts; older ones are stopped or dropped."""

from wellbeingdesk.usecases.wanted import Wanted


class Newest:
    """Give each question what `asked` gives; views ask it, and stop where it says no. Read by any thread."""

    def __init__(self) -> None:
        self._count = 0

    def asked(self) -> Wanted:
        """Whether no newer question was asked since."""
        self._count += 1
        mine = self._count
        return lambda: mine == self._count
