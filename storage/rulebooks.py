"""The pinned policies, today's calendar and directory: read from storage, parsed once per text."""

import sqlalchemy as sa

from resolution.errors import Refused
from resolution.people import Directory
from resolution.policy import Policy
from resolution.ports import Rulebook
from resolution.working_days import WorkingCalendar
from storage.tables import documents

CURRENT = ("directory", "calendar")  # of these the latest text counts; policies are all kept

Heads = tuple[tuple[str, str], ...]  # kind, digest of the current text


class Rulebooks:
    """Rulebooks by the policy that a case pins; shared by the writer and those who only read."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._policies: dict[str, Policy] = {}
        self._rulebooks: dict[str, Rulebook] = {}
        self._shared: tuple[WorkingCalendar, Directory] | None = None
        self._heads: Heads | None = None
        self._forgotten = 0  # how often: tells a slow reader that what it read is old

    def get(self, policy_id: str) -> Rulebook:
        """The rulebook of a policy; read from the database only when it is not yet known."""
        found = self._rulebooks.get(policy_id)
        if found is None:
            with self._engine.connect() as connection:
                found = self.read(connection, policy_id)
        return found

    def is_known(self, policy_id: str) -> bool:
        """Whether the rulebook of a policy is here, and nothing need be read for it."""
        return policy_id in self._rulebooks

    def read(self, connection: sa.Connection, policy_id: str) -> Rulebook:
        """The rulebook of a policy, read on this connection when it is not yet known."""
        found = self._rulebooks.get(policy_id)
        if found is None:
            began = self._forgotten
            policy = self._policy(connection, policy_id)
            shared = self._shared or (_calendar(connection), _directory(connection))
            calendar, directory = shared
            found = Rulebook(policy, calendar.with_hours(policy.hours), directory)
            if began == self._forgotten:
                self._shared, self._rulebooks[policy_id] = shared, found
        return found

    def shared(self) -> tuple[WorkingCalendar, Directory]:
        """Today's calendar and directory, whatever the policy."""
        with self._engine.connect() as connection:
            return _calendar(connection), _directory(connection)

    def refresh(self) -> bool:
        """Look whether another directory or calendar was stored; True when one was."""
        with self._engine.connect() as connection:
            return self.check(connection)

    def check(self, connection: sa.Connection) -> bool:
        """The same, on this connection."""
        asked = (
            sa.select(documents.c.kind, documents.c.digest)
            .where(documents.c.kind.in_(CURRENT))
            .order_by(documents.c.at, documents.c.digest)
        )
        newest = dict(connection.execute(asked).all())
        heads = tuple(sorted(newest.items()))
        if heads == self._heads:
            return False
        self._heads = heads
        self.forget()
        return True

    def forget(self) -> None:
        """Read the directory and the calendar again when they are next needed."""
        self._forgotten += 1
        self._shared, self._rulebooks = None, {}

    def _policy(self, connection: sa.Connection, policy_id: str) -> Policy:
        found = self._policies.get(policy_id)
        if found is None:
            text = _text(connection, "policy", policy_id)
            if text is None:
                raise Refused(
                    f"The policy {policy_id} is not stored; start the service once with its file "
                    "so that cases under it can go on."
                )
            # Late, for reading a policy needs more than a server needs that starts.
            from resolution.policy_file import parse_policy

            found = self._policies[policy_id] = parse_policy(text, policy_id, pinned=True)
        return found


def _calendar(connection: sa.Connection) -> WorkingCalendar:
    from resolution.calendar_file import load_calendar

    return load_calendar(_text(connection, "calendar") or "", "the stored calendar")


def _directory(connection: sa.Connection) -> Directory:
    from resolution.directory_file import parse_directory

    text = _text(connection, "directory")
    if text is None:
        raise Refused(
            "Nobody is known yet: import the directory with `resolution directory import FILE`."
        )
    return parse_directory(text, "the stored directory")


def _text(connection: sa.Connection, kind: str, key: str = "") -> str | None:
    c = documents.c
    asked = sa.select(c.body).where(c.kind == kind).order_by(c.at.desc(), c.digest.desc()).limit(1)
    if key:
        asked = asked.where(c.key == key)
    return connection.execute(asked).scalar_one_or_none()
