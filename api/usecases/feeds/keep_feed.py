"""Keep a feed: an officer makes a secret address for his calendar, or takes it back."""

from __future__ import annotations

from sqlmodel import col, delete, select

from api.tables.people import Account
from api.tables.tasks import CalendarFeed
from api.usecases.people.secrets import digest_of, new_session
from api.usecases.refusals import not_found
from api.usecases.tasks.list_tasks import require_officer_account
from api.usecases.transaction import Transaction


def make_feed(tx: Transaction) -> str:
    """Return the secret of a new feed, told this once; the one before finds nothing any more.

    Raises:
        FaultsError: if whoever asks is no officer.
    """
    officer_id = require_officer_account(tx)
    tx.session.get(Account, tx.actor.account_id, with_for_update=True)  # one after the other
    tx.session.exec(delete(CalendarFeed).where(col(CalendarFeed.officer_id) == officer_id))
    secret = new_session()
    feed = CalendarFeed(secret_digest=digest_of(secret), officer_id=officer_id, created_at=tx.now)
    tx.session.add(feed)
    tx.session.flush()
    tx.tell("feed.made", ("officer", officer_id))
    return secret


def revoke_feed(tx: Transaction) -> None:
    """Take a feed back.

    Raises:
        FaultsError: if whoever asks is no officer, or has none.
    """
    officer_id = require_officer_account(tx)
    query = select(CalendarFeed).where(CalendarFeed.officer_id == officer_id)
    feed = tx.session.exec(query).first()
    if feed is None:
        raise not_found("feed", officer_id)
    tx.session.delete(feed)
    tx.tell("feed.revoked", ("officer", officer_id))
