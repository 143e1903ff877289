"""What a policy file names must be there, be named once, and be cited."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from resolution import policy_format as f
from resolution.policy_reading import Problem, meant

KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def posts(table: f.PolicyTable, named: Iterable[str], path: str) -> Iterator[Problem]:
    """Each post is among the policy's own, and is named once."""
    named = list(named)
    for post in named:
        if post not in table.posts:
            hint = meant(post, table.posts)
            yield Problem(path, f"the post “{post}” is not among [posts]{hint}")
    for post in twice(named):
        yield Problem(path, f"the post “{post}” is there twice")


def cites(given: Iterable[str], path: str) -> Iterator[Problem]:
    """Something cites where the procedure says it."""
    given = list(given)
    if not given or not all(cite.strip() for cite in given):
        yield Problem(path, "say where the procedure says so: the section and its key words")


def pattern(wanted: re.Pattern[str], value: str, path: str, words: str) -> Iterator[Problem]:
    """A word is written as such words are."""
    if not wanted.fullmatch(value):
        yield Problem(path, f"“{value}” must be {words}")


def repeated(keys: Iterable[str], path: str, name: str) -> Iterator[Problem]:
    """No key is there twice."""
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            sentence = f"the key “{key}” is there twice; give each a {name} of its own"
            yield Problem(f"{path}[{index}].{name}", sentence)
        seen.add(key)


def twice(words: Iterable[str]) -> list[str]:
    """The words that are there more than once."""
    return [word for word, count in Counter(words).items() if count > 1]


def fields(table: f.PolicyTable, keys: Iterable[str], path: str) -> Iterator[Problem]:
    """Each form field is among the policy's own."""
    for key in keys:
        if key not in table.fields:
            hint = meant(key, table.fields)
            yield Problem(path, f"the form field “{key}” is not among [fields]{hint}")


def stages(table: f.PolicyTable, keys: Iterable[str], path: str) -> Iterator[Problem]:
    """Each stage is one of the ladder."""
    known = [stage.key for stage in table.stages]
    for key in keys:
        if key not in known:
            yield Problem(path, f"names the unknown stage “{key}”{meant(key, known)}")


def notified(
    table: f.PolicyTable, rows: Iterable[f.NotifyTable | str], path: str, cite: str
) -> Iterator[Problem]:
    """Whoever is told is a post, at a known condition, with a citation."""
    for index, row in enumerate(rows):
        full = f.NotifyTable(post=row) if isinstance(row, str) else row
        yield from posts(table, [full.post], f"{path}[{index}]")
        if full.when and full.when not in table.conditions:
            hint = meant(full.when, table.conditions)
            sentence = f"the condition “{full.when}” is not among [conditions]{hint}"
            yield Problem(f"{path}[{index}].when", sentence)
        if not full.cite and not cite:
            yield from cites([""], f"{path}[{index}].cite")
