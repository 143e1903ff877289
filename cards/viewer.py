"""Who looks at a card, and the facts of a case that the caller computed for it."""

from msgspec import Struct

from cards.actions import Verb


class Viewer(Struct, frozen=True):
    """A person before a card: what they are to the case, and the acts open to them now.

    `may` holds acts (`Verb.RESPOND`), not forms; the card draws the button that opens the form.
    """

    person_id: str
    posts: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # of another team: the posts as which they were told
    is_owner: bool = False
    is_assignee: bool = False
    is_party: bool = False
    may: frozenset[Verb] = frozenset()
    actions: tuple[int, ...] = ()  # the agreed actions that are theirs to mark as done
    steps: tuple[str, ...] = ()  # on a record of its own and on a notice: theirs to record now

    @property
    def is_entitled(self) -> bool:
        """Whether this person may read the narrative of the case."""
        return self.is_owner or self.is_assignee or self.is_party
