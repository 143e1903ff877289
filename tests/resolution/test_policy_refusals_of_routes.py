"""What a policy file says of its routes' answers, days and moments is checked at its place."""

import pytest

from resolution.errors import PolicyInvalid
from resolution.policy_file import parse_policy
from tests.resolution.test_policy_refusals import TEXT

FIELDS = """
[[routes]]
key = "visits"
kind = "monitoring"
title = "Visits"
cite = "p. 8"
open_to = ["iro"]
prompt_at = ["resolve", { at = "reject", stages = ["step-2"] }]
prompt_when = ["court"]
[[routes.steps]]
key = "arrange"
title = "Arrange a visit"
by = ["iro"]
fields = ["visit_on", "lead", "whose", "moving"]
notify = [{ post = "team_manager", holder_of = "lead", stages = ["step-1"] }]
fixes = { day = "visit_on", of = "visited" }
moves_to = "moving"
cite = "p. 8"
[[routes.steps]]
key = "visited"
title = "Visited"
by = ["iro"]
after = "arrange"
fields = ["seen_on", "kept"]
notify = [{ post = "team_manager", line_manager_of = "whose", when = "kept=no" }]
cautions = [{ when = "kept=no", unless = "kept=yes", says = "Look again." }]
cite = "p. 8"
[routes.steps.clock]
must = "record"
within = "none"
from = "step_recorded"
after = "arrange"
words = "visit"
remind = ["next_morning"]
cite = "p. 8"
[[routes.steps]]
key = "again"
title = "Visit again"
by = ["iro"]
after = "visited"
prompt_when = "kept=no"
closes = true
cite = "p. 8"
"""
ASKED = """[fields]
visit_on = { label = "When?", kind = "date", when = "future" }
seen_on = { label = "When was it?", kind = "date", when = "past", not_before = "visit_on" }
lead = { label = "Who leads?", kind = "post", choices = ["team_manager"] }
whose = { label = "Whose?", kind = "person" }
moving = { label = "Which team?", kind = "team", required = false }
kept = { label = "Was it kept?", kind = "yes_no" }
"""
WHOLE = TEXT.replace("[fields]\n", ASKED, 1) + FIELDS.replace(
    'fields = ["seen_on", "kept"]', 'fields = ["seen_on", "kept", "whose"]'
)

MISTAKES = [
    ('at = "reject", stages = ["step-2"]', 'at = "reject", stages = ["step-8"]', "step-8"),
    ('at = "reject"', 'at = "rejected"', "prompt_at"),
    ('prompt_when = ["court"]', 'prompt_when = ["courts"]', "neither among [conditions] nor"),
    ('prompt_when = "kept=no"', 'prompt_when = "kept=never"', "“never” is no answer"),
    ('prompt_when = "kept=no"', 'prompt_when = "held=no"', "not asked by then"),
    ('after = "visited"\nprompt_when', "prompt_when", "which step it follows"),
    ('holder_of = "lead"', 'holder_of = "whose"', "must be of the kind “post”"),
    ('holder_of = "lead"', 'holder_of = "kept"', "does not ask for the field"),
    ('line_manager_of = "whose"', 'line_manager_of = "kept"', "must be of the kind “person”"),
    ('holder_of = "lead"', "told_before = true", "nobody was told before the first"),
    ('day = "visit_on", of', 'day = "lead", of', "must be of the kind “date”"),
    ('of = "visited" }', 'of = "visit" }', "no step is called “visit”"),
    ('moves_to = "moving"', 'moves_to = "lead"', "must be of the kind “team”"),
    ('after = "arrange"\nwords', 'after = "again"\nwords', "no earlier step is called “again”"),
    ('unless = "kept=yes"', 'unless = "kept=perhaps"', "“perhaps” is no answer"),
    ('kind = "post", choices = ["team_manager"]', 'kind = "post"', "needs its choices"),
    ('choices = ["team_manager"]', 'choices = ["team_manger"]', "did you mean “team_manager”"),
    ('not_before = "visit_on"', 'not_before = "lead"', "is not a date"),
    ('not_before = "visit_on"', 'not_before = "visits_on"', "not among [fields]"),
    ('kind = "person" }', 'kind = "person", when = "past" }', "only for a field of the kind"),
    (
        'notify = ["iro_manager", {',
        'notify = [{ post = "iro_manager", holder_of = "lead" }, {',
        "are for the steps of routes",
    ),
]


def test_the_routes_of_these_mistakes_can_be_used_without_them() -> None:
    route = parse_policy(WHOLE, "sixth.toml").route("visits")

    arrange, visited, again = route.steps
    assert arrange.fixes is not None
    assert (arrange.fixes.day, arrange.fixes.of, arrange.moves_to) == (
        "visit_on",
        "visited",
        "moving",
    )
    assert [(row.at, row.stages) for row in route.prompt_at] == [
        ("resolve", ()),
        ("reject", ("step-2",)),
    ]
    assert visited.clock is not None
    assert (visited.clock.words, visited.clock.after) == ("visit", "arrange")
    assert again.prompt_when == "kept=no"


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES)
def test_a_mistake_in_a_route_is_refused_with_a_sentence(old: str, new: str, sentence: str) -> None:
    assert old in WHOLE, old
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(WHOLE.replace(old, new, 1), "sixth.toml")
    found = refused.value.problems
    assert any(sentence in problem for problem in found), found
    assert all(problem.startswith("line ") for problem in found)
