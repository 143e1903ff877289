"""Too long, empty, past or full of markup: a sentence by the field, and what was typed is kept."""

from resolution.policy import Must
from tests.journeys.authority import TEAM
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import MATTER, raise_one, raise_title
from tests.journeys.screen import elements, words
from tests.journeys.steps import asks_for, chooses, leaves, opens, sending, takes, today

LONG = f"{PLANTED} waits. " * 625  # ten thousand characters
MARKUP = (
    "<at>Everyone</at> [click](https://evil.example) **bold** <script>alert(1)</script> "
    "# heading\n- list ![x](https://evil.example/x.png) {{DATE(2020-01-01T00:00:00Z)}}"
)
YESTERDAY = "2026-11-20"


async def refused(who: Colleague, field: str, sentence: str, **typed: str) -> None:
    """A form is sent, comes back with a sentence by one field, and holds all that was typed."""
    before = {ref: len(who.council.trail(ref)) for ref in who.council.service.store.trail.refs()}
    await who.sends(sending(who), **typed)
    assert sentence in who.sees, (field, who.sees[:2000])
    blocks = [b for b in elements(who.card, "") if b.get("id") or "Put this right" in words(b)]
    marked = [n for n, b in enumerate(blocks) if "Put this right" in str(b.get("text"))]
    assert blocks[marked[0] + 1]["id"] == field, "the sentence stands before its field"
    inputs = {asked["id"]: asked.get("value", "") for asked in elements(who.card, "Input.")}
    for key, value in typed.items():
        assert inputs[key] == value, f"{key} was typed and is lost"
    after = {ref: len(who.council.trail(ref)) for ref in who.council.service.store.trail.refs()}
    assert after == before, "nothing was written"


async def test_the_form_that_raises_keeps_what_was_typed_and_says_what_is_wrong(
    one_council: Council,
) -> None:
    iro = one_council.iro
    await iro.says("raise")
    policy = one_council.authority.policy
    await iro.presses("Next", team=TEAM, stage=policy.first_formal.key)
    typed = {**iro.form, **MATTER}
    assert raise_title(iro)
    for field, value, sentence in (
        ("worry", LONG, "Shorten this to 3,000 characters"),
        ("worry", "   ", "Say what worries you."),
        ("needed_by", YESTERDAY, "This day is in the past"),
        ("initials", "Zara", "Give one to four initials, never a name."),
        ("file_number", "no number", "digits, with letters if any"),
        ("bypass_reason", " ", "and not before it"),
        ("child_knows_why", "", "Say why the child does not know"),
    ):
        extra = {"child_knows": "no"} if field == "child_knows_why" else {}
        await refused(iro, field, sentence, **{**typed, **extra, field: value})
    await iro.sends(sending(iro), **{**typed, "worry": MARKUP})
    (ref,) = one_council.service.store.trail.refs()
    assert ref in iro.sees


async def test_every_form_of_a_case_keeps_what_was_typed_and_says_what_is_wrong(
    one_council: Council,
) -> None:
    iro, ref = await raise_one(one_council)
    manager = one_council.assignees(ref)[0]
    await asks_for(manager, ref, "Respond")
    await refused(manager, "text", "Shorten this to 3,000 characters", text=LONG)
    await refused(manager, "text", "Write your response", text="  ")
    action = {"action_1_what": "A visit", "action_1_owner": "", "action_1_by": YESTERDAY}
    await refused(manager, "action_1_owner", "Say who will do it.", text="Yes.", **action)
    action["action_1_owner"] = "The team"
    await refused(manager, "action_1_by", "This day is in the past", text="Yes.", **action)
    leaves(manager)
    await asks_for(manager, ref, "Ask for more time")
    why = {"reason": "A report.", "benefit": "A better plan."}
    await refused(manager, "wanted_on", "This day is in the past", wanted_on=YESTERDAY, **why)
    leaves(manager)
    await takes(manager, ref, "Respond", text=MARKUP)

    for title, field, good in (
        ("Resolve", "outcome", {"impact": "They settle."}),
        ("Say it is not enough", "reason", {}),
        ("Escalate", "reason", {"to_stage": "level-2"}),
        ("Hand over", "note", {}),
        ("Withdraw", "reason", {}),
        ("Add a note", "text", {}),
    ):
        await asks_for(iro, ref, title)
        await refused(iro, field, "Shorten this to 3,000 characters", **good, **{field: LONG})
        await refused(iro, field, "Say" if title != "Add a note" else "Write", **{field: " "})
        leaves(iro)


@ON_SQLITE
async def test_meetings_and_steps_look_at_their_days_and_words_too(a_council_of: Open) -> None:
    """A meeting on a day that is not a working day, or too late, is warned of and accepted."""
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council, "stage-2", bypass_reason="It is urgent.")
        manager = council.holder("childrens_service_manager")
        await asks_for(manager, ref, "Confirm the meeting")
        at = {"meeting_time": "10:30", "place": "Room 4"}
        await refused(
            manager, "meeting_on", "Give a day and time to come", meeting_on=YESTERDAY, **at
        )
        await manager.sends(sending(manager), meeting_on="2026-12-26", **at)
        assert "Saturday 26 December 2026 is not a working day" in manager.told
        await council.settle()

        recorder = council.holder("iro_team_manager")
        await asks_for(recorder, ref, "Record the meeting")
        said = {"summary": "We met.", "held_on": "2026-12-26"}
        await refused(recorder, "held_on", "Give the day on which it was held", **said)
        await refused(
            recorder,
            "summary",
            "Shorten this to 3,000 characters",
            summary=LONG,
            held_on=today(council),
        )
        leaves(recorder)
        await chooses(iro, ref, "consultation/consult")
        spoken = {"fact_consulted_on": today(council), "fact_consulted_with": "The manager"}
        await refused(iro, "fact_advice", "Shorten this", fact_advice=LONG, **spoken)
        await refused(iro, "fact_advice", "Answer this question.", fact_advice=" ", **spoken)
        leaves(iro)
        assert council.case(ref).clock_of(Must.CONFIRM_MEETING_DATE) is None, "it was accepted"


async def test_what_somebody_writes_never_becomes_a_link_a_mention_or_a_picture(
    one_council: Council,
) -> None:
    """Every card of this council is looked at when the journey ends: see the harness."""
    iro, ref = await raise_one(one_council, worry=MARKUP, tried=MARKUP, needed=MARKUP)
    manager = one_council.assignees(ref)[0]
    await takes(manager, ref, "Respond", text=MARKUP)
    await takes(iro, ref, "Say it is not enough", reason=MARKUP)
    await takes(iro, ref, "Escalate", to_stage="level-2", reason=MARKUP)
    await takes(iro, ref, "Add a note", text=MARKUP)
    await opens(iro, ref)
    await iro.presses_more("See the history")
    assert "evil.example" in iro.sees, "it is kept as it was written"
    await opens(iro, ref)
    await iro.presses_more("Tick as filed")
    assert "alert(1)" in iro.sees
