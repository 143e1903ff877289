"""What a procedure has put on the child's file: under which name, by whom, and when."""

from typing import Literal

from msgspec import Struct

Part = Literal["opened", "meeting", "outcome", "extended"]
"""Which part of a stage an entry holds: all of it, its meeting, what came of it, more time."""


class FileEntry(Struct, frozen=True):
    """One entry of the record system; `by` are the posts that make it, where that is said."""

    title: str
    by: tuple[str, ...] = ()
    when: Part = "opened"
    fact: str = ""  # a yes-or-no field of the stage that must be answered with yes
