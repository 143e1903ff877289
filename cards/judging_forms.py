"""What the owner decides about a response: resolve, not enough, escalate, hand over, withdraw."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from cards.action_rows import ask_actions, whose
from cards.actions import Verb
from cards.facts import CaseFacts
from cards.fields import Choice, Form
from cards.forms import NOTHING, case_form, keep_draft
from cards.parts import Card, label, paragraph, quiet, quoted
from cards.stage_fields import (
    FACT,
    LEFT,
    REPORT,
    ask_agreed_day,
    ask_consulted,
    ask_fields,
    ask_who_answers,
    responder_titles,
    stage_help,
    with_prefix,
)
from cards.standing import raiser_title
from cards.words import listed, safe
from resolution.consulting import before_leaving
from resolution.policy import Must, Policy, Stage
from resolution.stage_reports import last_version
from resolution.working_days import local_day

NOBODY: Mapping[str, Sequence[Choice]] = {}


def resolve_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Satisfied: what came of it. Inputs: outcome, impact, without_meeting."""
    form = Form(values, errors)
    _show_response(form, shown)
    form.text("outcome", "What was the outcome?", needs="Say what the outcome was.")
    form.text(
        "impact",
        "What has changed for the child?",
        needs="Say what has changed, or will change, for the child.",
    )
    _ask_without_meeting(form, shown)
    return case_form(shown, Verb.RESOLVE, "Resolve", form, "Resolve the case", dialog=dialog)


def _ask_without_meeting(form: Form, shown: CaseFacts) -> None:
    """Where the stage that is left must have a meeting and none is on record: why."""
    meeting = shown.stage.meeting
    if meeting is not None and meeting.required and not shown.case.visit.meetings:
        form.text("without_meeting", f"The {meeting.title} is not on record: why? (optional)")
        form.add(quiet(f"Source: {safe(meeting.cite)}. Recorded only: nothing waits for it."))


def _show_response(form: Form, shown: CaseFacts) -> None:
    """What is judged, where a response was given, at the top of the form."""
    if shown.case.visit.responses:
        form.add(label("The response"), *quoted(shown.case.visit.responses[-1].text, 300))


def reject_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Not satisfied, and staying at this stage for now. Input: reason."""
    form = Form(values, errors)
    following = shown.policy.following(shown.case.stage_key)
    on = f" The {raiser_title(shown, following)} can escalate afterwards." if following else ""
    _show_response(form, shown)
    form.add(paragraph(f"Those who were asked to answer are told why.{on}"))
    form.text("reason", "What is missing?", needs="Say what is missing from the response.")
    return case_form(
        shown,
        Verb.REJECT,
        "Say it is not enough",
        form,
        "Tell them it is not enough",
        dialog=dialog,
    )


def escalate_form(
    shown: CaseFacts,
    *,
    later: Sequence[Stage] = (),
    whom: Mapping[str, Sequence[Choice]] = NOBODY,
    held: Collection[str] = (),
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Move to the next or any later stage; it asks what the chosen one, or the next, needs.

    Inputs: to_stage, reason, post, conditions (comma-joined), agreed_by, consulted_on, advice,
    unconsulted_why, without_meeting, report (or report_KEY for each of its fields), report_later,
    fact_KEY for the stage that is begun and left_KEY for the one that is left, person_POST for
    each post of `whom` (its people as name and id), action_N_what/post/owner/by.
    `later` is what the person may go to, the next stage first; empty means every later stage.
    `held` are the posts of whoever escalates, who consults nobody in these.
    """
    policy, case = shown.policy, shown.case
    stages = tuple(later) or policy.stages[policy.position(case.stage_key) + 1 :]
    to = next((s for s in stages if s.key == values.get("to_stage")), stages[0])
    report = {"report": case.visit.draft, **with_prefix(last_version(case, to), REPORT)}
    before = {"conditions": ",".join(case.conditions), **report}
    form = Form({**before, **values, "to_stage": to.key}, errors, local_day(shown.at))
    hint = shown.stage.escalate_hint
    form.add(*([paragraph(safe(hint))] if hint else []))
    _ask_where(form, shown, stages)
    form.add(*stage_help(to))
    form.text("reason", "Why?", needs="Say why you escalate.")
    if shown.stage.leave_fields:
        form.add(label(f"What came of {safe(shown.stage.title)}"))
        ask_fields(form, policy, shown.stage.leave_fields, LEFT)
    _ask_without_meeting(form, shown)
    ask_consulted(form, policy, before_leaving(policy, case.stage_key, case.kind, held))
    ask_who_answers(form, policy, to, case.kind)
    ask_whom(form, policy, whom)
    if policy.conditions:
        questions = [(c.question, c.key) for c in policy.conditions]
        form.choice("conditions", "Tick what is true now", questions, many=True)
    _ask_report(form, shown, to)
    ask_agreed_day(form, to, shown.at.date())
    ask_fields(form, policy, to.fields, FACT)
    _ask_actions(form, shown, to)
    drafts = _reported(to) and case.visit.report_at is None
    also = [keep_draft(shown, dialog=dialog)] if drafts else []
    return case_form(
        shown, Verb.ESCALATE, "Escalate", form, "Escalate now", dialog=dialog, also=also
    )


def ask_whom(form: Form, policy: Policy, whom: Mapping[str, Sequence[Choice]]) -> None:
    """Which of several holders of a post; one that the chosen stage does not need may stay open."""
    for post, people in whom.items():
        form.choice(f"person_{post}", f"Which {policy.post_title(post)} is it?", people)
    if whom:
        form.add(quiet("Several people hold these posts: choose, so that nobody else is told."))


def _ask_where(form: Form, shown: CaseFacts, stages: Sequence[Stage]) -> None:
    """Which stage; what the chosen one asks beside is asked once it is chosen."""
    choices = [(stage_choice(shown, stage), stage.key) for stage in stages]
    word = shown.policy.word("stage")
    form.choice("to_stage", "Escalate to", choices, needs=f"Choose the {word} to escalate to.")
    if len(stages) > 1:
        said = f"A later {word} may be chosen at once; the reason is kept (IRO Handbook 6.2)."
        form.add(quiet(safe(said)))


def _reported(stage: Stage) -> bool:
    return any(clock.must is Must.SEND_REPORT for clock in stage.clocks)


def _ask_report(form: Form, shown: CaseFacts, to: Stage) -> None:
    """The written report, as far as it goes already; it may follow within its own time."""
    limit = next((c for c in to.clocks if c.must is Must.SEND_REPORT), None)
    if limit is None:
        return
    word = shown.policy.word("report")
    if to.report_fields:
        form.add(label(f"The {safe(word)}"))
        ask_report_fields(form, shown, to)
    else:
        form.text("report", f"The {word} (optional)")
    form.tick("report_later", f"I will send it later, within {limit.within}")
    form.add(quiet(f"Left empty, it is to follow as well. Source: {safe(limit.cite)}"))


def ask_report_fields(form: Form, shown: CaseFacts, stage: Stage, *, needed: bool = False) -> None:
    """What the procedure wants in the report; beside another act it may be left for later."""
    for key in stage.report_fields:
        asked = shown.policy.field(key)
        form.field(asked if needed else replace(asked, required=False), f"{REPORT}{key}")


def _ask_actions(form: Form, shown: CaseFacts, to: Stage) -> None:
    """Where the procedure has actions written down with the stage: these, with their days."""
    if to.actions:
        ask_actions(form, whose(shown.policy, shown.case.kind, (to,), shown.case))
        form.add(quiet(f"Source: {safe(to.cite)}"))


def stage_choice(shown: CaseFacts, stage: Stage) -> str:
    """A stage as a choice: its title and who answers there."""
    who = responder_titles(shown.policy, stage.responders(shown.case.kind))
    return f"{stage.title}: {who}"


def hand_over_form(
    shown: CaseFacts,
    *,
    held: Collection[str] = (),
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Ask the post that raises the next stage to raise it.

    Inputs: note, advice, consulted_on, unconsulted_why; `held` as for escalating.
    """
    policy, case = shown.policy, shown.case
    form = Form(values, errors, local_day(shown.at))
    following = policy.following(case.stage_key)
    if following is not None:
        who = listed([policy.post_title(post) for post in following.raised_by], "or")
        form.add(paragraph(f"{safe(following.title)} is raised by the {safe(who)}."))
    form.text("note", "What should they know?", needs="Say what they should know.")
    ask_consulted(form, policy, before_leaving(policy, case.stage_key, case.kind, held))
    return case_form(shown, Verb.HAND_OVER, "Hand over", form, "Hand over now", dialog=dialog)


def withdraw_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """No longer pursued. Input: reason."""
    form = Form(values, errors)
    form.add(paragraph("The case ends here and stays on record. Everyone involved is told."))
    form.text("reason", "Why is it withdrawn?", needs="Say why you withdraw it.")
    return case_form(shown, Verb.WITHDRAW, "Withdraw", form, "Withdraw the case", dialog=dialog)


def reopen_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Take up a resolved case at the stage that it left. Inputs: reason, agreed_by."""
    form = Form(values, errors)
    form.add(paragraph(f"It goes on at {safe(shown.stage.title)}, not from the start."))
    form.text("reason", "Why is it reopened?", needs="Say why it has to be taken up again.")
    ask_agreed_day(form, shown.stage, shown.at.date())
    return case_form(shown, Verb.REOPEN, "Reopen", form, "Reopen the case", dialog=dialog)
