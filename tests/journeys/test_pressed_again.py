"""Pressed twice, sent again, pressed on an old card, pressed by somebody else: acted on once."""

from tests.fakes import activities
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import raise_one, raise_pressing_twice, raise_title, responds
from tests.journeys.screen import words
from tests.journeys.steps import filled, takes


async def test_a_button_pressed_twice_acts_once_and_shows_the_case_both_times(
    council: Council,
) -> None:
    _, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    press = manager.button("Acknowledge")
    await manager.sends(press)
    version = council.case(ref).version
    await manager.sends(press)
    assert ref in manager.told
    assert "Acknowledge" not in manager.titles
    assert council.case(ref).version == version
    assert council.kinds(ref).count("ChallengeAcknowledged") == 1


async def test_a_form_that_raises_is_sent_twice_and_raises_once(council: Council) -> None:
    iro, ref = await raise_pressing_twice(council)
    assert council.kinds(ref).count("ChallengeRaised") == 1
    assert ref in iro.told
    assert raise_title(iro) != "Raise"
    (manager, *_) = council.assignees(ref)
    assert len(manager.received("Your response is asked for")) == 1


async def test_a_card_that_the_case_has_left_behind_changes_nothing(council: Council) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    await manager.presses("Respond")
    kept = manager.button("Send response")
    manager.dialog = {}
    await iro.says(f"case {ref}")
    await iro.presses_more("Withdraw")
    await iro.presses("Withdraw the case", reason=f"Settled for {PLANTED}.")
    version = council.case(ref).version
    await manager.sends(kept, text="Too late.")
    assert council.case(ref).version == version
    assert manager.told
    assert "ResponseSubmitted" not in council.kinds(ref)


async def test_a_message_that_teams_sends_again_is_answered_once(one_council: Council) -> None:
    iro = one_council.iro
    said = activities.message("mine", person=iro.id, called=iro.name)
    await one_council.post(said)
    answered = len(one_council.channel.delivered())
    await one_council.post(said)
    assert len(one_council.channel.delivered()) == answered


async def test_an_act_that_teams_sends_again_is_answered_again_and_done_once(
    one_council: Council,
) -> None:
    _, ref = await raise_one(one_council)
    (manager, *_) = one_council.assignees(ref)
    press = manager.button("Acknowledge")
    where = {"person": manager.id, "called": manager.name, "replyToId": press.message_id}
    invoke = activities.execute(press.button["verb"], press.data({}), **where)
    first = await one_council.post(invoke)
    again = await one_council.post(invoke)
    assert first["statusCode"] == again["statusCode"] == 200
    assert ref in words(again["value"])
    assert one_council.kinds(ref).count("ChallengeAcknowledged") == 1


async def test_somebody_else_s_button_is_refused_in_a_sentence(one_council: Council) -> None:
    iro, ref = await raise_one(one_council)
    (manager, *_) = one_council.assignees(ref)
    press = manager.button("Acknowledge")
    stranger = one_council.stranger()
    await stranger.sends(press)
    assert stranger.told.startswith(f"You have no case {ref}")
    await iro.sends(press)
    assert "ChallengeAcknowledged" not in one_council.kinds(ref)
    assert PLANTED in iro.told, "the owner sees the case, with the reason why nothing was done"


async def test_the_responder_cannot_judge_their_own_answer(one_council: Council) -> None:
    iro, ref = await raise_one(one_council)
    managers = one_council.assignees(ref)
    for manager in managers:
        await responds(manager)
    resolve = iro.button("Resolve")
    await iro.sends(resolve)
    sends = iro.button("Resolve the case")
    version = one_council.case(ref).version
    await managers[0].sends(sends, outcome="All is well.", impact="None.")
    assert one_council.case(ref).version == version
    assert one_council.case(ref).is_open


async def test_words_that_come_after_the_case_moved_on_are_given_back(council: Council) -> None:
    """README, decisions: a stage behind makes a card stale; what was typed comes back as a note."""
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    await manager.presses("Respond")
    kept, typed = manager.button("Send response"), filled(manager, text=f"For {PLANTED}: Monday.")
    manager.dialog = {}
    await takes(iro, ref, "Escalate", reason="It comes too late for the child.")
    version = council.case(ref).version

    await manager.sends(kept, **typed)
    await council.settle()

    assert council.case(ref).version == version
    (card,) = manager.received("This is what you wrote. It was not sent")
    assert typed["text"] in words(card)
    assert PLANTED not in "".join(manager.previews)
