"""Records of their own: begun by those whom the procedure names, and read by nobody else."""

import pytest
from msgspec.structs import replace

from resolution.case import Status
from resolution.people import Holding, Person
from tests.builders import a_directory, a_rulebook, person_id
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")
CHILD = {"file_number": "1234567", "initials": "IO"}


async def begin(chat: Chat, title: str, **typed: str) -> str:
    """Begin the record whose button begins so; its reference."""
    await chat.says("record")
    await chat.presses(next(button for button in chat.buttons if title in button))
    child = {key: value for key, value in CHILD.items() if key in chat.inputs}
    await chat.presses(chat.sending, **{**answers_to(chat), **child, **typed})
    return chat.reply.case_ref


@pytest.mark.parametrize("policy", POLICIES)
async def test_every_record_of_a_procedure_can_be_begun_and_followed_to_its_end(
    policy: str,
) -> None:
    office = Office(a_rulebook(policy))
    standalone = [r for r in office.policy().routes if r.is_record]
    for route in standalone:
        opener = office.chat(route.open_to[0])
        ref = await begin(opener, route.title[:12])
        assert office.stored(ref).matter == route.key
        assert problems(opener.card) == []
        for _ in range(20):
            if not office.stored(ref).is_open:
                break
            await record_whatever_is_next(office, ref)
        assert office.stored(ref).status is Status.RESOLVED, route.key
        assert "Complete" in await opener.says(f"case {ref}")


async def record_whatever_is_next(office: Office, ref: str) -> None:
    """The first step that anybody is offered and that was not recorded before."""
    case = office.stored(ref)
    route = office.policy().route(case.matter)
    done = {step.key for step in case.routes[0].steps}
    for step in route.steps:
        for post in step.by if step.key not in done and step.after in {"", *done} else ():
            chat = office.chat(post)
            await chat.says(f"case {ref}")
            steps = [b for b in chat.buttons if b.startswith(("Record ", "Reply "))]
            for title in steps:
                await chat.says(f"case {ref}")
                await chat.presses(title)
                if title == "Record another step":
                    wanted = f"{route.key}/{step.key}"
                    if wanted not in str(chat.inputs["step"]["choices"]):
                        continue
                    await chat.presses("Next", step=wanted)
                if step.title in chat.sees:
                    assert problems(chat.card) == []
                    await chat.presses(chat.sending, **answers_to(chat))
                    if "all_the_same" in chat.inputs:
                        await chat.presses(chat.sending, **answers_to(chat))
                    return


async def test_a_change_is_told_to_the_iro_who_decides_and_nobody_else_is_offered_that() -> None:
    office = Office()
    worker, iro = office.chat("social_worker"), office.chat("iro")
    ref = await begin(worker, "Tell the IRO")
    assert not [button for button in worker.buttons if button.startswith("Record")]
    assert "Decide whether a review is needed" in await iro.says(f"case {ref}")
    assert ref in await iro.says("mine")
    await iro.says(f"case {ref}")
    await iro.presses(iro.buttons[0])
    await iro.presses(iro.sending, **answers_to(iro))
    assert office.stored(ref).status is Status.RESOLVED


async def test_a_private_record_is_unknown_to_everybody_whom_it_does_not_concern() -> None:
    office = Office()
    worker = office.chat("social_worker")
    ref = await begin(worker, "A concern about an IRO")
    assert "Investigated and fed back" in await office.chat("iro_manager").says(f"case {ref}")
    for post in ("iro", "chief_executive", "administrator"):
        stranger = office.chat(post)
        await stranger.says(f"case {ref}")
        assert stranger.reply.card is None
        assert "You have no case" in (stranger.reply.text or "")
        assert ref not in await stranger.says("mine")
    manager = office.chat("iro_manager", personal=False)
    await manager.says(f"case {ref}")
    assert "You have no case" in (manager.reply.text or "")
    office.until(office.moment.replace(month=12, day=20))
    assert ref not in await office.chat("administrator", personal=False).says("overdue")
    assert ref not in await manager.says("overdue")


async def test_a_concern_about_an_iro_asks_for_no_child() -> None:
    office = Office()
    worker = office.chat("social_worker")
    await worker.says("concern")
    await worker.presses(next(b for b in worker.buttons if "concern" in b))
    about = {"fact_concern_iro", "fact_concern_about"}
    assert set(worker.inputs) == {"fact_concern", *about}


async def test_a_form_with_mistakes_keeps_what_was_typed_and_marks_each() -> None:
    office = Office()
    worker = office.chat("social_worker")
    await worker.says("change")
    await worker.presses(worker.buttons[0])
    wrong = {
        "initials": "Alexandra",
        "file_number": "none",
        "fact_change": "An invented choice",
        "fact_change_on": "soon",
        "fact_change_what": "**bold** <at>all</at> " + "x" * 10_000,
    }
    await worker.presses(worker.sending, **wrong)
    for sentence in (
        "put right 5 answers below",
        "never a name",
        "digits, with letters if any",
        "Choose one of the answers offered",
        "Give the day as year-month-day",
        "Shorten this to 3,000 characters",
    ):
        assert sentence in worker.sees
    assert worker.inputs["fact_change_what"]["value"] == wrong["fact_change_what"]
    assert not office.trails
    right = {"initials": "A.B.", "file_number": "77", "fact_change": "Placement"}
    day = {"fact_change_on": "2026-12-01", "fact_change_what": "**bold** <at>all</at>"}
    await worker.presses(worker.sending, **right, **day)
    assert len(office.trails) == 1
    assert problems(worker.card) == []


async def test_a_form_sent_twice_records_once() -> None:
    office = Office()
    worker = office.chat("social_worker")
    await worker.says("record")
    await worker.presses(next(b for b in worker.buttons if "concern" in b))
    button, typed = worker.button(worker.sending), answers_to(worker)
    await worker.sends(button, **typed)
    await worker.sends(button, **typed)
    assert len(office.trails) == 1
    assert "recorded already" in worker.sees


async def test_somebody_without_the_post_is_told_who_records_it() -> None:
    office = Office()
    worker = office.chat("social_worker")
    await worker.says("record")
    button = worker.button(worker.buttons[0])
    chief = office.chat("chief_executive")
    assert "Your posts record nothing else" in await chief.says("record")
    await chief.sends(button)
    assert "is recorded by" in (chief.reply.text or "")


async def test_where_several_hold_a_post_the_form_asks_whom() -> None:
    book = a_rulebook()
    people = list(a_directory(book.policy).people)
    people.append(Person("second-iro", "Second IRO", (Holding("iro"),)))
    office = Office(replace(book, directory=a_directory(book.policy, people=tuple(people))))
    worker = office.chat("social_worker")
    ref = await begin(worker, "Tell the IRO", person_iro="second-iro")
    told = {held.person_id for held in office.stored(ref).told}
    assert told == {"second-iro"}
    assert "You have no case" in await office.chat("iro").says(f"case {ref}")
    assert person_id("iro") not in told


async def test_a_dialog_in_a_channel_records_and_shows_nothing_there() -> None:
    office = Office()
    worker = office.chat("social_worker", personal=False, local=False)
    await worker.says("record")
    await worker.presses(worker.buttons[0])
    await worker.presses(worker.sending, **{**answers_to(worker), **CHILD})
    assert len(office.trails) == 1
    assert worker.reply.close_dialog
    assert not worker.reply.post
    assert worker.reply.card is None
