"""Every step of every route beside the stages, recorded by a post that the procedure names.

Which steps there are, who records and who is told is read from the policies; that these say what
the procedures say is tested beside them. On SQLite alone: the writing is the same for every step.
"""

import pytest

from resolution.concerned import concerned
from resolution.policy import CaseKind, Route, Step
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import POLICIES, Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import opens, records, told

#: These have no steps, or begin when a case is resolved.
ELSEWHERE = ("signpost", "monitoring")


@ON_SQLITE
@pytest.mark.parametrize("policy", POLICIES)
async def test_every_step_is_recorded_and_tells_whom_the_procedure_names(
    policy: str, a_council_of: Open
) -> None:
    async with a_council_of(policy) as council:
        for route in council.authority.policy.routes:
            if not route.standalone and route.kind not in ELSEWHERE:
                at = {"bypass_reason": "It cannot wait."} if route.stages else {}
                _, ref = await raise_one(council, *route.stages[:1], **at)
                for step in route.steps:
                    await is_recorded(council, ref, route, step)
                kept = [run for run in council.case(ref).routes if run.key == route.key]
                ends = any(step.closes for step in route.steps)
                assert (kept[0].closed_at is not None) == ends, route.key


async def is_recorded(council: Council, ref: str, route: Route, step: Step) -> None:
    """One of those whom the step names records it; the others hear of it, with the reason."""
    who = await recorder(council, ref, route, step)
    before = len(council.channel.sent)
    event = await records(who, ref, f"{route.key}/{step.key}")
    stage = council.case(ref).stage_key
    always = [n for n in step.notify if not n.when and stage in (n.stages or (stage,))]
    of_kind = concerned(council.authority.policy, [n.post for n in always], CaseKind.LOOKED_AFTER)
    expected = set(of_kind)
    assert told(event) == expected, step.key
    arrived = [sent for sent in council.channel.sent[before:] if sent.method == "POST"]
    heard = {sent.conversation for sent in arrived if step.news in words(sent.body)}
    for post in expected:
        holder = council.holder(post)
        assert holder.id == who.id or holder.screen.conversation in heard, (step.key, post)


async def recorder(council: Council, ref: str, route: Route, step: Step) -> Colleague:
    """The first of the posts of a step that knows of the case and may record it now."""
    begun = any(run.key == route.key for run in council.case(ref).routes)
    for post in step.by:
        holder = council.holder(post)
        may_begin = begun or post in route.open_to
        if may_begin and "You have no case" not in await opens(holder, ref):
            return holder
    raise AssertionError(f"nobody may record {route.key}/{step.key}")
