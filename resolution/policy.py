"""A council's written procedure as values: stages, clocks, posts, totals, routes and words."""

from collections.abc import Iterator, Mapping
from datetime import time
from functools import cached_property
from itertools import takewhile

from msgspec import Struct, field

from resolution.figures_due import FiguresDue
from resolution.on_the_file import FileEntry
from resolution.policy_routes import FormField, Notified, Route, Step
from resolution.terms import BESIDE_POSTS, WORDS, Anchor, CaseKind, Clock, Hours, Limit, Must, Span
from resolution.themes import Condition, Theme

__all__ = [
    "Anchor",
    "CaseKind",
    "Clock",
    "Condition",
    "Extension",
    "FileEntry",
    "FormField",
    "Hours",
    "Limit",
    "Meeting",
    "Must",
    "Notified",
    "Policy",
    "Post",
    "Responders",
    "Route",
    "Span",
    "Stage",
    "Step",
    "Theme",
    "Total",
]


class Responders(Struct, frozen=True):
    """Who must respond: any one of the posts, or each of them."""

    posts: tuple[str, ...]
    all_of: bool = False
    choose: bool = False  # whoever opens the stage says which one of them is asked


class Meeting(Struct, frozen=True):
    """A stage's meeting: who arranges, chairs, attends and records it are different acts."""

    title: str
    arrange: tuple[str, ...]
    attend: tuple[str, ...]
    cite: str
    chair: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    required: bool = True
    further: tuple[str, ...] = ()  # who decides on further people to come


class Stage(Struct, frozen=True):
    """One rung of a policy, in the council's own words."""

    key: str
    title: str
    formal: bool
    raised_by: tuple[str, ...]
    respond: Responders
    cite: str
    clocks: tuple[Clock, ...] = ()
    notify: tuple[Notified, ...] = ()
    respond_for: Mapping[str, Responders] = field(default_factory=dict)  # by CaseKind
    judge: tuple[str, ...] = ()  # posts that judge the response beside the owner
    judge_all: bool = False
    meeting: Meeting | None = None
    met_by: tuple[Must, ...] = (Must.RESPOND,)  # what must be done before a stage counts as met
    deputies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # post → who inherits
    consult: tuple[Notified, ...] = ()  # whom to talk to before it; recorded, never required
    on_file: tuple[FileEntry, ...] = ()  # what this stage is called in the record system
    help: str = ""  # what the council expects of whoever raises it, in our words
    ask: str = ""  # and of those who must answer
    plain: str = ""  # the same for a young person
    escalate_hint: str = ""  # what the procedure says of going on from here; shown, never a gate
    fields: tuple[str, ...] = ()  # extra facts asked when the stage is opened (Policy.fields)
    report_fields: tuple[str, ...] = ()  # what its written report consists of
    respond_fields: tuple[str, ...] = ()  # what the response says beside its text
    leave_fields: tuple[str, ...] = ()  # what is written down of it when it is left for a later one
    copy_response: tuple[str, ...] = ()  # posts that get the response beside those who judge it
    actions: bool = False  # whether its raiser writes down actions with their days

    def responders(self, kind: CaseKind) -> Responders:
        """Who must respond for this kind of case."""
        return self.respond_for.get(kind, self.respond)


class Total(Struct, frozen=True):
    """A limit over several stages: a cap that the council states, or guidance."""

    key: str
    title: str
    within: Limit
    counts: tuple[str, ...]  # stage keys
    cite: str
    guidance: bool = False
    warn_before: int = 3  # working days


class Post(Struct, frozen=True):
    """A post that the policy names, and for whom its holder holds it."""

    key: str
    title: str
    scope: str = "authority"  # team | service | authority | external
    aliases: tuple[str, ...] = ()
    optional: bool = False


class Extension(Struct, frozen=True):
    """What must be said when more time is given; what is not named here may be left out."""

    ask: tuple[str, ...] = ("reason", "benefit")  # reason | benefit | enquiries | satisfied
    cite: str = ""


# With a dict, for what every press asks again is kept beside the fields.
class Policy(Struct, frozen=True, dict=True):
    """One authority's procedure in one version; a case pins the version it began under."""

    key: str
    title: str
    authority: str
    version: str
    source: str
    ref_prefix: str
    record_system: str
    kinds: tuple[CaseKind, ...]
    owners: Mapping[str, str]  # CaseKind → the post that owns such a case
    owner_managers: Mapping[str, str]  # owner post → the post that manages it
    posts: tuple[Post, ...]
    stages: tuple[Stage, ...]
    themes: tuple[Theme, ...]
    totals: tuple[Total, ...] = ()
    conditions: tuple[Condition, ...] = ()
    routes: tuple[Route, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)  # the council's own, by keys of WORDS
    links: Mapping[str, str] = field(default_factory=dict)
    hours: Hours = field(default_factory=Hours)
    remind: tuple[str, ...] = ("half_way", "working_day_before", "due_morning")
    digest_at: time = time(9)
    due_soon: int = 2  # working days ahead that a digest calls "due soon"
    criteria: tuple[str, ...] = ()  # of good practice, for recognition
    rights: str = ""  # for a young person, beside the words of a formal stage: advocate, complaint
    outcome_to: tuple[Notified, ...] = ()  # who is told of a resolution beside those it involved
    notes: tuple[str, ...] = ()  # readings taken, shown with the policy
    warnings: tuple[str, ...] = ()  # contradictions, each citing both places
    digest: str = ""  # of the file's text: tells two texts of one version apart
    fields: tuple[FormField, ...] = ()  # what the stages' and steps' forms ask, by key
    confirm_with_authority: bool = False  # a reading was taken that the council should confirm
    extension: Extension = Extension()
    kind_titles: Mapping[str, str] = field(default_factory=dict)  # CaseKind → the council's own
    language: str = ""  # how people are asked to write, shown where they do
    figures: FiguresDue = FiguresDue()

    @property
    def id(self) -> str:
        """What a case pins: key, version and the fingerprint of the very text."""
        return f"{self.key}@{self.version}+{self.digest[:12]}"

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {stage.key: at for at, stage in enumerate(self.stages)}

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return BESIDE_POSTS | {post.key: post.title for post in self.posts}

    @cached_property
    def on_ladder(self) -> frozenset[str]:
        """The posts that raise or answer at some stage, to whom a case comes in its turn."""
        asked = (who for s in self.stages for who in (s.respond, *s.respond_for.values()))
        raised = (post for stage in self.stages for post in stage.raised_by)
        return frozenset((*raised, *(post for who in asked for post in who.posts)))

    @cached_property
    def raisers(self) -> Mapping[str, frozenset[str]]:
        """By stage: who may raise it beside a case's owner, whose colleagues have no say."""
        owners = frozenset(self.owners.values())
        return {stage.key: frozenset(stage.raised_by) - owners for stage in self.stages}

    @cached_property
    def judges(self) -> Mapping[str, frozenset[str]]:
        """By stage: who judges beside the owner (Brighton & Hove §3.2: it rises)."""
        return {stage.key: self.raisers[stage.key].union(stage.judge) for stage in self.stages}

    @cached_property
    def others(self) -> Mapping[CaseKind, frozenset[str]]:
        """By kind: the posts that own, or manage the owners of, other kinds of case only."""
        sides = {
            kind: {owner, self.owner_managers.get(owner, owner)}
            for kind, owner in self.owners.items()
        }
        every = frozenset(post for side in sides.values() for post in side)
        return {CaseKind(kind): every - side for kind, side in sides.items()}

    @cached_property
    def beside(self) -> Mapping[CaseKind, tuple[Route, ...]]:
        """By kind: the routes that can be taken beside the stages of a case."""
        routes = [route for route in self.routes if not route.standalone]
        return {kind: tuple(r for r in routes if kind in r.kinds) for kind in self.kinds}

    @cached_property
    def readers(self) -> Mapping[str, tuple[str, ...]]:
        """By post: its manager, and the line above as far as it stands beside the ladder.

        Who raises or answers at a stage (Brighton & Hove, Durham) reads a case once it comes to
        them.
        """
        return {post: self._readers_above(post) for post in self.owner_managers}

    def _readers_above(self, post: str) -> tuple[str, ...]:
        first, *above = self.managers_above(post)
        return (first, *takewhile(lambda one: one not in self.on_ladder, above))

    def managers_above(self, post: str) -> Iterator[str]:
        """The posts above a post, the nearest first; each once, though a file should circle."""
        seen = {post}
        while (post := self.owner_managers.get(post, "")) and post not in seen:
            seen.add(post)
            yield post

    def stage(self, key: str) -> Stage:
        """The stage with this key; KeyError when the policy has none."""
        return self.stages[self._positions[key]]

    def position(self, key: str) -> int:
        """Where a stage stands in the ladder, 0 first."""
        return self._positions[key]

    def following(self, key: str) -> Stage | None:
        """The next stage of the ladder, or None after the last."""
        return next(iter(self.stages[self.position(key) + 1 :]), None)

    @property
    def first_formal(self) -> Stage:
        """The first formal stage."""
        return next(stage for stage in self.stages if stage.formal)

    def post_title(self, key: str) -> str:
        """A post's title in the council's words; the key itself for an unknown one."""
        return self._titles.get(key, key)

    def route(self, key: str) -> Route:
        """The route with this key; KeyError when the policy has none."""
        for route in self.routes:
            if route.key == key:
                return route
        raise KeyError(key)

    def route_title(self, key: str) -> str:
        """The title of the route with this key; the key itself for an unknown one."""
        return next((route.title for route in self.routes if route.key == key), key)

    def is_urgent(self, route: str) -> bool:
        """Whether a route with this key passes office hours; no for a key that is empty or gone."""
        return any(found.urgent for found in self.routes if found.key == route)

    def step_clock(self, route: str, step: str) -> Clock | None:
        """The clock of a route's step; None when it has none, or is no longer there."""
        return self._step_clocks.get((route, step))

    @cached_property
    def _step_clocks(self) -> Mapping[tuple[str, str], Clock]:
        return {
            (route.key, step.key): step.clock
            for route in self.routes
            for step in route.steps
            if step.clock is not None
        }

    def post_titled(self, title: str) -> str:
        """The key of the post with this title; empty when there is none."""
        return next((key for key, known in self._titles.items() if known == title), "")

    def owner_post(self, kind: CaseKind) -> str:
        """The post that owns a case of this kind (IRO, or child protection chair)."""
        return self.owners[kind]

    def field(self, key: str) -> FormField:
        """The form field with this key; KeyError when the policy has none."""
        for form_field in self.fields:
            if form_field.key == key:
                return form_field
        raise KeyError(key)

    def word(self, key: str) -> str:
        """The council's own word for a thing, by a key of WORDS; the standard term without one."""
        return self.words.get(key) or WORDS[key]
