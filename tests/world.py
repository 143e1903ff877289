"""An authority in memory: the real rules on a clock that a test turns by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from resolution.case import Case
from resolution.casework import handle
from resolution.commands import Command, PassTime
from resolution.events import Event
from resolution.folding import fold
from resolution.notices import Notice, NoticeKind
from resolution.people import Actor
from resolution.ports import Rulebook, Timer
from tests.builders import REF, a_raise, a_rulebook, holder, london


@dataclass
class World:
    """One case, its trail, its timers and everything owed; `now` moves only when told."""

    rulebook: Rulebook = field(default_factory=a_rulebook)
    moment: datetime = field(default_factory=lambda: london("2026-11-23T10:00"))
    trail: list[Event] = field(default_factory=list)
    timers: set[Timer] = field(default_factory=set)
    owed: list[Notice] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def case(self, ref: str = REF) -> Case:
        return fold(ref, self.trail)

    def rulebook_of(self, policy_id: str) -> Rulebook:
        return self.rulebook

    def record(
        self,
        before: Case,
        after: Case,
        events: Sequence[Event],
        timers: tuple[frozenset[Timer], frozenset[Timer]],
        owed: Sequence[Notice],
    ) -> None:
        assert before.version == len(self.trail)
        self.trail.extend(events)
        self.timers = (self.timers - timers[0]) | timers[1]
        self.owed.extend(owed)

    def do(self, command: Command) -> Case:
        """One command on the real road."""
        return handle(command, _Unit(self), self)

    def raise_one(self, **changes: Any) -> Case:
        return self.do(a_raise(self.rulebook, **changes))

    def by(self, post: str) -> dict[str, Any]:
        """The keywords that say which case, and that the holder of a post acts."""
        return {"case_ref": REF, "by": holder(post)}

    def until(self, text: str) -> None:
        """Let time pass: every timer on the way is looked at when it is due."""
        end = london(text)
        while due := sorted(t.due_at for t in self.timers if t.due_at <= end):
            self.moment = max(due[0], self.moment)
            self.do(PassTime(case_ref=REF))
        self.moment = end

    def kinds(self) -> list[str]:
        """The names of the events so far."""
        return [type(event).__name__ for event in self.trail]

    def told(self, kind: NoticeKind) -> set[str]:
        """The ids of the people who are owed a notice of this kind."""
        return {
            notice.to.person_id or notice.to.channel for notice in self.owed if notice.kind is kind
        }

    def has(self, actor: Actor) -> bool:
        """Whether anything is owed to a person."""
        return any(notice.to.person_id == actor.person_id for notice in self.owed)


class _Unit:
    def __init__(self, world: World) -> None:
        self.world = world
        self.record = world.record

    def case(self, ref: str) -> Case:
        return self.world.case(ref) if self.world.trail else Case.unraised(ref)

    def rulebook(self, policy_id: str) -> Rulebook:
        return self.world.rulebook_of(policy_id)
