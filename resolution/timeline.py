"""The events of a case as lines that a person, or another program, can read."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import singledispatch

from msgspec import Struct

from resolution import events as e
from resolution.case import Case
from resolution.ports import Rulebook
from resolution.telling import notices_for

SYSTEM_POST = "system"
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class Entry(Struct, frozen=True):
    """One thing that happened; `to` are the posts that are told or asked."""

    at: datetime
    event: str
    stage: str
    by: str
    to: tuple[str, ...]
    due_at: datetime | None
    about: str = ""


class Reader(Struct, frozen=True):
    """Reads events as entries; `posts` gives the post of each person."""

    rulebook: Rulebook
    posts: Mapping[str, str]

    def entry(self, event: e.Event, after: Case) -> Entry:
        """One event, given the case as it stood right after it."""
        return Entry(
            at=event.at,
            event=_WORD.sub("_", type(event).__name__).lower(),
            stage=_stage(event) or after.stage_key,
            by=self.posts.get(event.by.person_id, SYSTEM_POST),
            to=tuple(dict.fromkeys(self._told(event, after))),
            due_at=due_at(event, after),
            about=about(event, after),
        )

    def _told(self, event: e.Event, after: Case) -> Iterator[str]:
        match event:
            case e.StageOpened():
                yield from (a.post for a in (*event.assignees, *event.notified))
            case e.ClockStarted():
                yield from event.posts
            case e.StageEscalated():
                to = self.rulebook.policy.stage(event.to_stage)
                yield from to.responders(after.kind).posts
            case _:
                for notice in notices_for(event, after, self.rulebook):
                    yield self.posts.get(notice.to.person_id, notice.to.channel)


def _stage(event: e.Event) -> str:
    match event:
        case e.StageEscalated():
            return event.to_stage
        case e.StageOpened() | e.StageLapsed() | e.ClockStarted():
            return event.stage_key
        case _:
            return ""


@singledispatch
def due_at(event: e.Event, after: Case) -> datetime | None:
    """The due moment that an event is about, if it is about one."""
    moment: datetime | None = getattr(event, "due_at", None)
    return moment


@due_at.register(e.DueDateMoved)
@due_at.register(e.TotalMoved)
def _moved(event: e.DueDateMoved | e.TotalMoved, after: Case) -> datetime | None:
    return event.new_due_at


@due_at.register(e.ClockMet)
@due_at.register(e.ClockResumed)
@due_at.register(e.ClockStopped)
@due_at.register(e.AssigneeReminded)
def _of_clock(
    event: e.ClockMet | e.ClockResumed | e.ClockStopped | e.AssigneeReminded, after: Case
) -> datetime | None:
    return after.clock(event.clock_id).due_at


def about(event: e.Event, after: Case) -> str:
    """What distinguishes this event from another of its kind."""
    match event:
        case e.ClockStarted():
            return event.must.replace("_", " ")
        case e.AssigneeReminded():
            dropped = "" if event.sent else ", dropped"
            return f"{_act(event.clock_id, after)}, {event.point.replace('_', ' ')}{dropped}"
        case e.StageLapsed() | e.DueDateMoved():
            return _act(event.clock_id, after)
        case e.ClockMet() | e.ClockResumed() | e.ClockStopped():
            return _act(event.clock_id, after)
        case e.TotalStarted() | e.TotalMoved():
            return event.total_key
        case e.TotalWarned():
            return f"{event.total_key}, {'passed' if event.passed else 'near its end'}"
        case e.StageEscalated():
            return f"from {event.from_stage}"
        case _:
            return ""


def _act(clock_id: str, after: Case) -> str:
    return after.clock(clock_id).must.replace("_", " ")
