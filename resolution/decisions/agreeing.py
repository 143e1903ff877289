"""Agreed actions: what is wrong with one, whose it is, and the day on which it is due."""

from datetime import datetime

from msgspec.structs import replace

from resolution import clocks
from resolution import events as e
from resolution.assigning import answers_for
from resolution.case import Case
from resolution.commands import AgreedAction
from resolution.decisions.ground import Story
from resolution.errors import Incomplete
from resolution.people import Actor
from resolution.policy import Must
from resolution.ports import Rulebook
from resolution.working_days import local_day

Actions = tuple[AgreedAction, ...]


def check_actions(actions: Actions, at: datetime) -> None:
    """Refuse an agreed action without an owner, or one that was due before today."""
    wrong = wrong_actions(actions, at)
    if wrong:
        raise Incomplete("An agreed action needs your attention. Nothing is lost.", wrong)


def wrong_actions(actions: Actions, at: datetime) -> dict[str, str]:
    """What is wrong with agreed actions, by their fields."""
    wrong: dict[str, str] = {}
    for number, action in enumerate(actions, start=1):
        if not action.what.strip():
            wrong[f"action_{number}_what"] = "Say what will be done."
        if not action.post and not action.owner.strip():
            wrong[f"action_{number}_owner"] = "Say who will do it."
        if action.by_on < local_day(at):
            wrong[f"action_{number}_by"] = "This day is in the past; give a day to come."
    return wrong


def with_owners(actions: Actions, case: Case, rulebook: Rulebook, at: datetime) -> Actions:
    """The actions with the name of whoever holds the post that agreed to each."""
    return tuple(
        replace(action, owner=_owner(action.post, case, rulebook, at)) if action.post else action
        for action in actions
    )


def _owner(post: str, case: Case, rulebook: Rulebook, at: datetime) -> str:
    title = rulebook.policy.post_title(post)
    holder = answers_for(post, case, rulebook, at).name
    return f"{holder}, {title}" if holder else title


def start_actions(
    story: Story,
    actions: Actions,
    rulebook: Rulebook,
    by: Actor,
    at: datetime,
    writers: tuple[str, ...],
) -> None:
    """Each is due on its own day from whose it is, whatever becomes of the stage.

    What somebody outside the case's posts will do stays with `writers`, who wrote it down.
    """
    first = len(story.case.actions) - len(actions)
    for number, kept in enumerate(story.case.actions[first:], start=first + 1):
        action = kept.action
        due_at = rulebook.calendar.due_on_day(action.by_on)
        story.tell(
            e.ClockStarted(
                at=at,
                by=by,
                clock_id=f"action.{number}",
                key=f"action-{number}",
                must=Must.COMPLETE_ACTION,
                stage_key=kept.stage_key,
                posts=(action.post,) if action.post else writers,
                counted_from=at,
                due_at=due_at,
                remind_at=clocks.reminders(None, at, due_at, rulebook, at),
            )
        )


def meet_actions(story: Story, by: Actor, at: datetime) -> None:
    """The days of those actions are kept that are done by now."""
    done = {
        f"action.{number}"
        for number, kept in enumerate(story.case.actions, start=1)
        if kept.completed_at is not None
    }
    for clock in story.case.open_clocks:
        if clock.id in done:
            late = clock.due_at is not None and at >= clock.due_at
            story.tell(e.ClockMet(at=at, by=by, clock_id=clock.id, late=late))
