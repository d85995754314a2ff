"""Composition: builds one desk from its adapters, and opens the window on it."""
