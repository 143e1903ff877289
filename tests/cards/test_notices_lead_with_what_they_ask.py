"""The first button of a notice is what it asks for; where it asks nothing, it resolves nothing."""

import pytest

from cards.case_card import case_card
from cards.notice import notice_card
from cards.viewer import Viewer
from resolution.notices import NoticeKind
from tests.cards.lint import buttons, texts
from tests.cards.samples import raised

NEWS = (
    NoticeKind.ACKNOWLEDGED,
    NoticeKind.FOR_INFORMATION,
    NoticeKind.MEETING_CONFIRMED,
    NoticeKind.DUE_DATE_MOVED,
    NoticeKind.UNDELIVERED,
    NoticeKind.STEP_RECORDED,
)


def titles(kind: NoticeKind, viewer: Viewer) -> list[str]:
    seen = raised("anyshire")
    about = {"stage": "level-1"} if kind is NoticeKind.FOR_INFORMATION else {}
    return [one["title"] for one in buttons(notice_card(kind, seen.facts, viewer, about))]


@pytest.mark.parametrize("kind", NEWS)
def test_whoever_owns_a_case_is_not_led_to_resolve_it_by_news_before_any_answer(
    kind: NoticeKind,
) -> None:
    assert titles(kind, raised("anyshire").owner)[0] not in ("Resolve", "Escalate")


def test_a_note_leads_to_the_history_in_which_it_is_read() -> None:
    seen = raised("anyshire")
    for viewer in (seen.owner, seen.assignee):
        assert titles(NoticeKind.NOTE_ADDED, viewer)[0] == "See the history"


@pytest.mark.parametrize("kind", [NoticeKind.FOR_INFORMATION, NoticeKind.LAPSED_NEXT_MANAGER])
def test_whoever_only_reads_along_is_not_led_to_propose_a_meeting(kind: NoticeKind) -> None:
    assert titles(kind, raised("anyshire").assignee)[0] == "Add a note"


def test_a_step_on_record_leaves_the_answer_first_for_whoever_owes_it() -> None:
    assert titles(NoticeKind.STEP_RECORDED, raised("anyshire").assignee)[0] == "Respond"


def test_what_was_answered_stands_above_what_was_raised() -> None:
    met = raised("anyshire", answered=True)
    read = texts(case_card(met.facts, met.owner))
    response = next(at for at, said in enumerate(read) if said.startswith("Response of"))
    assert response < read.index("The worry")


def test_a_reminder_leads_to_what_its_own_date_waits_for() -> None:
    """Brighton & Hove §3.2: the response and the resolution are due on the same day."""
    seen = raised("brighton-and-hove")
    about = {"clock": "1.resolve", "point": "due_morning"}
    for kind in (NoticeKind.REMINDER, NoticeKind.LAPSED_OWNER):
        drawn = notice_card(kind, seen.facts, seen.owner, about)
        assert next(buttons(drawn))["title"] == "Resolve", kind
