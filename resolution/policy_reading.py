"""Raw TOML into the tables of a policy or a directory; every problem is collected."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import Enum
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import Struct, field


class Problem(Struct, frozen=True):
    """Something wrong at a place such as `stages[2].clocks[0].within`."""

    path: str
    sentence: str

    @property
    def said(self) -> str:
        """The sentence with its place in front, where there is one."""
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


class Reader(Struct):
    """Reads one file; what it could not read is in `problems`."""

    problems: list[Problem] = field(default_factory=list)

    def table(self, kind: type[msgspec.Struct], raw: Any, path: str) -> Any:
        """The table at this path, as complete as the file allows."""
        if not isinstance(raw, Mapping):
            self._refuse(path, f"is {_shown(raw)} where a table of settings is expected")
            raw = {}
        known = {info.encode_name: info for info in msgspec.structs.fields(kind)}
        misspelt = set()
        for key in raw:
            if key not in known:
                hint = meant(key, known)
                misspelt |= {name for name in known if f"“{name}”" in hint}
                self._refuse(_join(path, key), f"there is no setting called “{key}” here{hint}")
        values = {}
        for name, info in known.items():
            place = _join(path, name)
            if name in raw:
                values[info.name] = self._value(info.type, raw[name], place)
            elif info.required:
                if name not in misspelt:
                    self._refuse(place, f"the setting “{name}” is missing; it must be written")
                values[info.name] = blank(info.type)
        return kind(**values)

    def _value(self, kind: Any, raw: Any, path: str) -> Any:
        options = [option for option in _options(kind) if option is not NoneType]
        lists = [option for option in options if get_origin(option) is tuple]
        if len(options) == 1 or (lists and isinstance(raw, list)):
            kind = lists[0] if lists else options[0]
        tables = [option for option in options if _is_table(option)]
        if tables and (len(options) == 1 or isinstance(raw, Mapping)):
            return self.table(tables[0], raw, path)
        inner = get_args(kind)
        if get_origin(kind) is tuple and isinstance(raw, list):
            return tuple(self._value(inner[0], item, f"{path}[{i}]") for i, item in enumerate(raw))
        if get_origin(kind) is dict and isinstance(raw, Mapping):
            return {
                self._value(inner[0], key, _join(path, key)): self._value(
                    inner[1], item, _join(path, key)
                )
                for key, item in raw.items()
            }
        return self._leaf(kind, raw, path)

    def _leaf(self, kind: Any, raw: Any, path: str) -> Any:
        plain = [option for option in _options(kind) if not _is_table(option)]
        choices = [choice for option in plain for choice in _choices(option)]
        if choices and isinstance(raw, str) and raw not in choices:
            hint = meant(raw, choices)
            one_of = ", ".join(choices)
            self._refuse(path, f"“{raw}” is not known here{hint}; write one of: {one_of}")
            return blank(kind)
        try:
            return msgspec.convert(raw, kind)
        except msgspec.ValidationError:
            self._refuse(path, f"is {_shown(raw)} where {_expected(kind)} is expected")
            return blank(kind)

    def _refuse(self, path: str, sentence: str) -> None:
        self.problems.append(Problem(path, sentence))


def meant(word: str, known: Iterable[str]) -> str:
    """A suggestion for a mistyped word, or nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean “{close[0]}”?)" if close else ""


def blank(kind: Any) -> Any:
    """A harmless value where the file's own could not be read."""
    first = next(option for option in _options(kind) if option is not NoneType)
    if _is_table(first):
        infos = msgspec.structs.fields(first)
        return first(**{info.name: blank(info.type) for info in infos if info.required})
    choices = _choices(first)
    if choices:
        return first(choices[0]) if isinstance(first, type) else choices[0]
    return date.min if first is date else (get_origin(first) or first)()


def _options(kind: Any) -> tuple[Any, ...]:
    """The alternatives of a union; any other type is its own only one."""
    if get_origin(kind) in (tuple, dict, Literal) or not get_args(kind):
        return (kind,)
    return get_args(kind)


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _choices(kind: Any) -> list[str]:
    if get_origin(kind) is Literal:
        return list(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    return []


def _shown(raw: Any) -> str:
    kinds = {
        dict: "a table",
        list: "a list",
        str: f"the text “{raw}”" if raw else "empty",
        bool: "yes or no",
    }
    return kinds.get(type(raw), str(raw))


def _expected(kind: Any) -> str:
    words = {
        str: "a text in quotes",
        int: "a whole number",
        bool: "true or false",
        date: "a date such as 2026-12-20",
    }
    origin = get_origin(kind)
    if origin is tuple:
        return "a list in square brackets"
    if origin is dict:
        return "a table of settings"
    options = [option for option in _options(kind) if option is not NoneType]
    if any(_is_table(option) for option in options):
        return "a table such as { working_days = 5 }"
    return words.get(options[0], "one of the known words")


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)
