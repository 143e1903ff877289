"""Frozen values with something changed: what the standard library does, several times faster."""

from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace
else:
    from dataclasses import fields

    class _Kind:
        """How a slotted dataclass without checks of its own is read and filled."""

        __slots__ = ("fill", "places", "read")

        def __init__(self, kind: type) -> None:
            names = [field.name for field in fields(kind)]
            assert not hasattr(kind, "__post_init__"), f"{kind.__name__} checks what it is given"
            self.read = attrgetter(*names)
            self.fill = tuple(getattr(kind, name).__set__ for name in names)
            self.places = {name: place for place, name in enumerate(names)}

    _KNOWN: dict[type, _Kind] = {}

    def replace(value: Any, **changes: Any) -> Any:
        """The value with these fields changed.

        A case has thirty fields, and an act changes one up to twenty times: looking at every
        field's definition each time was most of what deciding cost.
        """
        kind = type(value)
        known = _KNOWN.get(kind)
        if known is None:
            known = _KNOWN[kind] = _Kind(kind)
        values = list(known.read(value))
        for name, changed in changes.items():
            values[known.places[name]] = changed
        made = object.__new__(kind)
        for fill, field in zip(known.fill, values, strict=False):
            fill(made, field)
        return made


__all__ = ["replace"]
