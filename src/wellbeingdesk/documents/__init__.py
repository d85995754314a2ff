"""Typeset pages, their fields and pictures, and scans read back."""
