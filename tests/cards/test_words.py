import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.words import BREAK, clip, counted, day, listed, plain, safe, when

# What an attacker, or a paste from elsewhere, is made of.
PIECES = st.sampled_from(
    (
        "[¦]¦(¦)¦![¦<at>¦</at>¦< AT ¦{{DATE(¦{{TIME(¦}}¦https://x.org¦www.x.org¦mailto:a@b.org¦"
        "javascript:x¦`¦**¦__¦# ¦> ¦- ¦1. ¦\n¦\\¦&#91;¦<b>¦~~¦\u202e¦msteams:/l/¦file://x"
        "¦    ¦| a |¦==="
    ).split("¦")
)
NASTY = st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join)
LIVE = re.compile(
    r"<\s*/?\s*[a-zA-Z]|\{\{|\b(?:https?|ftps?|mailto|tel|file|msteams|javascript):(?=\S)(?!\u200b)"
    r"|\bwww\.(?=\S)(?!\u200b)|\](?=[(\[])",
    re.IGNORECASE,
)
BARE = re.compile(r"(?<!\\)(?:\\\\)*[`*_\[\]<~]")


@given(NASTY)
@example("[press me](https://example.org)")
@example("<at>Everyone</at> {{DATE(2027-01-05T10:00:00Z, LONG)}}")
def test_no_words_of_a_person_become_a_link_a_mention_or_a_call(text: str) -> None:
    assert not LIVE.search(plain(text))
    assert not LIVE.search(safe(text))


@given(NASTY)
def test_no_words_of_a_person_become_markup(text: str) -> None:
    shown = safe(text)
    assert not BARE.search(shown)
    assert "\n" not in shown
    assert not re.match(r"[#>+=-]|\d+[.)]", shown)


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"])))
def test_ordinary_words_are_left_as_they_are(text: str) -> None:
    assert safe(text) == " ".join(text.split())


def test_text_that_is_read_backwards_is_straightened() -> None:
    assert plain("a\u202eb\x07c") == "abc"


def test_an_address_can_still_be_read() -> None:
    assert plain("see https://example.org/x").replace(BREAK, "") == "see https://example.org/x"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2027, 1, 5, 17, 0, tzinfo=UTC), "Tuesday 5 January 2027, 17:00"),
        (datetime(2027, 7, 1, 16, 0, tzinfo=UTC), "Thursday 1 July 2027, 17:00"),
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "Sunday 28 March 2027, 00:30"),
        (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), "Sunday 28 March 2027, 02:30"),
    ],
)
def test_moments_are_said_in_full_and_in_london(at: datetime, said: str) -> None:
    assert when(at) == said


def test_days_lists_and_counts_are_said_as_people_say_them() -> None:
    assert day(date(2026, 12, 25)) == "Friday 25 December 2026"
    assert listed([]) == ""
    assert listed(["A", "B", "C"], "or") == "A, B or C"
    assert counted(1, "working day") == "1 working day"
    assert counted(3, "working day") == "3 working days"
    assert clip("one two three", 9) == "one two …"
