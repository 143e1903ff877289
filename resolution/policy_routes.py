"""What a policy says beside its ladder: form fields, whom a step tells, steps and routes."""

from functools import cached_property

from msgspec import Struct

from resolution.on_the_file import FileEntry
from resolution.terms import CaseKind, Clock

BOTH = (CaseKind.LOOKED_AFTER, CaseKind.CHILD_PROTECTION)


class Notified(Struct, frozen=True):
    """A post that is told at a stage or by a step: always, or only when something holds."""

    post: str
    cite: str
    when: str = ""  # a key of Policy.conditions; of a step also FIELD=ANSWER; empty = always
    why: str = "for information"
    every: bool = False  # each holder of the post, and not one of them
    stages: tuple[str, ...] = ()  # of a step: only while the case is at one of these
    holder_of: str = ""  # the answer that names another post, which is told instead
    line_manager_of: str = ""  # the answer that names a person, whose manager is told instead
    told_before: bool = False  # of a step: those whom an earlier step brought in, and nobody else


class FormField(Struct, frozen=True):
    """One thing that a form asks for."""

    key: str
    label: str
    kind: str = "text"  # text | long | date | choice | many | yes_no | post | person | team | teams
    required: bool = True
    choices: tuple[str, ...] = ()
    help: str = ""
    when: str = ""  # of a date: past | future; today is in both
    not_before: str = ""  # the date, asked here or earlier on the route, that comes first
    before: str = ""  # the date before which it should lie: pointed out, never refused

    @property
    def is_many(self) -> bool:
        """Whether several answers can be chosen; they are kept one a line."""
        return self.kind in ("many", "teams")

    @property
    def is_chosen(self) -> bool:
        """Whether it is answered from a list."""
        return self.is_many or self.kind in ("choice", "post", "team")

    @property
    def offered(self) -> dict[str, str]:
        """The choices by what a form sends for each: Teams joins those of a list by commas."""
        return {choice.replace(",", ""): choice for choice in self.choices}


class Fixes(Struct, frozen=True):
    """A step that fixes the day of another: whoever is told of it is reminded of that day."""

    day: str  # the date field
    of: str  # the step that puts on record what happened that day


class Caution(Struct, frozen=True):
    """What is pointed out before a step is recorded so; it can be recorded all the same."""

    when: str  # FIELD=ANSWER of this step
    unless: str  # FIELD=ANSWER of this or an earlier step of the route
    says: str


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
    done: str = ""  # the step as news, for those whom it tells
    button: str = ""
    repeats: bool = False
    closes: bool = False  # recording it ends the route
    on_file: tuple[FileEntry, ...] = ()
    help: str = ""
    prompt_when: str = ""  # FIELD=ANSWER of the step before it, after which it is asked for
    fixes: Fixes | None = None
    cautions: tuple[Caution, ...] = ()
    moves_to: str = ""  # the field with the team that leads the case from now on
    afterwards: bool = False  # recorded on what has ended, too
    alone: bool = False  # evidence of those whom it names: not even a case's owner records it
    until: str = ""  # the step that, once it is on record, leaves this one without its turn

    @property
    def news(self) -> str:
        """What it is called once it is recorded: who hears of it is not to do it."""
        return self.done or self.title


class Prompt(Struct, frozen=True):
    """A moment at which people are asked about a route: at any stage, or at some."""

    at: str  # raise | escalate | meeting | reject | lapse | resolve
    stages: tuple[str, ...] = ()


class Route(Struct, frozen=True, dict=True):
    """Something the procedure asks for beside its ladder: Cafcass, legal advice, the court, …"""

    key: str
    kind: str
    title: str
    cite: str
    open_to: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    kinds: tuple[CaseKind, ...] = BOTH
    stages: tuple[str, ...] = ()  # empty = at any point
    prompt_at: tuple[Prompt, ...] = ()
    prompt_when: tuple[str, ...] = ()  # conditions or themes, one of which the case must have
    standalone: bool = False  # has a record of its own, not on a challenge
    also_standalone: bool = False  # on a challenge, and as a record of its own
    leads_to_challenge: bool = False  # a challenge can be raised from its record
    private_to: tuple[str, ...] = ()
    urgent: bool = False  # passes office hours
    optional: bool = False  # the procedure leaves it to people whether to take it
    help: str = ""
    link: str = ""

    @property
    def is_record(self) -> bool:
        """Whether it can begin without a challenge: an immediate danger cannot wait for one."""
        alone = self.standalone or self.also_standalone or self.urgent
        return alone and bool(self.steps)

    @cached_property
    def names_teams(self) -> bool:
        """Whether it brings in other teams than the case's own (Durham §4)."""
        return any(f.kind in ("team", "teams") for step in self.steps for f in step.fields)

    @cached_property
    def is_alone(self) -> bool:
        """Whether all of it is evidence of those whom it names, and nobody else's to begin."""
        return bool(self.steps) and all(step.alone for step in self.steps)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Every post that may begin it or record one of its steps, beside a case's owner."""
        return frozenset((*self.open_to, *(post for step in self.steps for post in step.by)))

    def step(self, key: str) -> Step | None:
        """The step with this key, if the route still has it."""
        return next((step for step in self.steps if step.key == key), None)
