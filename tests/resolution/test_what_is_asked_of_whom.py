"""The words of a stage for those who answer it, and of a step for those who hear of it."""

import pytest

from resolution.policy_file import load_policy

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")
#: How a title begins that tells somebody to do it.
IMPERATIVE = (
    *("Record", "Tell", "Ask", "Set", "Send", "Decide", "Take", "Arrange", "Refer"),
    *("Escalate", "Convene", "Advise", "Work", "Reply", "Talk"),
)


@pytest.mark.parametrize("key", POLICIES)
def test_every_stage_says_to_those_who_answer_what_is_asked_of_them(key: str) -> None:
    for stage in load_policy(key).stages:
        assert stage.ask, stage.key
        assert stage.ask != stage.help
        for raisers in ("Set a day", "you choose", "You end"):
            assert raisers not in stage.ask


@pytest.mark.parametrize("key", POLICIES)
def test_no_step_is_told_as_news_in_words_that_ask_for_it(key: str) -> None:
    for route in load_policy(key).routes:
        for step in route.steps:
            assert step.news.partition(" ")[0] not in IMPERATIVE, (route.key, step.key)
