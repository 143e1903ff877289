"""What somebody typed, however Teams writes it down: a mention, its space, marks."""

import pytest

from bot.arrivals import spoken
from tests.fakes import activities
from tests.fakes.activities import Json
from tests.fakes.keys import APP_ID

MENTION = "<at>IRO resolution</at>"


def typed(text: str, form: str = "plain") -> str:
    bot = {"id": f"28:{APP_ID}", "name": "IRO resolution"}
    mention = {"type": "mention", "text": MENTION, "mentioned": bot}
    said: Json = {"text": text, "textFormat": form, "entities": [mention]}
    return spoken(activities.activity("message", **said))


@pytest.mark.parametrize(
    "text",
    [
        f"{MENTION}&nbsp;overdue please",
        f"{MENTION}\xa0overdue\xa0please\r\n",
        f"overdue {MENTION} please",
        f"{MENTION}overdue&#160;please",
    ],
)
def test_the_mention_and_its_space_are_not_part_of_the_words(text: str) -> None:
    assert typed(text) == "overdue please"


def test_formatted_words_are_read_without_their_marks() -> None:
    assert typed("<p>case <b>DUR-7K3MQ</b></p>", "xml") == "case DUR-7K3MQ"
    assert typed("a < b &amp; c") == "a < b & c"
