from cards.standing import begins
from dialogs.invoke import Invoke, InvokeKind
from dialogs.router import answer
from tests.dialogs.office import Office, answers_to, matter, raise_one

SECRETS = ("IO", "1234567", "The plan has not moved", "Holder of")


async def test_a_case_asked_for_in_a_channel_is_shown_without_the_child() -> None:
    office = Office()
    _, ref = await raise_one(office)
    iro = office.chat("iro", personal=False)
    seen = await iro.says(f"case {ref}")
    assert ref in seen
    assert not [secret for secret in SECRETS if secret in seen]
    assert iro.buttons == ["Open"]


async def test_open_in_a_channel_answers_the_entitled_alone() -> None:
    office = Office()
    _, ref = await raise_one(office)
    iro = office.chat("iro", personal=False)
    await iro.says(f"case {ref}")
    button = iro.button("Open")
    await iro.sends(button)
    assert "The plan has not moved" in iro.sees
    assert not iro.reply.update_posted
    stranger = office.chat("chief_executive", personal=False)
    await stranger.sends(button)
    assert stranger.reply.card is None
    assert "You have no case" in (stranger.reply.text or "")


async def test_an_act_in_a_channel_is_answered_with_the_card_that_anybody_may_see() -> None:
    office = Office()
    _, ref = await raise_one(office)
    manager = office.chat(office.stored(ref).visit.assignees[0].post, personal=False)
    await manager.says(f"case {ref}")
    await manager.presses("Open")
    await manager.presses("Acknowledge")
    assert manager.reply.update_posted
    assert manager.reply.case_version == office.stored(ref).version
    assert not [secret for secret in SECRETS if secret in manager.sees]


async def test_lists_and_forms_are_not_posted_where_others_read() -> None:
    office = Office()
    await raise_one(office)
    iro = office.chat("iro", personal=False)
    assert "Others read along" in await iro.says("mine")
    await iro.says("raise")
    assert "the form opens for you alone" in iro.sees
    assert not iro.inputs
    await iro.presses(begins(office.policy()))
    assert "step 1 of 2" in iro.sees


async def test_an_old_client_in_a_channel_never_posts_detail_for_everybody() -> None:
    office = Office()
    _, ref = await raise_one(office)
    for verb in ("detail", "history", "respond_form", "escalate_form", "mine", "raise_form"):
        iro = office.chat("iro", personal=False)
        invoke = Invoke(
            kind=InvokeKind.CARD,
            actor=iro.actor,
            place=iro.place,
            verb=verb,
            data={"ref": ref, "v": 1},
            posted=True,
        )
        reply = await answer(invoke, office)
        assert reply.card is None
        assert reply.dialog is None


async def test_overdue_in_a_channel_lists_references_and_posts_alone() -> None:
    office = Office()
    _, ref = await raise_one(office)
    await office.forward(10)
    iro = office.chat("iro", personal=False)
    seen = await iro.says("overdue")
    assert ref in seen
    assert not [secret for secret in SECRETS if secret in seen]
    await iro.presses(f"Open {ref}")
    assert "The plan has not moved" in iro.sees


async def test_an_administrator_gives_a_channel_its_digest_and_nobody_else_does() -> None:
    office = Office()
    assert "Only an administrator" in await office.chat("iro", personal=False).says("digest")
    assert "in the channel" in await office.chat("administrator").says("digest")
    assert not office.channels
    admin = office.chat("administrator", personal=False)
    await admin.says("digest")
    assert office.channels == [admin.place.conversation_id]


async def test_a_form_opens_as_a_teams_dialog_and_closes_with_a_sentence() -> None:
    office = Office()
    _, ref = await raise_one(office)
    manager = office.chat(office.stored(ref).visit.assignees[0].post, local=False)
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    assert manager.reply.dialog is not None
    assert manager.reply.dialog.title == "Respond"
    await manager.presses("Send response", text="")
    assert manager.reply.dialog is not None
    assert "Write your response" in manager.sees
    await manager.presses("Send response", text="On Friday.")
    assert manager.reply.close_dialog
    assert "response is recorded" in (manager.reply.text or "")
    assert manager.reply.update_posted
    assert manager.reply.case_version == office.stored(ref).version


async def test_a_challenge_is_raised_in_a_teams_dialog_and_its_card_is_posted() -> None:
    office = Office()
    iro = office.chat("iro", local=False)
    await iro.says("help")
    await iro.presses(begins(office.policy()))
    await iro.presses("Next", kind="looked_after", team="north", stage="level-1")
    assert iro.reply.dialog is not None
    await iro.presses(iro.buttons[-2], **{**answers_to(iro), **matter()})
    assert iro.reply.close_dialog
    assert len(iro.reply.post) == 1
    assert iro.reply.case_ref in office.trails


async def test_a_stale_button_that_would_open_a_dialog_closes_it_with_the_reason() -> None:
    office = Office()
    _, ref = await raise_one(office)
    manager = office.chat(office.stored(ref).visit.assignees[0].post, local=False)
    await manager.says(f"case {ref}")
    button = manager.button("Respond")
    await manager.presses("Respond")
    await manager.presses("Send response", text="On Friday.")
    await manager.sends(button)
    assert manager.reply.dialog is None
    assert "is not open to you" in (manager.reply.text or "")
    assert manager.reply.update_posted
