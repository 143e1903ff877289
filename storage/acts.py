"""One recorded act as the rows that it writes: the case, its trail, timers and what is owed."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from resolution.case import Case
from resolution.events import Event
from resolution.notices import Notice
from resolution.ports import Timer
from storage import codec
from storage.case_rows import Party, case_row, parties, same_parties
from storage.prepared import Row
from storage.tables import lane_of
from storage.trail import chained

NO_PARTIES: frozenset[Party] = frozenset()


class Act(Struct, frozen=True):
    """Everything that one command changes; made whole before any of it is written."""

    before: Case
    after: Case
    trail_hash: str
    case: Row
    trail: list[Row]
    gone_people: frozenset[Party]
    new_people: frozenset[Party]
    gone_timers: frozenset[Timer]
    new_timers: frozenset[Timer]
    owed: list[Row]
    at: datetime


def act(
    before: Case,
    after: Case,
    trail_hash: str,
    events: Sequence[Event],
    timers: tuple[frozenset[Timer], frozenset[Timer]],
    owed: Sequence[Notice],
    unfiled: int,
) -> Act:
    """The rows of one act on a case whose trail ended with this hash."""
    rows = chained(after.ref, before.version, trail_hash, events)
    new_hash = rows[-1]["hash"]
    same = same_parties(before, after)
    was = NO_PARTIES if same else parties(before)
    now = NO_PARTIES if same else parties(after)
    at = events[-1].at
    return Act(
        before=before,
        after=after,
        trail_hash=new_hash,
        case=case_row(after, new_hash, unfiled),
        trail=rows,
        gone_people=was - now,
        new_people=now - was,
        gone_timers=timers[0],
        new_timers=timers[1],
        owed=[notice_row(notice, at) for notice in owed],
        at=at,
    )


def notice_row(notice: Notice, at: datetime) -> Row:
    """The outbox row of a notice owed at a moment."""
    return {
        "key": notice.key,
        "kind": notice.kind.value,
        "person_id": notice.to.person_id,
        "channel": notice.to.channel,
        "lane": lane_of(notice.to.person_id, notice.to.channel),
        "case_ref": notice.case_ref,
        "post_id": None,
        "urgent": notice.urgent,
        "facts": codec.facts_to_json(notice.facts),
        "owed_at": at,
        "due_at": notice.not_before or at,
        "attempts": 0,
        "state": "queued",
    }
