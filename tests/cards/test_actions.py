from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.actions import CardAction, UnknownButton, Verb, typed
from cards.buttons import ACTS, acts, button
from tests.cards.lint import elements
from tests.cards.samples import every_card

ACTIONS = st.builds(
    CardAction,
    st.sampled_from(Verb),
    st.text(max_size=20),
    st.integers(0, 10_000),
    st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3),
)


@given(ACTIONS)
def test_what_is_written_on_a_button_is_read_back(action: CardAction) -> None:
    drawn = action.execute("Press", inputs=True)
    assert CardAction.from_invoke(drawn["verb"], drawn["data"]) == action
    assert CardAction.from_invoke("", drawn["fallback"]["data"]) == action
    assert CardAction.from_invoke("", action.open_dialog("Press")["data"]) == action


def test_every_button_of_every_card_is_read_back() -> None:
    for name, card in every_card().items():
        for element in elements(card):
            if element["type"] in {"Action.Execute", "Action.Submit"}:
                read = CardAction.from_invoke(element.get("verb", ""), element["data"])
                assert read.data == {k: v for k, v in element["data"].items() if k != "msteams"}
                assert set(read.data) <= {"verb", "ref", "v", "keep"}, name


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("", {}),
        ("explode", {"ref": "TST-23456", "v": 1}),
        ("show", {"ref": 7, "v": 1}),
        ("show", {"ref": "TST-23456", "v": "1"}),
        ("show", {"ref": "TST-23456", "v": 1, "keep": "page"}),
        ("", {"verb": ["show"]}),
    ],
)
def test_a_button_that_nobody_drew_is_refused_with_what_to_do(
    verb: str, data: dict[str, Any]
) -> None:
    with pytest.raises(UnknownButton, match="mine"):
        CardAction.from_invoke(verb, data)


def test_what_was_typed_is_told_apart_from_what_the_button_carries() -> None:
    data = {"verb": "note", "ref": "TST-23456", "v": 3, "keep": {}, "text": "Hello", "n": 5}
    assert typed(data) == {"text": "Hello"}


def test_an_act_with_a_form_opens_it_as_a_dialog_only_where_there_are_dialogs() -> None:
    here = button(Verb.RESPOND, "TST-23456", 3)
    assert here["type"] == "Action.Execute"
    assert here["verb"] == Verb.RESPOND_FORM
    there = button(Verb.RESPOND, "TST-23456", 3, dialogs=True)
    assert there["data"]["msteams"] == {"type": "task/fetch"}
    at_once = button(Verb.ACKNOWLEDGE, "TST-23456", 3, dialogs=True)
    assert at_once["type"] == "Action.Execute"


@given(st.sets(st.sampled_from(list(ACTS))))
def test_however_many_acts_are_open_every_one_is_on_some_page_and_no_page_has_seven(
    may: set[Verb],
) -> None:
    found: list[str] = []
    for page in range(1, 8):
        drawn = acts("TST-23456", 3, may, page=page)
        assert len(drawn) <= 6
        titles = [action["title"] for action in drawn]
        found += [title for title in titles if title not in {"More", "Fewer choices"}]
        if "More" not in titles:
            break
    assert sorted(found) == sorted(ACTS[act] for act in may)
