"""Opening a stage: escalating to it, or handing over to whoever raises it."""

from collections.abc import Mapping
from datetime import date, datetime

from resolution import clocks, consulting
from resolution import commands as c
from resolution import events as e
from resolution.assigning import assign_all, stage_tells
from resolution.case import Case
from resolution.decisions.agreeing import start_actions, with_owners, wrong_actions
from resolution.decisions.ground import (
    Ground,
    Story,
    check_texts,
    ground,
    need_judge,
    need_open,
    need_party,
    need_raiser,
    owner_name,
    problems,
)
from resolution.decisions.meeting import call_off
from resolution.errors import AlreadyDone, Incomplete, NotNow
from resolution.people import Actor
from resolution.policy import Anchor, Must, Policy, Span, Stage
from resolution.ports import Rulebook
from resolution.stage_reports import Report, asks_for_report, composed, last_version
from resolution.working_days import local_day

OPENING = (
    Anchor.STAGE_OPENED,
    Anchor.DAY_AFTER_RECEIPT,
    Anchor.CASE_RAISED,
    Anchor.REVIEW_DATE,
)
"""What a clock may count from that is known once its stage opens."""


def escalate(
    case: Case, command: c.Escalate, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Move to the next or any later stage: a person's act, with a reason."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    to = _later_stage(case, command.to_stage, rulebook)
    need_party(here)
    need_raiser(here, to)
    policy = rulebook.policy
    _check_escalate(case, command, policy, to, at)
    between = policy.stages[policy.position(case.stage_key) + 1 : policy.position(to.key)]
    story = Story(case)
    call_off(story, here)
    story.tell_all(clocks.stopped(case, command.by, at))
    story.tell(*_leaving(here, command))
    open_stage(
        story,
        to,
        rulebook,
        command.by,
        at,
        reason=command.reason.strip(),
        bypassed=tuple(stage.key for stage in between),
        only_post=command.post,
        conditions=command.conditions,
        facts=command.facts,
        agreed_by=command.agreed_by,
        report=_report(case, command, policy, to),
        actions=command.actions,
    )
    return tuple(story.events)


def _leaving(here: Ground, command: c.Escalate) -> tuple[e.Event, ...]:
    """Whom it was talked over with, and what came of the stage that is left."""
    left = e.StageEscalated(
        at=here.at,
        by=here.by,
        acting_for=here.who.acting_for,
        from_stage=here.case.stage_key,
        to_stage=command.to_stage,
        reason=command.reason.strip(),
        left=command.left,
        people=command.people,
        without_meeting=command.without_meeting.strip(),
    )
    return (*_talked_over(here, command), left)


def _talked_over(
    here: Ground, command: c.Escalate | c.HandOver
) -> tuple[e.ConsultationRecorded, ...]:
    """With whom the procedure has it talked over before the stage is left."""
    case, policy = here.case, here.rulebook.policy
    return consulting.recorded(
        case,
        consulting.before_leaving(policy, case.stage_key, case.kind, here.who.posts),
        here.rulebook,
        here.by,
        here.at,
        advice=command.advice,
        without_why=command.unconsulted_why,
        on=command.consulted_on,
        acting_for=here.who.acting_for,
    )


def _wrong_talk(command: c.Escalate | c.HandOver, today: date) -> dict[str, str]:
    return consulting.wrong_consultation(
        command.advice, command.unconsulted_why, command.consulted_on, today
    )


def _report(case: Case, command: c.Escalate, policy: Policy, to: Stage) -> Report:
    """The report that goes with it; one that is empty is sent later, and is never the reason."""
    later = command.report_later
    if later and last_version(case, to) == command.report_values:
        return Report()  # nothing was written on this form, so there is nothing to keep
    return composed(policy, to, command.report_values, command.report, later=later)


def _check_escalate(
    case: Case, command: c.Escalate, policy: Policy, to: Stage, at: datetime
) -> None:
    left, today = policy.stage(case.stage_key).leave_fields, local_day(at)
    wrong = {
        **check_agreed(to, command.agreed_by, at),
        **wrong_actions(command.actions, at),
        **problems(policy, to.fields, command.facts, "fact_", today),
        **problems(policy, left, command.left, "left_", today),
        **_wrong_talk(command, today),
    }
    if any(command.report_values.values()) and not command.report_later:
        asked = to.report_fields
        wrong |= problems(policy, asked, command.report_values, "report_", today, whole=True)
    check_all(
        {"reason": command.reason},
        {
            "report": command.report,
            "advice": command.advice,
            "unconsulted_why": command.unconsulted_why,
            "without_meeting": command.without_meeting,
        },
        wrong,
    )


def _later_stage(case: Case, key: str, rulebook: Rulebook) -> Stage:
    policy = rulebook.policy
    later = policy.stages[policy.position(case.stage_key) + 1 :]
    found = next((stage for stage in later if stage.key == key), None)
    if found is not None:
        return found
    if not later:
        raise NotNow(
            f"{case.ref} is at the last stage. You can resolve or withdraw it, or take another "
            "of the procedure's routes."
        )
    raise Incomplete(
        "Choose a later stage.", {"to_stage": f"{case.ref} can go to {later[0].title} or later."}
    )


def hand_over(
    case: Case, command: c.HandOver, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Ask the post that raises the next stage to raise it (Brighton & Hove §3.2)."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    need_judge(here, "hand it over")
    talked = {"advice": command.advice, "unconsulted_why": command.unconsulted_why}
    check_all({"note": command.note}, talked, _wrong_talk(command, local_day(at)))
    to = rulebook.policy.following(case.stage_key)
    if to is None:
        raise NotNow(f"{case.ref} is at the last stage, so there is nobody to hand it to.")
    raisers = [post for post in to.raised_by if post not in rulebook.policy.owners.values()]
    if not raisers:
        raise NotNow(f"{owner_name(case)} raises {to.title}. Use Escalate.")
    if here.who.posts.issuperset(raisers):
        raise NotNow(f"You raise {to.title} yourself. Use Escalate.")
    if case.visit.handed_to:
        raise AlreadyDone(f"{case.ref} was handed over already.")
    held = assign_all(tuple(raisers), case.team, rulebook, at)
    if not any(assignment.person_id for assignment in held):
        titles = " or ".join(rulebook.policy.post_title(post) for post in raisers)
        raise NotNow(
            f"Nobody holds the post of {titles} for this team, so there is nobody to hand it to. "
            "Use Escalate, or ask an administrator to correct the directory."
        )
    return (
        *_talked_over(here, command),
        e.HandedOver(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            to_stage=to.key,
            to=held,
            note=command.note.strip(),
        ),
    )


def open_stage(
    story: Story,
    stage: Stage,
    rulebook: Rulebook,
    by: Actor,
    at: datetime,
    *,
    reason: str,
    bypassed: tuple[str, ...],
    report: Report,
    facts: Mapping[str, str] | None = None,
    agreed_by: date | None = None,
    only_post: str = "",
    conditions: tuple[str, ...] | None = None,
    actions: tuple[c.AgreedAction, ...] = (),
) -> None:
    """Open a stage: its people, clocks, totals and actions, and the report if it goes with it."""
    case = story.case
    holds = case.conditions if conditions is None else conditions
    responders = stage.responders(case.kind)
    posts = (only_post,) if only_post in responders.posts else responders.posts
    agreed = with_owners(actions, case, rulebook, at)
    story.tell(
        e.StageOpened(
            at=at,
            by=by,
            stage_key=stage.key,
            assignees=assign_all(
                posts, case.team, rulebook, at, dict(case.people), dict(stage.deputies)
            ),
            all_of=responders.all_of,
            notified=stage_tells(stage, case, posts, holds, rulebook, at),
            reason=reason,
            bypassed=bypassed,
            conditions=holds,
            facts=facts or {},
            agreed_by=agreed_by,
            actions=agreed,
        )
    )
    story.tell_all(clocks.totals_started(story.case, rulebook, by, at))
    for anchor in OPENING:
        done = Must.SEND_REPORT if report.is_sent else None
        story.tell_all(clocks.started(story.case, rulebook, anchor, by, at, done))
    writers = (case.owner.post,) if case.owner else stage.raised_by
    start_actions(story, agreed, rulebook, by, at, writers)
    if report.is_sent:
        send_report(story, rulebook, by, at, report)
    elif report.text and asks_for_report(stage):
        story.tell(e.ReportDrafted(at=at, by=by, text=report.text, values=report.values))


def send_report(story: Story, rulebook: Rulebook, by: Actor, at: datetime, report: Report) -> None:
    """Send the stage's report where the policy asks for one; its answer is due from then."""
    if not asks_for_report(rulebook.policy.stage(story.case.stage_key)):
        return
    story.tell(e.ReportSent(at=at, by=by, text=report.text, values=report.values))
    story.tell_all(clocks.met(story.case, Must.SEND_REPORT, by, at))
    story.tell_all(clocks.started(story.case, rulebook, Anchor.REPORT_SENT, by, at))


def check_agreed(stage: Stage, agreed_by: date | None, at: datetime) -> Mapping[str, str]:
    """What is wrong with an agreed day, by its field; nothing when it may stand."""
    negotiated = any(clock.within.span is Span.NEGOTIATED for clock in stage.clocks)
    if negotiated and agreed_by is None:
        return {"agreed_by": "Give the day by which you agreed that this would be resolved."}
    if agreed_by is not None and agreed_by < local_day(at):
        return {"agreed_by": "The agreed day is in the past; give today or a later day."}
    return {}


def check_all(
    required: Mapping[str, str], optional: Mapping[str, str], wrong: dict[str, str]
) -> None:
    """Refuse a form with every wrong field at once, so that nobody mends it twice."""
    try:
        check_texts(required, optional)
    except Incomplete as refusal:
        wrong.update(refusal.fields)
    if wrong:
        raise Incomplete("Some of the form still needs your attention. Nothing is lost.", wrong)
