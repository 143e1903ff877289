"""Child protection chairs, a post that nobody holds, and a person who left: never silence."""

from pathlib import Path

import pytest

from resolution.events import Reassigned, StageOpened
from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from tests.journeys.authority import ADMINISTRATORS, TEAM
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, POLICIES, Council
from tests.journeys.raising import raise_one, responds
from tests.journeys.screen import elements, words
from tests.journeys.steps import (
    answers,
    asks_for,
    leaves,
    offered,
    opens,
    sending,
    takes,
    was_asked,
)

PROTECTS = [key for key in POLICIES if CaseKind.CHILD_PROTECTION in load_policy(key).kinds]


@pytest.mark.parametrize("policy", PROTECTS)
@ON_SQLITE
async def test_a_child_protection_chair_goes_the_same_way_with_their_own_manager(
    policy: str, a_council_of: Open
) -> None:
    """Northamptonshire §1 and §8; Durham §1 (the IRO acts for both); Knowsley §1."""
    async with a_council_of(policy) as council:
        named = council.authority.policy
        owner = named.owners[CaseKind.CHILD_PROTECTION]
        chair, ref = await raise_one(council, kind="child_protection")
        held = council.case(ref).owner
        assert held is not None
        assert (held.post, held.person_id) == (owner, chair.id)
        for stage in named.stages[named.position(named.first_formal.key) + 1 :]:
            await takes(chair, ref, "Escalate", to_stage=stage.key, reason="Not resolved.")
            for manager in council.assignees(ref):
                assert was_asked(manager), stage.key
        own = council.holder(named.owner_managers[owner])
        assert PLANTED in await opens(own, ref), "their own manager may read it"
        opened = [e.stage_key for e in council.trail(ref) if isinstance(e, StageOpened)]
        assert opened == [s.key for s in named.stages if s.formal]
        await answers(council.assignees(ref)[0], ref)
        await takes(chair, ref, "Resolve", outcome="Settled.", impact="They are safe.")
        assert not council.case(ref).is_open


@ON_SQLITE
async def test_northamptonshire_hides_the_themes_for_looked_after_children_from_a_chair(
    a_council_of: Open,
) -> None:
    """Northamptonshire, Appendix A: themes of looked-after children alone."""
    async with a_council_of("northamptonshire") as council:
        themes: dict[str, str] = {}
        for kind in ("looked_after", "child_protection"):
            who, _ = await raise_one(council, kind=kind)
            await who.says("raise")
            await who.presses("Next", kind=kind, team=TEAM)
            asked = [a for a in elements(who.card, "Input.") if a["id"].startswith("themes")]
            themes[kind] = " ".join(words(group) for group in asked)
        assert "Delay in life story work" in themes["looked_after"]
        assert "Delay in life story work" not in themes["child_protection"]


def changes_directory(council: Council, old: str, new: str) -> None:
    """The directory file as somebody edits it."""
    file = Path(council.settings.directory)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


async def test_nobody_holds_the_post_so_the_owner_and_the_administrators_are_told(
    a_council_of: Open,
) -> None:
    async with a_council_of("knowsley") as council:
        vacant = council.first_responder
        post = 'posts = [{ post = "team_manager", team = "rivermead" }]'
        changes_directory(council, post, "posts = []")
        await council.settle()
        iro, ref = await raise_one(council)
        (assigned,) = council.case(ref).visit.assignees
        assert assigned.person_id == "", "no guess is made"
        assert "Nobody holds the post of Team Manager for this team" in iro.told
        assert "(vacant)" in await opens(iro, ref)
        assert council.onlooker(ADMINISTRATORS).received("Nobody holds a post")
        assert not vacant.inbox

        stranger = council.stranger()
        press = await asks_for(iro, ref, "Reassign")
        await iro.sends(press, post="team_manager", person_id=stranger.id, reason="  ")
        assert "Say why it passes to them." in iro.sees
        await iro.sends(sending(iro), reason="They take it on.")
        await council.settle()
        assert stranger.received("This is now yours to answer")
        await responds(stranger)
        assert iro.received("A response waits for your decision")


async def test_whoever_left_is_no_longer_asked_and_whoever_follows_may_answer(
    a_council_of: Open,
) -> None:
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council)
        gone, stranger = council.holder("team_manager"), council.stranger()
        kept = await asks_for(gone, ref, "Respond")
        form = await asks_for(iro, ref, "Reassign")
        leaves(iro)
        name = f'name = "{gone.name}"'
        changes_directory(council, name, f"{name}\nleft = true")
        await council.settle()

        leaves(gone)
        await gone.sends(kept, text=f"{PLANTED} is well.")
        assert "ResponseSubmitted" not in council.kinds(ref)
        assert f"You have no case {ref}" in gone.told
        await iro.sends(form, post="team_manager", person_id=gone.id, reason="By mistake.")
        assert "Reassigned" not in council.kinds(ref)
        assert "Put this right" in iro.sees
        leaves(iro)
        await takes(
            iro, ref, "Reassign", post="team_manager", person_id=stranger.id, reason="They left."
        )
        (event,) = [e for e in council.trail(ref) if isinstance(e, Reassigned)]
        assert event.new.person_id == stranger.id
        await responds(stranger)
        assert "Respond" not in await offered(stranger, ref)
