"""The digits of a card in lines that two people can read out to each other."""


def digits_in_lines(fingerprint: str) -> str:
    """Three groups of five in a line, so that two people keep their place when they read them out."""
    digits, _, check = fingerprint.partition(" · ")
    groups = digits.split()
    half = (len(groups) + 1) // 2
    return f"{' '.join(groups[:half])}\n{' '.join(groups[half:])} · {check}"
