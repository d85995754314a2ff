"""What the store's library says of itself, for `doctor`."""

import sqlcipher3.dbapi2


def sqlcipher_version() -> str:
    """For example `4.19.0 community`."""
    connection = sqlcipher3.dbapi2.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""
