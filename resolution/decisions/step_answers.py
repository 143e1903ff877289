"""What a step's form takes: each answer on its own, and dates against each other."""

from collections.abc import Mapping
from datetime import date

from resolution.case import RouteRun
from resolution.decisions.ground import misdated, problem, readable_day
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
        if sentence := problem(field, value) or misdated(field, value, on, answers, policy):
            wrong[field.key] = sentence
    if wrong:
        raise Incomplete("Some of the form still needs your attention. Nothing is lost.", wrong)


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
        day = readable_day(values.get(field.key, ""))
        if day is not None and (said := _odd(field, day, answers, policy, calendar)):
            found[field.key] = said
    return found


def _odd(
    field: FormField, day: date, answers: Answers, policy: Policy, calendar: WorkingCalendar
) -> str:
    last = readable_day(answers.get(field.before, ""))
    if last is not None and day >= last:
        asked = policy.field(field.before).label.rstrip("?")
        return f"This is not before {last:%-d %B %Y}, the answer to “{asked}”."
    why = calendar.why_not(day) if field.when == "future" else ""
    return f"{day:%A %-d %B %Y} is not a working day ({why})." if why else ""
