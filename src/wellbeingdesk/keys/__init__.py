"""From a passphrase to a key: slots, the system's keyring, recovery."""
