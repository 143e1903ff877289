"""What the two steps of the raise form ask for, read into one command."""

import re
from collections.abc import Mapping
from datetime import datetime

from cards.stage_fields import FACT
from dialogs.forms import Answers
from dialogs.respond import agreed_actions
from dialogs.stage_answers import consulted, who_answers
from dialogs.whom import chosen, several
from resolution.commands import Challenge, RaiseChallenge
from resolution.concerned import involved
from resolution.people import Actor
from resolution.policy import CaseKind, Policy
from resolution.ports import Rulebook
from resolution.working_days import local_day

# "AB", "A.B." or "a b"; three letters or more in small print are a name, however short.
_INITIALS = re.compile(r"[A-Za-z](?:[\s.]*[A-Za-z]){0,3}\.?")
_NAME = re.compile(r"[A-Z][a-z]{2,}|[a-z]{3,}")
_FILE_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9/\-]{1,20}")


def first_step(answers: Answers, policy: Policy, teams: Mapping[str, str]) -> None:
    """Step one: the kind of case, the team, the level at which it starts."""
    answers.choice("kind", [kind.value for kind in policy.kinds], "Choose the kind of case.")
    answers.choice("team", teams, "Choose the team that works with the child.")
    answers.choice("stage", [stage.key for stage in policy.stages], "Choose where it starts.")
    answers.many("conditions", [condition.key for condition in policy.conditions])


def raise_command(
    answers: Answers,
    rulebook: Rulebook,
    teams: Mapping[str, str],
    ref: str,
    by: Actor,
    at: datetime,
) -> RaiseChallenge:
    """The command, for the caller to `check` the answers before it is used."""
    policy = rulebook.policy
    first_step(answers, policy, teams)
    answers.check()  # step two means nothing before step one is settled
    stage = policy.stage(answers.values["stage"])
    kind = CaseKind(answers.values["kind"])
    themes = [theme.key for theme in policy.themes if kind in theme.kinds]
    later = policy.position(stage.key) > 0
    team = answers.values["team"]
    conditions = answers.many("conditions", [c.key for c in policy.conditions])
    why = f"Say why you start at {stage.title} and not before it." if later else ""
    return RaiseChallenge(
        case_ref=ref,
        by=by,
        seen_version=0,
        policy_id=policy.id,
        kind=kind,
        file_number=file_number(answers, policy),
        initials=initials_of(answers),
        team=team,
        themes=_themes(answers, themes),
        challenge=_challenge(answers, at),
        stage_key=stage.key,
        bypass_reason=answers.text("bypass_reason", why),
        conditions=conditions,
        people=chosen(
            answers,
            policy,
            several(involved(policy, stage, kind, conditions), team, rulebook.directory),
        ),
        facts=answers.fields(policy, stage.fields, FACT),
        agreed_by=answers.maybe_day("agreed_by"),
        post=who_answers(answers, stage, kind),
        **consulted(answers),
        actions=agreed_actions(answers, policy),
    )


def _themes(answers: Answers, allowed: list[str]) -> tuple[str, ...]:
    """What it is about: ticked in one list, or in a list for each group of the procedure."""
    lists = [key for key in answers.values if key == "themes" or key.startswith("themes_")]
    ticked = [theme for key in lists for theme in answers.many(key, allowed)]
    if not ticked:
        answers.wrong("themes", "Choose at least one theme.")
    return tuple(theme for theme in allowed if theme in ticked)


def file_number(answers: Answers, policy: Policy) -> str:
    """The child's number in the record system."""
    needs = f"Give the child's number in {policy.record_system}: digits, with letters if any."
    number = answers.text("file_number", needs)
    if not _FILE_NUMBER.fullmatch(number):
        answers.wrong("file_number", needs)
    return number


def initials_of(answers: Answers) -> str:
    """The child's initials; a name is refused."""
    needs = "Give one to four initials, never a name."
    initials = answers.text("initials", needs)
    if not _INITIALS.fullmatch(initials) or _NAME.fullmatch(initials):
        answers.wrong("initials", needs)
    return initials


def _challenge(answers: Answers, at: datetime) -> Challenge:
    needed_by = answers.day("needed_by", "Choose the day by which it is needed.")
    if needed_by < local_day(at):
        answers.wrong("needed_by", "This day is in the past; give the day by which it is needed.")
    knows = answers.choice("child_knows", ("yes", "no"), "Say whether the child knows.")
    why = "Say why the child does not know, or when they will be told." if knows == "no" else ""
    return Challenge(
        worry=answers.text("worry", "Say what worries you."),
        tried=answers.text("tried", "Say what has been tried, or that nothing has been."),
        impact=answers.text("impact", "Say what it means for the child."),
        needed=answers.text("needed", "Say what needs to happen."),
        needed_by=needed_by,
        child_knows=knows == "yes",
        child_knows_why=answers.text("child_knows_why", why),
    )
