"""What a notice says, as a value, and the phrases that every kind of notice shares."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.standing import asked, judges_decide, owner_title, posts, raiser_title, titles
from cards.viewer import Viewer
from cards.words import listed, opening, safe, when
from resolution.case import RunningClock
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
    target = " (a target)" if clock and clock.target else ""
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
        told = _told(shown, owner_title(shown))
        then = f"{judges_decide(shown)} what happens next"
    else:
        told = _told(shown)
        then = f"the {raiser_title(shown, following)} may escalate to {safe(following.title)}"
    if not any(clock.due_at for clock in case.stage_clocks):
        return f"No date is set for the answer. {opening(then)}."
    return f"If there is no answer in time, {told}{then}."


def _told(shown: CaseFacts, *first: str) -> str:
    """Who hears of a lapse; empty where nobody above those who are late holds a post."""
    keys = dict.fromkeys(held.post for held in shown.above)
    told = [*first, *(_above(shown, key) for key in keys)]
    return f"the {listed(told)} {'are' if len(told) > 1 else 'is'} told, and " if told else ""


def told_above(shown: CaseFacts, keys: Sequence[str]) -> str:
    """Those who heard that somebody is late, as that person reads it."""
    yours = "your line manager" if _is_above_asked(shown) else _above(shown, LINE_MANAGER)
    named = [yours if key == LINE_MANAGER else titles(shown, [key]) for key in keys]
    return listed(list(dict.fromkeys(named)))


def _above(shown: CaseFacts, post: str) -> str:
    """A post by title; a line manager, who is no post, by those whom they manage."""
    if post != LINE_MANAGER:
        return safe(shown.policy.post_title(post))
    return f"line manager of the {asked(shown) if _is_above_asked(shown) else owner_title(shown)}"


def _is_above_asked(shown: CaseFacts) -> bool:
    """Whether a line manager who is told is theirs who must answer, and not the owner's."""
    return shown.stage.formal and shown.policy.following(shown.case.stage_key) is not None
