"""What is shown may be two seconds old; a refusal makes the next look a fresh one."""

from bot.desk import RecentCases
from resolution.case import Case


def test_a_case_is_kept_for_a_moment_and_never_replaced_by_an_older_one() -> None:
    now = 0.0
    recent = RecentCases(lambda: now)
    recent.keep(Case("A", version=4))
    recent.keep(Case("A", version=3))
    kept = recent.get("A")
    assert kept is not None
    assert kept.version == 4

    now = 3.0
    assert recent.get("A") is None
    recent.keep(Case("A", version=3))
    assert recent.get("A") is not None


def test_a_case_that_moved_on_elsewhere_is_read_again() -> None:
    recent = RecentCases()
    recent.keep(Case("A"))
    recent.forget("A")
    assert recent.get("A") is None
