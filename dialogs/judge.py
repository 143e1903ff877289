"""What becomes of a case: resolve, not enough, escalate, hand over, withdraw, reopen."""

from collections.abc import Collection

from cards.actions import Verb
from cards.judging_forms import (
    escalate_form,
    hand_over_form,
    reject_form,
    reopen_form,
    resolve_form,
    withdraw_form,
)
from cards.parts import Card
from cards.stage_fields import FACT, LEFT, REPORT
from cards.words import listed
from dialogs.acting import Act, Blank, Sent, plain
from dialogs.agreed_days import unusual_day
from dialogs.prompts import ESCALATE, REJECT, RESOLVE, Moment
from dialogs.respond import agreed_actions
from dialogs.stage_answers import consulted, is_consulted, who_answers
from dialogs.vacancies import nobody_there
from dialogs.whom import chosen, several, to_choose
from resolution.case import Case
from resolution.commands import Escalate, HandOver, RejectResponse, Reopen, Resolve, Withdraw
from resolution.concerned import involved
from resolution.consulting import CONSULTATION, before_leaving
from resolution.errors import AlreadyDone
from resolution.people import Actor, Person
from resolution.policy import Stage
from resolution.ports import Rulebook
from resolution.satisfaction import still_to_be_satisfied
from resolution.standing import stages_to_raise, standing


def _resolve(sent: Sent) -> Resolve:
    needs = "Say what has changed, or will change, for the child."
    return Resolve(
        **sent.stamp,
        outcome=sent.answers.text("outcome", "Say what the outcome was."),
        impact=sent.answers.text("impact", needs),
        without_meeting=sent.answers.text("without_meeting"),
    )


def _settled(before: Case, after: Case, rulebook: Rulebook, who: Actor) -> str:
    """That it is resolved; where several must be satisfied, who still has to say so."""
    if not after.is_open:
        return "The outcome is recorded."
    waiting = still_to_be_satisfied(after, rulebook)
    titles = listed([rulebook.policy.post_title(post) for post in waiting])
    return f"It is recorded that you are satisfied. Still to say so: {titles}."


def _reject(sent: Sent) -> RejectResponse:
    reason = sent.answers.text("reason", "Say what is missing from the response.")
    return RejectResponse(**sent.stamp, reason=reason)


def _escalate_form(blank: Blank) -> Card:
    case, who = blank.shown.case, Actor(blank.who.person_id, "")
    place = standing(case, blank.rulebook, who, blank.shown.at)
    later = stages_to_raise(case, place, blank.rulebook)
    conditions = [condition.key for condition in blank.rulebook.policy.conditions]
    needed: dict[str, tuple[Person, ...]] = {}
    for stage in later:
        needed |= _open_choices(case, blank.rulebook, stage, conditions)
    return escalate_form(
        blank.shown,
        later=later,
        whom=to_choose(needed),
        held=blank.who.posts,
        values=blank.values,
        errors=blank.errors,
        dialog=blank.dialog,
    )


def _open_choices(
    case: Case, rulebook: Rulebook, stage: Stage, conditions: Collection[str], only: str = ""
) -> dict[str, tuple[Person, ...]]:
    """The posts that a stage needs, several people hold, and nobody was chosen for on this case."""
    posts = involved(rulebook.policy, stage, case.kind, conditions, only)
    found = several(posts, case.team, rulebook.directory)
    return {
        post: people
        for post, people in found.items()
        if case.people.get(post) not in {person.id for person in people}
    }


def _escalate(sent: Sent) -> Escalate:
    answers, policy, kind = sent.answers, sent.rulebook.policy, sent.case.kind
    ahead = policy.stages[policy.position(sent.case.stage_key) + 1 :]
    stages = {stage.key: stage for stage in ahead}
    needs = f"Choose the {policy.word('stage')} to escalate to."
    _refuse_again(answers.text("to_stage"), stages, sent)
    to = answers.choice("to_stage", stages, needs)
    asked = "conditions" in answers.values
    stage = stages.get(to)
    here = policy.stage(sent.case.stage_key)
    post = who_answers(answers, stage, kind) if stage else ""
    ticked = answers.many("conditions", [c.key for c in policy.conditions])
    conditions = ticked if asked else sent.case.conditions
    needed = _open_choices(sent.case, sent.rulebook, stage, conditions, post) if stage else {}
    return Escalate(
        **sent.stamp,
        to_stage=to,
        reason=answers.text("reason", "Say why you escalate."),
        post=post,
        conditions=ticked if asked else None,
        people=chosen(answers, policy, needed),
        report=answers.text("report"),
        report_values=answers.fields(
            policy, stage.report_fields if stage else (), REPORT, optional=True
        ),
        report_later=answers.yes("report_later"),
        facts=answers.fields(policy, stage.fields if stage else (), FACT),
        left=answers.fields(policy, here.leave_fields, LEFT),
        agreed_by=answers.maybe_day("agreed_by"),
        **consulted(answers),
        actions=agreed_actions(answers, policy),
        without_meeting=answers.text("without_meeting"),
    )


def _refuse_again(to: str, later: Collection[str], sent: Sent) -> None:
    """A form that is sent twice names a stage that has begun: nothing on it is to put right."""
    gone = next((s for s in sent.rulebook.policy.stages if s.key == to and to not in later), None)
    if gone is not None:
        raise AlreadyDone(
            f"{sent.case.ref} was escalated already, so nothing was changed. "
            "This is the case as it stands now."
        )


def _resolved(command: Resolve, before: Case, rulebook: Rulebook) -> Moment:
    return Moment(RESOLVE)


def _rejected(command: RejectResponse, before: Case, rulebook: Rulebook) -> Moment:
    return Moment(REJECT)


def _escalated(command: Escalate, before: Case, rulebook: Rulebook) -> Moment:
    """Advice given on the form itself is not asked for again, nor where nobody is to be asked."""
    policy, team = rulebook.policy, before.team
    held = rulebook.directory.posts_of(command.by.person_id, team)
    asked = before_leaving(policy, before.stage_key, before.kind, held)
    named = any(stage.consult for stage in policy.stages)
    settled = is_consulted(command) or (named and not asked)
    return Moment(ESCALATE, frozenset({CONSULTATION}) if settled else frozenset())


def _asked(before: Case, after: Case, rulebook: Rulebook, who: Actor) -> str:
    """Whether somebody was there to be asked, and what is unusual about the agreed day."""
    return f"{nobody_there(after, rulebook)} {unusual_day(after, rulebook)}".strip()


def _hand_over_form(blank: Blank) -> Card:
    return hand_over_form(
        blank.shown,
        held=blank.who.posts,
        values=blank.values,
        errors=blank.errors,
        dialog=blank.dialog,
    )


def _hand_over(sent: Sent) -> HandOver:
    note = sent.answers.text("note", "Say what they should know.")
    return HandOver(**sent.stamp, note=note, **consulted(sent.answers))


def _withdraw(sent: Sent) -> Withdraw:
    return Withdraw(**sent.stamp, reason=sent.answers.text("reason", "Say why you withdraw it."))


def _reopen(sent: Sent) -> Reopen:
    reason = sent.answers.text("reason", "Say why it has to be taken up again.")
    return Reopen(**sent.stamp, reason=reason, agreed_by=sent.answers.maybe_day("agreed_by"))


ACTS = (
    Act(
        Verb.RESOLVE,
        "Resolve",
        "",
        _resolve,
        plain(resolve_form),
        remark=_settled,
        moment=_resolved,
    ),
    Act(
        Verb.REJECT,
        "Say it is not enough",
        "It is recorded that this is not enough, and those who responded will be told why.",
        _reject,
        plain(reject_form),
        moment=_rejected,
    ),
    Act(
        Verb.ESCALATE,
        "Escalate",
        "Escalated. Those who must respond now will be told.",
        _escalate,
        _escalate_form,
        remark=_asked,
        moment=_escalated,
    ),
    Act(
        Verb.HAND_OVER,
        "Hand over",
        "Handed over. Whoever raises the next stage will be told.",
        _hand_over,
        _hand_over_form,
    ),
    Act(
        Verb.WITHDRAW,
        "Withdraw",
        "It is withdrawn and stays on record.",
        _withdraw,
        plain(withdraw_form),
    ),
    Act(
        Verb.REOPEN,
        "Reopen",
        "The case is taken up again at the stage that it left.",
        _reopen,
        plain(reopen_form),
        remark=_asked,
    ),
)
