"""What a step's form takes: each answer on its own, and dates against each other."""

from collections.abc import Mapping
from datetime import date

from resolution.case import RouteRun
from resolution.decisions.ground import problem
from resolution.errors import Incomplete
from resolution.policy import FormField, Policy, Step
from resolution.working_days import WorkingCalendar

Answers = Mapping[str, str]


def earlier_answers(run: RouteRun | None) -> dict[str, str]:
    """What was answered on a route so far, the last answer to each question."""
    return {key: text for done in (run.steps if run else ()) for key, text in done.values.items()}


def holds(words: str, answers: Answers) -> bool:
    """Whether FIELD=ANSWER is what was answered."""
    key, _, answer = words.partition("=")
    return answers.get(key, "").strip() == answer


def check_values(
    step: Step, values: Answers, on: date, run: RouteRun | None, policy: Policy
) -> None:
    """Refuse a step's form, each wrong field with a sentence of its own."""
    if set(values) - {field.key for field in step.fields}:
        raise Incomplete("This form is not the one that the policy asks for; open it again.")
    answers, wrong = {**earlier_answers(run), **values}, dict[str, str]()
    for field in step.fields:
        value = values.get(field.key, "").strip()
        sentence = problem(field, value)
        if not sentence and value and field.kind == "date":
            sentence = _misdated(field, value, on, answers, policy)
        if sentence:
            wrong[field.key] = sentence
    if wrong:
        raise Incomplete("Some of the form still needs your attention. Nothing is lost.", wrong)


def _misdated(field: FormField, value: str, on: date, answers: Answers, policy: Policy) -> str:
    """What is wrong with a day that can be read; empty when it may stand."""
    day = date.fromisoformat(value)
    if field.when == "past" and day > on:
        return "This day is still to come. Give the day on which it was; today or earlier."
    if field.when == "future" and day < on:
        return "This day has passed. Give a day to come; today or later."
    first = _day(answers.get(field.not_before, ""))
    if first is not None and day < first:
        asked = policy.field(field.not_before).label.rstrip("?")
        return f"This is before {first:%-d %B %Y}, the answer to “{asked}”. Give that day or later."
    return ""


def cautions(
    step: Step, values: Answers, run: RouteRun | None, policy: Policy, calendar: WorkingCalendar
) -> dict[str, str]:
    """What is unusual about answers that can stand, by field: pointed out, and never refused."""
    answers = {**earlier_answers(run), **values}
    found: dict[str, str] = {}
    for row in step.cautions:
        if holds(row.when, values) and not holds(row.unless, answers):
            found[row.when.partition("=")[0]] = row.says
    for field in step.fields:
        day = _day(values.get(field.key, ""))
        if day is not None and (said := _odd(field, day, answers, policy, calendar)):
            found[field.key] = said
    return found


def _odd(
    field: FormField, day: date, answers: Answers, policy: Policy, calendar: WorkingCalendar
) -> str:
    last = _day(answers.get(field.before, ""))
    if last is not None and day >= last:
        asked = policy.field(field.before).label.rstrip("?")
        return f"This is not before {last:%-d %B %Y}, the answer to “{asked}”."
    why = calendar.why_not(day) if field.when == "future" else ""
    return f"{day:%A %-d %B %Y} is not a working day ({why})." if why else ""


def _day(value: str) -> date | None:
    """A day that was answered; None for an empty one, or one that cannot be read."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
