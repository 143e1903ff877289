"""A day that is proposed twice is proposed once."""

from tests.builders import a_rulebook
from tests.dialogs.office import Office, answers_to, raise_one
from tests.dialogs.test_offers import find


async def test_a_proposal_pressed_twice_tells_everybody_once_and_another_day_tells_them_again() -> (
    None
):
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Propose a meeting")
    await iro.presses("Propose a meeting")
    day = {"meeting_on": "2026-11-26", "meeting_time": "10:30"}
    kept, typed = iro.button(iro.sending), {**answers_to(iro), **day}
    await iro.sends(kept, **typed)
    events, owed = len(office.trails[ref]), len(office.owed)

    seen = await iro.sends(kept, **typed)

    assert "The meeting is proposed, and not confirmed, like that already." in seen
    assert (len(office.trails[ref]), len(office.owed)) == (events, owed)
    await iro.sends(kept, **{**typed, "meeting_on": "2026-11-27"})
    assert len(office.owed) > owed
