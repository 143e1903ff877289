"""Whoever left while cases are open is not written to, and somebody hears in their place."""

from datetime import timedelta

from resolution.events import NoticeUndelivered
from resolution.policy import Must
from tests.journeys.authority import ADMINISTRATORS
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import takes
from tests.journeys.test_posts_and_people import changes_directory

TOLD = "Somebody could not be reached"


@ON_SQLITE
async def test_when_an_officer_left_their_manager_hears_of_the_case_and_gives_it_to_another(
    a_council_of: Open,
) -> None:
    """IRO Handbook 6.2: somebody must decide what follows when nobody answers."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council)
        manager = council.manager_of(iro)
        changes_directory(council, f'name = "{iro.name}"', f'name = "{iro.name}"\nleft = true')
        before = len(iro.previews)
        await council.to(council.due_at(ref, Must.RESPOND) + timedelta(days=3))
        assert iro.previews[before:] == [], "nobody waits for a person who left"
        told = manager.received(TOLD)
        assert told
        assert iro.name in words(told[0])
        assert "they have left" in words(told[0])
        assert council.onlooker(ADMINISTRATORS).received(TOLD)
        rows = [event for event in council.trail(ref) if isinstance(event, NoticeUndelivered)]
        assert {row.person_id for row in rows} == {iro.id}

        await takes(manager, ref, "Reassign", post="owner", person_id=manager.id, reason="Left.")
        owner = council.case(ref).owner
        assert owner is not None
        assert owner.person_id == manager.id


@ON_SQLITE
async def test_when_the_directory_no_longer_names_who_answers_the_administrators_hear(
    a_council_of: Open,
) -> None:
    async with a_council_of("durham") as council:
        _, ref = await raise_one(council)
        gone = council.first_responder
        changes_directory(council, f'id = "{gone.id}"', f'id = "9{gone.id[1:]}"')
        await council.settle()
        await gone.says(f"case {ref}")
        assert f"You have no case {ref}" in gone.sees, "nor may they read it any longer"
        assert "Did you mean" not in gone.sees
        before = len(gone.previews)
        await council.to(council.due_at(ref, Must.RESPOND) - timedelta(hours=1))
        assert gone.previews[before:] == []
        (told, *_) = council.onlooker(ADMINISTRATORS).received(TOLD)
        assert "Somebody could not be reached (the directory no longer names them)" in words(told)
