"""Several people hold a post: who is meant is asked, whether they answer, are told or meet."""

from resolution.events import StageOpened
from resolution.people import Directory, Holding, Person
from resolution.policy_file import load_policy
from tests.builders import a_directory, a_rulebook, person_id
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, matter, raise_one
from tests.dialogs.test_offers import find

OTHER = "00000000-0000-4000-8000-00000000beef"


def with_two(policy_key: str, post: str) -> Directory:
    """Everybody of a policy, and a second holder of one post after the first."""
    policy = load_policy(policy_key)
    second = Person(OTHER, "Another holder", (Holding(post),))
    return a_directory(policy, people=(*a_directory(policy).people, second))


def office_of(policy_key: str, post: str = "social_worker") -> Office:
    return Office(a_rulebook(policy_key, directory=with_two(policy_key, post)))


async def at_step_two(office: Office, stage: str) -> Chat:
    iro = office.chat("iro")
    await iro.says("raise")
    await iro.presses("Next", kind="looked_after", team="north", stage=stage)
    assert problems(iro.card) == []
    return iro


def told_of(office: Office, ref: str, post: str) -> list[str]:
    """Who was asked or told as the holder of a post, stage by stage."""
    opened = [event for event in office.trails[ref] if isinstance(event, StageOpened)]
    held = [held for event in opened for held in (*event.assignees, *event.notified)]
    return [each.person_id for each in held if each.post == post]


async def test_a_copy_goes_to_the_childs_own_social_worker_and_to_no_colleague() -> None:
    """Bradford, Concerns: the dispute resolution will be sent to the SW and TM."""
    office = office_of("bradford")
    iro = await at_step_two(office, "stage-1")
    assert "Which Social Worker?" in iro.sees
    await iro.presses(
        iro.buttons[-2], **{**answers_to(iro), **matter(), "person_social_worker": ""}
    )
    assert "Choose the Social Worker." in iro.sees
    typed = {**answers_to(iro), **matter(), "person_social_worker": OTHER}
    await iro.presses(iro.buttons[-2], **typed)
    assert told_of(office, iro.reply.case_ref, "social_worker") == [OTHER]
    assert not [n for n in office.owed if n.to.person_id == person_id("social_worker")]


async def test_at_escalation_only_who_is_not_known_yet_is_asked_for() -> None:
    """Knowsley, Timescales 4: the social worker meets with the Assistant Executive Director."""
    office = office_of("knowsley")
    iro, ref = await raise_one(office, "stage-2")
    assert "Which Social Worker" not in iro.sees, "stage 2 neither asks nor tells one"
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    assert problems(iro.card) == []
    assert "Which Social Worker is it?" in iro.sees
    go = iro.sending
    await iro.presses(go, to_stage="stage-4", reason="Not resolved.", person_social_worker="")
    assert "Choose the Social Worker." in iro.sees
    assert office.stored(ref).stage_key == "stage-2"
    chosen = {"person_social_worker": OTHER}
    await iro.presses(go, to_stage="stage-4", reason="Not resolved.", **chosen)
    assert office.stored(ref).stage_key == "stage-4"
    assert told_of(office, ref, "social_worker") == [OTHER]
    assert office.stored(ref).people == {"social_worker": OTHER}


async def test_a_stage_that_needs_nobody_of_a_post_does_not_wait_for_the_choice() -> None:
    office = office_of("knowsley")
    iro, ref = await raise_one(office, "stage-2")
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    await iro.presses(iro.sending, to_stage="stage-3", reason="Not resolved.")
    assert office.stored(ref).stage_key == "stage-3"


async def test_who_was_chosen_once_is_not_asked_for_again() -> None:
    office = office_of("bradford")
    iro = await at_step_two(office, "stage-1")
    typed = {**answers_to(iro), **matter(), "person_social_worker": OTHER}
    await iro.presses(iro.buttons[-2], **typed)
    ref = iro.reply.case_ref
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    assert "Which Social Worker" not in iro.sees
    await iro.presses(iro.sending, to_stage="stage-2", reason="Not resolved.")
    assert told_of(office, ref, "social_worker") == [OTHER, OTHER]
