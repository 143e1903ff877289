"""Whom a notice about one event can be addressed to, and under which key it is owed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from resolution import events as e
from resolution.answered import is_one_limit
from resolution.assigning import answers_for, meeting_people, needed_to_meet, told_of
from resolution.case import Case
from resolution.notices import Notice, NoticeKind, Recipient
from resolution.policy import Must, Stage
from resolution.ports import Rulebook
from resolution.standing import standing
from resolution.working_days import local_day

ADMINISTRATORS = Recipient(channel="administrators")


class Telling:
    """Builds notices about one event with keys made of its facts."""

    def __init__(self, event: e.Event, case: Case, rulebook: Rulebook) -> None:
        self.event, self.case, self.rulebook = event, case, rulebook
        self.told: set[str] = set()

    @property
    def stage(self) -> Stage:
        """The stage that the case is at."""
        return self.rulebook.policy.stage(self.case.stage_key)

    def to(
        self,
        kind: NoticeKind,
        people: Iterable[e.Assignment],
        facts: Mapping[str, str] | None = None,
        not_before: datetime | None = None,
    ) -> Iterator[Notice]:
        """A notice to each person, and to whoever stands in for them that day."""
        on = local_day(not_before or self.event.at)
        for assignment in people:
            if not assignment.person_id:
                continue
            yield self._notice(kind, Recipient(assignment.person_id), facts, not_before)
            # Leave may begin after a duty was given: nobody waits for a person who is away.
            stand_in = self.rulebook.directory.stand_in(assignment.person_id, on)
            if stand_in is not None:
                yield self._notice(kind, Recipient(stand_in.id), facts, not_before)

    def once(
        self, kind: NoticeKind, people: Iterable[e.Assignment], facts: Mapping[str, str]
    ) -> Iterator[Notice]:
        """The same to those of them whom this event has not told otherwise."""
        new = [held for held in people if held.person_id not in self.told]
        self.told.update(held.person_id for held in new)
        yield from self.to(kind, new, facts)

    def office_hours(self, route: str = "") -> datetime | None:
        """When time's own notices may go out; at once on a route for immediate concerns."""
        if self.rulebook.policy.is_urgent(route):
            return None
        return self.rulebook.calendar.office_moment(self.event.at)

    def administrators(self, kind: NoticeKind, facts: Mapping[str, str]) -> Notice:
        """A notice into the administrators' channel."""
        return self._notice(kind, ADMINISTRATORS, facts, None)

    def _notice(
        self,
        kind: NoticeKind,
        to: Recipient,
        facts: Mapping[str, str] | None,
        not_before: datetime | None,
    ) -> Notice:
        told = to.person_id or to.channel
        # The version is the event's place on the trail: the same fact never makes two keys.
        key = f"{kind}:{self.case.ref}:{self.case.version}:{told}"
        return Notice(kind, to, key, self.case.ref, not_before, facts=facts or {})

    def owner(self) -> tuple[e.Assignment, ...]:
        """The case's owner, if there is one yet."""
        return (self.case.owner,) if self.case.owner else ()

    def holders(self, posts: Iterable[str]) -> tuple[e.Assignment, ...]:
        """Who these posts are on this case."""
        return tuple(answers_for(p, self.case, self.rulebook, self.event.at) for p in posts)

    def is_expected(self, post: str) -> bool:
        """Whether the directory should name somebody for a post."""
        posts = self.rulebook.policy.posts
        return any(p.key == post and not p.optional and p.scope != "external" for p in posts)

    def asked(self) -> tuple[e.Assignment, ...]:
        """Those whom the stage asks to answer; on a record of its own, those told of it."""
        return self.case.visit.assignees if self.case.visits else self.case.told

    def everyone(self) -> tuple[e.Assignment, ...]:
        """All whom the case has asked or told, at whatever stage, and who judges it now."""
        visits = self.case.visits
        return (*(held for v in visits for held in (*v.assignees, *v.notified)), *self.judges())

    def of_outcome(self) -> tuple[e.Assignment, ...]:
        """Whom the policy tells of a resolution beside them."""
        holds = ("", *self.case.conditions)
        rows = (row for row in self.rulebook.policy.outcome_to if row.when in holds)
        return told_of(rows, self.case, self.rulebook, self.event.at)

    def judges(self) -> tuple[e.Assignment, ...]:
        """The owner, and whoever else judges at this stage (a policy may name a set)."""
        stage = self.stage if self.case.visits else None
        return (*self.owner(), *(self._beside_owner(stage.raised_by, stage.judge) if stage else ()))

    def raisers_left_out(self) -> tuple[e.Assignment, ...]:
        """Who raises this stage by the policy, where somebody else began it: it is theirs too."""
        raisers = self.raisers_of(self.case.stage_key)
        if not raisers:
            return ()
        who = standing(self.case, self.rulebook, self.event.by, self.event.at)
        return tuple(held for held in raisers if held.post not in who.posts)

    def acting_post(self) -> dict[str, str]:
        """As a fact: the post as which somebody beside the owner judged, or raises the stage."""
        who = standing(self.case, self.rulebook, self.event.by, self.event.at)
        judging = (*self.stage.raised_by, *self.stage.judge)
        post = next((post for post in judging if post in who.posts), "")
        return {} if who.is_owner or not post else {"as": post}

    def raisers_of(self, stage_key: str) -> tuple[e.Assignment, ...]:
        """Who raises a stage by the policy, where that is not the owner."""
        return self._beside_owner(self.rulebook.policy.stage(stage_key).raised_by)

    def _beside_owner(self, *posts: tuple[str, ...]) -> tuple[e.Assignment, ...]:
        owners = self.rulebook.policy.owners.values()
        return self.holders(post for each in posts for post in each if post not in owners)

    def meeting(self, number: int = 0) -> tuple[e.Assignment, ...]:
        """The owner, those who must answer, and everybody whom a stage's meeting needs."""
        visit = self.case.visits[number - 1]
        people = meeting_people(self.case, self.rulebook, self.event.at, visit)
        others = (held for part in people.values() for held in part)
        return (*self.owner(), *visit.assignees, *others)

    def arrangers(self) -> tuple[e.Assignment, ...]:
        """Who arranges the meeting that the stage must have."""
        return needed_to_meet(self.case, self.rulebook, self.event.at).get("arrange", ())

    def recorders(self) -> tuple[e.Assignment, ...]:
        """Who puts the stage's meeting on record."""
        people = meeting_people(self.case, self.rulebook, self.event.at)
        return people["record"] or people["chair"] or people["arrange"]

    def of_clock(self, clock_id: str) -> tuple[e.Assignment, ...]:
        """Those who must do what a clock asks for."""
        case, clock = self.case, self.case.clock(clock_id)
        visit = case.visit if case.visits else None
        assigned = {a.post: a for a in visit.assignees} if visit else {}
        owners = set(self.rulebook.policy.owners.values())
        found: list[e.Assignment] = []
        # Whoever answered still owes what one limit asks for beside it (Bradford stage 1).
        done = visit and clock.must is Must.RESPOND and not is_one_limit(self.stage)
        answered = {answer.post for answer in visit.answers} if visit and done else set()
        for post in clock.posts:
            # Whoever began a record of its own is not the officer whom it asks.
            if post in owners and not case.matter:
                found += self.owner()
            elif post in assigned and not clock.route:
                found += [assigned[post]] if post not in answered else []
            elif not (assigned.keys() & set(clock.posts)) or clock.route:
                found.append(answers_for(post, case, self.rulebook, self.event.at))
        return tuple(found)
