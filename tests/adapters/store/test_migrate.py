import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from onrecord.adapters.store import SqlStore, migrate, open_store, rows, tables
from onrecord.adapters.store.editions import insert_edition
from onrecord.adapters.store.migrate import migrations
from onrecord.errors import StoreError
from onrecord.ports import StatementsWanted
from tests.factory import NOON, make_capture, make_reading

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "test"
down_revision = "{head}"

def upgrade():
    op.add_column("captures", sa.Column("note", sa.Text))
    {more}
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with open_store(url, create=True) as store, store.writing():
        store.add(make_capture(), make_reading())
    return url


def add_version(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """Let the package carry one version more than the desk was made with."""
    head = ScriptDirectory.from_config(migrate.migrations()).get_current_head()
    copy = folder / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", copy)
    (copy / "versions" / "vtest.py").write_text(NEXT.format(head=head, more=more))

    def migrations() -> Config:
        config = Config()
        config.set_main_option("script_location", str(copy))
        config.set_main_option("path_separator", "os")
        return config

    monkeypatch.setattr(migrate, "migrations", migrations)


def columns(store: SqlStore) -> set[str]:
    return {column["name"] for column in sa.inspect(store._place.engine).get_columns("captures")}


def test_a_desk_of_an_older_version_is_brought_up_to_date_with_what_it_holds(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_version(tmp_path, monkeypatch)
    with open_store(url) as store:
        assert "note" in columns(store)
        assert store.reading(make_capture().id) == make_reading()


def test_a_desk_from_before_there_were_times_is_read_as_one_without_any(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    engine = sa.create_engine(url)
    config = migrations()
    reading = make_reading()
    report = reading.report
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(tables.captures.insert(), {"n": 1, **rows.capture_values(make_capture())})
        connection.execute(tables.reports.insert(), {"n": 1, **rows.report_values(report, 2)})
        connection.execute(
            tables.report_texts.insert(), {"report_n": 1, **without(rows.text_values(report), "times")}
        )
        for position, who in enumerate(reading.identities):
            connection.execute(
                tables.identities.insert(), {"report_n": 1, **rows.identity_values(who, position)}
            )
        for position, said in enumerate(reading.statements):
            values = rows.statement_values(said, position, rows.day_of(None, report.metadata.published))
            connection.execute(
                tables.statements.insert(), {"report_n": 1, **without(values, "start_seconds", "end_seconds")}
            )
        insert_edition(connection, 1, report.id, None, NOON)
    engine.dispose()
    with open_store(url) as store:
        assert store.reading(report.id) == reading
        assert [hit.line.id for hit in store.search_reports("harbour")] == [report.id]
        assert len(store.finding.statements(StatementsWanted(words="harbour OR june")).hits) == 2


def without(values: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in names}


def test_a_desk_of_an_older_version_is_not_changed_when_opened_read_only(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_version(tmp_path, monkeypatch)
    with pytest.raises(StoreError, match="older OnRecord"):
        open_store(url, read_only=True)
    monkeypatch.undo()
    with open_store(url) as store:
        assert "note" not in columns(store)


def test_a_migration_that_fails_leaves_the_desk_as_it_was(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        add_version(tmp_path, patch, more='op.execute("no such command")')
        with pytest.raises(StoreError):
            open_store(url)
    with open_store(url) as store:
        assert "note" not in columns(store)
        assert store.counts()["reports"] == 1


def test_every_version_has_one_parent_and_there_is_one_newest() -> None:
    scripts = ScriptDirectory.from_config(migrate.migrations())
    assert len(scripts.get_heads()) == 1
    assert scripts.get_bases() == ["0001"]
