"""A day is read as a date input writes it; any other writing is asked for again in a sentence."""

from datetime import date

import pytest

from dialogs.forms import Answers

SENTENCE = "Give the day as year-month-day, for example 2027-01-05."


def test_a_day_is_read_as_the_input_writes_it() -> None:
    answers = Answers({"by": " 2028-02-29 "})

    assert answers.maybe_day("by") == date(2028, 2, 29)
    assert not answers.errors


@pytest.mark.parametrize(
    "typed",
    [
        "5 January 2027",
        "2027-1-5",
        "20270105",
        "2027-W01-2",
        "2027-01-05T10:00",
        "2027-13-01",
        "2027-02-29",
        "0000-01-01",
        "\u0662\u0660\u0662\u0667-01-05",  # a phone's Arabic digits
    ],
)
def test_any_other_writing_is_asked_for_again(typed: str) -> None:
    answers = Answers({"by": typed})

    assert answers.maybe_day("by") is None
    assert answers.errors == {"by": SENTENCE}
