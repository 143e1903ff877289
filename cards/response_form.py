"""The assignee's answer: text, agreed actions, completion and a meeting, as the stage asks."""

from collections.abc import Mapping
from typing import Any

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.fields import Form
from cards.forms import NOTHING, case_form, keep_draft
from cards.judging_forms import ask_report_fields
from cards.parts import Block, Card, group, label, paragraph, quoted
from cards.stage_fields import FACT, REPORT, ask_fields, stage_help, with_prefix
from resolution.policy import Must
from resolution.stage_reports import last_version

#: How many agreed actions one response may hold.
ACTION_ROWS = 3


def response_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: text, action_N_what/owner/by (N from 1 to 3), completed, meeting_on, meeting_time.

    And fact_KEY for each of the stage's respond_fields.
    """
    form = Form(values, errors)
    form.add(*stage_help(shown.stage))
    if shown.case.challenge is not None:
        form.add(label("What needs to happen"), *quoted(shown.case.challenge.needed, 300))
    form.text("text", "Your response", needs="Write your response, then send it.")
    ask_fields(form, shown.policy, shown.stage.respond_fields, FACT)
    ask_actions(form)
    if Must.CONFIRM_COMPLETION in shown.stage.met_by:
        form.tick("completed", "The actions agreed at this stage have been completed")
    if shown.stage.meeting is not None:
        title = shown.stage.meeting.title
        form.day("meeting_on", f"{title}: proposed day (optional)", first=shown.at.date())
        form.time("meeting_time", f"{title}: proposed time (optional)")
    return case_form(shown, Verb.RESPOND, "Respond", form, "Send response", dialog=dialog)


def ask_actions(form: Form) -> None:
    """Rows for agreed actions; the second and third stay folded until wanted or filled."""
    for number in range(1, ACTION_ROWS + 1):
        row = _row(form, number)
        keys = [f"action_{number}_{part}" for part in ("what", "owner", "by")]
        wanted = number == 1 or any(form.values.get(key) or key in form.errors for key in keys)
        form.add(group(row, id=f"action_{number}", isVisible=wanted))
        if number == 1:
            form.add(_unfold([f"action_{other}" for other in range(2, ACTION_ROWS + 1)]))


def _row(form: Form, number: int) -> list[Block]:
    """One agreed action: what, whose, by when."""
    row = Form(form.values, form.errors)
    row.add(label(f"Agreed action {number} (optional)"))
    row.line(f"action_{number}_what", f"Action {number}: what will be done")
    row.line(f"action_{number}_owner", f"Action {number}: who will do it")
    row.day(f"action_{number}_by", f"Action {number}: by when")
    return row.blocks


def _unfold(rows: list[str]) -> Block:
    """The button that shows or hides the further rows."""
    toggle: dict[str, Any] = {
        "type": "Action.ToggleVisibility",
        "title": "Show or hide more actions",
        "targetElements": rows,
    }
    return {"type": "ActionSet", "actions": [toggle]}


def report_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """The owner's written report of a formal stage, begun with its last version.

    Input: report_KEY for each of the stage's report_fields, or text where it has none.
    """
    draft = shown.case.visit.draft
    begun = with_prefix(last_version(shown.case, shown.stage), REPORT)
    form = Form({**({"text": draft} if draft else {}), **begun, **values}, errors)
    if shown.stage.report_fields:
        ask_report_fields(form, shown, shown.stage, needed=True)
    else:
        form.add(paragraph("Say what worries you, what was tried, and what needs to happen."))
        form.text("text", "The report", needs="Write the report, then send it.")
    return case_form(
        shown,
        Verb.SEND_REPORT,
        "Send the written report",
        form,
        "Send report",
        dialog=dialog,
        also=[keep_draft(shown, dialog=dialog)],
    )
