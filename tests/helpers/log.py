"""What a desk's audit holds, read as a test reads it."""

from wellbeingdesk.app.desk import OpenDesk


def audited(desk: OpenDesk) -> list[tuple[str, str]]:
    """Action and detail of every line, the oldest first."""

    def read() -> list[tuple[str, str]]:
        with desk.store._reader.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql("SELECT action, detail FROM audit ORDER BY seq")]

    return desk.threads.reader.submit(read).result()
