"""An invented procedure with all that the five do not have: what people read is true there, too."""

from pathlib import Path
from typing import Any

import pytest

from dialogs.digest import digest_rows, draw_digest
from dialogs.notices import draw
from resolution import commands as c
from resolution.assigning import meeting_people
from resolution.case import RunningClock
from resolution.errors import Refused
from resolution.notices import NoticeKind
from resolution.people import Directory
from resolution.policy import Must
from resolution.policy_file import load_policy
from tests.builders import a_challenge, a_directory, a_rulebook, person_id
from tests.dialogs.office import Office, parts
from tests.world import World

POLICY = load_policy(str(Path(__file__).parents[1] / "resolution" / "seventh_council.toml"))
JUDGES = "Reviewing Officer and QA Manager"


def at(stage: str, directory: Directory | None = None, **more: Any) -> World:
    """A challenge that was raised at this stage."""
    world = World(a_rulebook(POLICY, directory=directory or a_directory(POLICY)))
    facts = {"review_date": "2026-11-23", "how": "Phone"}
    asked = {key: facts[key] for key in POLICY.stage(stage).fields if key in facts}
    world.raise_one(stage_key=stage, facts=asked, **more)
    return world


def answered(stage: str) -> World:
    """The same with the answers of all who must answer there."""
    world = at(stage)
    for post in POLICY.stage(stage).respond.posts:
        world.do(c.SubmitResponse(**world.by(post), text="We will."))
    return world


def without(post: str) -> Directory:
    """An authority in which nobody holds a post."""
    everybody = a_directory(POLICY).people
    return a_directory(POLICY, people=tuple(p for p in everybody if p.id != person_id(post)))


def read(world: World, kind: NoticeKind, post: str) -> str:
    """The card that the holder of a post is owed, in its words."""
    owed = [n for n in world.owed if n.kind is kind and n.to.person_id == person_id(post)]
    assert owed, f"{post} is owed no {kind}"
    now, reader = world.moment, person_id(post)
    drawn = draw(kind, owed[-1].facts, world.case(), world.rulebook, reader, now)
    assert drawn is not None
    return str(drawn[0])


def in_the_channel(world: World) -> str:
    """The posts that the channel's list waits for."""
    (row,) = digest_rows([world.case()], lambda _: world.rulebook, world.moment)
    drawn = draw_digest([row], world.moment)
    assert drawn is not None
    line = next(b["text"] for b in parts(drawn[0], "TextBlock") if f"**{row.ref}**" in b["text"])
    return str(line.rpartition(" · ")[2])


def clock(world: World, must: Must) -> RunningClock:
    found = world.case().clock_of(must)
    assert found is not None
    return found


def test_the_channel_reads_that_each_of_several_must_answer_and_who_has_not() -> None:
    world = at("rung-2")
    assert in_the_channel(world) == "Cluster Head and Assistant Director"
    world.do(c.SubmitResponse(**world.by("cluster_head"), text="We will."))
    assert in_the_channel(world) == "Assistant Director"


def test_the_channel_reads_which_judges_are_still_to_be_satisfied() -> None:
    world = answered("rung-2")
    assert in_the_channel(world) == JUDGES
    world.do(c.Resolve(**world.by("qa_manager"), outcome="A plan.", impact="They know."))
    assert in_the_channel(world) == "Reviewing Officer"


def test_judges_who_decide_together_decide_in_the_plural() -> None:
    said = read(answered("rung-2"), NoticeKind.RESPONSE_RECEIVED, "qa_manager")
    assert f"The {JUDGES} decide whether this settles it" in said


def test_a_judge_beside_others_hears_that_one_of_them_was_not_satisfied() -> None:
    world = answered("rung-2")
    world.do(c.Resolve(**world.by("qa_manager"), outcome="A plan.", impact="They know."))
    world.do(c.RejectResponse(**world.by("iro"), reason="No day is given."))
    said = read(world, NoticeKind.RESPONSE_REJECTED, "qa_manager")
    assert f"The {JUDGES} decide what happens next." in said
    assert "Please answer" not in said, "nothing is asked of whoever judges"
    assert "as its owner" not in said


def test_whoever_was_to_judge_it_hears_that_it_has_ended() -> None:
    world = answered("rung-4")
    world.do(c.Resolve(**world.by("iro"), outcome="A plan.", impact="They know."))
    assert person_id("qa_manager") in world.told(NoticeKind.RESOLVED)
    world = answered("rung-4")
    world.do(c.Withdraw(**world.by("iro"), reason="They moved."))
    assert person_id("qa_manager") in world.told(NoticeKind.WITHDRAWN)


def test_a_deputy_answers_only_while_nobody_holds_the_post() -> None:
    world = at("rung-1")
    with pytest.raises(Refused):
        world.do(c.SubmitResponse(**world.by("duty_lead"), text="Mine."))

    world = at("rung-1", without("practice_lead"))
    said = read(world, NoticeKind.ASKED_TO_RESPOND, "duty_lead")
    assert "lead, standing in for Practice Lead (vacant)" in said
    assert "Practice Lead, standing in" not in said
    world.do(c.SubmitResponse(**world.by("duty_lead"), text="Mine."))
    assert world.case().visit.is_answered


def test_a_limit_is_theirs_who_were_chosen_to_answer() -> None:
    world = _rung_3()
    assert clock(world, Must.RESPOND).posts == ("assistant_director",)
    assert "Assistant Director or Director" not in read(
        world, NoticeKind.ASKED_TO_RESPOND, "assistant_director"
    )


def test_the_chair_of_a_meeting_chairs_it_whoever_was_chosen_to_answer() -> None:
    world = _rung_3()
    people = meeting_people(world.case(), world.rulebook, world.moment)
    assert [held.post for held in people["chair"]] == ["director"]
    assert "director" not in [held.post for held in people["attend"]]


def test_the_next_manager_hears_that_a_meeting_which_answers_its_stage_was_not_held() -> None:
    world = _rung_3()
    world.until("2026-11-30T10:00")
    assert person_id("director") in world.told(NoticeKind.LAPSED_NEXT_MANAGER)
    said = read(world, NoticeKind.LAPSED_NEXT_MANAGER, "director")
    assert "The Rung three meeting was not held in time." in said


def test_a_stage_without_a_date_promises_nobody_that_its_time_runs_out() -> None:
    said = read(at("rung-4"), NoticeKind.ASKED_TO_RESPOND, "director")
    assert "No date is set for the answer." in said
    assert "in time" not in said
    assert "the date stays" not in said
    assert "the date stays" in read(at("rung-2"), NoticeKind.ASKED_TO_RESPOND, "cluster_head")


async def test_acknowledging_what_has_no_date_speaks_of_none() -> None:
    office = Office(a_rulebook(POLICY))
    world = at("rung-4")
    office.trails[world.case().ref] = world.trail
    director = office.chat("director")
    await director.says(f"case {world.case().ref}")
    await director.presses("Acknowledge")
    assert "Acknowledged." in director.sees
    assert "date stays" not in director.sees


def test_what_is_late_beside_the_first_is_said_to_be_late() -> None:
    world = at("rung-1")
    world.until("2026-12-01T09:00")
    said = read(world, NoticeKind.LAPSED_OWNER, "iro")
    assert "'Also overdue'" in said
    assert "'Also due'" not in said


@pytest.mark.parametrize(
    ("post", "asks"), [("iro", "Give more time"), ("practice_lead", "Ask for more time")]
)
async def test_more_time_is_asked_and_given_with_the_outer_limit_in_sight(
    post: str, asks: str
) -> None:
    office = Office(a_rulebook(POLICY))
    world = at("rung-1")
    office.trails[world.case().ref] = world.trail
    chat = office.chat(post)
    await chat.says(f"case {world.case().ref}")
    await chat.presses(asks)
    assert "Response: 14 calendar days at most (2" in chat.sees


@pytest.mark.parametrize(
    ("kind", "post", "answers"),
    [("looked_after", "iro", "Practice Lead"), ("child_protection", "cp_chair", "Social Worker")],
)
async def test_whoever_raises_reads_who_answers_such_a_case(
    kind: str, post: str, answers: str
) -> None:
    chat = Office(a_rulebook(POLICY)).chat(post)
    await chat.says("raise")
    assert chat.inputs["stage"]["choices"][0]["title"] == f"Rung One: {answers}"
    await chat.presses("Next", kind=kind, team="north", stage="rung-1")
    assert f"Rung One: {answers}" in chat.sees


def _rung_3() -> World:
    day = a_challenge().needed_by
    return at("rung-3", post="assistant_director", agreed_by=day)
