"""The assignee's answer: text, agreed actions, completion and a meeting, as the stage asks."""

from collections.abc import Mapping

from cards.action_rows import ask_actions, whose
from cards.actions import Verb
from cards.facts import CaseFacts
from cards.fields import Form
from cards.forms import NOTHING, case_form, keep_draft
from cards.judging_forms import ask_report_fields
from cards.parts import Card, label, paragraph, quiet, quoted
from cards.stage_fields import FACT, REPORT, ask_fields, with_prefix
from cards.words import day, opening, safe
from resolution.policy import Must
from resolution.stage_reports import last_version
from resolution.working_days import local_day


def response_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: text, action_N_what/post/owner/by (N from 1), completed, meeting_on, meeting_time.

    And fact_KEY for each of the stage's respond_fields.
    """
    form = Form(values, errors, local_day(shown.at))
    form.add(*([paragraph(safe(shown.stage.ask), isSubtle=True)] if shown.stage.ask else []))
    if shown.case.challenge is not None:
        form.add(label("What needs to happen"), *quoted(shown.case.challenge.needed, 300))
    form.text("text", "Your response", needs="Write your response, then send it.")
    ask_fields(form, shown.policy, shown.stage.respond_fields, FACT)
    ask_actions(form, whose(shown.policy, shown.case.kind, (shown.stage,), shown.case))
    if Must.CONFIRM_COMPLETION in shown.stage.met_by:
        form.tick("completed", "The actions agreed at this stage have been completed")
    if shown.stage.meeting is not None:
        title = opening(shown.stage.meeting.title)
        form.day("meeting_on", f"{title}: proposed day (optional)", first=shown.at.date())
        form.time("meeting_time", f"{title}: proposed time (optional)")
    return case_form(shown, Verb.RESPOND, "Respond", form, "Send response", dialog=dialog)


def confirm_completion_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """What is confirmed as done: every action agreed at this stage."""
    form = Form(values, errors)
    here = [a for a in shown.case.actions if a.stage_key == shown.case.stage_key]
    agreed = [a for a in here if a.completed_at is None]
    said = "You confirm that everything agreed at this stage has been done."
    if not agreed:
        none = "No action is open here" if here else "No action was written down at this stage"
        said = f"{none}: you confirm that what you agreed with each other has been done."
    form.add(paragraph(said))
    form.add(
        *(
            paragraph(f"{safe(a.action.what)} ({safe(a.action.owner)}, by {day(a.action.by_on)})")
            for a in agreed
        )
    )
    if len(agreed) > 1:
        form.add(quiet("If one is still to do, mark the others as done one by one instead."))
    act, title = Verb.CONFIRM_COMPLETION, "Confirm that the actions are done"
    return case_form(shown, act, title, form, "Confirm it", dialog=dialog)


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
