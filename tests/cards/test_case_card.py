import json

import pytest
from msgspec.structs import replace

from cards.actions import Verb
from cards.case_card import base_card, case_card
from cards.viewer import Viewer
from resolution import commands as c
from tests.builders import a_challenge, a_rulebook
from tests.cards.anyshire import ANYSHIRE
from tests.cards.lint import buttons, problems, texts
from tests.cards.samples import OUTSIDER, raised, sample
from tests.world import World


def words(card: object) -> str:
    return "\n".join(texts(card))


def test_everybody_sees_reference_stage_posts_and_dates_and_nothing_of_the_child() -> None:
    seen = raised("anyshire")
    card = base_card(seen.facts)
    for said in ("TST-23456", "Level 1", "Team Manager", "IRO", "Monday 30 November 2026, 17:00"):
        assert said in words(card)
    case = seen.facts.case
    assert case.challenge is not None
    for kept in (case.file_number, case.challenge.worry, "Holder of", "AB,"):
        assert kept not in json.dumps(card)


def test_somebody_without_a_part_in_the_case_gets_the_card_that_everybody_gets() -> None:
    seen = raised("anyshire")
    curious = replace(OUTSIDER, may=frozenset({Verb.RESOLVE}))
    assert case_card(seen.facts, curious) == base_card(seen.facts)


def test_an_entitled_person_sees_the_matter_and_only_the_buttons_open_to_them() -> None:
    seen = raised("anyshire")
    viewer = Viewer("someone", is_party=True, may=frozenset({Verb.NOTE}))
    card = case_card(seen.facts, viewer)
    assert "The plan for permanence has not moved since the last review." in words(card)
    assert [action["title"] for action in buttons(card)] == ["Add a note", "See the history"]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-23T10:00", "Due soon. Acknowledgement due Tuesday 24 November 2026, 17:00"),
        ("2026-11-25T09:00", "Overdue: acknowledgement was due Tuesday 24 November 2026, 17:00"),
        ("2026-12-02T09:00", "(6 working days late)"),
    ],
)
def test_the_line_at_the_top_says_in_words_what_its_colour_says(now: str, said: str) -> None:
    assert said in words(base_card(raised("anyshire", now).facts))


def test_an_answered_case_says_whose_decision_is_next() -> None:
    met = raised("bradford", answered=True)
    assert met.facts.case.visit.responses
    assert "We met the family." in words(case_card(met.facts, met.owner))
    durham = raised("durham", answered=True)
    assert "Answered. The IRO decides whether this settles it" in words(base_card(durham.facts))


def test_an_ended_case_says_how_and_when_it_ended() -> None:
    world = World(a_rulebook(ANYSHIRE))
    world.raise_one()
    world.do(c.Resolve(**world.by("iro"), outcome="The plan moves.", impact="They know."))
    ended = sample(world)
    card = case_card(ended.facts, ended.owner)
    assert "Resolved on Monday 23 November 2026, 10:00" in words(card)
    assert "The plan moves." in words(card)


def test_the_longest_narrative_stays_within_a_message_and_says_that_it_is_cut() -> None:
    world = World(a_rulebook(ANYSHIRE))
    long = "word " * 598
    world.raise_one(challenge=a_challenge(worry=long, tried=long, impact=long, needed=long))
    seen = sample(world)
    card = case_card(seen.facts, seen.owner)
    assert problems(card) == []
    assert "…" in words(card)


def test_a_name_or_note_that_looks_like_markup_is_shown_as_it_was_typed() -> None:
    world = World(a_rulebook(ANYSHIRE))
    nasty = "[press](https://example.org) <at>Everyone</at> {{DATE(2027-01-05, LONG)}}"
    world.raise_one(challenge=a_challenge(worry=nasty, needed=nasty))
    seen = sample(world)
    case = seen.facts.case
    assert case.owner is not None
    renamed = replace(case, owner=replace(case.owner, name=nasty), initials=nasty)
    for card in (
        case_card(replace(seen.facts, case=renamed), seen.owner),
        base_card(replace(seen.facts, case=renamed), message=nasty),
    ):
        assert problems(card) == []
        assert "https://example" not in json.dumps(card, ensure_ascii=False)


def test_a_case_without_any_date_says_so() -> None:
    world = World(a_rulebook(ANYSHIRE))
    world.raise_one()
    seen = sample(world)
    bare = replace(seen.facts, case=replace(seen.facts.case, clocks=()), days_left=None)
    assert "Open. No date is set for this stage" in words(base_card(bare))


def test_a_vacant_post_and_a_stand_in_are_said_so() -> None:
    seen = raised("anyshire")
    visit = seen.facts.case.visit
    vacant = replace(visit.assignees[0], person_id="", name="")
    away = replace(visit.assignees[0], name="Kim Ode", covering="Robin Hale")
    for held, said in (
        (vacant, "Team Manager (vacant)"),
        (away, "Kim Ode, Team Manager, standing in for Robin Hale"),
    ):
        case = replace(seen.facts.case, visits=(replace(visit, assignees=(held,)),))
        card = case_card(replace(seen.facts, case=case), seen.owner)
        assert said in words(card)
