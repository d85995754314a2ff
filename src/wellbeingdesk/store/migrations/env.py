"""Runs revisions inside the transaction that the caller began; the caller commits or nothing happened."""

from alembic import context

from wellbeingdesk.store import protection

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
with context.begin_transaction():
    protection.take_down(connection)
    context.run_migrations()
    protection.put_up(connection)
