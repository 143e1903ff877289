"""Those whose stage was left hear that it went up, and what the procedure asks them still."""

import json

import pytest

from dialogs.notices import draw
from resolution.notices import Notice, NoticeKind
from tests.builders import a_rulebook, person_id
from tests.dialogs.office import Chat, Office, answers_to, raise_one


async def escalated(policy: str, *levels: str) -> tuple[Office, Chat, str]:
    """A case raised at the first of these levels and taken through the others."""
    office = Office(a_rulebook(policy))
    why = "It cannot wait." if levels[0] != office.policy().stages[0].key else ""
    iro, ref = await raise_one(office, levels[0], bypass_reason=why)
    for level in levels[1:]:
        await iro.says(f"case {ref}")
        while "Escalate" not in iro.buttons:
            await iro.presses("More")
        await iro.presses("Escalate")
        await iro.presses("Escalate now", **{**answers_to(iro), "to_stage": level})
    return office, iro, ref


def left(office: Office) -> list[Notice]:
    return [notice for notice in office.owed if notice.facts.get("left")]


def shown(office: Office, notice: Notice) -> str:
    case = office.stored(notice.case_ref)
    person, facts = notice.to.person_id, notice.facts
    drawn = draw(notice.kind, facts, case, office.book, person, office.moment)
    assert drawn is not None
    return json.dumps([drawn[1], drawn[0]], ensure_ascii=False)


async def test_a_durham_manager_is_asked_to_take_it_into_supervision_with_the_source() -> None:
    office, _, _ = await escalated("durham", "stage-3", "stage-4")

    (notice,) = [
        notice
        for notice in office.owed
        if notice.facts.get("stage") == "stage-4"
        and notice.to.person_id == person_id("operations_manager")
    ]
    assert notice.kind is NoticeKind.FOR_INFORMATION
    seen = shown(office, notice)
    assert "Raise it in the next supervision" in seen
    assert "Source: §6: managers are to raise RP's within the relevant Social Workers" in seen


async def test_without_such_a_route_they_hear_only_that_it_went_up() -> None:
    office, _, _ = await escalated("bradford", "stage-2", "stage-3")

    bradford = left(office)
    told = {notice.to.person_id for notice in bradford}
    assert told == {person_id("iro_team_manager")}, "stage 3 tells all others of stage 2 itself"
    for notice in bradford:
        assert "upervision" not in shown(office, notice)
    office, _, _ = await escalated("knowsley", "stage-2", "stage-3")
    for notice in left(office):
        assert "upervision" not in shown(office, notice)


@pytest.mark.parametrize(
    "policy", ["bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley"]
)
async def test_nobody_hears_twice_of_one_escalation(policy: str) -> None:
    stages = [stage.key for stage in a_rulebook(policy).policy.stages if stage.formal]
    office, _, _ = await escalated(policy, *stages)

    escalations = len(stages) - 1
    told = [
        (notice.to.person_id, notice.facts["stage"])
        for notice in office.owed
        if notice.kind in (NoticeKind.FOR_INFORMATION, NoticeKind.ASKED_TO_RESPOND)
        and notice.facts.get("stage") != stages[0]
    ]
    assert len(told) == len(set(told))
    assert len({stage for _, stage in told}) == escalations
