"""How a case came to its present stage: each earlier one in a line or two, and this one's start."""

from collections.abc import Mapping

from cards.facts import CaseFacts
from cards.fields import in_words
from cards.parts import Block, label, paragraph, quiet
from cards.words import clip, day, listed, safe
from resolution.answered import asks_response
from resolution.case import Status, Visit
from resolution.policy import FormField, Policy, Stage
from resolution.working_days import local_day

#: What the text is that ended a case.
OUTCOMES = {Status.RESOLVED: "Outcome", Status.WITHDRAWN: "Why it was withdrawn"}


def earlier_blocks(shown: CaseFacts) -> list[Block]:
    """The stages before this one, the first first, with what came of each."""
    past = shown.case.visits[:-1]
    if not past:
        return []
    blocks: list[Block] = [label("Earlier stages")]
    for visit in past:
        title = safe(shown.policy.stage(visit.stage_key).title)
        came = _came_of(shown.policy, visit)
        blocks.append(paragraph(f"**{title}**, {day(visit.opened_at)}: {came}", spacing="Small"))
        pairs = [*_facts(shown, visit), *_asked(shown, visit.left)]
        told = [f"{safe(asked)} {safe(said)}" for asked, said in pairs]
        blocks += [quiet(" · ".join(told))] if told else []
    return blocks


def began_blocks(shown: CaseFacts) -> list[Block]:
    """What was asked when the present stage began: whom somebody spoke to, and how."""
    visit = shown.visit
    told = _facts(shown, visit) if visit else []
    return [paragraph(f"**{safe(asked)}** {safe(said)}", spacing="Small") for asked, said in told]


def _facts(shown: CaseFacts, visit: Visit) -> list[tuple[str, str]]:
    told = _asked(shown, visit.facts)
    if visit.agreed_by is not None:
        told.append(("Agreed to be resolved by", day(visit.agreed_by)))
    return told


def _asked(shown: CaseFacts, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Questions of the policy with their answers, each in a few words."""
    asked = {field.key: field for field in shown.policy.fields} if values else {}
    known = ((asked.get(key) or FormField(key, key), text) for key, text in values.items())
    return [(field.label, clip(in_words(field, text), 120)) for field, text in known if text]


def _came_of(policy: Policy, visit: Visit) -> str:
    if not visit.responses:
        return _came_of_meeting(policy.stage(visit.stage_key), visit)
    who = listed([safe(policy.post_title(answer.post)) for answer in visit.responses])
    late = ", late" if any(answer.late for answer in visit.responses) else ""
    enough = ", not enough" if visit.rejected_at is not None else ""
    return f"answered by the {who}{late}{enough}"


def _came_of_meeting(stage: Stage, visit: Visit) -> str:
    """What came of a stage without a response; one may be answered by a meeting alone."""
    if visit.meeting_held_on:
        return f"met on {day(visit.meeting_held_on)}"
    if asks_response(stage):
        return "not answered"
    if visit.meeting_at is None:
        return "no date fixed for its meeting"
    on = day(local_day(visit.meeting_at))
    if not visit.meeting_confirmed:
        return f"meeting proposed for {on}, not confirmed"
    became = "called off" if visit.meeting_off else "not on record"
    return f"meeting fixed for {on}, {became}"
