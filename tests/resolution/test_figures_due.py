"""In which months a procedure has its figures looked at: sent to those who may see them."""

from datetime import date

import pytest

from resolution.errors import PolicyInvalid
from resolution.figures_due import FiguresDue
from resolution.policy_file import load_policy, parse_policy
from resolution.policy_text import bundled, read_text

BRIGHTON = "brighton-and-hove"


@pytest.mark.parametrize(
    ("months", "today", "period"),
    [
        ((4, 10), date(2027, 4, 1), (date(2026, 10, 1), date(2027, 3, 31))),
        ((4, 10), date(2026, 10, 30), (date(2026, 4, 1), date(2026, 9, 30))),
        ((3,), date(2028, 3, 1), (date(2027, 3, 1), date(2028, 2, 29))),
        ((4, 10), date(2027, 5, 4), None),
        ((), date(2027, 4, 1), None),
    ],
)
def test_they_cover_the_whole_months_since_the_time_before(
    months: tuple[int, ...], today: date, period: tuple[date, date] | None
) -> None:
    """Brighton & Hove §5: bi annually (October and April)."""
    assert FiguresDue(months).period(today) == period


def test_only_one_procedure_names_months() -> None:
    due = {key: load_policy(key).figures for key in bundled()}
    assert {key: row.months for key, row in due.items() if row.months} == {BRIGHTON: (4, 10)}
    assert due[BRIGHTON].to == ("iro_manager",)
    assert due[BRIGHTON].cite.startswith("§5")


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("months = [4, 10]", "months = [4, 13]", "from 1 to 12"),
        ("months = [4, 10]", "months = []", "from 1 to 12"),
        ('to = ["iro_manager"]', 'to = ["social_worker"]', "not among owner_managers"),
        ('to = ["iro_manager"]', 'to = ["iro_manager"]\nwhen = "noon"', "when"),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(right: str, wrong: str, says: str) -> None:
    text = read_text(BRIGHTON)
    assert right in text
    with pytest.raises(PolicyInvalid, match="figures") as refusal:
        parse_policy(text.replace(right, wrong, 1), "mine.toml")
    assert says in str(refusal.value)
