"""What signing refuses, each told to a person by its code."""

from wellbeingdesk.domain.failures import Refusal


class TextCannotBeSigned(Refusal):
    """The text holds half of a character (a lone surrogate), which no file can hold. Facts: field."""


class ClockOutsideCertificate(Refusal):
    """By this computer's clock the certificate is not valid; most likely the clock is wrong.

    Facts: first_day, last_day of its validity (ISO).
    """


class ClockBehindFirstSignature(Refusal):
    """This computer's clock is behind the moment at which the first person signed. Facts: minutes."""
