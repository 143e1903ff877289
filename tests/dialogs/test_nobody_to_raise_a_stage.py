"""Nobody holds the post that raises a stage and owes its resolution: that is said at once."""

from typing import Any

from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, holder, person_id
from tests.dialogs.office import Office, raise_one
from tests.resolution.test_not_told import without

BRIGHTON = "brighton-and-hove"
LEFT = {"level_outcome": "None yet.", "level_impact": "None yet."}


def not_told(office: Office) -> list[tuple[str, str]]:
    """Who is owed word of it, and of which posts."""
    return [
        (n.to.person_id or n.to.channel, n.facts["untold"])
        for n in office.owed
        if n.kind is NoticeKind.NOT_TOLD
    ]


async def test_a_vacant_iro_manager_is_named_to_the_officer_and_the_administrators() -> None:
    """Brighton & Hove §3.2 Level 2: the IRO Manager raises it, and achieves the resolution."""
    office = Office(a_rulebook(BRIGHTON, directory=without(BRIGHTON, "iro_manager")))
    iro, _ = await raise_one(office, "level-2")
    assert not_told(office) == [("administrators", "iro_manager")]
    assert "Not told by me: IRO Manager (Children Looked-after) (nobody holds the post)" in iro.sees


async def test_an_officer_whose_case_somebody_else_takes_further_hears_of_it() -> None:
    """Brighton & Hove §3.2 Level 3: the Head of Safeguarding raises it, and nobody is that."""
    office = Office(a_rulebook(BRIGHTON, directory=without(BRIGHTON, "head_of_safeguarding")))
    _, ref = await raise_one(office, "level-2")
    by: dict[str, Any] = {"case_ref": ref, "by": holder("iro_manager")}
    await office.submit(c.Escalate(**by, to_stage="level-3", reason="Not resolved.", left=LEFT))
    assert not_told(office) == [
        (person_id("iro"), "head_of_safeguarding"),
        ("administrators", "head_of_safeguarding"),
    ]


async def test_where_every_post_is_held_nothing_is_said() -> None:
    office = Office(a_rulebook(BRIGHTON))
    iro, _ = await raise_one(office, "level-2")
    assert not_told(office) == []
    assert "Not told by me" not in iro.sees
