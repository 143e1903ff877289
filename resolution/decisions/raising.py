"""Beginning a case, at the level that its raiser thinks right."""

import re
from collections.abc import Mapping
from datetime import datetime

from resolution import commands as c
from resolution import consulting
from resolution import events as e
from resolution.case import Case, Status
from resolution.concerned import concerned
from resolution.decisions.agreeing import wrong_actions
from resolution.decisions.ground import Story, problems
from resolution.decisions.opening import check_agreed, check_all, open_stage
from resolution.errors import AlreadyDone, NotYours
from resolution.policy import Policy
from resolution.ports import Rulebook
from resolution.stage_reports import Report
from resolution.working_days import local_day

FILE_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9/\-]{1,20}")
INITIALS = re.compile(r"[A-Za-z]{1,4}")


def raise_challenge(
    case: Case, command: c.RaiseChallenge, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Begin a case at the level that its raiser thinks right (IRO Handbook 6.2)."""
    if case.status is not Status.UNRAISED:
        raise AlreadyDone(f"{case.ref} was raised already. This is the case as it stands now.")
    owner_post = _owner_post(command, rulebook)
    _check_raise(command, rulebook, at)
    policy = rulebook.policy
    story = Story(case)
    story.tell(
        e.ChallengeRaised(
            at=at,
            by=command.by,
            case_ref=case.ref,
            policy_id=policy.id,
            kind=command.kind,
            file_number=command.file_number.strip(),
            initials=plain_initials(command.initials).upper(),
            team=command.team,
            themes=command.themes,
            challenge=command.challenge,
            owner_post=owner_post,
            conditions=command.conditions,
            people=command.people,
        )
    )
    stage = policy.stage(command.stage_key)
    held = rulebook.directory.posts_of(command.by.person_id, command.team)
    story.tell(
        *consulting.recorded(
            story.case,
            consulting.before_raising(policy, stage, command.kind, held),
            rulebook,
            command.by,
            at,
            advice=command.advice,
            without_why=command.unconsulted_why,
            on=command.consulted_on,
        )
    )
    passed_over = policy.stages[: policy.position(stage.key)]
    open_stage(
        story,
        stage,
        rulebook,
        command.by,
        at,
        reason=command.bypass_reason,
        bypassed=tuple(s.key for s in passed_over),
        facts=command.facts,
        agreed_by=command.agreed_by,
        only_post=command.post,
        # The raise form is the written report: what the worries are, what was tried, by when.
        report=Report(command.challenge.worry),
        actions=command.actions,
    )
    return tuple(story.events)


def _owner_post(command: c.RaiseChallenge, rulebook: Rulebook) -> str:
    posts = rulebook.directory.posts_of(command.by.person_id, command.team)
    own = rulebook.policy.owner_post(command.kind)
    raisers = (
        rulebook.policy.stage(command.stage_key).raised_by if _knows(command, rulebook) else ()
    )
    for post in concerned(rulebook.policy, (own, *raisers), command.kind):
        if post in posts:
            return post
    title = rulebook.policy.post_title(own)
    raise NotYours(
        f"A challenge of this kind is raised by the {title}, and the directory does not give you "
        "that post. If that is wrong, ask an administrator to correct the directory."
    )


def _knows(command: c.RaiseChallenge, rulebook: Rulebook) -> bool:
    return any(stage.key == command.stage_key for stage in rulebook.policy.stages)


def plain_initials(initials: str) -> str:
    """Initials without their dots and spaces."""
    return re.sub(r"[\s.]", "", initials)


def _check_raise(command: c.RaiseChallenge, rulebook: Rulebook, at: datetime) -> None:
    wrong: dict[str, str] = {}
    policy = rulebook.policy
    if not FILE_NUMBER.fullmatch(command.file_number.strip()):
        wrong["file_number"] = (
            f"Give the child's number in {policy.record_system}: digits, and letters if any."
        )
    if not INITIALS.fullmatch(plain_initials(command.initials)):
        wrong["initials"] = "Give one to four initials, never a name."
    if rulebook.directory.team(command.team) is None:
        wrong["team"] = "Choose the team that works with the child."
    wrong.update(_check_themes(command, policy))
    wrong.update(_check_level(command, policy, at))
    wrong.update(_check_challenge(command.challenge, at))
    if "stage" not in wrong:
        asked = policy.stage(command.stage_key).fields
        wrong.update(problems(policy, asked, command.facts, "fact_", local_day(at)))
    wrong.update(wrong_actions(command.actions, at))
    said = (command.advice, command.unconsulted_why, command.consulted_on)
    wrong.update(consulting.wrong_consultation(*said, local_day(at)))
    texts = {
        "worry": command.challenge.worry,
        "tried": command.challenge.tried,
        "impact": command.challenge.impact,
        "needed": command.challenge.needed,
    }
    optional = {
        "bypass_reason": command.bypass_reason,
        "advice": command.advice,
        "unconsulted_why": command.unconsulted_why,
    }
    check_all(texts, optional, wrong)


def _check_themes(command: c.RaiseChallenge, policy: Policy) -> Mapping[str, str]:
    allowed = {theme.key for theme in policy.themes if command.kind in theme.kinds}
    if command.kind not in policy.kinds:
        return {"kind": f"{policy.authority} does not use this process for such cases."}
    if not command.themes:
        return {"themes": "Choose at least one theme."}
    if set(command.themes) - allowed:
        return {"themes": "One of these themes is not for this kind of case; choose again."}
    return {}


def _check_level(command: c.RaiseChallenge, policy: Policy, at: datetime) -> Mapping[str, str]:
    stages = {stage.key: stage for stage in policy.stages}
    stage = stages.get(command.stage_key)
    if stage is None:
        return {"stage": "Choose the level at which to start."}
    if policy.position(stage.key) > 0 and not command.bypass_reason.strip():
        return {"bypass_reason": f"Say why you start at {stage.title} and not before it."}
    return check_agreed(stage, command.agreed_by, at)


def _check_challenge(challenge: c.Challenge, at: datetime) -> Mapping[str, str]:
    wrong: dict[str, str] = {}
    if challenge.needed_by < local_day(at):
        wrong["needed_by"] = "This day is in the past; give the day by which it is needed."
    if not challenge.child_knows and not challenge.child_knows_why.strip():
        wrong["child_knows_why"] = "Say why the child does not know, or when they will be told."
    return wrong
