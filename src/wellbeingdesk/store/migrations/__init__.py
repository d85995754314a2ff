"""The schema's history, one file per revision; each is frozen once released."""
