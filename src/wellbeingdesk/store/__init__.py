"""The only room that speaks SQL: the encrypted file and everything read from or written to it."""
