"""What the procedure also asks of those who are told: after their own part, and told from may."""

from resolution.notices import NoticeKind
from tests.builders import a_rulebook, person_id
from tests.cards.lint import texts
from tests.dialogs.office import Office, parts, raise_one
from tests.dialogs.test_notices import drawn
from tests.dialogs.test_words_of_a_lapse import read


async def test_nobody_reads_that_nothing_is_asked_beside_what_is() -> None:
    """Brighton & Hove §3.2, level 2: the Pod Team Manager makes all information available."""
    office = Office(a_rulebook("brighton-and-hove"))
    await raise_one(office, "level-2")
    said = read(office, NoticeKind.FOR_INFORMATION, "pod_team_manager")
    assert "to make all relevant information available" in said
    assert "nothing is asked of you" not in said.lower()
    assert "no answer is asked of you" in said


async def test_the_button_to_respond_comes_before_what_the_procedure_also_asks() -> None:
    """Knowsley Formal 7: the council's side may take legal advice, and the manager answers."""
    office = Office(a_rulebook("knowsley"))
    await raise_one(office, "stage-1")
    asked = [n for n in office.owed if n.kind is NoticeKind.ASKED_TO_RESPOND]
    found = drawn(office, asked[-1])
    assert found is not None
    titles = [button["title"] for button in parts(found[0], "Action.")]
    assert titles[0] == "Respond"
    assert "Record this now" in titles


async def test_what_the_procedure_leaves_to_people_is_offered_and_not_asked() -> None:
    """Knowsley Formal 7: the social worker may wish to have a Legal Planning Meeting."""
    office = Office(a_rulebook("knowsley"))
    await raise_one(office, "stage-1")
    to = person_id("social_worker")
    (notice,) = [n for n in office.owed if n.to.person_id == to]
    found = drawn(office, notice)
    assert found is not None
    said = texts(found[0])
    assert "You may also" in said
    assert "The procedure also asks" not in said
