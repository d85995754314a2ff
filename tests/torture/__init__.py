"""Loops that kill, cut, fill and flip, each a function with its counts as parameters."""
