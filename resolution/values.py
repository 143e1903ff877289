"""Frozen values with something changed: what the standard library does, several times faster."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(value: Any, **changes: Any) -> Any:
        """The value with these fields changed; for dataclasses without slots or checks.

        A case has thirty fields, and an act changes one up to twenty times: looking at every
        field's definition each time was most of what deciding cost.
        """
        assert changes.keys() <= value.__dict__.keys(), changes.keys()
        made = object.__new__(type(value))
        made.__dict__.update(value.__dict__)
        made.__dict__.update(changes)
        return made


__all__ = ["replace"]
