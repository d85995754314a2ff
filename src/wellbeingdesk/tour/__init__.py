"""A person-like driver that walks the real window by what can be read in it."""
