"""What several tables of a policy file share: figures, clocks, posts, notices, entries on file."""

from typing import Literal

import msgspec

from resolution.on_the_file import Part
from resolution.policy import Anchor, Must

NoFigure = Literal["negotiated", "none", "unknown"]
ReminderPoint = Literal["half_way", "working_day_before", "due_morning", "next_morning"]
#: What a route is for: some of its duties follow from it, such as that Cafcass is never blocked.
RouteKind = Literal[
    "consultation",
    "legal",
    "legal_planning",
    "cafcass",
    "immediate",
    "court",
    "review",
    "recognition",
    "significant_change",
    "child",
    "iro_concern",
    "complaint",
    "joint",
    "obstacle",
    "supervision",
    "monitoring",
    "notice",
    "signpost",
]


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
    after: str = ""
    words: str = ""


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
    stages: tuple[str, ...] = ()
    holder_of: str = ""
    line_manager_of: str = ""
    told_before: bool = False


class FiguresTable(Table):
    """The months in which figures are looked at, and the posts that do."""

    months: tuple[int, ...]
    to: tuple[str, ...]
    cite: str


class FileTable(Table):
    """One entry on the child's file."""

    title: str
    by: tuple[str, ...] = ()
    when: Part = "opened"
    fact: str = ""


OnFile = tuple[FileTable | str, ...]
