"""What somebody reads and is offered of agreed actions: their own, and who marked one done."""

from resolution.notices import NoticeKind
from tests.builders import a_rulebook
from tests.dialogs.office import Office, raise_one
from tests.dialogs.test_actions_of_a_stage import CARER, VISIT
from tests.dialogs.test_supervision_of_managers import reads
from tests.world import World


def _world(office: Office, ref: str) -> World:
    return World(office.book, office.moment, list(office.trails[ref]), owed=office.owed)


async def test_the_message_lists_what_they_took_on_and_never_says_that_nothing_is_asked() -> None:
    """Bradford, Concerns: reach some agreement … and any actions that are needed."""
    office = Office(a_rulebook("bradford"))
    _, ref = await raise_one(office, "stage-1", **VISIT, **CARER)
    said = reads(_world(office, ref), "social_worker", NoticeKind.FOR_INFORMATION)
    assert "Agreed, and yours to do:" in said
    assert "**Action 1**: Visit the school" in said
    assert "Write the letter (" not in said
    assert "; no answer is asked of you" in said


async def test_marking_is_offered_to_whose_it_is_and_the_owner_reads_who_did_it() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office, "stage-1", **VISIT, **CARER)
    manager, worker = office.chat("team_manager"), office.chat("social_worker")
    for chat in (manager, worker):
        await chat.says(f"case {ref}")
        while "More" in chat.buttons and "Mark an action done" not in chat.buttons:
            await chat.presses("More")
    assert "Mark an action done" not in manager.buttons
    await worker.presses("Mark an action done")
    assert [choice["value"] for choice in worker.inputs["number"]["choices"]] == ["1"]
    await worker.presses(worker.sending, number="1")

    said = reads(_world(office, ref), "iro", NoticeKind.ACTION_COMPLETED)
    assert "Marked done by Holder of social\\\\_worker" in said
    await iro.says(f"case {ref}")
    assert "marked done by Holder of social\\\\_worker, Monday 23 November 2026" in iro.sees
