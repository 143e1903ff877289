"""What a notice says, as a value, and the phrases that every kind of notice shares."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.standing import asked, judge_title, owner_title, posts, raiser_title, titles
from cards.viewer import Viewer
from cards.words import safe, when
from resolution.case import RunningClock
from resolution.policy import Stage
from resolution.terms import LINE_MANAGER

#: A notice's own facts, as the rule that owed it wrote them.
About = Mapping[str, str]


class Ask(Struct, frozen=True):
    """A notice in words; `preview` follows the reference and holds nothing of the child."""

    title: str
    preview: str
    lines: tuple[str, ...] = ()
    first: tuple[Verb, ...] = ()


Rule = Callable[[CaseFacts, About, Viewer], Ask]


def clock_of(shown: CaseFacts, about: About) -> RunningClock | None:
    """The clock that a notice is about, else the open one that falls due first."""
    wanted = about.get("clock", "")
    found = next((clock for clock in shown.case.clocks if clock.id == wanted), None)
    return found or shown.main_clock


def until(clock: RunningClock | None) -> str:
    """By when, with a space before it; nothing where no date is set."""
    target = ", a target" if clock and clock.target else ""
    return f" by {when(clock.due_at)}{target}" if clock and clock.due_at else ""


def who_is_late(shown: CaseFacts, clock: RunningClock | None) -> str:
    """The posts whose act a clock waits for: those who must answer, or others that it names."""
    if clock is None or _is_of_asked(shown, clock):
        return asked(shown)
    return posts(shown.policy, clock.posts, "or")


def _is_of_asked(shown: CaseFacts, clock: RunningClock) -> bool:
    """Whether a clock waits for those who must answer at the stage, and not for another's part."""
    visit, named = shown.visit, clock.posts
    return visit is None or not named or any(held.post in named for held in visit.assignees)


def acted(shown: CaseFacts, about: About) -> str:
    """The post as which somebody judged or handed over: the owner's, unless the notice says."""
    post = about.get("as", "")
    return safe(shown.policy.post_title(post)) if post else owner_title(shown)


def above_owner(shown: CaseFacts) -> str:
    """The post that manages the case's owner."""
    owner = shown.case.owner
    over = next(shown.policy.managers_above(owner.post), LINE_MANAGER) if owner else LINE_MANAGER
    return safe(shown.policy.post_title(over))


def if_late(shown: CaseFacts, clock: RunningClock | None) -> str:
    """What happens when that which a clock waits for does not come in time."""
    if clock is None or _is_of_asked(shown, clock):
        return if_not(shown)
    owner = shown.case.owner
    above = [next(shown.policy.managers_above(post), "") for post in clock.posts]
    told = dict.fromkeys([owner.post if owner else "", *above])
    known = [post for post in told if post and post not in clock.posts]
    are = "are" if len(known) > 1 else "is"
    return f"If it is not done in time, the {titles(shown, known)} {are} told." if known else ""


def if_not(shown: CaseFacts) -> str:
    """What happens when nobody answers in time."""
    case, policy = shown.case, shown.policy
    following = policy.following(case.stage_key) if case.visits else None
    if following is None:
        told = f"{owner_title(shown)} and the {above_owner(shown)} are told"
        then = f"the {judge_title(shown)} decides what happens next"
        return f"If there is no answer in time, the {told}, and {then}."
    told = _told(shown, following) if shown.stage.formal else above_owner(shown)
    title = safe(following.title)
    return (
        f"If there is no answer in time, the {told} is told, and the "
        f"{raiser_title(shown, following)} may escalate to {title}."
    )


def _told(shown: CaseFacts, following: Stage) -> str:
    """Who hears of a lapse: those who answer next, unless they are the ones who are late."""
    late = {asked.post for asked in shown.case.visit.assignees}
    answering = following.responders(shown.case.kind).posts
    above = tuple(post for post in answering if post not in late)
    if above:
        return posts(shown.policy, above, "or")
    return f"line manager of the {posts(shown.policy, answering, 'or')}"
