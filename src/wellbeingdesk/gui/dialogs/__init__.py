"""Dialogs: questions that a page asks before it does something, each opened with `open()` and gone when answered."""
