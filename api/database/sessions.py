"""Sessions: one for each request or step, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlmodel import Session

from api.database.engine import WRITES


def open_session(engine: sa.Engine, *, writes: bool) -> Session:
    """Return a session whose transaction begins with its first question."""
    session = Session(engine, expire_on_commit=False)
    session.connection(execution_options={WRITES: writes})
    return session


@contextmanager
def transaction(engine: sa.Engine, *, writes: bool = True) -> Iterator[Session]:
    """Give a session; all that is done with it is kept if the block ends well, else nothing."""
    session = open_session(engine, writes=writes)
    try:
        yield session
        session.commit()
    finally:
        session.close()
