"""What the owner decides about a response: resolve, not enough, escalate, hand over, withdraw."""

from collections.abc import Mapping, Sequence

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.fields import Choice, Form
from cards.forms import NOTHING, case_form, keep_draft
from cards.parts import Card, label, paragraph, quiet, quoted
from cards.words import listed, safe
from resolution.concerned import concerned
from resolution.policy import Must, Policy, Responders, Span, Stage

NOBODY: Mapping[str, Sequence[Choice]] = {}


def resolve_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Satisfied: what came of it. Inputs: outcome, impact."""
    form = Form(values, errors)
    if shown.case.visit.responses:
        form.add(label("The response"), *quoted(shown.case.visit.responses[-1].text, 300))
    form.text("outcome", "What was the outcome?", needs="Say what the outcome was.")
    form.text(
        "impact",
        "What has changed for the child?",
        needs="Say what has changed, or will change, for the child.",
    )
    return case_form(shown, Verb.RESOLVE, "Resolve", form, "Resolve the case", dialog=dialog)


def reject_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Not satisfied, and staying at this stage for now. Input: reason."""
    form = Form(values, errors)
    form.add(paragraph("Those who responded are told why, and you can escalate afterwards."))
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
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Move to the next or any later stage.

    Inputs: to_stage, reason, post, conditions (comma-joined), report, report_later, agreed_by,
    advice, unconsulted_why, person_POST for each post of `whom` (its people as name and id).
    `later` is what the person may go to, the next stage first; empty means every later stage.
    """
    policy = shown.policy
    stages = tuple(later) or policy.stages[policy.position(shown.case.stage_key) + 1 :]
    first = stages[0].key if stages else ""
    before = {
        "to_stage": first,
        "conditions": ",".join(shown.case.conditions),
        "report": shown.case.visit.draft,
    }
    form = Form({**before, **values}, errors)
    form.choice(
        "to_stage",
        "Escalate to",
        [(stage_choice(shown, stage), stage.key) for stage in stages],
        needs="Choose the stage to escalate to.",
    )
    form.text("reason", "Why?", needs="Say why you escalate.")
    _ask_consulted(form, shown, stages)
    if len(stages) > 1:
        form.add(
            quiet("A later stage may be chosen at once; the reason is kept (IRO Handbook 6.2).")
        )
    choose = either_of(shown, stages)
    if choose:
        form.choice("post", "Where either post may respond, which one?", choose)
    ask_whom(form, policy, whom)
    if policy.conditions:
        questions = [(c.question, c.key) for c in policy.conditions]
        form.choice("conditions", "Tick what is true now", questions, many=True)
    reported = [s for s in stages if any(c.must is Must.SEND_REPORT for c in s.clocks)]
    drafts = bool(reported) and shown.case.visit.report_at is None
    if reported:
        limit = next(c for c in reported[0].clocks if c.must is Must.SEND_REPORT)
        form.text("report", f"The {policy.word('report')} (optional)")
        form.add(quiet("Left empty, your reason above is sent as the report."))
        form.tick("report_later", f"I will send it later, within {limit.within}")
        form.add(quiet(f"Source: {safe(limit.cite)}"))
    if any(clock.within.span is Span.NEGOTIATED for stage in stages for clock in stage.clocks):
        form.day("agreed_by", "Resolved by when, as agreed with them?", first=shown.at.date())
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


def _ask_consulted(form: Form, shown: CaseFacts, stages: Sequence[Stage]) -> None:
    """Whom the procedure has consulted first: what they advised, or why to go on without."""
    policy, kind = shown.policy, shown.case.kind
    named = concerned(policy, (post for stage in stages[:1] for post in stage.consult), kind)
    if not named:
        return
    who = listed([policy.post_title(post) for post in named], "or")
    form.add(quiet(f"Source: {safe(stages[0].cite)}. Recorded only: you may go on without it."))
    form.text("advice", f"If you consulted the {who}: what was advised? (optional)")
    form.text("unconsulted_why", "If you go on without that: why? (optional)")


def stage_choice(shown: CaseFacts, stage: Stage) -> str:
    """A stage as a choice: its title and who answers there."""
    who = responder_titles(shown, stage.responders(shown.case.kind))
    return f"{stage.title}: {who}"


def responder_titles(shown: CaseFacts, responders: Responders) -> str:
    """Who responds, in the council's words."""
    titles = [shown.policy.post_title(post) for post in responders.posts]
    return listed(titles, "and" if responders.all_of else "or")


def either_of(shown: CaseFacts, stages: Sequence[Stage]) -> list[tuple[str, str]]:
    """The posts of the stages where any one of several may respond, as choices."""
    keys = [
        post
        for stage in stages
        for responders in (stage.responders(shown.case.kind),)
        if len(responders.posts) > 1 and not responders.all_of
        for post in responders.posts
    ]
    return [(shown.policy.post_title(key), key) for key in dict.fromkeys(keys)]


def hand_over_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Ask the post that raises the next stage to raise it. Input: note."""
    form = Form(values, errors)
    following = shown.policy.following(shown.case.stage_key)
    if following is not None:
        who = listed([shown.policy.post_title(post) for post in following.raised_by], "or")
        form.add(paragraph(f"{safe(following.title)} is raised by the {safe(who)}."))
    form.text("note", "What should they know?", needs="Say what they should know.")
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
    """Take up a resolved case at the stage that it left. Input: reason."""
    form = Form(values, errors)
    form.add(paragraph(f"It goes on at {safe(shown.stage.title)}, not from the start."))
    form.text("reason", "Why is it reopened?", needs="Say why it has to be taken up again.")
    return case_form(shown, Verb.REOPEN, "Reopen", form, "Reopen the case", dialog=dialog)
