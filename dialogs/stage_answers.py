"""What opening a stage asks for, read the same when it is raised and when it is escalated to."""

from datetime import date
from typing import TypedDict

from dialogs.forms import Answers
from resolution.commands import Escalate, RaiseChallenge
from resolution.policy import CaseKind, Stage


class Consulted(TypedDict):
    """What was written of a conversation before the stage."""

    advice: str
    unconsulted_why: str
    consulted_on: date | None


def consulted(answers: Answers) -> Consulted:
    """What whoever was consulted advised, or why they were not; none of it is required."""
    return Consulted(
        advice=answers.text("advice"),
        unconsulted_why=answers.text("unconsulted_why"),
        consulted_on=answers.maybe_day("consulted_on"),
    )


def is_consulted(command: RaiseChallenge | Escalate) -> bool:
    """Whether the form itself says what was advised, or why nobody was asked."""
    return bool(command.advice.strip() or command.unconsulted_why.strip())


def who_answers(answers: Answers, stage: Stage, kind: CaseKind) -> str:
    """Which of several posts is asked, where the procedure assigns the stage to one."""
    responders = stage.responders(kind)
    if not responders.choose:
        return ""
    needs = f"Choose who is asked to answer {stage.title}."
    return answers.choice("post", responders.posts, needs)
