"""Answers that no form means: a mistyped year, nothing that can be seen, a page far off."""

import pytest

from dialogs.forms import Answers
from tests.builders import a_rulebook
from tests.dialogs.office import Office, answers_to, raise_one
from tests.dialogs.test_offers import find

YEAR = "Look at the year again: give a day of the years 2012 to 2055."


@pytest.mark.parametrize("typed", ["0026-12-05", "2126-12-05", "9999-12-31", "2011-12-31"])
async def test_a_mistyped_year_is_said_by_its_field_and_the_form_stays(typed: str) -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Give more time")
    await iro.presses("Give more time")
    said = {**answers_to(iro), "reason": "A report is awaited.", "new_due_on": typed}
    version = office.stored(ref).version

    await iro.presses(iro.sending, **said)

    assert YEAR in iro.sees
    assert iro.inputs["reason"]["value"] == "A report is awaited."
    assert iro.inputs["new_due_on"]["value"] == typed
    assert office.stored(ref).version == version


@pytest.mark.parametrize("unseen", ["\u200b", "\x00", "\u2066\u2069", "\ufeff \u200d"])
def test_an_answer_of_which_nothing_can_be_seen_is_none(unseen: str) -> None:
    answers = Answers({"reason": unseen, "place": unseen, "note": f"{unseen}Yes.{unseen}"})
    assert answers.text("reason", "Say why.") == ""
    assert answers.text("place") == ""
    assert "Yes." in answers.text("note", "Write it.")
    assert answers.errors == {"reason": "Say why."}


def test_a_picture_is_an_answer() -> None:
    answers = Answers({"note": "👩\u200d👧"})
    assert answers.text("note", "Write it.") == "👩\u200d👧"
    assert not answers.errors


@pytest.mark.parametrize("page", ["9" * 5000, "999999999999", "-1", "0", "²", "٣", "one"])
@pytest.mark.parametrize("verb", ["more", "history", "mine", "overdue", "digest_all"])
async def test_a_page_that_nobody_was_offered_is_answered_at_once(verb: str, page: str) -> None:
    """A number that a client makes up neither fails nor keeps the service counting."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    data = {"verb": verb, "ref": ref, "v": 1, "keep": {"page": page}}
    assert await iro.sends({"type": "Action.Execute", "verb": verb, "data": data})


async def test_a_button_that_names_no_case_is_no_longer_in_use() -> None:
    manager = Office(a_rulebook("durham")).chat("team_manager")
    data = {"verb": "acknowledge", "ref": "", "v": 1}
    await manager.sends({"type": "Action.Execute", "verb": "acknowledge", "data": data})
    assert "This button is no longer in use" in (manager.reply.text or "")


async def test_a_list_that_became_shorter_shows_its_last_page() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    data = {"verb": "mine", "keep": {"page": "2"}}
    await iro.sends({"type": "Action.Execute", "verb": "mine", "data": data})
    assert f"Open {ref}" in iro.buttons
