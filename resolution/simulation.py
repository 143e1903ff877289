"""A procedure run on a virtual clock: the engine itself, an invented authority, a timeline."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct, field
from msgspec.structs import replace

from resolution import commands as c
from resolution import events as e
from resolution.case import Case
from resolution.casework import handle
from resolution.errors import Incomplete, Refused
from resolution.folding import apply
from resolution.notices import Notice
from resolution.people import Actor, Directory, Holding, Person, Team
from resolution.policy import CaseKind, Policy, Span, Stage
from resolution.ports import Rulebook, Timer
from resolution.timeline import Entry, Reader
from resolution.working_days import LONDON, WorkingCalendar, local_day

ESCALATES_AT = time(10)
AGREED_DAYS = 5  # working days that an invented agreement gives where a policy leaves it open
TEAM = "invented-team"
INVENTED = "Invented for this simulation."

Making = Callable[["World", Actor], c.Command]


class Act(Struct, frozen=True):
    """What the holder of a post does at a moment; `place` says where that is written."""

    at: datetime
    post: str
    make: Making
    place: str = ""


class World(Struct):
    """The clock and the one case of a simulation: all that casework needs, in memory."""

    rulebook_: Rulebook
    present: datetime
    case_: Case
    timers: frozenset[Timer] = frozenset()
    fresh: list[tuple[e.Event, Case]] = field(default_factory=list)

    def now(self) -> datetime:
        """The virtual moment, in UTC."""
        return self.present

    def case(self, ref: str) -> Case:
        """The one case."""
        return self.case_

    def rulebook(self, policy_id: str) -> Rulebook:
        """The one rulebook."""
        return self.rulebook_

    def record(
        self,
        before: Case,
        after: Case,
        events: Sequence[e.Event],
        timers: tuple[frozenset[Timer], frozenset[Timer]],
        owed: Sequence[Notice],
    ) -> None:
        """Keep what happened."""
        for event in events:
            before = apply(before, event)
            self.fresh.append((event, before))
        self.case_ = after
        self.timers = (self.timers - timers[0]) | timers[1]


def invented_directory(policy: Policy) -> Directory:
    """One invented person for every post of the policy, and one team."""
    people = tuple(
        Person(str(uuid5(NAMESPACE_URL, post.key)), f"Invented {post.title}", (Holding(post.key),))
        for post in policy.posts
    )
    return Directory("invented", people, (Team(TEAM, "Invented team", "invented-service"),))


class Simulation:
    """One invented case and what happens to it; `entries` grow as it runs."""

    def __init__(self, policy: Policy, calendar: WorkingCalendar) -> None:
        directory = invented_directory(policy)
        rulebook = Rulebook(policy, calendar.with_hours(policy.hours), directory)
        self.policy, self.calendar = policy, rulebook.calendar
        self.entries: list[Entry] = []
        self._actors = {
            post.key: Actor(person.id, person.name)
            for post, person in zip(policy.posts, directory.people, strict=True)
        }
        posts = {actor.person_id: post for post, actor in self._actors.items()}
        self._reader = Reader(rulebook, posts)
        start = datetime.min.replace(tzinfo=UTC)
        self._world = World(rulebook, start, Case.unraised(f"{policy.ref_prefix}-XXXXX"))

    @property
    def stage(self) -> Stage:
        """The stage at which the case is now."""
        return self.policy.stage(self._world.case_.stage_key)

    def raise_challenge(self, at: datetime, stage_key: str, kind: CaseKind) -> None:
        """The owner raises an invented challenge at this stage."""
        post = self.policy.owner_post(kind)
        self._do(Act(at, post, raising(stage_key, kind)))

    def run(self, acts: Iterable[Act]) -> None:
        """Do these acts, each at its time, until nothing remains to happen."""
        waiting = sorted(acts, key=lambda act: act.at)
        while self._world.timers or waiting:
            due = min((timer.due_at for timer in self._world.timers), default=None)
            if due is not None and (not waiting or due <= waiting[0].at):
                self._pass_time(due)
            else:
                self._do(waiting.pop(0))

    def run_unanswered(self) -> None:
        """Nobody answers; the owner escalates on the working day after each lapse."""
        while self._world.timers:
            lapsed = self._pass_time(min(timer.due_at for timer in self._world.timers))
            if (act := self._escalation_after(lapsed)) is not None:
                self._pass_time_before(act.at)
                self._do(act)

    def _pass_time_before(self, moment: datetime) -> None:
        while due := [t.due_at for t in self._world.timers if t.due_at <= moment]:
            self._pass_time(min(due))

    def _pass_time(self, moment: datetime) -> list[e.StageLapsed]:
        events = self._handle(c.PassTime(case_ref=self._world.case_.ref), moment)
        # Whatever was due has been looked at; a timer that asks again would ask for ever.
        left = (timer for timer in self._world.timers if timer.due_at > moment)
        self._world.timers = frozenset(left)
        return [event for event in events if isinstance(event, e.StageLapsed)]

    def _escalation_after(self, lapsed: list[e.StageLapsed]) -> Act | None:
        case = self._world.case_
        to = self.policy.following(case.stage_key)
        if to is None or case.owner is None or not any(self._ends(event) for event in lapsed):
            return None
        day = self.calendar.add(max(local_day(event.due_at) for event in lapsed), 1)
        at = datetime.combine(day, ESCALATES_AT, tzinfo=LONDON).astimezone(UTC)
        return Act(at, case.owner.post, escalating(to))

    def _ends(self, lapse: e.StageLapsed) -> bool:
        """Whether the stage's time is over: its answer is late, or nothing else is timed."""
        case = self._world.case_
        if lapse.clock_id not in {clock.id for clock in case.stage_clocks}:
            return False
        running = [clk for clk in case.stage_clocks if clk.due_at and not clk.lapsed_at]
        asked = self.policy.stage(case.stage_key).met_by
        return case.clock(lapse.clock_id).must in asked or not running

    def _do(self, act: Act) -> None:
        self._world.present = at = act.at.astimezone(UTC)
        try:
            self._handle(act.make(self._world, self._actors[act.post]), at)
        except Refused as refusal:
            fields = refusal.fields.values() if isinstance(refusal, Incomplete) else ()
            raise Refused(" ".join((f"{act.place}{refusal}", *fields))) from refusal

    def _handle(self, command: c.Command, at: datetime) -> list[e.Event]:
        world = self._world
        world.present = at
        world.fresh.clear()
        handle(command, world, world)
        self.entries += [self._entry(event, after) for event, after in world.fresh]
        return [event for event, _ in world.fresh]

    def _entry(self, event: e.Event, after: Case) -> Entry:
        entry, case = self._reader.entry(event, after), self._world.case_
        match event:
            case e.ChallengeRaised():
                return replace(entry, stage=case.stage_key)
            case e.StageOpened():
                # Its clocks start after it; a reader wants to see at once when it is due.
                return replace(entry, due_at=next((k.due_at for k in case.stage_clocks), None))
            case _:
                return entry


def raising(stage_key: str, kind: CaseKind) -> Making:
    """Raise an invented challenge; the words are the same each time."""

    def make(world: World, by: Actor) -> c.Command:
        policy, day = world.rulebook_.policy, local_day(world.present)
        stage = policy.stage(stage_key)
        return c.RaiseChallenge(
            case_ref=world.case_.ref,
            by=by,
            policy_id=policy.id,
            kind=kind,
            file_number="100001",
            initials="XX",
            team=TEAM,
            themes=tuple(theme.key for theme in policy.themes if kind in theme.kinds)[:1],
            challenge=c.Challenge(
                INVENTED, INVENTED, INVENTED, INVENTED, day + timedelta(days=28), child_knows=True
            ),
            stage_key=stage_key,
            bypass_reason=INVENTED if policy.position(stage_key) else "",
            agreed_by=agreed_day(stage, day, world.rulebook_.calendar),
            post=chosen(stage, kind),
        )

    return make


def escalating(to: Stage, reason: str = "No response in time.") -> Making:
    """Move the case to a later stage; its report goes with it."""

    def make(world: World, by: Actor) -> c.Command:
        agreed = agreed_day(to, local_day(world.present), world.rulebook_.calendar)
        return c.Escalate(
            case_ref=world.case_.ref,
            by=by,
            to_stage=to.key,
            reason=reason,
            agreed_by=agreed,
            report=INVENTED,
            post=chosen(to, world.case_.kind),
        )

    return make


def chosen(stage: Stage, kind: CaseKind) -> str:
    """The first of those whom a stage can be assigned to, where one of them is chosen."""
    responders = stage.responders(kind)
    return responders.posts[0] if responders.choose else ""


def agreed_day(stage: Stage, today: date, calendar: WorkingCalendar) -> date | None:
    """The invented day of an agreement, for a stage whose time the parties settle themselves."""
    open_ended = any(clock.within.span is Span.NEGOTIATED for clock in stage.clocks)
    return calendar.add(today, AGREED_DAYS) if open_ended else None
