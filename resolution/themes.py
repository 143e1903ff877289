"""What a challenge can be about, as a procedure lists it, and what may be true of the child."""

from msgspec import Struct

from resolution.terms import CaseKind


class Theme(Struct, frozen=True):
    """What a challenge is about, exactly as the procedure lists it."""

    key: str
    title: str
    cite: str
    group: str = ""
    kinds: tuple[CaseKind, ...] = (CaseKind.LOOKED_AFTER, CaseKind.CHILD_PROTECTION)
    local: bool = False

    @property
    def place(self) -> str:
        """The section of the procedure that lists it."""
        return self.cite.partition(":")[0]


class Condition(Struct, frozen=True):
    """A circumstance that the raiser ticks, on which a notice or route depends."""

    key: str
    question: str
