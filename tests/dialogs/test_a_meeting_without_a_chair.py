"""A post is vacant that a stage's meeting needs: people hear that it has no chair."""

from cards.asks import ask_for
from cards.viewer import Viewer
from dialogs.talk import case_facts
from resolution.notices import NoticeKind
from tests.builders import a_rulebook
from tests.dialogs.office import Office, raise_one
from tests.resolution.test_not_told import without

LACKS = "The Stage 2 meeting has nobody to chair and record it."


def bradford(*vacant: str) -> Office:
    """Bradford, where nobody holds these posts."""
    return Office(a_rulebook("bradford", directory=without("bradford", *vacant)))


async def test_whoever_begins_the_stage_reads_at_once_that_its_meeting_has_no_chair() -> None:
    """Bradford, Request for meeting: chaired and recorded by the IRO Team Manager."""
    iro, _ = await raise_one(bradford("iro_team_manager"), "stage-2")
    assert "Not told by me: IRO Team Manager (nobody holds the post)" in iro.sees
    assert LACKS in iro.sees


async def test_a_meeting_whose_posts_are_held_lacks_nobody() -> None:
    iro, _ = await raise_one(bradford(), "stage-2")
    assert "has nobody to" not in iro.sees


async def test_the_administrators_are_asked_to_fill_the_post_that_chairs() -> None:
    office = bradford("iro_team_manager")
    _, ref = await raise_one(office, "stage-2")
    (notice,) = [owed for owed in office.owed if owed.kind is NoticeKind.NOT_TOLD]
    assert notice.to.channel == "administrators"
    shown = case_facts(office.stored(ref), office.book, office.moment)
    said = ask_for(notice.kind, shown, notice.facts, Viewer("")).lines
    assert said[0].startswith("Nobody holds the post of IRO Team Manager for this team.")
    assert said[1] == LACKS


async def test_a_vacant_post_that_must_answer_is_not_named_a_second_time() -> None:
    """The Children's Service Manager confirms the date, and arranges the meeting, too."""
    iro, _ = await raise_one(bradford("childrens_service_manager"), "stage-2")
    assert "so nobody was asked there" in iro.sees
    assert "Not told by me: Children's Service Manager" not in iro.sees
    assert "The Stage 2 meeting has nobody to arrange it." in iro.sees
