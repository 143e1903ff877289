"""The answer: text, agreed actions, completion, a meeting; and the owner's report before it."""

from cards.action_rows import ACTION_ROWS, SOMEBODY_ELSE
from cards.actions import Verb
from cards.response_form import confirm_completion_form, report_form, response_form
from cards.stage_fields import FACT, REPORT
from dialogs.acting import Act, Sent, plain
from dialogs.forms import Answers
from resolution.commands import AgreedAction, ConfirmCompletion, SendReport, SubmitResponse
from resolution.policy import Policy

_PARTS = ("what", "post", "owner", "by")


def agreed_actions(answers: Answers, policy: Policy) -> tuple[AgreedAction, ...]:
    """The rows that were filled in; a row that was begun has to be finished."""
    return tuple(
        _agreed(answers, row, policy)
        for row in range(1, ACTION_ROWS + 1)
        if any(answers.values.get(f"action_{row}_{part}") for part in _PARTS)
    )


def _agreed(answers: Answers, row: int, policy: Policy) -> AgreedAction:
    known = [post.key for post in policy.posts]
    post = answers.choice(f"action_{row}_post", [*known, SOMEBODY_ELSE])
    post = "" if post == SOMEBODY_ELSE else post
    return AgreedAction(
        what=answers.text(f"action_{row}_what", "Say what will be done."),
        owner=answers.text(f"action_{row}_owner", "" if post else "Say who will do it."),
        by_on=answers.day(f"action_{row}_by", "Choose by when it will be done."),
        post=post,
    )


def _respond(sent: Sent) -> SubmitResponse:
    policy = sent.rulebook.policy
    return SubmitResponse(
        **sent.stamp,
        text=sent.answers.text("text", "Write your response, then send it."),
        values=sent.answers.fields(policy, policy.stage(sent.case.stage_key).respond_fields, FACT),
        actions=agreed_actions(sent.answers, policy),
        completed=sent.answers.yes("completed"),
        meeting_at=sent.answers.maybe_moment("meeting_on", "meeting_time"),
    )


def _confirm_completion(sent: Sent) -> ConfirmCompletion:
    return ConfirmCompletion(**sent.stamp)


def _send_report(sent: Sent) -> SendReport:
    policy = sent.rulebook.policy
    asked = policy.stage(sent.case.stage_key).report_fields
    needs = "" if asked else "Write the report, then send it."
    return SendReport(
        **sent.stamp,
        text=sent.answers.text("text", needs),
        values=sent.answers.fields(policy, asked, REPORT),
    )


ACTS = (
    Act(
        Verb.RESPOND,
        "Respond",
        "The response is recorded, and the case's owner will be told.",
        _respond,
        plain(response_form),
    ),
    Act(
        Verb.CONFIRM_COMPLETION,
        "Confirm that the actions are done",
        "It is recorded that the agreed actions are done.",
        _confirm_completion,
        plain(confirm_completion_form),
    ),
    Act(
        Verb.SEND_REPORT,
        "Send the written report",
        "The report is sent; the time for its answer runs from now.",
        _send_report,
        plain(report_form),
    ),
)
