"""Brings a store's schema to the newest revision in one transaction, or leaves it as it was."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from wellbeingdesk.domain.worldly import StoreDamaged, StoreFromNewerVersion
from wellbeingdesk.store.engine import Role, outside_transactions

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0002"
"""The newest revision; kept here so that opening a store need not load the migrations. A test compares the two."""

_LOCATION = "wellbeingdesk.store:migrations"


def revision_of(connection: Connection) -> str:
    """The revision a store stands at. Raises StoreDamaged where it has none."""
    there = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() if there else []
    if len(found) != 1:
        raise StoreDamaged(part="revision")
    return str(found[0])


def bring_up_to_date(engine: Engine, before: Callable[[str], None] | None = None) -> bool:
    """Migrate if need be, and say whether. Raises StoreFromNewerVersion, DiskFull, StoreDamaged.

    `before` hears the revision that was found before anything is changed; what it raises stops the migration.
    """
    with engine.connect() as connection, connection.begin():
        found = revision_of(connection)
    if found == HEAD:
        return False
    if found not in known_revisions():
        raise StoreFromNewerVersion(found=found, known=HEAD)
    if before is not None:
        before(found)
    _migrate(engine)
    return True


def _migrate(engine: Engine) -> None:
    """Foreign keys are off meanwhile: rebuilding a table under them would empty the tables that refer to it."""
    _switch_foreign_keys(engine, "OFF")
    try:
        with engine.connect() as connection, connection.begin():
            upgrade(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise AssertionError("the migration left a row without its parent")
    finally:
        _switch_foreign_keys(engine, "ON")


def _switch_foreign_keys(engine: Engine, to: str) -> None:
    with outside_transactions(engine, Role.WRITES) as driver:
        driver.execute(f"PRAGMA foreign_keys={to}")


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the revisions inside the connection's transaction."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def known_revisions() -> tuple[str, ...]:
    """Every revision this program has, newest first."""
    from alembic.script import ScriptDirectory

    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _LOCATION)
    return config
