"""The statements that every recorded act needs, compiled once per database."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from storage import tables as t
from storage.prepared import Prepared, insert, named


class Statements:
    """What an act writes, in the order in which it is written."""

    def __init__(self, dialect: Dialect) -> None:
        self.see_cases = Prepared(_see_cases(dialect), dialect)
        self.raise_case = Prepared(sa.insert(t.cases).values(named(*t.cases.c)), dialect)
        self.move_case = Prepared(_move_case(), dialect)
        self.add_trail = Prepared(sa.insert(t.trail).values(named(*t.trail.c)), dialect)
        self.add_person = Prepared(
            insert(t.case_people, dialect).values(named(*t.case_people.c)).on_conflict_do_nothing(),
            dialect,
        )
        self.drop_person = Prepared(_drop(t.case_people), dialect)
        self.add_timer = Prepared(_add_timer(dialect), dialect)
        self.drop_timer = Prepared(_drop(t.timers), dialect)
        self.owe = Prepared(_owe(dialect), dialect)
        self.refresh = Prepared(refresh_of_case(dialect), dialect)


def _see_cases(dialect: Dialect) -> sa.Select[Any]:
    c = t.cases.c
    asked = sa.select(c.ref, c.version, c.trail_hash, c.body)
    if dialect.name == "sqlite":
        return asked.where(c.ref == sa.bindparam("ref", type_=sa.Text))
    refs = sa.bindparam("refs", type_=sa.ARRAY(sa.Text))
    # Held, in one order for every writer, so that two never wait for each other.
    return asked.where(c.ref == sa.any_(refs)).order_by(c.ref).with_for_update()


def _move_case() -> sa.Update:
    c = t.cases.c
    # What raising fixes for good is left alone, and with it the indexes over it.
    fixed = {c.ref.name, c.kind.name, c.raised_at.name}
    changed = [column for column in t.cases.c if column.name not in fixed]
    return (
        sa.update(t.cases)
        .where(c.ref == sa.bindparam("case_ref"), c.version == sa.bindparam("seen_version"))
        .values({column.name: sa.bindparam(column.name, type_=column.type) for column in changed})
    )


def _drop(table: sa.Table) -> sa.Delete:
    # Parameters named apart from the columns, as an UPDATE's must be.
    return sa.delete(table).where(
        *(column == sa.bindparam(column.name, type_=column.type) for column in table.primary_key)
    )


def _add_timer(dialect: Dialect) -> sa.ClauseElement:
    c = t.timers.c
    adding = insert(t.timers, dialect).values(named(c.case_ref, c.key, c.due_at))
    # A timer that is set again may be leased by a scheduler that saw its former moment.
    return adding.on_conflict_do_update(
        index_elements=[c.case_ref, c.key],
        set_={
            "due_at": adding.excluded.due_at,
            "lease_until": sa.null(),
            "lease_owner": sa.literal_column("''"),
        },
    )


OWED = [
    column
    for column in t.outbox.c
    if column.name not in {"id", "lease_until", "lease_owner", "last_error", "sent_activity_id"}
]


def _owe(dialect: Dialect) -> sa.ClauseElement:
    # Owing the same thing twice is owing it once.
    return (
        insert(t.outbox, dialect)
        .values(named(*OWED))
        .on_conflict_do_nothing(index_elements=[t.outbox.c.key])
    )


def refresh_of_case(dialect: Dialect) -> sa.Insert:
    """Owe a refresh to every posted copy of a case that shows an older version than it has now."""
    p = t.posts.c
    version = sa.bindparam("version", type_=sa.Integer)
    owed = {
        "key": sa.literal_column("'refresh:'")
        + sa.cast(p.id, sa.Text)
        + sa.literal_column("':'")
        + sa.cast(version, sa.Text),
        "kind": sa.literal_column("'refresh'"),
        "person_id": p.person_id,
        "channel": sa.literal_column("''"),
        "lane": p.lane,
        "case_ref": p.case_ref,
        "post_id": p.id,
        "urgent": sa.false(),
        "facts": sa.literal_column("'{}'"),
        "owed_at": sa.bindparam("owed_at", type_=t.Moment),
        "due_at": sa.bindparam("owed_at", type_=t.Moment),
        "attempts": sa.literal_column("0"),
        "state": sa.literal_column("'queued'"),
    }
    copies = sa.select(*owed.values()).where(
        p.case_ref == sa.bindparam("case_ref", type_=sa.Text), p.drawn_version < version
    )
    adding = insert(t.outbox, dialect).from_select(list(owed), copies)
    # One that waits will draw the case as it is when it is sent, this change included.
    return adding.on_conflict_do_nothing()
