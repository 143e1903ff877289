"""A procedure that nobody has read yet: the format carries what the five do not say."""

from datetime import time
from pathlib import Path

import pytest

from resolution.policy import Anchor, CaseKind, Limit, Must, Policy, Responders, Span
from resolution.policy_file import load_policy, parse_policy

FILE = Path(__file__).with_name("sixth_council.toml")


@pytest.fixture
def westmere() -> Policy:
    return load_policy(str(FILE))


def test_a_procedure_may_have_no_informal_stage(westmere: Policy) -> None:
    assert all(stage.formal for stage in westmere.stages)
    assert westmere.first_formal.key == "step-1"


def test_two_kinds_of_case_may_have_different_first_responders(westmere: Policy) -> None:
    first = westmere.stage("step-1")
    assert first.responders(CaseKind.LOOKED_AFTER) == Responders(("team_manager",))
    assert first.responders(CaseKind.CHILD_PROTECTION) == Responders(("duty_manager",))


def test_a_deputy_may_inherit_a_duty(westmere: Policy) -> None:
    assert westmere.stage("step-1").deputies == {"team_manager": ("duty_manager",)}


def test_a_stage_may_have_several_clocks_of_every_kind(westmere: Policy) -> None:
    acknowledge, respond, settle = westmere.stage("step-1").clocks
    assert (acknowledge.key, acknowledge.within) == ("acknowledge", Limit(Span.HOURS, 24))
    assert acknowledge.start is Anchor.DAY_AFTER_RECEIPT
    assert respond.within == Limit(Span.WORKING_DAYS, 5)
    assert respond.at_most == Limit(Span.WORKING_DAYS, 10)
    assert respond.remind == ("half_way",)
    assert (settle.key, settle.must, settle.start) == (
        "before-review",
        Must.RESOLVE,
        Anchor.REVIEW_DATE,
    )
    assert (settle.within, settle.by, settle.target) == (
        Limit(Span.CALENDAR_DAYS, 7),
        ("iro",),
        True,
    )


def test_a_clock_may_have_no_figure(westmere: Policy) -> None:
    assert westmere.stage("step-2").clocks[0].within == Limit(Span.NEGOTIATED)
    unknown, none = westmere.stage("step-3").clocks
    assert (unknown.within, none.within) == (Limit(Span.UNKNOWN), Limit(Span.NONE))


def test_everybody_asked_may_have_to_answer_and_a_set_may_judge(westmere: Policy) -> None:
    second = westmere.stage("step-2")
    assert second.respond == Responders(("head_of_care", "head_of_protection"), all_of=True)
    assert (second.judge, second.judge_all) == (("iro_manager", "cp_manager"), True)


def test_a_meeting_names_a_post_for_each_act(westmere: Policy) -> None:
    meeting = westmere.stage("step-2").meeting
    assert meeting is not None
    assert (meeting.arrange, meeting.chair, meeting.record) == (
        ("duty_manager",),
        ("director",),
        ("iro",),
    )
    assert not meeting.required


def test_a_notified_post_may_be_a_word_or_a_table_with_a_condition(westmere: Policy) -> None:
    always, in_court = westmere.stage("step-1").notify
    assert (always.post, always.when, always.cite) == ("iro_manager", "", "p. 2: the first step")
    assert (in_court.post, in_court.when, in_court.why) == ("solicitor", "court", "to advise")


def test_a_route_carries_its_steps_with_their_questions_and_clocks(westmere: Policy) -> None:
    route = westmere.route("solicitor")
    ask, answer = route.steps
    assert (route.kinds, route.stages, route.urgent) == (
        (CaseKind.LOOKED_AFTER,),
        ("step-2",),
        True,
    )
    assert [field.key for field in ask.fields] == ["grounds", "why"]
    assert ask.fields[0].choices == ("Delay", "Safety")
    assert (ask.button, answer.button) == ("Ask now", "Answered")
    assert ask.clock is not None
    assert ask.clock.within == Limit(Span.CALENDAR_DAYS, 3)
    assert (answer.after, answer.repeats, answer.closes) == ("ask", True, True)
    assert westmere.route("complaint").link == "https://example.org/complaints"


def test_themes_know_whom_they_concern_and_whether_they_are_local(westmere: Policy) -> None:
    delay, passport, bridge = westmere.themes
    assert CaseKind.CHILD_PROTECTION in delay.kinds
    assert passport.kinds == (CaseKind.LOOKED_AFTER,)
    assert (bridge.local, bridge.cite, delay.group) == (True, "Annex, note 1", "Plans")


def test_hours_reminders_and_digest_are_the_councils_own(westmere: Policy) -> None:
    assert (westmere.hours.opens, westmere.hours.closes) == (time(8, 30), time(16, 30))
    assert (westmere.digest_at, westmere.due_soon) == (time(8, 45), 3)
    assert westmere.remind == ("working_day_before",)
    assert westmere.field("why").help == "In your own words."


def test_its_contradictions_are_warnings_that_cite_both_places(westmere: Policy) -> None:
    written, total, unclocked, unknown = westmere.warnings
    assert written.endswith("Confirm with the authority. [p. 1: four | p. 2: five]")
    assert "sum to 5 working days, more than the 4 working days" in total
    assert "p. 1: four working days in all" in total
    assert "p. 2: normally 5" in total
    assert "Head of Protection must respond, and no clock" in unclocked
    assert "the time to respond is not known" in unknown
    assert "p. 5: promptly | p. 5: the Director" in unknown
    assert westmere.notes == ("Two names for one post. [p. 2]",)
    assert westmere.confirm_with_authority


def test_the_fingerprint_tells_two_texts_of_one_version_apart() -> None:
    text = FILE.read_text("utf-8")
    one, other = parse_policy(text, "one"), parse_policy(f"{text}\n# a remark\n", "other")
    assert one.id.startswith("westmere@2027.1+")
    assert one.id != other.id
    assert parse_policy(text, "again") == one
