"""Measurements of the program against the bare libraries beneath it."""
