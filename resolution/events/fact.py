"""What every event is, and who holds a duty: the ground of all the others."""

from datetime import datetime

from msgspec import Struct

from resolution.people import Actor


class Event(Struct, frozen=True, kw_only=True):
    """One fact; `acting_for` names the person whose post the actor covered."""

    at: datetime
    by: Actor
    acting_for: str = ""


class Assignment(Struct, frozen=True):
    """Who holds a post's duty now; `person_id` is empty while the post is vacant."""

    post: str
    person_id: str
    name: str
    covering: str = ""  # the name of the absent holder
