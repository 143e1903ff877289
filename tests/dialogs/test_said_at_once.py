"""The reply to an act says who is told, and for which posts somebody has to do it themselves."""

from cards.asks import ask_for
from cards.viewer import Viewer
from dialogs.talk import case_facts
from resolution.notices import NoticeKind
from tests.builders import a_rulebook
from tests.dialogs.office import Office, answers_to, raise_one
from tests.dialogs.test_offers import find
from tests.resolution.test_not_told import without


async def test_raising_names_the_post_that_nobody_holds() -> None:
    office = Office(a_rulebook("durham", directory=without("durham", "head_of_legal_services")))
    iro, ref = await raise_one(office, "stage-6")
    said = "Not told by me: Head of Legal Services (nobody holds the post). Tell them yourself."
    assert said in iro.sees
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    await iro.presses(iro.sending, to_stage="stage-7", reason="Not resolved.")
    assert said in iro.sees


async def test_a_step_says_whom_it_tells_and_whom_it_cannot() -> None:
    gone = without("durham", "independent_legal_advisor")
    office = Office(a_rulebook("durham", directory=gone))
    iro, ref = await raise_one(office)
    for route, step, says in (
        ("obstacles", "record", "The step is on record. Told: Team Manager."),
        ("care-proceedings", "guardian", "It names nobody to be told."),
        ("cafcass", "ask-meeting", "Independent Legal Advisor (outside the council). Tell them"),
    ):
        await find(iro, ref, "Take another route")
        await iro.presses("Take another route")
        await iro.presses("Next", route=route)
        await iro.presses("Next", step=f"{route}/{step}")
        await iro.presses(iro.sending, **answers_to(iro))
        assert says in iro.sees, step


async def test_the_notice_names_the_posts_and_nothing_of_the_child() -> None:
    office = Office(a_rulebook("durham"))
    _, ref = await raise_one(office)
    shown = case_facts(office.stored(ref), office.book, office.moment)
    about = {"untold": "cafcass,head_of_legal_services"}
    ask = ask_for(NoticeKind.NOT_TOLD, shown, about, Viewer("iro", is_owner=True))
    assert "Cafcass (outside the council) and Head of Legal Services (nobody holds" in ask.lines[0]
    assert ask.preview == "somebody could not be told"
