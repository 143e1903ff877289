"""At level 5 the outcome of independent legal advice reaches who decides (Brighton & Hove §3.2)."""

from resolution import commands as c
from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find, offered
from tests.dialogs.test_told_steps import drawn, owed, records

ASKED = {"asked_on": "2026-11-20", "asked_of": "Counsel of the city", "question": "May they?"}
RECEIVED = {"received_on": "2026-11-20", "advice_outcome": "The whole advice of counsel."}
GIVES = "The outcome of legal advice, for the Chief Executive"


async def at_level_5() -> tuple[Office, Chat, str]:
    """Advice was taken at level 4, and the Head of Safeguarding goes on to level 5."""
    office = Office(a_rulebook("brighton-and-hove"))
    _, ref = await raise_one(office, "level-4")
    head = office.chat("head_of_safeguarding")
    for step, values in (("ask", ASKED), ("received", RECEIVED)):
        said = c.RecordStep(
            case_ref=ref, by=head.actor, route="legal-advice", step=step, values=values
        )
        await office.submit(said)
    await find(head, ref, "Escalate")
    await head.presses("Escalate")
    await head.presses(head.sending, **{**answers_to(head), "to_stage": "level-5"})
    return office, head, ref


async def test_the_chief_executive_is_given_the_outcome_and_reads_nothing_else_of_it() -> None:
    """§3.2 Level 5: made available, including … the outcome of Independent legal advice."""
    office, head, ref = await at_level_5()
    assert GIVES in head.sees, "asked as the level begins"
    await records(head, ref, "advice-outcome/give", advice_outcome="Her right to family life.")

    card, preview = drawn(office, ref, owed(office, "chief_executive"), "chief_executive")

    assert "Her right to family life." in card
    assert "the outcome of independent legal advice, for your adjudication" in card
    assert "family life" not in preview
    chief = office.chat("chief_executive")
    await find(chief, ref, "See the history")
    history = await chief.presses("See the history")
    assert "Her right to family life." in history
    assert "counsel" not in history.lower()


async def test_nobody_else_reads_it() -> None:
    office, head, ref = await at_level_5()
    await records(head, ref, "advice-outcome/give", advice_outcome="Her right to family life.")

    for post in ("director_childrens_services", "pod_team_manager"):
        reader = office.chat(post)
        assert "family life" not in await reader.says(f"case {ref}")
        if "See the history" in reader.buttons:
            assert "family life" not in await reader.presses("See the history")


async def test_the_chief_executive_s_card_says_who_gives_it() -> None:
    office, _, ref = await at_level_5()

    asked = [n for n in office.owed if n.facts.get("stage") == "level-5"]
    chief = next(
        n for n in asked if n.to.person_id == office.chat("chief_executive").actor.person_id
    )

    card, _ = drawn(office, ref, chief, "chief_executive")
    assert "the Head of Safeguarding gives you the outcome of independent legal advice" in card


async def test_before_level_5_there_is_nobody_to_give_it_to() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    _, ref = await raise_one(office, "level-4")
    head = office.chat("head_of_safeguarding")
    assert "Take another route" in await offered(head, ref)
    await find(head, ref, "Take another route")
    await head.presses("Take another route")
    assert GIVES not in head.sees
