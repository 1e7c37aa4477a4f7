"""What Alembic runs to migrate: on the connection, and in the transaction, that it is given."""

from alembic import context


def run() -> None:
    """Run the migrations that are due."""
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


# Alembic lends `context` its methods while it runs; whoever only imports this
# module (a documentation tool, a test collector) finds none and starts nothing.
if "config" in vars(context):
    run()
