"""The shape of a policy file: one Struct per TOML table, so that nothing unknown slips through."""

from typing import Literal

import msgspec

from resolution.policy import CaseKind, Must
from resolution.policy_format_parts import (
    ClockTable,
    FiguresTable,
    FileTable,
    NotifyTable,
    OnFile,
    PostsTable,
    ReminderPoint,
    RouteKind,
    Table,
    Within,
    WithinTable,
)

__all__ = [
    "AllOnFileTable",
    "CautionTable",
    "ClockTable",
    "ExtensionTable",
    "FieldTable",
    "FiguresTable",
    "FileTable",
    "FixesTable",
    "HoursTable",
    "MeetingTable",
    "NotifyTable",
    "OnFile",
    "PolicyTable",
    "PostTable",
    "PostsTable",
    "PromptTable",
    "ReadingTable",
    "ReminderPoint",
    "RouteTable",
    "StageTable",
    "StepTable",
    "Table",
    "ThemeTable",
    "ThemesTable",
    "TotalTable",
    "Within",
    "WithinTable",
]

Scope = Literal["team", "service", "authority", "external"]
FieldKind = Literal[
    "text", "long", "date", "choice", "many", "yes_no", "post", "person", "team", "teams"
]
Moment = Literal["raise", "escalate", "meeting", "reject", "lapse", "resolve"]
ExtensionPart = Literal["reason", "benefit", "enquiries", "satisfied"]


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
    respond_for: dict[CaseKind, PostsTable] = msgspec.field(default_factory=dict)
    judge: PostsTable | None = None
    meeting: MeetingTable | None = None
    met_by: tuple[Must, ...] = (Must.RESPOND,)
    deputies: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    consult: tuple[NotifyTable | str, ...] = ()
    on_file: OnFile | str = ""
    help: str = ""
    ask: str = ""
    plain: str = ""
    escalate_hint: str = ""
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
    when: Literal["past", "future", ""] = ""
    not_before: str = ""
    before: str = ""


class FixesTable(Table):
    """The day that a step fixes, and the step that records what happened then."""

    day: str
    of: str


class CautionTable(Table):
    """What is pointed out before a step is recorded so."""

    when: str
    unless: str
    says: str


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
    until: str = ""
    done: str = ""
    button: str = ""
    repeats: bool = False
    closes: bool = False
    on_file: OnFile | str = ""
    help: str = ""
    prompt_when: str = ""
    fixes: FixesTable | None = None
    cautions: tuple[CautionTable, ...] = ()
    moves_to: str = ""
    afterwards: bool = False
    alone: bool = False


class PromptTable(Table):
    """A moment at which people are asked about a route, at some stages only."""

    at: Moment
    stages: tuple[str, ...] = ()


class RouteTable(Table):
    """Something that the procedure asks for beside its ladder."""

    key: str
    kind: RouteKind
    title: str
    cite: str
    open_to: tuple[str, ...]
    steps: tuple[StepTable, ...] = ()
    looked_after_only: bool = False
    stages: tuple[str, ...] = ()
    prompt_at: tuple[PromptTable | Moment, ...] = ()
    prompt_when: tuple[str, ...] = ()
    standalone: bool = False
    also_standalone: bool = False
    leads_to_challenge: bool = False
    private_to: tuple[str, ...] = ()
    urgent: bool = False
    optional: bool = False
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
    conditions: dict[str, str] = msgspec.field(default_factory=dict)
    fields: dict[str, FieldTable] = msgspec.field(default_factory=dict)
    routes: tuple[RouteTable, ...] = ()
    readings: tuple[ReadingTable, ...] = ()
    words: dict[str, str] = msgspec.field(default_factory=dict)
    links: dict[str, str] = msgspec.field(default_factory=dict)
    hours: HoursTable = msgspec.field(default_factory=HoursTable)
    remind: tuple[ReminderPoint, ...] = ("half_way", "working_day_before", "due_morning")
    digest_at: str = "09:00"
    due_soon: int = 2
    criteria: tuple[str, ...] = ()
    outcome_to: tuple[NotifyTable | str, ...] = ()
    extension: ExtensionTable | None = None
    figures: FiguresTable | None = None
    all_on_file: AllOnFileTable | None = None
    kind_titles: dict[CaseKind, str] = msgspec.field(default_factory=dict)
    language: str = ""
    rights: str = ""
