"""WellbeingDesk: a counsellor's encrypted desk that needs no network."""

__version__ = "0.1.0"
