"""A record leads with the step that is wanted: by its date, then by what follows, then anew."""

from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london
from tests.dialogs.office import Office, answers_to, parts
from tests.dialogs.test_notices import drawn
from tests.dialogs.test_records import begin


def first_button(office: Office, kind: NoticeKind) -> str:
    """The first button of the latest notice of this kind."""
    notice = [owed for owed in office.owed if owed.kind is kind][-1]
    found = drawn(office, notice)
    assert found is not None
    return str(next(iter(parts(found[0], "Action.")))["title"])


async def test_the_steps_with_a_date_lead_a_record_and_what_was_recorded_comes_last() -> None:
    """Durham §7: the discussions are completed within one day."""
    office = Office(a_rulebook("durham"))
    iro = office.chat("iro")
    ref = await begin(iro, "Immediate concern")
    seen = await iro.says(f"case {ref}")
    coming = seen[seen.index("What comes next") :]
    assert coming.index("The discussions are completed") < coming.index("Spoke to the Team Manager")
    assert iro.buttons[0] == "Record “The discussions are …”"
    office.until(london("2026-11-24T10:00"))
    assert first_button(office, NoticeKind.STEP_DUE) == "Record “The discussions are …”"
    office.until(london("2026-11-24T18:00"))
    assert first_button(office, NoticeKind.LAPSED_OWNER) == "Record “The discussions are …”"


async def test_after_an_agreement_that_no_review_is_needed_nobody_is_led_to_convene_one() -> None:
    """Northamptonshire, Appendix B: the child and other relevant adults are advised of it."""
    office = Office(a_rulebook("northamptonshire"))
    worker, iro = office.chat("social_worker"), office.chat("iro")
    ref = await begin(worker, "Tell the IRO")
    for title in ("Decide whether a", "Record the agreement that"):
        seen = await iro.says(f"case {ref}")
        name = next(button for button in iro.buttons if title.rpartition(" ")[0] in button)
        await iro.presses(name)
        await iro.presses(iro.sending, **{**answers_to(iro), "fact_review_needed": "no"})
    seen = await worker.says(f"case {ref}")
    assert "Next: “The child and adults were told”" in seen
    assert "Next: “Convene the review”" not in seen


async def test_what_was_decided_leads_and_not_its_alternative() -> None:
    """Northamptonshire, Appendix B: the IRO determines whether a review is needed."""
    office = Office(a_rulebook("northamptonshire"))
    worker, iro = office.chat("social_worker"), office.chat("iro")
    ref = await begin(worker, "Tell the IRO")
    await iro.says(f"case {ref}")
    await iro.presses(iro.buttons[0])
    await iro.presses(iro.sending, **{**answers_to(iro), "fact_review_needed": "yes"})
    assert 'Next: “Convene the review”"' in await iro.says(f"case {ref}")


async def test_alternatives_are_next_together_and_what_comes_later_is_not() -> None:
    """Brighton & Hove §7: not resolved satisfactorily, it goes to the Head of Service."""
    office = Office(a_rulebook("brighton-and-hove"))
    worker, manager = office.chat("social_worker"), office.chat("iro_manager")
    ref = await begin(worker, "A concern about an IRO")
    await manager.says(f"case {ref}")
    await manager.presses(manager.buttons[0])
    await manager.presses(manager.sending, **answers_to(manager))
    seen = await manager.says(f"case {ref}")
    assert "Next: “Escalate to the Head of Service” or “The concern is settled”" in seen
