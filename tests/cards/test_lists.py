from datetime import date

from msgspec.structs import replace

from cards.actions import CardAction, Verb
from cards.history import history_card
from cards.lists import DigestRow, digest_card, digest_summary, my_cases
from cards.story import Story, short
from resolution import commands as c
from resolution import events as e
from tests.builders import a_rulebook, london
from tests.cards.anyshire import ANYSHIRE
from tests.cards.lint import buttons, problems, texts
from tests.cards.samples import raised, sample
from tests.world import World


def words(card: object) -> str:
    return "\n".join(texts(card))


def a_row(number: int, days_left: int, stage: str = "Level 1") -> DigestRow:
    due = london("2026-11-30T17:00")
    return DigestRow(f"TST-{number:05}", 3, stage, ("Team Manager",), due, days_left)


def test_a_digest_gives_the_latest_first_by_stage_with_five_buttons_and_a_way_to_the_rest() -> None:
    rows = [a_row(n, -n, "Level 2" if n % 2 else "Level 1") for n in range(1, 9)]
    card = digest_card(date(2026, 12, 2), rows, [a_row(9, 1)])
    assert problems(card) == []
    assert "Overdue (8)" in words(card)
    assert "**TST-00008** · 8 working days late · Team Manager" in words(card)
    assert "due Monday 30 November 2026, 17:00" in words(card)
    opened = [f"Open TST-0000{n}" for n in (8, 7, 6, 5, 4)]
    assert [action["title"] for action in buttons(card)] == [*opened, "Show all"]
    rest = digest_card(date(2026, 12, 2), rows, [a_row(9, 1)], page=1)
    assert [action["title"] for action in buttons(rest)][:3] == [
        f"Open TST-0000{n}" for n in (3, 2, 1)
    ]


def test_a_digest_of_a_bad_month_still_fits_in_a_message() -> None:
    rows = [a_row(n, -n, f"Level {n % 7}") for n in range(1, 200)]
    soon = [a_row(n, 1, f"Level {n % 7}") for n in range(200, 400)]
    card = digest_card(date(2026, 12, 2), rows, soon)
    assert problems(card) == []
    assert "And 184 more" in words(card)
    assert digest_summary(199, 0) == "199 overdue, 0 due soon"


def test_somebodys_cases_are_listed_five_at_a_time() -> None:
    seen = raised("anyshire").facts
    cases = [replace(seen, case=replace(seen.case, ref=f"TST-0000{n}")) for n in range(1, 9)]
    card = my_cases("What waits for you", cases)
    assert problems(card) == []
    last = list(buttons(card))[-1]
    assert last["title"] == "Show 3 more"
    more = CardAction.from_invoke(last["verb"], last["data"])
    assert (more.verb, more.keep) == (Verb.MINE, {"page": "2"})
    assert "TST-00008" in words(my_cases("What waits for you", cases, page=2))
    assert "Nothing waits for you." in words(my_cases("What waits for you", []))


def test_the_history_is_whole_however_long_and_every_page_fits() -> None:
    world = World(a_rulebook(ANYSHIRE))
    world.raise_one()
    for number in range(12):
        world.do(
            c.AddNote(**world.by("iro"), text=f"begin{number} " + "word " * 590 + f"end{number}")
        )
    seen = sample(world)
    pages = [history_card(seen.facts, seen.trail, page) for page in range(1, 8)]
    said = "\n".join(words(page) for page in pages)
    for number in range(12):
        assert f"begin{number} " in said
        assert f"end{number}" in said
    for page in pages:
        assert problems(page) == []
    assert [a["title"] for a in buttons(pages[0])] == ["Show later", "Go back to the case"]
    assert history_card(seen.facts, seen.trail, 99) == history_card(seen.facts, seen.trail, 7)


def test_every_event_has_its_sentence() -> None:
    told = {type(event).__name__ for event in raised("durham", "2026-12-30T10:00").trail}
    assert {"StageLapsed", "TotalWarned", "AssigneeReminded"} <= told
    for kind in vars(e).values():
        if isinstance(kind, type) and issubclass(kind, e.Event) and kind is not e.Event:
            assert kind in Story.tells(), kind.__name__


def test_a_draft_is_told_without_its_words() -> None:
    world = World(a_rulebook(ANYSHIRE))
    world.raise_one(stage_key="level-2", bypass_reason="It cannot wait.")
    draft = e.ReportDrafted(at=world.now(), by=world.by("iro")["by"], text="Not for others yet")
    sentence, written = Story(ANYSHIRE, world.trail).tell(draft)
    assert "kept a draft" in sentence
    assert written == ()


def test_the_short_story_leaves_the_machinery_out() -> None:
    lines = short(ANYSHIRE, raised("anyshire", "2026-12-02T10:00").trail)
    assert not [line for line in lines if "Reminder" in line or "Both levels" in line]
    assert any("did not come by" in line for line in lines)
