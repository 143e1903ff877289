"""A channel's list: references, stages, posts and dates; detail only to those entitled."""

from collections.abc import Callable, Sequence
from datetime import datetime

from cards.lists import DigestRow, digest_card, digest_summary
from cards.parts import Card
from dialogs.invoke import Reply
from dialogs.show import detail
from dialogs.talk import Talk, case_facts
from resolution.case import Case, RunningClock
from resolution.errors import NotNow, NotYours
from resolution.ports import Rulebook
from resolution.satisfaction import still_to_be_satisfied
from resolution.standing import judge_posts
from resolution.working_days import local_day

NOTHING = "Nothing is overdue, due soon or waiting to be judged here."
SET = (
    "This channel gets a list each working morning on which something is overdue, due soon or "
    "waiting to be judged. It holds references, stages and posts, and nothing of any child."
)


def digest_rows(
    cases: Sequence[Case], rulebook: Callable[[str], Rulebook], at: datetime
) -> tuple[DigestRow, ...]:
    """Cases as rows of a channel's list, first due first; those without a date are left out."""
    rows = [row for case in cases if (row := _row(case, rulebook(case.policy_id), at))]
    return tuple(sorted(rows, key=lambda row: (row.due_at, row.ref)))


def _row(case: Case, rulebook: Rulebook, at: datetime) -> DigestRow | None:
    if case.matter and rulebook.policy.route(case.matter).private_to:
        return None  # a channel does not even learn that it exists
    clock = next((clock for clock in case.awaited if clock.due_at is not None), None)
    answered = case.is_unjudged and not case.overdue(at)
    moment = _since(case) if answered else clock.due_at if clock else None
    if moment is None:
        return None
    posts, together = _judging(case, rulebook) if answered else _waited_for(case, clock)
    return DigestRow(
        ref=case.ref,
        version=case.version,
        stage=case_facts(case, rulebook, at).stage.title,
        posts=tuple(rulebook.policy.post_title(post) for post in posts),
        due_at=moment,
        days_left=rulebook.calendar.between(local_day(at), local_day(moment)),
        answered=answered,
        together=together,
    )


def _since(case: Case) -> datetime:
    """Since when it waits for a decision: the answer, or that it was found not to be enough."""
    visit = case.visit
    return visit.rejected_at or visit.answers[-1].at


def _waited_for(case: Case, clock: RunningClock | None) -> tuple[tuple[str, ...], bool]:
    """The posts that a clock waits for, and whether for each: all must answer who have not yet."""
    posts = clock.posts if clock else ()
    if not (case.visits and case.visit.all_of) or set(posts).isdisjoint(case.visit.unanswered):
        return posts, False
    return tuple(post for post in posts if post in case.visit.unanswered), True


def _judging(case: Case, rulebook: Rulebook) -> tuple[tuple[str, ...], bool]:
    """The posts that say whether an answer is enough, and whether each of them must."""
    if joint := still_to_be_satisfied(case, rulebook):
        return joint, True
    owner = (case.owner.post,) if case.owner else ()
    return (*owner, *sorted(judge_posts(case, rulebook))), False


def draw_digest(
    rows: Sequence[DigestRow], at: datetime, page: int = 0, unfiled: Sequence[str] = ()
) -> tuple[Card, str] | None:
    """The list and its preview; None when there is nothing to say.

    What is not on a child's file is said along with it, and is no reason for a list of its own:
    it would come every morning until somebody ticks it.
    """
    answered = [row for row in rows if row.answered]
    overdue = [row for row in rows if row.due_at <= at and not row.answered]
    soon = [row for row in rows if row.due_at > at]
    if not rows:
        return None
    card = digest_card(local_day(at), overdue, soon, page=page, unfiled=unfiled, answered=answered)
    return card, digest_summary(len(overdue), len(soon), len(answered))


async def of_channel(talk: Talk) -> Reply:
    """This channel's list as it is now."""
    cases = await talk.desk.channel_cases(talk.invoke.place)
    at = talk.desk.now()
    # Its buttons count pages from 0, since a list begins with the page that holds the first.
    page = talk.page if "page" in talk.action.keep else 0
    unfiled = await talk.desk.channel_unfiled(talk.invoke.place)
    drawn = draw_digest(digest_rows(cases, talk.desk.rulebook, at), at, page, unfiled)
    if drawn is None:
        return Reply(text=NOTHING)
    return Reply(card=drawn[0], summary=drawn[1])


async def open_row(talk: Talk) -> Reply:
    """A row's Open button: the case, for those entitled to it."""
    return await detail(talk)


async def set_channel(talk: Talk) -> Reply:
    """An administrator says that this channel gets the list."""
    directory = talk.desk.rulebook(talk.desk.policy().id).directory
    person = directory.person(talk.actor.person_id)
    if person is None or not person.administrator or person.left:
        raise NotYours("Only an administrator sets which channels get the list; ask one to do it.")
    if talk.personal:
        raise NotNow("Send “digest” in the channel that should get the list each working morning.")
    await talk.desk.add_channel_digest(talk.invoke.place, talk.actor)
    return Reply(text=SET)
