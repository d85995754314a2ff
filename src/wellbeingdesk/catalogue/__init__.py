"""Loads and validates the shipped and the service's own forms, policies and wording."""
