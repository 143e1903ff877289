"""Mistakes in what a policy file says of forms, words and the file, each with a sentence."""

import pytest

from resolution.policy_file import load_policy, parse_policy
from resolution.policy_text import bundled
from resolution.terms import WORDS
from tests.resolution.test_policy_refusals import changed, problems

FIELDS = 'fields = ["spoken_to", "review_date"]'
FILED = 'on_file = "Protocol, second step"'
RESPONDS = 'respond = { any_of = ["team_manager"] }'
MISTAKES = [
    ('challenge = "query"', 'form = "sheet"', "words → form", "no word is called “form”"),
    ('challenge = "query"', 'chalenge = "q"', "words → chalenge", "did you mean “challenge”"),
    (FIELDS, f'{FIELDS}\nleave_fields = ["wy"]', "leave_fields", "“wy” is not among [fields]"),
    (FIELDS, f'{FIELDS}\nrespond_fields = ["wy"]', "respond_fields", "did you mean “why”"),
    (FIELDS, f'{FIELDS}\nreport_fields = ["why"]', "report_fields", "waits for a written report"),
    (RESPONDS, RESPONDS.replace(" }", ", choose = true }"), "respond → choose", "nobody to choose"),
    (
        'within = "negotiated"\nfrom = "stage_opened"\nby = ["head_of_care"]',
        'within = "negotiated"\nfrom = "stage_opened"\nmay_vary = true',
        "may_vary",
        "only a response with a figure",
    ),
    (FILED, 'on_file = [{ titel = "X" }]', "on_file[0] → titel", "did you mean “title”"),
    (FILED, 'on_file = [{ title = "X", by = ["irro"] }]', "by", "“irro” is not among [posts]"),
    (FILED, 'on_file = [{ title = "X", when = "later" }]', "when", "write one of: opened"),
    (FILED, 'on_file = [{ title = "X", fact = "why" }]', "fact", "no yes-or-no field"),
    (
        'consult = ["solicitor"]',
        'consult = [{ post = "solicitr", cite = "p. 4" }]',
        "consult[0]",
        "did you mean “solicitor”",
    ),
    (
        "[links]",
        '[extension]\nask = ["benefit"]\ncite = "p. 1"\n[links]',
        "ask",
        "without a “reason”",
    ),
    (
        "[links]",
        '[extension]\nask = ["reason"]\ncite = " "\n[links]',
        "extension → cite",
        "section",
    ),
    (
        "[links]",
        '[all_on_file]\ntitle = "Mosaic"\nbut = ["none"]\ncite = "p. 1"\n[links]',
        "all_on_file → but",
        "“none” is not among [[routes]]",
    ),
]


@pytest.mark.parametrize(("old", "new", "place", "sentence"), MISTAKES)
def test_each_mistake_is_refused_with_its_place(
    old: str, new: str, place: str, sentence: str
) -> None:
    found = problems(changed(old, new))
    assert any(place in said and sentence in said for said in found), found


def test_a_kind_of_case_that_the_council_does_not_have_has_no_title() -> None:
    text = changed("[links]", '[kind_titles]\nlooked_after = "child in care"\n[links]')
    assert parse_policy(text, "sixth.toml").kind_titles == {"looked_after": "child in care"}
    alone = 'kinds = ["looked_after"]'
    text = text.replace('kinds = ["looked_after", "child_protection"]', alone)
    wrong = text.replace("[kind_titles]\nlooked_after", "[kind_titles]\nchild_protection")
    assert any("does not take cases of kind" in said for said in problems(wrong))


@pytest.mark.parametrize("key", bundled())
def test_every_council_s_own_words_are_among_those_that_the_cards_use(key: str) -> None:
    policy = load_policy(key)
    assert set(policy.words) <= set(WORDS)
    assert all(policy.word(word) for word in WORDS)
