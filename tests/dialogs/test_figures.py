"""`figures`: what an IRO's manager sees of a period, and nobody else."""

from datetime import date

import pytest

from dialogs.reports import period
from resolution.errors import NotNow
from tests.builders import a_rulebook
from tests.dialogs.office import Office, raise_one

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("", date(2026, 5, 1), TODAY),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-04 2026-09", date(2026, 4, 1), date(2026, 9, 30)),
        ("2026-04 to 2026-09", date(2026, 4, 1), date(2026, 9, 30)),
    ],
)
def test_a_period_is_months_or_a_year(typed: str, first: date, last: date) -> None:
    assert period(typed, TODAY) == (first, last)


@pytest.mark.parametrize("typed", ["last year", "2026-13", "2026-01 2026-02 2026-03", "2026-9"])
def test_what_is_no_period_is_answered_with_how_to_write_one(typed: str) -> None:
    with pytest.raises(NotNow, match="figures 2026-04 2026-09"):
        period(typed, TODAY)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(NotNow, match="comes before"):
        period("2026-09 2026-04", TODAY)


async def test_the_manager_of_the_officers_sees_numbers_teams_and_themes_and_no_child() -> None:
    office = Office(a_rulebook("durham"))
    _, ref = await raise_one(office)

    seen = await office.chat("iro_operations_manager").says("figures")

    assert "1 raised: 1 open" in seen
    assert "North team" in seen
    assert office.policy().stages[1].title in seen
    for private in (ref, "1234567", "permanent", "The plan has not moved"):
        assert private not in seen


async def test_nobody_else_sees_figures() -> None:
    office = Office(a_rulebook("durham"))

    assert "Figures are for those who manage" in await office.chat("team_manager").says("figures")


async def test_figures_are_not_shown_where_others_read_along() -> None:
    office = Office(a_rulebook("durham"))

    seen = await office.chat("iro_operations_manager", personal=False).says("figures")

    assert "Others read along here" in seen
