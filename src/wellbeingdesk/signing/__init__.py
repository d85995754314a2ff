"""Identities, signatures, countersignatures and sealed packages."""
