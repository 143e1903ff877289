"""The guide for officers is right: its example can be used and it names every setting."""

import re
from pathlib import Path

import msgspec
import pytest

from resolution import policy_format
from resolution.policy import Anchor, Must
from resolution.policy_file import parse_policy

GUIDE = (Path(__file__).parents[2] / "docs" / "policies.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
TABLES = [
    kind
    for kind in vars(policy_format).values()
    if isinstance(kind, type)
    and issubclass(kind, policy_format.Table)
    and kind is not policy_format.Table
]


def test_the_worked_example_is_a_whole_policy() -> None:
    policy = parse_policy(EXAMPLES[0], "docs/policies.md")
    assert [stage.key for stage in policy.stages] == ["informal", "stage-1", "stage-2"]
    assert [warning for warning in policy.warnings if "flow chart" in warning]
    assert len(policy.warnings) == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_setting_of_the_format_is_explained(table: type[msgspec.Struct]) -> None:
    for field in msgspec.structs.fields(table):
        assert re.search(rf"\b{field.encode_name}\b", GUIDE), field.encode_name


@pytest.mark.parametrize("word", sorted({*Must, *Anchor} - {Must.COMPLETE_ACTION}))
def test_every_act_and_every_event_is_named(word: str) -> None:
    assert f"`{word}`" in GUIDE
