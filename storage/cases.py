"""Questions about cases, each answered in domain values and in a stated order."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from resolution.case import Case, Status
from resolution.people import OpenDuty
from storage.at_hand import AtHand
from storage.case_rows import ASKED, ASSIGNEE, NOTIFIED, OWNER
from storage.codec import case_from_json
from storage.tables import CASE_IS_OPEN, CASE_IS_UNFILED, case_people, cases

PARTY_NOW = (OWNER, ASSIGNEE, NOTIFIED, ASKED)


class Cases:
    """Reads cases on connections of its own; never waits for the writer."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._at_hand = AtHand(engine)

    def at_hand(self, ref: str) -> Case | None:
        """The case, if it can be read without waiting; it may be asked for on an event loop."""
        body = self._at_hand.body(ref)
        return None if body is None else case_from_json(body)

    def close(self) -> None:
        """Let go of the database."""
        self._at_hand.close()

    def case(self, ref: str) -> Case:
        """The case as stored; an unraised one for a reference that nobody has used."""
        with self._engine.connect() as connection:
            asked = sa.select(cases.c.body).where(cases.c.ref == ref)
            body = connection.execute(asked).scalar_one_or_none()
        return Case.unraised(ref) if body is None else case_from_json(body)

    def cases_of(
        self,
        person_ids: str | Collection[str],
        status: Status | None = Status.OPEN,
        roles: Collection[str] = PARTY_NOW,
    ) -> list[Case]:
        """The cases in which any of these people has one of the roles, first due first.

        An ended case of which a route goes on, such as its monitoring, counts as open.
        """
        people = [person_ids] if isinstance(person_ids, str) else sorted(person_ids)
        theirs = sa.select(case_people.c.case_ref).where(
            case_people.c.person_id.in_(people), case_people.c.role.in_(sorted(roles))
        )
        asked = sa.select(cases.c.body).where(cases.c.ref.in_(theirs)).order_by(*_FIRST_DUE)
        if status is Status.OPEN:
            return self._going_on(asked)
        if status is not None:
            asked = asked.where(cases.c.status == status.value)
        return self._answer(asked)

    def cases_overdue(self, now: datetime) -> list[Case]:
        """The open cases past a due moment, the longest overdue first."""
        asked = sa.select(cases.c.body).where(cases.c.next_due_at <= now).order_by(*_FIRST_DUE)
        return [case for case in self._going_on(asked) if case.overdue(now)]

    def digest_rows(
        self, teams: Collection[str], now: datetime, due_soon_until: datetime
    ) -> list[Case]:
        """The open cases of these teams (of all, when none is named) overdue or due soon.

        Also those that were answered and wait, without a date, for somebody to judge them.
        """
        asked = sa.select(cases.c.body).order_by(*_FIRST_DUE)
        if teams:
            asked = asked.where(cases.c.team.in_(sorted(teams)))
        until = max(now, due_soon_until)
        return [c for c in self._going_on(asked) if c.is_unjudged or c.overdue(until)]

    def unfiled(self, teams: Collection[str]) -> list[str]:
        """The cases, ended ones too, of which something is not on the child's file.

        Of these teams, or of all when none is named.
        """
        asked = sa.select(cases.c.ref).where(CASE_IS_UNFILED)
        if teams:
            asked = asked.where(cases.c.team.in_(sorted(teams)))
        return self._refs(asked)

    def unfiled_of(self, owner_ids: Collection[str]) -> list[str]:
        """The same of the cases that any of these people own."""
        theirs = cases.c.owner_id.in_(sorted(owner_ids))
        return self._refs(sa.select(cases.c.ref).where(CASE_IS_UNFILED, theirs))

    def search(self, prefix: str, limit: int = 20) -> list[Case]:
        """The cases whose reference begins so, the most recently raised first."""
        begins = cases.c.ref.startswith(prefix.strip().upper(), autoescape=True)
        asked = sa.select(cases.c.body).where(begins)
        return self._answer(asked.order_by(cases.c.raised_at.desc(), cases.c.ref).limit(limit))

    def open_refs(self) -> tuple[str, ...]:
        """Every open case's reference, in order: who must hear of a new calendar."""
        with self._engine.connect() as connection:
            asked = sa.select(cases.c.ref).where(CASE_IS_OPEN).order_by(cases.c.ref)
            return tuple(connection.execute(asked).scalars())

    def open_duties(self) -> tuple[OpenDuty, ...]:
        """Who owns or must answer each open case, for whom a change of the directory matters."""
        asked = (
            sa.select(cases.c.ref, cases.c.team, case_people.c.person_id)
            .join(case_people, case_people.c.case_ref == cases.c.ref)
            .where(CASE_IS_OPEN, case_people.c.role.in_((OWNER, ASSIGNEE)))
            .distinct()
            .order_by(cases.c.ref, case_people.c.person_id)
        )
        with self._engine.connect() as connection:
            return tuple(OpenDuty(*row) for row in connection.execute(asked))

    def raised_between(self, since: datetime, before: datetime) -> list[Case]:
        """The cases raised from one moment until just before another, the earliest first."""
        within = cases.c.raised_at >= since, cases.c.raised_at < before
        asked = sa.select(cases.c.body).where(*within)
        return self._answer(asked.order_by(cases.c.raised_at, cases.c.ref))

    def people_of(self, ref: str) -> Mapping[str, frozenset[str]]:
        """Everybody with a part in a case, now or before, and which."""
        asked = sa.select(case_people.c.person_id, case_people.c.role)
        found: dict[str, set[str]] = {}
        with self._engine.connect() as connection:
            for person_id, role in connection.execute(asked.where(case_people.c.case_ref == ref)):
                found.setdefault(person_id, set()).add(role)
        return {person_id: frozenset(found[person_id]) for person_id in sorted(found)}

    def counts(self) -> Mapping[Status, int]:
        """How many cases stand where."""
        asked = sa.select(cases.c.status, sa.func.count()).group_by(cases.c.status)
        with self._engine.connect() as connection:
            return {Status(status): number for status, number in connection.execute(asked)}

    def _refs(self, asked: sa.Select[Any]) -> list[str]:
        with self._engine.connect() as connection:
            return list(connection.execute(asked.order_by(cases.c.ref)).scalars())

    def _going_on(self, asked: sa.Select[Any]) -> list[Case]:
        """Those of these cases of which something is still to be done."""
        asked = asked.where(sa.or_(CASE_IS_OPEN, cases.c.next_due_at.is_not(None)))
        return [case for case in self._answer(asked) if case.goes_on]

    def _answer(self, asked: sa.Select[Any]) -> list[Case]:
        with self._engine.connect() as connection:
            bodies = connection.execute(asked).scalars().all()
        return [case_from_json(body) for body in bodies]


# A case without a due moment comes last; said in a way that both databases read alike.
_FIRST_DUE = (cases.c.next_due_at.is_(None), cases.c.next_due_at, cases.c.ref)
