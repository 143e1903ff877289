"""Policy files: TOML text in, a checked `Policy` out, or every problem with its place."""

import hashlib
from functools import lru_cache
from typing import Any

from resolution.errors import PolicyInvalid
from resolution.policy import Policy
from resolution.policy_build import build
from resolution.policy_checks import check
from resolution.policy_format import PolicyTable
from resolution.policy_places import described, line_of, lines_by_path
from resolution.policy_reading import Problem, Reader
from resolution.policy_text import read_text, refused
from resolution.toml_text import NotToml, read_toml


def load_policy(key_or_path: str) -> Policy:
    """The bundled policy with this key, or the policy in this file."""
    return parse_policy(read_text(key_or_path), key_or_path)


@lru_cache(maxsize=64)
def parse_policy(text: str, source: str, *, pinned: bool = False) -> Policy:
    """The policy that this text describes; PolicyInvalid with every problem that it has.

    A `pinned` text was taken once, and open cases go by it: only what cannot be read at all is
    refused, not what a later release would find fault with.
    """
    try:
        document = read_toml(text)
    except NotToml as problem:
        raise refused(source, str(problem)) from None
    reader = Reader()
    table = reader.table(PolicyTable, document, "")
    problems = reader.problems if pinned else _unshadowed(reader.problems, table)
    if problems:
        lines = lines_by_path(text)
        ordered = sorted(problems, key=lambda p: line_of(p.path, lines) or 0)
        raise PolicyInvalid(source, tuple(_told(p, lines, document) for p in ordered))
    return build(table, hashlib.sha256(text.encode()).hexdigest())


def _unshadowed(unread: list[Problem], table: PolicyTable) -> list[Problem]:
    """Problems of reading, and of sense where reading did not already fail."""
    broken = tuple(problem.path for problem in unread)
    if any(path.rpartition(".")[2] in ("key", "posts", "stages") for path in broken):
        return unread
    sense = [p for p in check(table) if not any(_overlap(p.path, path) for path in broken)]
    return [*unread, *sense]


def _overlap(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith((f"{short}.", f"{short}["))


def _told(problem: Problem, lines: dict[str, int], document: Any) -> str:
    line = line_of(problem.path, lines)
    place = described(problem.path, document)
    return f"{f'line {line}, ' if line else ''}{place}: {problem.sentence}."
