"""What decisions share: the ground that a person stands on, and the checks on what they wrote."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from resolution.case import Case, Status
from resolution.errors import Incomplete, NotNow, NotYours
from resolution.events import Event
from resolution.folding import apply
from resolution.people import Actor
from resolution.policy import FormField, Policy, Responders, Stage
from resolution.ports import Rulebook
from resolution.standing import Standing, stages_to_raise, standing

LONGEST = 3000
"""Characters that one field takes; the whole case stays within one Teams card."""
PRESSED_AGAIN = timedelta(minutes=10)
"""Teams sends a slow form again, and people press twice: the same words within this are one act."""


class Ground(Struct, frozen=True):
    """The case, its present stage, and what the acting person is to it."""

    case: Case
    rulebook: Rulebook
    stage: Stage
    who: Standing
    by: Actor
    at: datetime


def ground(case: Case, by: Actor, rulebook: Rulebook, at: datetime) -> Ground:
    """Where a person stands who acts on a raised case."""
    stage = _record(case, rulebook) if case.matter else rulebook.policy.stage(case.stage_key)
    return Ground(case, rulebook, stage, standing(case, rulebook, by, at), by, at)


def _record(case: Case, rulebook: Rulebook) -> Stage:
    """A record of its own has one rung: the route that it follows."""
    route = rulebook.policy.route(case.matter)
    return Stage(case.matter, route.title, False, (), Responders(()), route.cite)


def owner_name(case: Case) -> str:
    """The name of the case's owner, or the post's word when there is none."""
    return case.owner.name if case.owner else "the case's owner"


def need_open(case: Case) -> None:
    """Refuse what only an open case can take."""
    if case.status is Status.OPEN:
        return
    resolved = case.status is Status.RESOLVED
    how = "resolved" if resolved else "withdrawn"
    then = ", or ask its owner to reopen it" if resolved else ""
    raise NotNow(f"{case.ref} was {how}, so this cannot be done any more. Add a note{then}.")


def need_party(here: Ground) -> None:
    """Refuse those whom the case does not involve."""
    if not here.who.is_party:
        raise NotYours(
            f"{here.case.ref} does not involve you. Ask its owner to reassign it if it should."
        )


def need_owner(at: Ground, act: str) -> None:
    """Refuse what belongs to the case's owner alone."""
    if not at.who.is_owner:
        raise NotYours(
            f"Only {owner_name(at.case)}, who owns {at.case.ref}, can {act}. "
            "You can add a note to say what you think."
        )


def need_judge(at: Ground, act: str) -> None:
    """Refuse what the owner and the stage's judges may do."""
    if not at.who.is_judge:
        raise NotYours(
            f"Only {owner_name(at.case)}, or whoever raises {at.stage.title}, can {act}. "
            "You can add a note to say what you think."
        )


def need_raiser(at: Ground, to: Stage) -> None:
    """Refuse whoever may not move the case to this stage, and say who may."""
    case, policy = at.case, at.rulebook.policy
    theirs = stages_to_raise(case, at.who, at.rulebook)
    if to in theirs:
        return
    others = sorted(policy.judges[case.stage_key] | policy.raisers[to.key])
    named = (owner_name(case), *(f"the {policy.post_title(post)}" for post in others))
    said = f"Only {' or '.join(named)} can escalate {case.ref} to {to.title}."
    if theirs:
        choose = f"Choose another {policy.word('stage')}. Nothing is lost."
        raise Incomplete(choose, {"to_stage": said})
    raise NotYours(f"{said} You can add a note to say what you think.")


def need_duty(at: Ground, act: str) -> str:
    """The post for which this person may answer; refuse anybody else."""
    if at.who.duties:
        return at.who.duties[0].post
    names = " or ".join(a.name for a in at.case.visit.assignees if a.name)
    holder = names or "somebody whom the directory does not name yet"
    raise NotYours(
        f"{at.stage.title} of {at.case.ref} is with {holder}, so you cannot {act}. "
        "If you cover for them, ask for the directory to say so."
    )


def check_texts(required: Mapping[str, str], optional: Mapping[str, str] | None = None) -> None:
    """Refuse empty or overlong texts, each with a sentence by its field."""
    wrong = {key: "Please fill this in." for key, text in required.items() if not text.strip()}
    for key, text in {**required, **(optional or {})}.items():
        if len(text) > LONGEST:
            wrong[key] = (
                f"This is {len(text):,} characters; please keep to {LONGEST:,} and put the rest "
                "on the child's file."
            )
    if wrong:
        raise Incomplete("Some of the form still needs your attention. Nothing is lost.", wrong)


def problem(field: FormField, value: str) -> str:
    """What is wrong with an answer to a field that the policy asks; empty when it may stand."""
    if not value:
        return "Please fill this in." if field.required else ""
    if len(value) > LONGEST:
        return f"This is {len(value):,} characters; please keep to {LONGEST:,}."
    if field.kind == "date":
        try:
            date.fromisoformat(value)
        except ValueError:
            return "Give a date, like 2027-01-05."
    chosen = value.splitlines() if field.kind == "many" else [value]
    if field.kind in ("choice", "many", "post") and set(chosen) - set(field.choices):
        return "Choose from the list."
    if field.kind == "yes_no" and value not in ("yes", "no"):
        return "Choose yes or no."
    return ""


def problems(
    policy: Policy,
    keys: Iterable[str],
    values: Mapping[str, str],
    prefix: str,
    on: date,
    *,
    whole: bool = False,
) -> dict[str, str]:
    """What is wrong with answers to the policy's own fields, by their inputs.

    What a form must have is for the form to ask; only a `whole` answer may leave nothing out.
    """
    found: dict[str, str] = {}
    for field in (policy.field(key) for key in keys if whole or values.get(key, "").strip()):
        value = values.get(field.key, "").strip()
        if sentence := problem(field, value) or misdated(field, value, on, values, policy):
            found[f"{prefix}{field.key}"] = sentence
    return found


def misdated(
    field: FormField, value: str, on: date, answers: Mapping[str, str], policy: Policy
) -> str:
    """What is wrong with a day that can be read; empty when it may stand, or is no day."""
    day = readable_day(value) if field.kind == "date" else None
    if day is None:
        return ""
    if field.when == "past" and day > on:
        return "This day is still to come. Give the day on which it was; today or earlier."
    if field.when == "future" and day < on:
        return "This day has passed. Give a day to come; today or later."
    first = readable_day(answers.get(field.not_before, ""))
    if first is not None and day < first:
        asked = policy.field(field.not_before).label.rstrip("?")
        return f"This is before {first:%-d %B %Y}, the answer to “{asked}”. Give that day or later."
    return ""


def readable_day(value: str) -> date | None:
    """A day that was answered; None for an empty one, or one that cannot be read."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


class Story:
    """Events in the making: each is applied at once, so that the next can build on it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.events: list[Event] = []

    def tell(self, *events: Event) -> None:
        """Add events, in order."""
        for event in events:
            self.case = apply(self.case, event)
            self.events.append(event)

    def tell_all(self, events: Iterator[Event]) -> None:
        """Add events that were worked out from the case as it is now."""
        self.tell(*tuple(events))
