import json

import pytest

from cards.asks import ASKS
from cards.notice import notice_card, summary
from resolution.notices import NoticeKind
from tests.cards.lint import buttons, problems, texts
from tests.cards.samples import ABOUT, OUTSIDER, raised


def words(card: object) -> str:
    return "\n".join(texts(card))


@pytest.mark.parametrize("kind", ASKS)
def test_a_preview_gives_the_reference_and_nothing_of_the_child(kind: NoticeKind) -> None:
    seen = raised("durham", answered=True)
    preview = summary(kind, seen.facts, ABOUT)
    case = seen.facts.case
    assert case.challenge is not None
    assert preview.startswith("TST-23456: ")
    assert len(preview) < 120
    for kept in (case.file_number, case.challenge.worry, "We met", "AB"):
        assert kept not in preview


@pytest.mark.parametrize("kind", ASKS)
def test_a_notice_in_a_channel_holds_nothing_of_the_child(kind: NoticeKind) -> None:
    seen = raised("durham", answered=True)
    card = notice_card(kind, seen.facts, OUTSIDER, ABOUT, trail=seen.trail)
    assert problems(card) == []
    case = seen.facts.case
    assert case.challenge is not None
    for kept in (case.file_number, case.challenge.worry, "We met", "Holder of team"):
        assert kept not in json.dumps(card)
    assert [action["title"] for action in buttons(card)] == ["Open"]


def test_whoever_must_respond_reads_what_until_when_what_if_not_and_who_the_iro_is() -> None:
    seen = raised("anyshire")
    card = notice_card(NoticeKind.ASKED_TO_RESPOND, seen.facts, seen.assignee, {})
    said = words(card)
    assert texts(card)[0] == "Your response is asked for"
    assert "**Acknowledge** by Tuesday 24 November 2026, 17:00." in said
    assert "**Respond** by Monday 30 November 2026, 17:00." in said
    assert (
        "the Head of Service and Director are told, and the IRO Manager may escalate to Level 2"
        in said
    )
    assert "IRO: Holder of iro" in said
    assert next(buttons(card))["title"] == "Respond"


def test_nobody_reads_that_they_themselves_are_told_when_they_are_late() -> None:
    seen = raised("knowsley")
    said = words(notice_card(NoticeKind.ASKED_TO_RESPOND, seen.facts, seen.assignee, {}))
    assert "the Service Manager is told, and the IRO may escalate" in said


def test_the_owner_of_a_lapsed_stage_decides_and_escalate_is_the_first_button() -> None:
    late = raised("anyshire", "2026-12-02T10:00")
    about = {"clock": "1.respond", "stage": "level-1"}
    card = notice_card(NoticeKind.LAPSED_OWNER, late.facts, late.owner, about)
    assert texts(card)[0] == "No response in time"
    assert "Nothing goes up by itself: **you decide** whether to escalate to Level 2" in words(card)
    assert next(buttons(card))["title"] == "Escalate"


def test_the_next_manager_reads_the_history_so_far() -> None:
    late = raised("anyshire", "2026-12-02T10:00")
    about = {"clock": "1.respond", "stage": "level-1"}
    kind = NoticeKind.LAPSED_NEXT_MANAGER
    card = notice_card(kind, late.facts, late.assignee, about, trail=late.trail)
    said = words(card)
    assert "What happened so far" in said
    assert "Monday 23 November 2026: Holder of iro raised it" in said
    assert "**Nothing is asked of you yet.**" in said


def test_a_reminder_on_the_last_day_says_so() -> None:
    seen = raised("anyshire")
    about = {"clock": "1.acknowledge", "point": "due_morning"}
    card = notice_card(NoticeKind.REMINDER, seen.facts, seen.assignee, about)
    assert texts(card)[0] == "Today is the last day: acknowledge"
    assert summary(NoticeKind.REMINDER, seen.facts, about).endswith("24 November 2026, 17:00")


def test_a_total_is_named_with_its_source() -> None:
    seen = raised("anyshire")
    about = {"total": "all", "passed": "no"}
    card = notice_card(NoticeKind.TOTAL_WARNING, seen.facts, seen.owner, about)
    assert "**Both levels**: this limit ends on Monday 21 December 2026, 17:00." in words(card)
    assert "Source: Anyshire §1" in words(card)


def test_whoever_is_told_for_information_reads_that_nothing_is_asked() -> None:
    seen = raised("anyshire")
    about = {"stage": "level-1"}
    card = notice_card(NoticeKind.FOR_INFORMATION, seen.facts, seen.assignee, about)
    assert "no answer is asked of you" in words(card)
