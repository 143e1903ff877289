"""Who hears that a stage began: asked, arranging, judging, told; and whose stage was left."""

from collections.abc import Iterable, Iterator, Mapping

from resolution import events as e
from resolution.addressing import Telling
from resolution.assigning import needed_unasked
from resolution.case import Visit
from resolution.notices import Notice, NoticeKind


def stage_opened(tell: Telling, event: e.StageOpened) -> Iterator[Notice]:
    """One message each, by what matters most to them; a stage taken up again says so."""
    facts = {"stage": event.stage_key}
    before = tell.case.visits[-2] if len(tell.case.visits) > 1 else None
    again = before is not None and before.stage_key == event.stage_key
    reopened = {"reopened": "yes"} if again else {}
    yield from tell.once(NoticeKind.ASKED_TO_RESPOND, event.assignees, {**facts, **reopened})
    judging = {**facts, "judges": "yes"}
    yield from tell.once(NoticeKind.FOR_INFORMATION, tell.raisers_left_out(), judging)
    yield from tell.once(NoticeKind.ASKED_TO_ARRANGE, tell.arrangers(), facts)
    if again:
        yield from tell.once(NoticeKind.REOPENED, tell.everyone(), facts)
    yield from tell.once(NoticeKind.FOR_INFORMATION, (*event.notified, *tell.owner()), facts)
    yield from _left(tell, event, before)
    for assignment in event.assignees:
        if not assignment.person_id:
            yield from vacant(tell, assignment.post)
    needed = needed_unasked(tell.case, tell.rulebook, event.at)
    yield from untold(tell, (*event.notified, *needed), facts)


def _left(tell: Telling, event: e.StageOpened, before: Visit | None) -> Iterator[Notice]:
    """Whom the stage that was left asked or told, or who raised it, where none of it is theirs now.

    Whoever handed it over learns so that the next one began.
    """
    if before is not None:
        facts = {"left": before.stage_key, "stage": event.stage_key}
        raised_it = tell.raisers_of(before.stage_key)
        people = (*before.assignees, *before.notified, *raised_it)
        yield from tell.once(NoticeKind.FOR_INFORMATION, people, facts)


def vacant(tell: Telling, post: str) -> Iterator[Notice]:
    """Nobody holds a post that the stage asks: the owner and the administrators hear of it."""
    facts = {"stage": tell.case.stage_key, "post": post}
    yield tell.administrators(NoticeKind.POST_VACANT, facts)
    yield from tell.to(NoticeKind.POST_VACANT, tell.owner(), facts)


def untold(
    tell: Telling, told: Iterable[e.Assignment], facts: Mapping[str, str]
) -> Iterator[Notice]:
    """Posts that no message reaches: the owner tells them; a gap in the directory is mended."""
    vacant = list(dict.fromkeys(held.post for held in told if not held.person_id))
    gaps = [post for post in vacant if tell.is_expected(post)]
    if vacant:
        untold_posts = {**facts, "untold": ",".join(vacant)}
        yield from tell.to(NoticeKind.NOT_TOLD, tell.owner(), untold_posts)
    if gaps:
        yield tell.administrators(NoticeKind.NOT_TOLD, {**facts, "untold": ",".join(gaps)})
