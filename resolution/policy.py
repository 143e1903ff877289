"""A council's written procedure as values: stages, clocks, posts, totals, routes and words."""

from collections.abc import Mapping
from datetime import time
from functools import cached_property

from msgspec import Struct, field

from resolution.on_the_file import FileEntry
from resolution.terms import BESIDE_POSTS, WORDS, Anchor, CaseKind, Hours, Limit, Must, Span
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


class Clock(Struct, frozen=True):
    """One thing that must be done in time; `by` empty means those who must respond."""

    key: str
    must: Must
    within: Limit
    start: Anchor
    cite: str
    at_most: Limit | None = None
    by: tuple[str, ...] = ()
    target: bool = False
    note: str = ""
    remind: tuple[str, ...] | None = None
    derived: bool = False  # a figure that the procedure implies and does not state
    may_vary: bool = False  # the raiser may agree another day, also an earlier one


class Responders(Struct, frozen=True):
    """Who must respond: any one of the posts, or each of them."""

    posts: tuple[str, ...]
    all_of: bool = False
    choose: bool = False  # whoever opens the stage says which one of them is asked


class Notified(Struct, frozen=True):
    """A post that is told at a stage: always, or only when a condition holds."""

    post: str
    cite: str
    when: str = ""  # a key of Policy.conditions; empty = always
    why: str = "for information"
    every: bool = False  # each holder of the post, and not one of them


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
    help: str = ""  # the council's expectation of this stage, in our words
    plain: str = ""  # the same for a young person
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


class FormField(Struct, frozen=True):
    """One thing that a route's step asks for."""

    key: str
    label: str
    kind: str = "text"  # text | long | date | choice | many | yes_no | teams
    required: bool = True
    choices: tuple[str, ...] = ()
    help: str = ""


class Step(Struct, frozen=True):
    """One act of a route: by whom, what is asked, who is told, and its own clock."""

    key: str
    title: str
    by: tuple[str, ...]
    cite: str
    fields: tuple[FormField, ...] = ()
    notify: tuple[Notified, ...] = ()
    clock: Clock | None = None
    after: str = ""  # the step that must be recorded first
    button: str = ""
    repeats: bool = False
    closes: bool = False  # recording it ends the route
    on_file: tuple[FileEntry, ...] = ()


class Route(Struct, frozen=True):
    """Something the procedure asks for beside its ladder: Cafcass, legal advice, the court, …"""

    key: str
    kind: str
    title: str
    cite: str
    open_to: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    kinds: tuple[CaseKind, ...] = (CaseKind.LOOKED_AFTER, CaseKind.CHILD_PROTECTION)
    stages: tuple[str, ...] = ()  # empty = at any point
    prompt_at: tuple[str, ...] = ()  # raise | escalate | resolve | lapse
    standalone: bool = False  # has a record of its own, not on a challenge
    private_to: tuple[str, ...] = ()
    urgent: bool = False  # passes office hours
    help: str = ""
    link: str = ""


class Extension(Struct, frozen=True):
    """What must be said when more time is given; what is not named here may be left out."""

    ask: tuple[str, ...] = ("reason", "benefit")  # reason | benefit | enquiries | satisfied
    cite: str = ""


class Policy(
    Struct, dict=True, frozen=True
):  # no slots: what every card looks up is kept beside the fields
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
    outcome_to: tuple[Notified, ...] = ()  # who is told of a resolution beside those it involved
    notes: tuple[str, ...] = ()  # readings taken, shown with the policy
    warnings: tuple[str, ...] = ()  # contradictions, each citing both places
    digest: str = ""  # of the file's text: tells two texts of one version apart
    fields: tuple[FormField, ...] = ()  # what the stages' and steps' forms ask, by key
    confirm_with_authority: bool = False  # a reading was taken that the council should confirm
    extension: Extension = Extension()
    kind_titles: Mapping[str, str] = field(default_factory=dict)  # CaseKind → the council's own
    language: str = ""  # how people are asked to write, shown where they do

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
