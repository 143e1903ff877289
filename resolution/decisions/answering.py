"""What the assignee of a stage does: acknowledge, respond, confirm that it is done."""

from collections.abc import Iterator
from datetime import datetime

from resolution import clocks
from resolution import commands as c
from resolution import events as e
from resolution.answered import asks_completion, asks_response, is_answered, is_one_limit
from resolution.case import Case
from resolution.decisions import opening
from resolution.decisions.agreeing import (
    check_actions,
    meet_actions,
    start_actions,
    with_owners,
)
from resolution.decisions.ground import (
    Ground,
    Story,
    check_texts,
    ground,
    need_duty,
    need_open,
    need_owner,
    problems,
)
from resolution.decisions.meeting import proposed
from resolution.errors import AlreadyDone, Incomplete, NotNow
from resolution.policy import Anchor, Must
from resolution.ports import Rulebook
from resolution.stage_reports import Report, asks_for_report, composed
from resolution.working_days import local_day


def acknowledge(
    case: Case, command: c.Acknowledge, rulebook: Rulebook, at: datetime
) -> Iterator[e.Event]:
    """The assignee has seen it; no clock stops but one that asks only for this."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    need_duty(here, "acknowledge it")
    if is_answered(case.visit, here.stage):
        raise AlreadyDone(f"{here.stage.title} of {case.ref} was answered already.")
    waiting = [duty.post for duty in here.who.duties if duty.post not in case.visit.acknowledged]
    if not waiting:
        raise AlreadyDone(f"{case.ref} was acknowledged already. A response is still needed.")
    story = Story(case)
    _acknowledge(story, here, waiting)
    return iter(story.events)


def _acknowledge(story: Story, here: Ground, posts: list[str]) -> None:
    for post in posts:
        story.tell(
            e.ChallengeAcknowledged(
                at=here.at, by=here.by, acting_for=here.who.acting_for, post=post
            )
        )
    story.tell_all(clocks.met(story.case, Must.ACKNOWLEDGE, here.by, here.at))


def _need_report(here: Ground) -> None:
    if not asks_for_report(here.stage):
        raise NotNow(f"{here.stage.title} asks for no written report. Add a note instead.")
    if here.case.visit.report_at is not None:
        raise AlreadyDone(f"The report of {here.stage.title} was sent already.")


def draft_report(
    case: Case, command: c.DraftReport, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Keep what the owner has written so far (Durham §5.3); no clock stops."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    need_owner(here, "write the report")
    policy = rulebook.policy
    ahead = policy.stages[policy.position(here.stage.key) + 1 :]
    if not any(asks_for_report(stage) for stage in ahead):
        _need_report(here)  # else it may be the report of a stage that is still to come
    wanted = next((s for s in (here.stage, *ahead) if asks_for_report(s)), here.stage)
    report = composed(policy, wanted, command.values, command.text)
    if case.visit.draft == report.text and case.visit.draft_values == report.values:
        raise AlreadyDone("That draft is kept already.")
    check_texts({} if report.values else {"text": report.text}, command.values)
    return (e.ReportDrafted(at=at, by=command.by, text=report.text, values=report.values),)


def send_report(
    case: Case, command: c.SendReport, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """The owner sends the stage's written report (Durham §5.3)."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    need_owner(here, "send the report")
    _need_report(here)
    report = _whole_report(here, command)
    story = Story(case)
    opening.send_report(story, rulebook, command.by, at, report)
    return tuple(story.events)


def _whole_report(here: Ground, command: c.SendReport) -> Report:
    """The report with all that the procedure wants in it."""
    policy, stage = here.rulebook.policy, here.stage
    if not stage.report_fields or command.text.strip():
        check_texts({"text": command.text})
    elif wrong := problems(
        policy, stage.report_fields, command.values, "report_", local_day(here.at), whole=True
    ):
        raise Incomplete("The report is not whole yet. Nothing is lost.", wrong)
    return composed(policy, stage, command.values, command.text)


def respond(
    case: Case, command: c.SubmitResponse, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """The assignee answers, with what will be done, by whom and by when."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    need_duty(here, "respond")
    if not asks_response(here.stage):
        raise NotNow(
            f"{here.stage.title} is answered by its meeting. Propose or confirm its date, or add "
            "a note."
        )
    post = _unanswered_post(here)
    wrong = problems(
        rulebook.policy, here.stage.respond_fields, command.values, "fact_", local_day(at)
    )
    opening.check_all({"text": command.text}, {}, wrong)
    check_actions(command.actions, at)
    if command.meeting_at is not None and command.meeting_at <= at:
        raise Incomplete(
            "The proposed meeting is in the past.", {"meeting_at": "Give a day and time to come."}
        )
    story = Story(case)
    _acknowledge(story, here, [post] if post not in case.visit.acknowledged else [])
    clock = story.case.clock_of(Must.RESPOND)
    actions = with_owners(command.actions, case, rulebook, at)
    story.tell(
        e.ResponseSubmitted(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            post=post,
            text=command.text.strip(),
            actions=actions,
            values=command.values,
            late=clock is not None and clock.due_at is not None and at >= clock.due_at,
        )
    )
    if command.meeting_at is not None:
        further, others = case.visit.meeting_further, case.visit.meeting_others
        story.tell_all(proposed(here, command.meeting_at, "", further, others))
    start_actions(story, actions, rulebook, command.by, at, (post,))
    if command.completed:
        _complete(story, here, post)
    _meet_response(story, here)
    return tuple(story.events)


def _unanswered_post(here: Ground) -> str:
    """The post for which an answer is still wanted; a rejected answer may be given again."""
    case, visit = here.case, here.case.visit
    if visit.is_answered:
        last = visit.responses[-1]
        raise AlreadyDone(f"{last.by.name} answered {here.stage.title} of {case.ref} already.")
    waiting = [duty.post for duty in here.who.duties if duty.post in visit.unanswered]
    if not waiting:
        raise AlreadyDone(f"You answered {here.stage.title} of {case.ref} already.")
    return waiting[0]


def confirm_completion(
    case: Case, command: c.ConfirmCompletion, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """The assignee confirms that agreed actions are done (Bradford, "Concerns", stage 1)."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    post = need_duty(here, "confirm that it is done")
    if not asks_completion(here.stage):
        raise NotNow(
            f"{here.stage.title} does not ask for that. Mark an agreed action done instead."
        )
    if not case.visit.responses:
        raise NotNow("Respond first: the response can say at once that the actions are done.")
    if case.visit.completed_at is not None:
        raise AlreadyDone(f"Completion was confirmed already at {here.stage.title}.")
    story = Story(case)
    _complete(story, here, post)
    _meet_response(story, here)
    return tuple(story.events)


def _complete(story: Story, here: Ground, post: str) -> None:
    story.tell(
        e.CompletionConfirmed(at=here.at, by=here.by, acting_for=here.who.acting_for, post=post)
    )
    story.tell_all(clocks.met(story.case, Must.CONFIRM_COMPLETION, here.by, here.at))
    meet_actions(story, here.by, here.at)


def _meet_response(story: Story, here: Ground) -> None:
    """The response clock is met once all that it stands for is there."""
    visit = story.case.visit
    if not visit.is_answered or (is_one_limit(here.stage) and visit.completed_at is None):
        return
    waited = [clock for clock in story.case.stage_clocks if story.case.waits_for_response(clock)]
    story.tell_all(clocks.met(story.case, Must.RESPOND, here.by, here.at))
    story.tell_all(clocks.close_out_again(story.case, waited, here.rulebook, here.by, here.at))
    begun = clocks.started(story.case, here.rulebook, Anchor.RESPONSE_RECEIVED, here.by, here.at)
    story.tell_all(begun)
