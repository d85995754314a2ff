"""What paper refuses: text that is longer than the box it has to stand in."""

from wellbeingdesk.domain.failures import Refusal


class TextDoesNotFit(Refusal):
    """The text is longer than its box at the smallest size we print. Facts: over (characters too many), field."""
