"""Connections of one open desk: each thread reads on its own, writers take turns."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from onrecord.adapters.store.connect import WRITES, Place
from onrecord.adapters.store.faults import as_store_errors
from onrecord.adapters.store.interrupts import Interrupts
from onrecord.errors import StoreError


class Turn(threading.local):
    """Return this thread's transaction: its connection, and whether an error has ended it."""

    connection: sa.Connection | None = None
    lost: bool = False


class Session:
    """Return the connections of one open database, which all parts of its store share."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.turn = Turn()
        self._closed = False
        self._interrupts = Interrupts()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Return a transaction; see `ports.Store.writing`.

        One inside another is a part of it that can fail alone: what it wrote is
        taken back, and the outer one goes on.
        """
        with as_store_errors(self.place.subject, self.place.secret):
            if self.turn.connection is not None:
                with self._part(self.turn.connection):
                    yield
                return
            with self._transaction(**WRITES) as connection:
                self.turn.connection = connection
                try:
                    yield
                    self._check_turn()
                finally:
                    self.turn.connection = None
                    self.turn.lost = False

    @contextmanager
    def reads(self) -> Iterator[sa.Connection]:
        """Return a connection to read on: this thread's transaction, where it has one."""
        with as_store_errors(self.place.subject, self.place.secret):
            if self.turn.connection is not None:
                yield self.turn.connection
                return
            with self._interrupts.held_back(), self.connect() as connection:
                connection.begin()
                with self._interrupts.let_through():
                    yield connection

    @contextmanager
    def briefly(self) -> Iterator[sa.Connection]:
        """Return a transaction for a few rows: a part of this thread's own, where it is writing.

        In PostgreSQL it takes no turn among the writers: its rows are locked by themselves, and whoever takes
        work need not wait while another stores a long report.
        """
        if self.turn.connection is not None:
            with self.writing():
                yield self.turn.connection
            return
        options = WRITES if self.place.dialect == "sqlite" else {}
        with (
            as_store_errors(self.place.subject, self.place.secret),
            self._transaction(**options) as connection,
        ):
            yield connection

    def writer(self) -> sa.Connection:
        """Return the connection of this thread's transaction.

        Raises:
            StoreError: It has none.
        """
        if self.turn.connection is None:
            raise StoreError("is not being written; use writing()", subject=self.place.subject)
        return self.turn.connection

    def connect(self) -> sa.Connection:
        """Return a new connection.

        Raises:
            StoreError: The store was closed.
        """
        if self._closed:
            raise StoreError("was closed; open it again", subject=self.place.subject)
        return self.place.engine.connect()

    def close(self) -> None:
        """Let go of the database."""
        self._closed = True
        self.place.engine.dispose()

    @contextmanager
    def _transaction(self, **options: Any) -> Iterator[sa.Connection]:
        with (
            self._interrupts.held_back(),
            self.connect().execution_options(**options) as connection,
            connection.begin(),
            self._interrupts.let_through(),
        ):
            yield connection

    @contextmanager
    def _part(self, connection: sa.Connection) -> Iterator[None]:
        self._check_turn()
        with self._interrupts.held_back():
            part = connection.begin_nested()
            try:
                with self._interrupts.let_through():
                    yield
            except BaseException:
                try:
                    part.rollback()
                except SQLAlchemyError:
                    # A full disk or a lost server has ended the whole transaction,
                    # so there is no part to take back, and nothing may follow.
                    self.turn.lost = True
                raise
            part.commit()

    def _check_turn(self) -> None:
        if self.turn.lost:
            raise StoreError(
                "an error ended the transaction and nothing of it was kept; run again",
                subject=self.place.subject,
            )
