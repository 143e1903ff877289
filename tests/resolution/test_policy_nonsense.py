"""However a policy file is spoilt, it is read or refused with sentences: never a fault."""

import copy
import datetime as dt
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from resolution.policy_build import build
from resolution.policy_checks import check
from resolution.policy_format import PolicyTable
from resolution.policy_places import described
from resolution.policy_reading import Reader

WHOLE = tomllib.loads(Path(__file__).with_name("sixth_council.toml").read_text("utf-8"))
NONSENSE: list[Any] = [
    0,
    -1,
    1.5,
    "",
    "§§",
    True,
    [],
    [[]],
    [{}],
    ["a", "a"],
    {},
    {"a": 1},
    10**30,
    float("nan"),
    dt.date(2027, 1, 1),
]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    children: Any = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for key, child in children:
        yield from places(child, (*path, key))


def spoilt(by: random.Random) -> dict[str, Any]:
    document = copy.deepcopy(WHOLE)
    *way, last = by.choice(list(places(document)))
    holder: Any = document
    for key in way:
        holder = holder[key]
    if by.random() < 0.25:
        del holder[last]
    else:
        holder[last] = by.choice(NONSENSE)
    return document


@pytest.mark.parametrize("seed", range(300))
def test_a_spoilt_file_is_read_or_refused(seed: int) -> None:
    document = spoilt(random.Random(seed))
    reader = Reader()
    table = reader.table(PolicyTable, document, "")
    problems = [*reader.problems, *check(table)]
    if not problems:
        assert build(table, "digest").key
    for problem in problems:
        assert described(problem.path, document)
        assert problem.sentence
