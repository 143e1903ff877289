"""Where only one thing can be chosen it is chosen already; of several, none is."""

import pytest

from cards.fields import Form

ONE, OTHER = ("Talked it over", "advice/talked"), ("Asked for advice", "advice/asked")


@pytest.mark.parametrize(("offered", "chosen"), [((ONE,), ONE[1]), ((ONE, OTHER), None)])
def test_the_only_choice_is_made_already(
    offered: tuple[tuple[str, str], ...], chosen: str | None
) -> None:
    form = Form({}, {})
    form.sole_choice("step", "What do you want to record?", offered, needs="Choose a step.")
    assert form.blocks[-1].get("value") == chosen


def test_what_was_typed_before_stays() -> None:
    form = Form({"step": ""}, {})
    form.sole_choice("step", "What do you want to record?", (ONE,), needs="Choose a step.")
    assert form.blocks[-1].get("value") == ""
