"""A stage's meeting: proposed, confirmed, held and summarised are different acts."""

from collections.abc import Mapping

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.fields import Form
from cards.forms import NOTHING, case_form
from cards.meeting import who_meets
from cards.parts import Card, label
from cards.response_form import ask_actions
from cards.words import LONDON, safe


def propose_meeting_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: meeting_on, meeting_time, place."""
    form = _when_and_where(shown, values, errors)
    return case_form(
        shown, Verb.PROPOSE_MEETING, "Propose a meeting", form, "Propose it", dialog=dialog
    )


def confirm_meeting_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: meeting_on, meeting_time, place; a proposed time is filled in."""
    form = _when_and_where(shown, values, errors)
    return case_form(
        shown, Verb.CONFIRM_MEETING, "Confirm the meeting", form, "Confirm it", dialog=dialog
    )


def record_meeting_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: held_on, summary, action_N_what/owner/by (N from 1 to 3)."""
    held = shown.case.visit.meeting_at
    before = {"held_on": held.astimezone(LONDON).date().isoformat()} if held else {}
    form = Form({**before, **values}, errors)
    form.day("held_on", "Day of the meeting", needs="Choose the day on which you met.")
    form.text("summary", "Summary", needs="Write what was said and decided.")
    ask_actions(form)
    return case_form(
        shown, Verb.RECORD_MEETING, "Record the meeting", form, "Save the record", dialog=dialog
    )


def _when_and_where(shown: CaseFacts, values: Mapping[str, str], errors: Mapping[str, str]) -> Form:
    """Day, time and place, filled in with what was proposed before."""
    visit = shown.case.visit
    before: dict[str, str] = {}
    if visit.meeting_at is not None:
        local = visit.meeting_at.astimezone(LONDON)
        before = {"meeting_on": local.date().isoformat(), "meeting_time": f"{local:%H:%M}"}
        before["place"] = visit.meeting_place
    form = Form({**before, **values}, errors)
    meeting = shown.stage.meeting
    if meeting is not None:
        form.add(label(safe(meeting.title)), *who_meets(shown))
    form.day("meeting_on", "Day", needs="Choose a day.", first=shown.at.date())
    form.time("meeting_time", "Time", needs="Choose a time.")
    form.line("place", "Place or link (optional)")
    return form
