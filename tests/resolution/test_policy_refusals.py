"""Each mistake in a policy file is refused with its file, its place and a sentence."""

from pathlib import Path

import pytest

from resolution.errors import PolicyInvalid
from resolution.policy_file import parse_policy

TEXT = Path(__file__).with_name("sixth_council.toml").read_text("utf-8")


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(text, "sixth.toml")
    assert str(refused.value).startswith("sixth.toml: ")
    return refused.value.problems


def changed(old: str, new: str) -> str:
    assert old in TEXT, f"the sixth council no longer says {old}"
    return TEXT.replace(old, new, 1)


def line(of: str, text: str) -> int:
    """The line on which this stands for the first time."""
    return text[: text.index(of)].count("\n") + 1


MISTAKES = [
    # what is written, what is written instead, its place, part of the sentence
    (
        'title = "First step"',
        'titel = "First step"',
        "stages[0] “step-1” → titel",
        "did you mean “title”",
    ),
    ('title = "First step"', "", "stages[0] “step-1” → title", "“title” is missing"),
    ('title = "First step"', "title = 4", "stages[0] “step-1” → title", "is 4 where a text"),
    ("formal = true", 'formal = "yes"', "stages[0] “step-1” → formal", "true or false is expected"),
    (
        'raised_by = ["iro", "cp_chair"]',
        'raised_by = "iro"',
        "stages[0] “step-1” → raised_by",
        "a list",
    ),
    (
        'raised_by = ["iro", "cp_chair"]',
        "raised_by = []",
        "stages[0] “step-1” → raised_by",
        "somebody",
    ),
    (
        'any_of = ["team_manager"]',
        'any_of = ["team_manger"]',
        "stages[0] “step-1” → respond",
        "did you mean “team_manager”",
    ),
    (
        'any_of = ["team_manager"]',
        'any_of = ["iro"], all_of = ["director"]',
        "stages[0] “step-1” → respond",
        "either any_of or all_of",
    ),
    ('any_of = ["team_manager"]', "", "stages[0] “step-1” → respond", "either any_of or all_of"),
    (
        'must = "acknowledge"',
        'must = "acknowlege"',
        "stages[0] “step-1” → clocks[0]",
        "did you mean “acknowledge”",
    ),
    (
        'from = "day_after_receipt"',
        'from = "tomorrow"',
        "clocks[0] “acknowledge” → from",
        "write one of: stage_opened",
    ),
    ('from = "day_after_receipt"', "", "clocks[0] “acknowledge” → from", "“from” is missing"),
    ("hours = 24", "hours = 0", "clocks[0] “acknowledge” → within", "0 hours is impossible"),
    ("hours = 24", "hours = -1", "clocks[0] “acknowledge” → within", "-1 hours is impossible"),
    (
        "hours = 24",
        "hours = 2400000",
        "clocks[0] “acknowledge” → within",
        "2400000 hours is impossible",
    ),
    ("hours = 24", "minutes = 24", "within → minutes", "no setting called “minutes”"),
    (
        "hours = 24",
        "hours = 24, working_days = 1",
        "clocks[0] “acknowledge” → within",
        "exactly one",
    ),
    ("hours = 24", "hours = 1.5", "within → hours", "a whole number"),
    (
        'within = "unknown"',
        'within = "soon"',
        "stages[2] “step-3” → clocks[0] “respond” → within",
        "write one of: negotiated",
    ),
    (
        "at_most = { working_days = 10 }",
        "at_most = { working_days = 4 }",
        "clocks[1] “respond” → at_most",
        "4 is less than the normal limit of 5",
    ),
    (
        "at_most = { working_days = 10 }",
        "at_most = { hours = 90 }",
        "clocks[1] “respond” → at_most",
        "same unit",
    ),
    (
        'key = "before-review"\nmust = "resolve"',
        'must = "respond"',
        "stages[0] “step-1” → clocks[2] “respond” → key",
        "“respond” is there twice",
    ),
    ('key = "step-2"', 'key = "step-1"', "stages[1] “step-1” → key", "“step-1” is there twice"),
    ('key = "step-2"', 'key = "Step Two"', "stages[1] “Step Two” → key", "small letters"),
    ('when = "court"', 'when = "courts"', "notify[1] “solicitor” → when", "did you mean “court”"),
    (
        'counts = ["step-1", "step-2"',
        'counts = ["step-1", "step-9"',
        "totals[0] “all” → counts",
        "unknown stage “step-9”",
    ),
    (
        'counts = ["step-1", "step-2"',
        'counts = ["step-1", "step-1"',
        "totals[0] “all” → counts",
        "“step-1” twice",
    ),
    ('{ key = "passport"', '{ key = "delay"', "themes[0] “Plans” → list[1] “delay”", "there twice"),
    (
        'title = "Passport"',
        'title = "delay"',
        "themes[0] “Plans” → list[1] “passport”",
        "there twice",
    ),
    (
        'team_manager = ["duty_manager"]',
        'team_manager = ["team_manager"]',
        "deputies → team_manager",
        "own deputy",
    ),
    (
        'owners = { looked_after = "iro", child_protection = "cp_chair" }',
        'owners = { looked_after = "iro" }',
        "owners",
        "“child_protection”",
    ),
    (
        'looked_after = "iro"',
        'looked_afer = "iro"',
        "owners → looked_afer",
        "did you mean “looked_after”",
    ),
    ('opens = "08:30"', 'opens = "8.30"', "hours → opens", "a time such as 09:00"),
    ('opens = "08:30"', 'opens = "18:30"', "hours", "open before it closes"),
    ('ref_prefix = "WES"', 'ref_prefix = "west"', "ref_prefix", "two to four capital letters"),
    ('version = "2027.1"', 'version = "2027@1"', "version", "letters, digits"),
    (
        'remind = ["half_way"]',
        'remind = ["hourly"]',
        "clocks[1] “respond” → remind[0]",
        "write one of: half_way",
    ),
    (
        'cite = "p. 2: the first step"',
        'cite = " "',
        "stages[0] “step-1” → cite",
        "say where the procedure says so",
    ),
    ('cites = ["p. 2"]', "cites = []", "readings[1] → cites", "say where"),
    (
        'fields = ["spoken_to", "review_date"]',
        'fields = ["spoken", "review_date"]',
        "stages[0] “step-1” → fields",
        "did you mean “spoken_to”",
    ),
    (
        'kind = "many", choices = ["Delay", "Safety"]',
        'kind = "many"',
        "fields → grounds",
        "needs its choices",
    ),
    (
        'after = "ask"',
        'after = "asked"',
        "routes[0] “solicitor” → steps[1] “answer” → after",
        "no earlier step",
    ),
    (
        'stages = ["step-2"]',
        'stages = ["step-8"]',
        "routes[0] “solicitor” → stages",
        "unknown stage “step-8”",
    ),
    ('kind = "signpost"', 'kind = "notice"', "routes[1] “complaint” → steps", "needs a step"),
    ('arrange = ["duty_manager"]', "arrange = []", "meeting → arrange", "arrange the meeting"),
    (
        'key = "step-3"\ntitle = "Third step"\nformal = true',
        'key = "step-3"\ntitle = "Third step"\nformal = false',
        "stages[2] “step-3” → formal",
        "after a formal one",
    ),
    (
        'fields = ["spoken_to", "review_date"]',
        'fields = ["spoken_to"]',
        "clocks[2] “before-review” → from",
        "must ask for the “review_date”",
    ),
    ('must = "resolve"', 'must = "complete_action"', "clocks[2]", "each agreed action itself"),
]


@pytest.mark.parametrize(("old", "new", "place", "sentence"), MISTAKES)
def test_a_mistake_is_refused_at_its_place(old: str, new: str, place: str, sentence: str) -> None:
    found = problems(changed(old, new))
    assert any(place in problem and sentence in problem for problem in found), found
    renamed = old == 'key = "step-2"'  # what refers to the stage is wrong as well
    assert len(found) == 1 or renamed, found


def test_a_problem_names_its_line() -> None:
    text = changed("working_days = 5 }\nat_most", "working_days = 0 }\nat_most")
    (only,) = problems(text)
    assert only == (
        f"line {line('within = { working_days = 0 }', text)}, stages[0] “step-1” → clocks[1]"
        " “respond” → within: a limit of 0 working days is impossible; it must be from 1 to 130"
        " (for no figure write “none”, “negotiated” or “unknown”)."
    )


def test_all_problems_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = changed("hours = 24", "hours = 0")
    text = text.replace('any_of = ["director"]', 'any_of = ["mayor"]').replace(
        "warn_before = 1", "warn = 1"
    )
    first, second, third = problems(text)
    assert "0 hours" in first
    assert "“mayor”" in second
    assert "“warn”" in third


def test_every_required_setting_that_is_missing_is_named() -> None:
    found = problems('key = "empty"\n')
    for name in ("title", "authority", "version", "kinds", "owners", "posts", "stages", "themes"):
        assert any(f"“{name}” is missing" in problem for problem in found)
