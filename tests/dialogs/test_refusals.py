from resolution.commands import AddNote, SubmitResponse
from tests.builders import a_rulebook, holder
from tests.dialogs.office import Office, answers_to, matter, raise_one


async def raised(policy: str = "brighton-and-hove") -> tuple[Office, str, str]:
    """An office with one case, its reference, and the post that must respond."""
    office = Office(a_rulebook(policy))
    _, ref = await raise_one(office)
    return office, ref, office.stored(ref).visit.assignees[0].post


async def test_a_stranger_hears_the_same_of_a_case_that_exists_and_of_one_that_does_not() -> None:
    office, ref, _ = await raised()
    stranger = office.chat("chief_executive")
    await stranger.says(f"case {ref}")
    of_a_real_one = stranger.reply
    await stranger.says("case TST-99999")
    assert of_a_real_one.card is None
    assert of_a_real_one.text == (stranger.reply.text or "").replace("TST-99999", ref)


async def test_a_button_that_somebody_else_was_given_does_nothing_for_a_stranger() -> None:
    office, ref, post = await raised()
    manager = office.chat(post)
    await manager.says(f"case {ref}")
    button = manager.button("Acknowledge")
    stranger = office.chat("chief_executive")
    await stranger.sends(button)
    assert stranger.reply.card is None
    assert "You have no case" in (stranger.reply.text or "")
    assert not office.stored(ref).visit.acknowledged


async def test_a_party_who_may_not_respond_sees_why_on_the_case_as_it_is() -> None:
    office, ref, post = await raised()
    manager = office.chat(post)
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    iro = office.chat("iro")
    await iro.sends(manager.button("Send response"), text="I answer for them.")
    assert "is with Holder of" in iro.sees
    assert "Resolve" in iro.buttons
    assert not office.stored(ref).visit.responses


async def test_a_button_pressed_twice_is_answered_twice_and_acted_on_once() -> None:
    office, ref, post = await raised()
    manager = office.chat(post)
    await manager.says(f"case {ref}")
    button = manager.button("Acknowledge")
    await manager.sends(button)
    version = office.stored(ref).version
    await manager.sends(button)
    assert office.stored(ref).version == version
    assert "was acknowledged already" in manager.sees
    assert "Respond" in manager.buttons
    assert manager.reply.case_version == version


async def test_a_form_of_an_earlier_stage_changes_nothing_and_shows_the_present_one() -> None:
    office, ref, post = await raised()
    manager = office.chat(post)
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    sending = manager.button("Send response")
    iro = office.chat("iro")
    await iro.says(f"case {ref}")
    await iro.presses("Escalate")
    await iro.presses("Escalate now", **{**answers_to(iro), "to_stage": "level-2"})
    after = office.stored(ref)
    assert after.stage_key == "level-2"
    await manager.sends(sending, text="Too late for that stage.")
    assert office.stored(ref) == after
    assert "has moved to" in manager.sees
    assert manager.reply.case_version == after.version


async def test_a_form_that_was_wrong_keeps_what_was_typed_and_says_what_is_wrong_where() -> None:
    office, ref, post = await raised("durham")
    manager = office.chat(post)
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    day = "2027-01-11"
    talked = {
        "fact_talked": "Not yet",
        "fact_outcomes": "A visit.",
        "fact_outcomes_reviewed_on": day,
    }
    typed = {
        "action_1_what": "Write to the school",
        "action_1_by": "soon",
        "meeting_on": day,
        **talked,
    }
    await manager.presses("Send response", **typed)
    assert manager.inputs["action_1_what"]["value"] == "Write to the school"
    for sentence in (
        "Write your response",
        "Say who will do it",
        "Give the day as year-month-day",
        "Choose a time as well",
        "put right 4 answers below",
    ):
        assert sentence in manager.sees
    assert office.submitted[-1].__class__ is not SubmitResponse
    fixed = {**typed, "action_1_by": day, "action_1_owner": "TM", "text": "Yes."}
    await manager.presses("Send response", **fixed, meeting_time="10:30")
    assert office.stored(ref).visit.is_answered


async def test_a_wrong_form_stays_a_form_of_the_version_that_was_seen() -> None:
    office, ref, post = await raised()
    manager = office.chat(post)
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    seen = manager.button("Send response")["data"]["v"]
    await office.submit(AddNote(case_ref=ref, by=holder("iro"), text="They rang back."))
    await manager.presses("Send response", text="")
    assert manager.button("Send response")["data"]["v"] == seen
    assert office.stored(ref).version > seen


async def test_a_text_that_is_too_long_is_refused_and_not_lost() -> None:
    office, ref, _ = await raised()
    iro = office.chat("iro")
    await iro.says(f"case {ref}")
    for _ in range(2):
        if "Add a note" not in iro.buttons:
            await iro.presses("More")
    await iro.presses("Add a note")
    await iro.presses("Add the note", text="x" * 3001)
    assert "Shorten this to 3,000 characters; it has 3,001." in iro.sees
    assert iro.inputs["text"]["value"] == "x" * 3001


async def test_a_raise_form_sent_twice_raises_once() -> None:
    office = Office()
    iro = office.chat("iro")
    await iro.says("raise")
    await iro.presses("Next", kind="looked_after", team="north", stage="level-1")
    sending = iro.button(iro.buttons[-2])
    theme = iro.inputs["themes"]["choices"][0]["value"]
    typed = matter(themes=theme, bypass_reason="Talks led nowhere.")
    await iro.sends(sending, **typed)
    await iro.sends(sending, **typed)
    assert len(office.trails) == 1
    assert "was raised already" in iro.sees
    assert iro.reply.case_ref in office.trails


async def test_a_name_a_past_day_and_a_missing_reason_are_all_refused_at_once() -> None:
    office = Office()
    iro = office.chat("iro")
    await iro.says("raise")
    await iro.presses("Next", kind="looked_after", team="north", stage="level-1")
    wrong = {
        "initials": "Anna",
        "needed_by": "2020-01-01",
        "file_number": "none",
        "child_knows": "no",
    }
    await iro.presses(iro.buttons[-2], **matter(**wrong))
    for sentence in (
        "never a name",
        "This day is in the past",
        "digits, with letters if any",
        "Say why the child does not know",
        "Choose at least one theme",
        "Say why you start at",
    ):
        assert sentence in iro.sees
    assert iro.inputs["worry"]["value"] == matter()["worry"]
    assert not office.trails


async def test_a_theme_of_another_kind_of_case_is_refused() -> None:
    office = Office()
    iro = office.chat("iro")
    await iro.says("raise")
    await iro.presses("Next", kind="looked_after", team="north", stage="level-1")
    await iro.presses(iro.buttons[-2], **matter(themes="invented", bypass_reason="Talks."))
    assert "Choose only answers that the form offers" in iro.sees


async def test_step_one_is_asked_again_when_it_is_not_complete() -> None:
    iro = Office().chat("iro")
    await iro.says("raise")
    await iro.presses("Next", kind="looked_after", team="elsewhere", stage="level-1")
    assert "step 1 of 2" in iro.sees
    assert iro.inputs["stage"]["value"] == "level-1"


async def test_somebody_without_the_post_is_told_who_raises() -> None:
    manager = Office().chat("team_manager")
    await manager.says("raise")
    assert manager.reply.card is None
    assert "A challenge is raised by" in (manager.reply.text or "")


async def test_a_reference_of_somebodys_own_making_is_not_taken() -> None:
    office = Office()
    iro = office.chat("iro")
    await iro.says("raise")
    await iro.presses("Next", kind="looked_after", team="north", stage="level-1")
    forged = iro.button(iro.buttons[-2])
    forged["data"]["ref"] = "../../etc"
    theme = iro.inputs["themes"]["choices"][0]["value"]
    await iro.sends(forged, **matter(themes=theme, bypass_reason="Talks."))
    assert "no longer in use" in iro.sees
    assert not office.trails


async def test_a_button_that_nobody_drew_is_a_sentence() -> None:
    iro = Office().chat("iro")
    await iro.sends({"type": "Action.Execute", "verb": "delete_all", "data": {"ref": "x", "v": 1}})
    assert "no longer in use" in (iro.reply.text or "")
