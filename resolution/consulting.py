"""Whom a procedure has consulted before a stage: recorded with the advice, never a permission."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from resolution import events as e
from resolution.assigning import assign
from resolution.case import Case
from resolution.concerned import concerned
from resolution.people import Actor
from resolution.policy import CaseKind, Notified, Policy, Stage
from resolution.ports import Rulebook

CONSULTATION = "consultation"
"""The kind of the route by which it is recorded; what is said on a stage's form settles it."""


def before_raising(
    policy: Policy, stage: Stage, kind: CaseKind, held: Collection[str]
) -> tuple[Notified, ...]:
    """Whom somebody who holds these posts talks to before they raise at a stage.

    It is whom the first stage on the way names: who starts later, passes over the talks between.
    """
    way = policy.stages[: policy.position(stage.key) + 1]
    return _asked(policy, next((s.consult for s in way if s.consult), ()), kind, held)


def before_leaving(
    policy: Policy, stage_key: str, kind: CaseKind, held: Collection[str]
) -> tuple[Notified, ...]:
    """Whom they talk to when a stage is left unresolved, whichever later one they go to."""
    following = policy.following(stage_key)
    return _asked(policy, following.consult if following else (), kind, held)


def _asked(
    policy: Policy, rows: Sequence[Notified], kind: CaseKind, held: Collection[str]
) -> tuple[Notified, ...]:
    # Nobody consults themselves: a manager who raises a level has nobody to ask in their own post.
    posts = concerned(policy, (row.post for row in rows), kind)
    return tuple(row for row in rows if row.post in posts and row.post not in held)


def wrong_consultation(
    advice: str, without_why: str, on: date | None, today: date
) -> dict[str, str]:
    """What does not fit together in what was written of a consultation, by its fields."""
    talked, alone = bool(advice.strip()), bool(without_why.strip())
    if talked and alone:
        either = "Say what was advised, or why nobody was consulted: clear one of the two."
        return {"unconsulted_why": f"{either} Why you go against advice belongs to the reasons."}
    if on is None:
        return {}
    if on > today:
        return {"consulted_on": "This day is still to come. Give the day on which you talked."}
    if alone:
        return {"consulted_on": "You say why you go on without a talk: leave the day empty."}
    if not talked:
        return {"advice": "Say what was advised that day, or leave the day empty."}
    return {}


def recorded(
    case: Case,
    rows: Sequence[Notified],
    rulebook: Rulebook,
    by: Actor,
    at: datetime,
    *,
    advice: str,
    without_why: str,
    on: date | None = None,
    acting_for: str = "",
) -> tuple[e.ConsultationRecorded, ...]:
    """The record of it; none where the procedure names nobody or nothing was written."""
    if not rows or not (advice.strip() or without_why.strip()):
        return ()
    posts = tuple(row.post for row in rows)
    return (
        e.ConsultationRecorded(
            at=at,
            by=by,
            acting_for=acting_for,
            posts=posts,
            advice=advice.strip(),
            without_why=without_why.strip(),
            consulted_on=on,
            told=tuple(_consulted(post, case, rulebook, by, at) for post in posts),
        ),
    )


def _consulted(post: str, case: Case, rulebook: Rulebook, by: Actor, at: datetime) -> e.Assignment:
    """Who is asked: the person's own line manager where they hold the post, else its holder."""
    manager = rulebook.directory.manager_of(by.person_id)
    return assign(post, case.team, rulebook, at, manager.id if manager else "")
