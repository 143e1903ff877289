"""Agreed actions until they are checked, and the child's file until it is ticked."""

from dialogs.notices import draw
from resolution.notices import NoticeKind
from tests.builders import a_rulebook
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find

ACTION = {"action_1_what": "Write the plan", "action_1_owner": "TM", "action_1_by": "2026-12-01"}


async def answered() -> tuple[Office, Chat, str]:
    """A Durham case, answered with one agreed action."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    manager = office.chat("team_manager")
    await find(manager, ref, "Respond")
    await manager.presses("Respond")
    await manager.presses("Send response", **{**answers_to(manager), **ACTION})
    return office, iro, ref


async def test_an_action_that_is_late_says_so_also_after_the_case_has_ended() -> None:
    office, iro, ref = await answered()
    await find(iro, ref, "Resolve")
    await iro.presses("Resolve")
    await iro.presses("Resolve the case", outcome="Agreed.", impact="Settled.")
    office.until(office.moment.replace(month=12, day=1))
    told = what_is_said_of_action_1(office)
    assert "an agreed action is due by" in told[NoticeKind.REMINDER]
    office.owed.clear()
    office.until(office.moment.replace(month=12, day=2))
    told = what_is_said_of_action_1(office)
    assert "an agreed action is overdue" in told[NoticeKind.LAPSED_ASSIGNEE]
    assert NoticeKind.LAPSED_OWNER in told
    assert "**overdue**" in await iro.says(f"case {ref}")


async def test_days_before_its_day_an_action_is_reminded_of_and_not_said_to_be_due() -> None:
    office, _, ref = await answered()
    office.until(office.moment.replace(day=30))
    reminders = [n for n in office.owed if n.kind is NoticeKind.REMINDER]
    of_action = next(n for n in reminders if n.facts.get("clock") == "action.1")
    to = of_action.to.person_id
    drawn = draw(
        of_action.kind, of_action.facts, office.stored(ref), office.book, to, office.moment
    )
    assert drawn is not None
    assert "Reminder: an agreed action" in str(drawn[0])


def what_is_said_of_action_1(office: Office) -> dict[NoticeKind, str]:
    """The previews of what is owed about the first action, each card looked at."""
    told = {}
    for notice in office.owed:
        if notice.facts.get("clock") == "action.1":
            case, to = office.stored(notice.case_ref), notice.to.person_id
            drawn = draw(notice.kind, notice.facts, case, office.book, to, office.moment)
            assert drawn is not None
            assert problems(drawn[0]) == []
            assert "Write the plan" not in drawn[1]
            assert "Action 1" in str(drawn[0])
            told[notice.kind] = drawn[1]
    return told


async def test_the_text_for_the_file_is_whole_plain_and_of_the_record_system() -> None:
    _, iro, ref = await answered()
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")
    text = iro.inputs["copy"]["value"]
    assert text.splitlines()[0] == "Formal Resolution - Stage 2"
    for said in (
        ref,
        "child IO, file 1234567",
        "Asked to respond: Holder of team_manager (Team Manager)",
        "The worry: The plan has not moved since the last review.",
        "Response of Holder of team_manager (Team Manager), Monday 23 November 2026, 10:00",
        "Agreed: Write the plan (TM, by Tuesday 1 December 2026; to do)",
    ):
        assert said in text
    assert "**" not in text
    assert "\\" not in text
    assert "Liquidlogic" in iro.sees


async def test_each_tick_says_who_and_when_and_the_next_text_follows() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office, "stage-1")
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    await iro.presses(iro.sending, reason="It cannot wait.", to_stage="stage-2")
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")
    other = next(button for button in iro.buttons if button.startswith("Show"))
    first = iro.inputs["copy"]["value"]
    await iro.presses(other)
    assert iro.inputs["copy"]["value"] != first
    assert "Reason: It cannot wait." in iro.inputs["copy"]["value"]
    await iro.presses(iro.sending)
    assert office.stored(ref).filed == ("2.stage-2",)
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")
    assert "On file: Stage 2: Formal Resolution" in iro.sees
    assert "(Holder of iro, Monday 23 November 2026, 10:00)" in iro.sees
    assert iro.inputs["copy"]["value"] == first
    await find(iro, ref, "See the history")
    await iro.presses("See the history")
    assert "put it on the child's file: Stage 2: Formal Resolution - Stage 2" in iro.sees


async def test_a_very_long_case_still_fits_on_the_card_of_its_file() -> None:
    office = Office(a_rulebook("durham"))
    long = "The plan has not moved. " * 120
    iro, ref = await raise_one(office, worry=long, tried=long, impact=long, needed=long)
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")
    assert problems(iro.card) == []
    assert "Shortened" in iro.inputs["copy"]["value"]
