"""Raising a challenge in two steps; the reference is drawn with the form, so it is raised once."""

import re
import secrets
from collections.abc import Mapping

from cards.actions import FROM
from cards.parts import Card
from cards.raise_form import FIRST_STEP, raise_details, raise_form
from cards.standing import begins
from dialogs.acting import NOTHING, begun, in_place
from dialogs.agreed_days import unusual_day
from dialogs.forms import Answers
from dialogs.invoke import Reply
from dialogs.prompts import RAISE, Moment
from dialogs.raise_answers import first_step, raise_command
from dialogs.stage_answers import is_consulted
from dialogs.talk import Talk, entitled
from dialogs.vacancies import nobody_there
from dialogs.whom import Choices, several, to_choose
from resolution.concerned import concerned, involved
from resolution.consulting import CONSULTATION, before_raising
from resolution.errors import Incomplete, NotNow, NotYours
from resolution.people import Actor, Directory
from resolution.policy import CaseKind, Policy, Route
from resolution.ports import Rulebook

# Without 0, 1, I and O: a reference is read out on the telephone.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RAISED = "Raised. Those who must respond will be told."


def new_reference(policy: Policy) -> str:
    """A random reference: it says nothing of the child, nor how many cases there are."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(5))
    return f"{policy.ref_prefix}-{drawn}"


async def open_first(talk: Talk) -> Reply:
    """Step one, empty or with what was chosen before."""
    return _first(talk, await _known(talk))


async def open_details(talk: Talk) -> Reply:
    """Step two, once step one is complete."""
    rulebook = _rulebook(talk)
    answers = Answers(talk.values)
    first_step(answers, rulebook.policy, _teams(talk.actor, rulebook))
    answers.check()
    return _details(talk, await _known(talk))


async def _known(talk: Talk) -> dict[str, str]:
    """What was typed, and before it what the record knows from which somebody raises."""
    record = talk.values.get(FROM, "")
    if not record:
        return talk.values
    case, _ = await entitled(talk, record)
    known = {"team": case.team, "kind": case.kind.value}
    known |= {"file_number": case.file_number, "initials": case.initials}
    return {**known, **talk.values}


async def send(talk: Talk) -> Reply:
    """Raise the challenge; a form sent twice is answered with the case that it raised."""
    rulebook = _rulebook(talk)
    answers = Answers(talk.values)
    ref = own_reference(talk, rulebook.policy)
    teams = _teams(talk.actor, rulebook)
    command = raise_command(answers, rulebook, teams, ref, talk.actor, talk.desk.now())
    answers.check()
    case = await talk.desk.submit(command)
    remarks = (RAISED, nobody_there(case, rulebook), unusual_day(case, rulebook))
    said = " ".join(remark for remark in remarks if remark)
    settled = frozenset({CONSULTATION} if is_consulted(command) else ())
    return begun(talk, case, said, Moment(RAISE, settled))


async def ask_again(talk: Talk, refusal: Incomplete) -> Reply:
    """The step in which something was wrong, with what was typed."""
    errors = refusal.fields
    if not errors.keys().isdisjoint(FIRST_STEP):
        return _first(talk, talk.values, errors)
    return _details(talk, talk.values, errors)


def _first(talk: Talk, values: Mapping[str, str], errors: Mapping[str, str] = NOTHING) -> Reply:
    rulebook = _rulebook(talk)
    teams = _teams(talk.actor, rulebook)
    policy = rulebook.policy
    card = raise_form(
        policy,
        talk.action.ref or new_reference(policy),
        teams=[(title, key) for key, title in teams.items()],
        values=values,
        errors=errors,
        dialog=talk.in_dialog,
        urgent=_urgent(talk.actor, rulebook),
        own=_own_kinds(talk.actor, rulebook),
    )
    return in_place(talk, begins(policy), card)


def _urgent(actor: Actor, rulebook: Rulebook) -> tuple[Route, ...]:
    """The routes for immediate concerns that this person may begin."""
    held = _held(actor, rulebook)
    return tuple(r for r in rulebook.policy.routes if r.urgent and held & set(r.open_to))


def _own_kinds(actor: Actor, rulebook: Rulebook) -> tuple[CaseKind, ...]:
    """The kinds of case that this person's posts raise: a chair raises no looked-after case."""
    held, policy = _held(actor, rulebook), rulebook.policy
    return tuple(k for k in policy.kinds if held & set(concerned(policy, _raisers(policy), k)))


def _held(actor: Actor, rulebook: Rulebook) -> set[str]:
    """The posts that somebody holds for any team."""
    directory = rulebook.directory
    held = (directory.posts_of(actor.person_id, team.key) for team in directory.teams)
    return {post for posts in held for post in posts}


def _raisers(policy: Policy) -> set[str]:
    return {*policy.owners.values(), *(post for s in policy.stages for post in s.raised_by)}


def _details(talk: Talk, values: Mapping[str, str], errors: Mapping[str, str] = NOTHING) -> Reply:
    rulebook = _rulebook(talk)
    policy, directory = rulebook.policy, rulebook.directory
    team = directory.team(values.get("team", ""))
    card: Card = raise_details(
        policy,
        talk.action.ref or new_reference(policy),
        values=values,
        holders=holders(values, policy, directory),
        consult=before_raising(
            policy,
            policy.stage(values["stage"]),
            CaseKind(values["kind"]),
            directory.posts_of(talk.actor.person_id, values["team"]),
        ),
        team=team.title if team else "",
        errors=errors,
        dialog=talk.in_dialog,
    )
    return in_place(talk, begins(policy), card)


def holders(values: Mapping[str, str], policy: Policy, directory: Directory) -> Choices:
    """The posts that this start asks or tells and that several people hold, with these people."""
    stage, kind = policy.stage(values["stage"]), CaseKind(values["kind"])
    conditions = values.get("conditions", "").split(",")
    posts = involved(policy, stage, kind, conditions)
    return to_choose(several(posts, values["team"], directory))


def _rulebook(talk: Talk) -> Rulebook:
    """The rules under which a new case begins; refused to those who hold no post that raises."""
    policy = talk.desk.policy()
    rulebook = talk.desk.rulebook(policy.id)
    if not _teams(talk.actor, rulebook):
        titles = dict.fromkeys(policy.post_title(post) for post in policy.owners.values())
        raise NotYours(
            f"A challenge is raised by: {', '.join(titles)}. The directory gives you no such post; "
            "if that is wrong, ask an administrator to correct it."
        )
    return rulebook


def _teams(actor: Actor, rulebook: Rulebook) -> dict[str, str]:
    """The teams for which this person may raise something, by key."""
    directory, raisers = rulebook.directory, _raisers(rulebook.policy)
    return {
        team.key: team.title
        for team in directory.teams
        if raisers & set(directory.posts_of(actor.person_id, team.key))
    }


def own_reference(talk: Talk, policy: Policy) -> str:
    """The reference that the form carries, if it can be one of ours."""
    shape = rf"{re.escape(policy.ref_prefix)}-[{ALPHABET}]{{5}}"
    if re.fullmatch(shape, talk.action.ref):
        return talk.action.ref
    raise NotNow("This form is no longer in use, and nothing was sent; send “raise” for a new one.")
