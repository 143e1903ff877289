import json

import pytest

from cards.notice import summary
from cards.record_card import record_card, record_standing
from tests.cards import records
from tests.cards.lint import problems, texts
from tests.cards.records import POLICIES, opened, reader

CONCERN = ("brighton-and-hove", "concern-about-iro")


@pytest.mark.parametrize("dialogs", [False, True])
@pytest.mark.parametrize("policy", POLICIES)
def test_every_card_of_every_record_is_valid_and_readable(policy: str, dialogs: bool) -> None:
    cards = {**records.record_cards(policy, dialogs=dialogs)}
    cards |= records.other_cards(policy, dialog=dialogs)
    found = {name: problems(card) for name, card in cards.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_sealed_record_says_neither_what_it_is_nor_whose(policy: str) -> None:
    for name, card in records.record_cards(policy).items():
        if name.endswith("sealed"):
            seen = json.dumps(card)
            route = opened(policy, name.removesuffix(" sealed"))
            assert route.stage.title not in seen
            assert "1234567" not in seen
            assert "Holder" not in seen


def test_a_record_says_what_comes_next_by_whom_and_by_when() -> None:
    shown = opened(*CONCERN)
    route = shown.policy.route(CONCERN[1])
    seen = "\n".join(texts(record_card(shown, reader(route))))
    next_step = "Investigated and fed back — IRO Manager (Children Looked-after)"
    assert f"{next_step}, by Monday 7 December 2026, 17:00" in seen
    assert record_standing(shown)[1].startswith("Investigation and feedback: due Monday 7 December")
    assert "§7" in seen


def test_a_record_that_its_first_step_completes_asks_for_nothing_more() -> None:
    shown = opened("brighton-and-hove", "recognition")
    style, line = record_standing(shown)
    assert style == "good"
    assert "nothing more is asked" in line


def test_a_record_with_long_answers_stays_within_one_card() -> None:
    long = "<at>all</at> **not bold** [a](https://example.org) " * 58
    shown = opened("northamptonshire", "significant-change", long)
    assert problems(record_card(shown, reader(shown.policy.route("significant-change")))) == []


def test_a_notice_of_a_private_record_does_not_name_it_in_its_preview() -> None:
    shown = opened(*CONCERN)
    for kind in (*records.KINDS, *records.LATE):
        said = summary(kind, shown, {"route": CONCERN[1], "step": "raise"})
        assert said.startswith(shown.ref)
        assert "IRO" not in said
