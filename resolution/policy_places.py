"""Where in a policy file a setting stands, so that a refusal can name its line."""

import re
from collections.abc import Mapping
from typing import Any

HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\"'-]+)\s*\]\]?")
SETTING = re.compile(r"^\s*([\w\"'-]+(?:\.[\w\"'-]+)*)\s*=")
PART = re.compile(r"([^.\[\]]+)((?:\[\d+\])*)")


def lines_by_path(text: str) -> dict[str, int]:
    """The line of every table header and of every setting at the start of a line."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table, in_text = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if in_text:
            in_text = "" if in_text in line else in_text
            continue
        if header := HEADER.match(line):
            names = header[2].replace('"', "").replace("'", "").split(".")
            table = _table_path(names, header[1] == "[[", counts)
            found.setdefault(table, number)
        elif setting := SETTING.match(line):
            name = setting[1].replace('"', "").replace("'", "")
            found.setdefault(f"{table}.{name}" if table else name, number)
            in_text = next((q for q in ('"""', "'''") if line.count(q) == 1), "")
    return found


def _table_path(names: list[str], listed: bool, counts: dict[str, int]) -> str:
    path = ""
    for depth, name in enumerate(names):
        path = f"{path}.{name}" if path else name
        if listed and depth == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """The line of this path, or of the nearest table around it that has one."""
    while path:
        if path in lines:
            return lines[path]
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
    return None


def described(path: str, document: Any) -> str:
    """The path for a reader: stages[2] “level-2” → clocks[0] “respond” → within."""
    words = []
    for name, indices in PART.findall(path):
        document = document.get(name) if isinstance(document, Mapping) else None
        for index in re.findall(r"\d+", indices):
            items = document if isinstance(document, list) else []
            document = items[int(index)] if int(index) < len(items) else None
        words.append(f"{name}{indices}{_label(document) if indices else ''}")
    return " → ".join(words)


def _label(item: Any) -> str:
    if not isinstance(item, Mapping):
        return ""
    for key in ("key", "must", "post", "group", "title", "about"):
        if isinstance(item.get(key), str) and item[key]:
            return f" “{item[key]}”"
    return ""
