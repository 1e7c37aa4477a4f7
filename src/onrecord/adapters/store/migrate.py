"""The schema's version: a desk is brought up to date when it is opened.

To change the schema, change `tables` and add a module to `migrations/versions`
whose `down_revision` is the newest so far; `tests/contracts/test_stores.py`
compares what the migrations make with what `tables` says, on both databases.
A change of `text.fold` changes what the word indexes hold: it needs a version
that fills them anew.
"""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.adapters.store.connect import WRITES
from onrecord.errors import StoreError


def migrations() -> Config:
    """Return Alembic's settings for the migrations that the package carries; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", "onrecord.adapters.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def ensure_schema(engine: sa.Engine, subject: str, *, create: bool, read_only: bool) -> None:
    """Bring the database to the newest schema, whole or not at all.

    Args:
        engine: Of the database.
        subject: What messages call it.
        create: Make the tables where there are none.
        read_only: Only check.

    Raises:
        StoreError: It holds no desk, the desk was made by a newer OnRecord, or
            by an older one and may not be changed.
    """
    scripts = ScriptDirectory.from_config(migrations())
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        is_empty = revision is None and not sa.inspect(connection).get_table_names()
    if revision is None and not (is_empty and create):
        cure = (
            "there is no desk here; make one with `onrecord init`"
            if is_empty
            else "this database holds something else; name a desk's, or an empty one"
        )
        raise StoreError(cure, subject=subject)
    known = {script.revision for script in scripts.walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            "was made by a newer OnRecord; upgrade with: pip install -U onrecord", subject=subject
        )
    if revision == scripts.get_current_head():
        return
    if read_only:
        raise StoreError(
            "was made by an older OnRecord; open it once where it can be written, to bring it up to date",
            subject=subject,
        )
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        config = migrations()
        config.attributes["connection"] = connection
        # Looks up the revision again, now that no other program can be migrating.
        command.upgrade(config, "head")
