"""A store whose file may grow no further, as on a full disk."""

from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.store.engine import Role, outside_transactions


def full(desk: OpenDesk, on: bool) -> None:
    """Let the store's file grow no further, or again."""

    def limit() -> None:
        with outside_transactions(desk.store._writer, Role.WRITES) as raw:
            pages = raw.execute("PRAGMA page_count").fetchone()[0] if on else 1 << 30
            raw.execute(f"PRAGMA max_page_count={pages}").fetchone()

    desk.threads.store.submit(limit).result()
