"""The shape of a policy file: one Struct per TOML table, so that nothing unknown slips through."""

from typing import Literal

import msgspec

from resolution.on_the_file import Part
from resolution.policy import Anchor, CaseKind, Must

NoFigure = Literal["negotiated", "none", "unknown"]
Scope = Literal["team", "service", "authority", "external"]
FieldKind = Literal["text", "long", "date", "choice", "many", "yes_no", "teams"]
Prompt = Literal["raise", "escalate", "resolve", "lapse"]
ReminderPoint = Literal["half_way", "working_day_before", "due_morning"]
ExtensionPart = Literal["reason", "benefit", "enquiries", "satisfied"]


class Table(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A TOML table of a policy file."""


class WithinTable(Table):
    """A figure: exactly one unit."""

    working_days: int | None = None
    calendar_days: int | None = None
    hours: int | None = None


Within = WithinTable | NoFigure


class ClockTable(Table, rename={"start": "from"}):
    """One thing that must be done in time."""

    must: Must
    within: Within
    start: Anchor
    cite: str
    key: str = ""
    at_most: WithinTable | None = None
    by: tuple[str, ...] = ()
    target: bool = False
    derived: bool = False
    note: str = ""
    remind: tuple[ReminderPoint, ...] | None = None
    may_vary: bool = False


class PostsTable(Table):
    """Any one of some posts, or all of them."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    choose: bool = False


class NotifyTable(Table):
    """A post that is told, always or when a condition holds."""

    post: str
    cite: str = ""
    when: str = ""
    why: str = "for information"
    every: bool = False


class FileTable(Table):
    """One entry on the child's file."""

    title: str
    by: tuple[str, ...] = ()
    when: Part = "opened"
    fact: str = ""


OnFile = tuple[FileTable | str, ...]


class MeetingTable(Table):
    """A stage's meeting."""

    title: str
    arrange: tuple[str, ...]
    attend: tuple[str, ...]
    cite: str
    chair: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    required: bool = True
    further: tuple[str, ...] = ()


class StageTable(Table):
    """One rung of the ladder."""

    key: str
    title: str
    formal: bool
    raised_by: tuple[str, ...]
    respond: PostsTable
    cite: str
    clocks: tuple[ClockTable, ...] = ()
    notify: tuple[NotifyTable | str, ...] = ()
    respond_for: dict[CaseKind, PostsTable] = {}
    judge: PostsTable | None = None
    meeting: MeetingTable | None = None
    met_by: tuple[Must, ...] = (Must.RESPOND,)
    deputies: dict[str, tuple[str, ...]] = {}
    consult: tuple[NotifyTable | str, ...] = ()
    on_file: OnFile | str = ""
    help: str = ""
    plain: str = ""
    fields: tuple[str, ...] = ()
    report_fields: tuple[str, ...] = ()
    respond_fields: tuple[str, ...] = ()
    leave_fields: tuple[str, ...] = ()
    copy_response: tuple[str, ...] = ()
    actions: bool = False


class TotalTable(Table):
    """A limit over several stages."""

    key: str
    title: str
    within: WithinTable
    counts: tuple[str, ...]
    cite: str
    guidance: bool = False
    warn_before: int = 3


class PostTable(Table):
    """A post that the procedure names."""

    title: str
    scope: Scope = "authority"
    aliases: tuple[str, ...] = ()
    optional: bool = False


class ThemeTable(Table):
    """One theme of a list."""

    key: str
    title: str
    cite: str = ""
    looked_after_only: bool = False
    local: bool = False


class ThemesTable(Table):
    """A list of themes under one heading of the procedure."""

    cite: str
    list: tuple[ThemeTable, ...]
    group: str = ""


class FieldTable(Table):
    """One thing that a form asks for."""

    label: str
    kind: FieldKind = "text"
    required: bool = True
    choices: tuple[str, ...] = ()
    help: str = ""


class StepTable(Table):
    """One act of a route."""

    key: str
    title: str
    by: tuple[str, ...]
    cite: str
    fields: tuple[str, ...] = ()
    notify: tuple[NotifyTable | str, ...] = ()
    clock: ClockTable | None = None
    after: str = ""
    button: str = ""
    repeats: bool = False
    closes: bool = False
    on_file: OnFile | str = ""


class RouteTable(Table):
    """Something that the procedure asks for beside its ladder."""

    key: str
    kind: str
    title: str
    cite: str
    open_to: tuple[str, ...]
    steps: tuple[StepTable, ...] = ()
    looked_after_only: bool = False
    stages: tuple[str, ...] = ()
    prompt_at: tuple[Prompt, ...] = ()
    standalone: bool = False
    private_to: tuple[str, ...] = ()
    urgent: bool = False
    help: str = ""
    link: str = ""


class ReadingTable(Table):
    """Where the procedure can be read in more than one way, and the reading that is taken."""

    says: str
    cites: tuple[str, ...]
    taken: str = ""
    warn: bool = True
    confirm: bool = False


class ExtensionTable(Table):
    """What is said when more time is given."""

    ask: tuple[ExtensionPart, ...]
    cite: str


class AllOnFileTable(Table):
    """Where the procedure has everything recorded: what no entry of its own names goes there."""

    title: str
    cite: str
    but: tuple[str, ...] = ()


class HoursTable(Table):
    """Office hours."""

    opens: str = "09:00"
    closes: str = "17:00"


class PolicyTable(Table):
    """A whole policy file."""

    key: str
    title: str
    authority: str
    version: str
    source: str
    ref_prefix: str
    record_system: str
    kinds: tuple[CaseKind, ...]
    owners: dict[CaseKind, str]
    owner_managers: dict[str, str]
    posts: dict[str, PostTable]
    stages: tuple[StageTable, ...]
    themes: tuple[ThemesTable, ...]
    totals: tuple[TotalTable, ...] = ()
    conditions: dict[str, str] = {}
    fields: dict[str, FieldTable] = {}
    routes: tuple[RouteTable, ...] = ()
    readings: tuple[ReadingTable, ...] = ()
    words: dict[str, str] = {}
    links: dict[str, str] = {}
    hours: HoursTable = msgspec.field(default_factory=HoursTable)
    remind: tuple[ReminderPoint, ...] = ("half_way", "working_day_before", "due_morning")
    digest_at: str = "09:00"
    due_soon: int = 2
    criteria: tuple[str, ...] = ()
    outcome_to: tuple[NotifyTable | str, ...] = ()
    extension: ExtensionTable | None = None
    all_on_file: AllOnFileTable | None = None
    kind_titles: dict[CaseKind, str] = {}
    language: str = ""
