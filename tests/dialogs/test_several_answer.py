"""A procedure in which several must answer, and several must be satisfied: who has, who has not."""

import pytest
from msgspec.structs import replace

from dialogs.notices import draw
from resolution.case import Status
from resolution.notices import NoticeKind
from resolution.people import Directory
from resolution.policy import Must, Policy, Responders
from resolution.policy_file import load_policy
from tests.builders import a_directory, a_rulebook, london, person_id
from tests.dialogs.office import Chat, Office, parts, raise_one

ASKED = ("pod_team_manager", "service_manager")
JUDGES = ("iro_manager", "head_of_safeguarding")


def a_policy() -> Policy:
    """Brighton's level 1 as another council could write it: both answer, both are satisfied."""
    policy = load_policy("brighton-and-hove")
    stages = tuple(
        replace(stage, respond=Responders(ASKED, all_of=True), judge=JUDGES, judge_all=True)
        if stage.key == "level-1"
        else stage
        for stage in policy.stages
    )
    return replace(policy, stages=stages)


async def raised(directory: Directory | None = None) -> tuple[Office, Chat, str]:
    policy = a_policy()
    office = Office(a_rulebook(policy, directory=directory or a_directory(policy)))
    iro, ref = await raise_one(office)
    return office, iro, ref


async def responds(office: Office, post: str, ref: str) -> Chat:
    chat = office.chat(post)
    await chat.says(f"case {ref}")
    await chat.presses("Respond")
    await chat.presses("Send response", text=f"We of {post} will do it.")
    return chat


async def resolves(office: Office, post: str, ref: str, outcome: str = "A plan.") -> Chat:
    chat = office.chat(post)
    await chat.says(f"case {ref}")
    await chat.presses("Resolve")
    await chat.presses("Resolve the case", outcome=outcome, impact="They know where they live.")
    return chat


async def facts(chat: Chat, ref: str) -> dict[str, str]:
    await chat.says(f"case {ref}")
    return {
        fact["title"]: fact["value"] for f in parts(chat.card, "FactSet") for fact in f["facts"]
    }


async def test_the_card_says_at_each_moment_who_has_answered_and_who_has_not() -> None:
    office, iro, ref = await raised()
    seen = await facts(iro, ref)
    assert (seen["Answered"], seen["Still to answer"]) == (
        "Nobody yet",
        "Pod Team Manager and Service Manager",
    )

    manager = await responds(office, "pod_team_manager", ref)
    for chat in (iro, manager, office.chat("iro", personal=False)):
        seen = await facts(chat, ref)
        assert (seen["Answered"], seen["Still to answer"]) == (
            "Pod Team Manager",
            "Service Manager",
        )
    assert "Respond" not in manager.buttons
    other = office.chat("service_manager")
    await other.says(f"case {ref}")
    assert "Respond" in other.buttons

    await responds(office, "service_manager", ref)
    seen = await facts(iro, ref)
    assert seen["Answered"] == "Pod Team Manager and Service Manager"
    assert "Still to answer" not in seen


async def test_the_owner_s_notice_of_the_first_answer_names_whose_is_still_missing() -> None:
    office, _, ref = await raised()
    await responds(office, "pod_team_manager", ref)
    received = next(n for n in office.owed if n.kind is NoticeKind.RESPONSE_RECEIVED)

    case, iro = office.stored(ref), person_id("iro")
    drawn = draw(received.kind, received.facts, case, office.book, iro, office.now())

    assert drawn is not None
    assert "The Service Manager must still answer." in str(drawn[0])


async def test_only_those_who_have_not_answered_are_reminded_and_late() -> None:
    office, _, ref = await raised()
    await responds(office, "pod_team_manager", ref)
    assert office.stored(ref).clock_of(Must.RESPOND) is not None
    office.owed.clear()

    office.until(london("2026-12-01T10:00"))

    kinds = (NoticeKind.REMINDER, NoticeKind.LAPSED_ASSIGNEE)
    told = {n.to.person_id for n in office.owed if n.kind in kinds}
    assert person_id("service_manager") in told
    assert person_id("pod_team_manager") not in told


async def test_after_a_rejection_each_of_them_answers_anew() -> None:
    office, iro, ref = await raised()
    for post in ASKED:
        await responds(office, post, ref)
    await iro.says(f"case {ref}")
    await iro.presses("Say it is not enough")
    await iro.presses("Tell them it is not enough", reason="No day is given.")

    assert (await facts(iro, ref))["Still to answer"] == "Pod Team Manager and Service Manager"
    await responds(office, "service_manager", ref)
    assert (await facts(iro, ref))["Still to answer"] == "Pod Team Manager"
    assert not office.stored(ref).visit.is_answered
    await responds(office, "pod_team_manager", ref)
    assert office.stored(ref).visit.is_answered


async def test_it_is_resolved_once_every_judge_is_satisfied_and_the_card_says_who_is() -> None:
    office, iro, ref = await raised()
    for post in ASKED:
        await responds(office, post, ref)
    await iro.says(f"case {ref}")
    assert "Resolve" not in iro.buttons, "the owner is not one of this procedure's judges"

    first = await resolves(office, "iro_manager", ref, "A plan by Friday.")

    assert "It is recorded that you are satisfied. Still to say so: Head of Safeguarding." in (
        first.sees
    )
    assert "Resolve" not in first.buttons
    seen = await facts(iro, ref)
    assert seen["Satisfied"] == "IRO Manager (Children Looked-after)"
    assert seen["Still to be satisfied"] == "Head of Safeguarding"
    await iro.presses("More")
    await iro.presses("See the history")
    assert "A plan by Friday." in iro.sees, "what the first judge wrote is kept"

    last = await resolves(office, "head_of_safeguarding", ref)
    assert "The outcome is recorded." in last.sees
    assert office.stored(ref).status is Status.RESOLVED


async def test_an_answer_that_was_rejected_takes_back_what_judges_said_of_it() -> None:
    office, iro, ref = await raised()
    for post in ASKED:
        await responds(office, post, ref)
    await resolves(office, "iro_manager", ref)
    other = office.chat("head_of_safeguarding")
    await other.says(f"case {ref}")
    await other.presses("Say it is not enough")
    await other.presses("Tell them it is not enough", reason="No day is given.")
    for post in ASKED:
        await responds(office, post, ref)

    assert (await facts(iro, ref))["Satisfied"] == "Nobody yet"


async def test_a_post_that_nobody_holds_is_not_waited_for() -> None:
    policy = a_policy()
    people = tuple(
        person
        for person in a_directory(policy).people
        if person.id != person_id("head_of_safeguarding")
    )
    office, _, ref = await raised(a_directory(policy, people=people))

    await resolves(office, "iro_manager", ref)

    assert office.stored(ref).status is Status.RESOLVED


@pytest.mark.parametrize("post", ["iro", "service_manager"])
async def test_whoever_is_no_judge_is_told_who_must_be_satisfied(post: str) -> None:
    office, _, ref = await raised()
    judge, other = office.chat("iro_manager"), office.chat(post)
    await judge.says(f"case {ref}")
    await judge.presses("Resolve")

    await other.sends(judge.button("Resolve the case"), outcome="Mine.", impact="None.")

    assert office.stored(ref).is_open
    assert "satisfied too" in other.sees or "can resolve it" in other.sees
