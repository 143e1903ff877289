"""The raise form offers a person the kinds of case that are theirs to raise, and no other."""

import pytest

from tests.builders import a_rulebook
from tests.dialogs.office import Office


@pytest.mark.parametrize("policy", ["knowsley", "northamptonshire"])
@pytest.mark.parametrize(
    ("post", "kind"), [("iro", "looked_after"), ("cp_chair", "child_protection")]
)
async def test_a_chair_is_offered_child_protection_and_an_iro_looked_after(
    policy: str, post: str, kind: str
) -> None:
    office = Office(a_rulebook(policy))
    chat = office.chat(post)
    await chat.says("raise")
    asked = chat.inputs["kind"]
    assert [choice["value"] for choice in asked["choices"]] == [kind]
    assert asked["value"] == kind
