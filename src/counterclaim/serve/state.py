"""What one running page holds between requests."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.ledger.place import find_scheme
from counterclaim.model.ids import make_id
from counterclaim.serve.accounts import Accounts
from counterclaim.serve.audit import AuditLog
from counterclaim.serve.builder import Builder
from counterclaim.serve.drawings import Drawings
from counterclaim.serve.held import HeldEvents
from counterclaim.serve.ledgers import LedgerPool
from counterclaim.serve.listing import LISTING_ENDING, Listing
from counterclaim.serve.listing_follow import Follower
from counterclaim.serve.options import ServeOptions
from counterclaim.serve.person import Person
from counterclaim.serve.sessions import Sessions
from counterclaim.serve.throttle import Throttle

#: What the audit log beside a ledger is called, after the ledger's name.
AUDIT_ENDING = ".audit.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What one running page holds: the ledger's pool, who is logged in, the audit log."""

    options: ServeOptions
    ledgers: LedgerPool
    #: None where one user works alone.
    accounts: Accounts | None
    audit: AuditLog
    #: The list of events, which follows the ledger.
    listing: Listing
    follower: Follower
    builder: Builder
    sessions: Sessions = field(default_factory=Sessions)
    throttle: Throttle = field(default_factory=Throttle)
    drawings: Drawings = field(default_factory=Drawings)
    events: HeldEvents = field(default_factory=HeldEvents)
    #: Stands for the session of the one user, who has no cookie.
    solo_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def solo(self) -> Person | None:
        """Return the one user of a page without accounts."""
        return None if self.accounts else Person(name=self.options.name, role="editor")


def make_state(options: ServeOptions) -> State:
    """Make the state of a page that is about to be served."""
    listing = Listing(find_beside(options, LISTING_ENDING))
    follower = Follower(listing)
    ledgers = LedgerPool(options.ledger)
    return State(
        listing=listing,
        follower=follower,
        builder=Builder(ledgers, follower),
        options=options,
        ledgers=ledgers,
        accounts=Accounts(options.accounts) if options.accounts else None,
        audit=AuditLog(find_beside(options, AUDIT_ENDING)),
    )


def find_beside(options: ServeOptions, ending: str) -> Path:
    """Find where a file that goes with the ledger lies: beside it, or in the cache folder."""
    if find_scheme(options.ledger) is None:
        path = Path(options.ledger)
        return path.with_name(path.name + ending)
    # The URL may hold a password: only its hash names the file.
    return options.cache / "serve" / f"{make_id('led', {'place': options.ledger})}{ending}"
