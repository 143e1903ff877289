"""What every event is, and who holds a duty: the ground of all the others."""

from dataclasses import dataclass
from datetime import datetime

from resolution.people import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One fact; `acting_for` names the person whose post the actor covered."""

    at: datetime
    by: Actor
    acting_for: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who holds a post's duty now; `person_id` is empty while the post is vacant."""

    post: str
    person_id: str
    name: str
    covering: str = ""  # the name of the absent holder
