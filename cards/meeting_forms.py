"""A stage's meeting: proposed, confirmed, held and summarised are different acts."""

from collections.abc import Mapping, Sequence
from typing import Any

from cards.action_rows import ask_actions, whose
from cards.actions import Verb
from cards.facts import CaseFacts
from cards.fields import Choice, Form
from cards.forms import NOTHING, case_form
from cards.meeting import who_meets
from cards.parts import Card, group, label
from cards.words import LONDON, day, opening, safe
from resolution.case import Visit


def propose_meeting_form(
    shown: CaseFacts,
    *,
    people: Sequence[Choice] = (),
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: meeting_on, meeting_time, place; further and others where `people` may be added."""
    form = _when_and_where(shown, people, values, errors)
    return case_form(
        shown, Verb.PROPOSE_MEETING, "Propose a meeting", form, "Propose it", dialog=dialog
    )


def confirm_meeting_form(
    shown: CaseFacts,
    *,
    people: Sequence[Choice] = (),
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """The same inputs; a proposed time is filled in."""
    form = _when_and_where(shown, people, values, errors)
    return case_form(
        shown, Verb.CONFIRM_MEETING, "Confirm the meeting", form, "Confirm it", dialog=dialog
    )


def record_meeting_form(
    shown: CaseFacts,
    *,
    visits: Sequence[Visit] = (),
    present: Sequence[Choice] = (),
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: visit, held_on, summary, present, present_others, action_N_what/post/owner/by.

    `visits` are the stages whose meeting this person may record, `present` who was to come.
    """
    visits = tuple(visits) or (shown.case.visit,)
    held = visits[0].meeting_at
    before = {"visit": str(visits[0].number)}
    if held:
        before["held_on"] = held.astimezone(LONDON).date().isoformat()
    form = Form({**before, **values}, errors)
    choices = [(_of_stage(shown, visit), str(visit.number)) for visit in visits]
    form.choice("visit", "Which meeting?", choices, needs="Choose the stage that met.")
    form.day("held_on", "Day of the meeting", needs="Choose the day on which you met.")
    if present:
        form.choice("present", "Who was there?", present, many=True)
    form.line("present_others", "Who else was there? (optional)")
    form.text("summary", "Summary", needs="Write what was said and decided.")
    stages = [shown.policy.stage(visit.stage_key) for visit in visits]
    ask_actions(form, whose(shown.policy, shown.case.kind, stages, shown.case))
    return case_form(
        shown, Verb.RECORD_MEETING, "Record the meeting", form, "Save the record", dialog=dialog
    )


def _of_stage(shown: CaseFacts, visit: Visit) -> str:
    """A stage's meeting as a choice; the day tells two goes at one stage apart."""
    stage = shown.policy.stage(visit.stage_key)
    title = stage.meeting.title if stage.meeting else stage.title
    return f"{opening(title)} ({stage.title}, begun {day(visit.opened_at)})"


def _when_and_where(
    shown: CaseFacts,
    people: Sequence[Choice],
    values: Mapping[str, str],
    errors: Mapping[str, str],
) -> Form:
    """Day, time, place and who else comes, filled in with what was proposed before."""
    visit = shown.case.visit
    before: dict[str, str] = {}
    if visit.meeting_at is not None:
        local = visit.meeting_at.astimezone(LONDON)
        before = {"meeting_on": local.date().isoformat(), "meeting_time": f"{local:%H:%M}"}
        before["place"] = visit.meeting_place
    before["further"] = ",".join(held.person_id for held in visit.meeting_further)
    before["others"] = visit.meeting_others
    form = Form({**before, **values}, errors)
    meeting = shown.stage.meeting
    if meeting is not None:
        form.add(label(safe(meeting.title)), *who_meets(shown))
    form.day("meeting_on", "Day", needs="Choose a day.", first=shown.at.date())
    form.time("meeting_time", "Time", needs="Choose a time.")
    form.line("place", "Place or link (optional)")
    if people:
        _ask_further(form, people)
    return form


def _ask_further(form: Form, people: Sequence[Choice]) -> None:
    """Who comes beside the posts of the procedure; a long list, so folded until it is wanted."""
    inner = Form(form.values, form.errors)
    inner.choice("further", "Who else comes? They are told by the bot", people, many=True)
    inner.line("others", "Anybody not in the list (tell them yourself)")
    wanted = any(form.values.get(key) or key in form.errors for key in ("further", "others"))
    toggle: dict[str, Any] = {
        "type": "Action.ToggleVisibility",
        "title": "Show or hide further people",
        "targetElements": ["further_people"],
    }
    form.add({"type": "ActionSet", "actions": [toggle]})
    form.add(group(inner.blocks, id="further_people", isVisible=wanted))
