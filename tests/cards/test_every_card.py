from typing import Any

import pytest

from cards.asks import ASKS
from resolution.notices import NoticeKind
from tests.cards import samples
from tests.cards.lint import problems
from tests.cards.samples import every_card, forms

CARDS = {**every_card(), **{f"{name} in a dialog": card for name, card in forms(True).items()}}


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_valid_readable_and_within_what_teams_allows(name: str) -> None:
    assert problems(CARDS[name]) == []


@pytest.mark.parametrize("policy_key", ["bradford", "northamptonshire", "brighton-and-hove"])
def test_cards_hold_for_every_procedure(policy_key: str) -> None:
    seen = samples.raised(policy_key)
    cards = samples.raise_forms(seen.facts.policy)
    for act, draw in samples.CASE_FORMS.items():
        cards[act] = draw(samples.raised(policy_key, answered=True).facts)
    found = {name: problems(card) for name, card in cards.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_kind_of_notice_but_the_digest_has_words() -> None:
    assert set(ASKS) == set(NoticeKind) - {NoticeKind.DIGEST, NoticeKind.FIGURES}


def test_the_lint_finds_what_it_is_there_for() -> None:
    bad: dict[str, Any] = {
        "type": "AdaptiveCard",
        "version": "1.6",
        "body": [
            {"type": "TextBlock", "text": "[press](https://example.org)"},
            {"type": "Input.Text", "id": "text", "isRequired": True},
            {"type": "Image", "url": "data:,"},
        ],
        "actions": [{"type": "Action.Submit", "title": "Button"}] * 7,
    }
    found = "\n".join(problems(bad))
    for part in ("1.5", "heading", "wrap", "link", "label", "errorMessage", "altText", "7 actions"):
        assert part in found
    assert "repeat" in found
    assert "begin with what it does" in found
