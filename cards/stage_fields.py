"""What opening a stage asks for, the same on the form that raises and on the one that escalates."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cards.fields import Form
from cards.parts import Block, paragraph, quiet
from cards.words import listed, safe
from resolution.policy import CaseKind, Notified, Policy, Responders, Span, Stage

#: Inputs of fields that the policy names, by what they belong to.
FACT, LEFT, REPORT = "fact_", "left_", "report_"


def stage_help(stage: Stage) -> list[Block]:
    """What the council expects of a stage, in its own words."""
    return [paragraph(safe(stage.help), isSubtle=True)] if stage.help else []


def responder_titles(policy: Policy, responders: Responders) -> str:
    """Who responds, in the council's words."""
    titles = [policy.post_title(post) for post in responders.posts]
    return listed(titles, "and" if responders.all_of else "or")


def ask_fields(form: Form, policy: Policy, keys: Iterable[str], prefix: str) -> None:
    """The policy's own questions, each under PREFIX and its key."""
    for key in keys:
        form.field(policy.field(key), f"{prefix}{key}")


def ask_who_answers(form: Form, policy: Policy, stage: Stage, kind: CaseKind) -> None:
    """Which of several is asked, where the procedure assigns it to one. Input: post."""
    responders = stage.responders(kind)
    if responders.choose:
        choices = [(policy.post_title(post), post) for post in responders.posts]
        form.choice("post", "Who is asked to answer?", choices, needs="Choose who is asked.")


def ask_agreed_day(form: Form, stage: Stage, first: date | None = None) -> None:
    """By when the parties agreed; where the procedure has a figure, only another day. agreed_by."""
    if any(clock.within.span is Span.NEGOTIATED for clock in stage.clocks):
        needs = "Choose the day by which you agreed that this would be resolved."
        asks = "Resolved by when, as agreed with them?"
        form.day("agreed_by", asks, needs=needs, first=first)
        return
    for clock in stage.clocks:
        if clock.may_vary:
            asks = f"Resolved by when, if not within {clock.within}? (optional)"
            form.day("agreed_by", asks, first=first)
            form.add(quiet(f"Source: {safe(clock.cite)}"))


def ask_consulted(form: Form, policy: Policy, rows: Sequence[Notified]) -> None:
    """Whom the procedure has consulted first: what they advised, or why to go on without.

    Inputs: consulted_on, advice, unconsulted_why.
    """
    if not rows:
        return
    who = listed([policy.post_title(row.post) for row in rows], "or")
    cites = listed(list(dict.fromkeys(safe(row.cite) for row in rows)))
    form.add(
        quiet(
            f"Source: {cites}. Recorded only: you may go on without it. They read what you write."
        )
    )
    form.text("advice", f"If you consulted the {who}: what was advised? (optional)")
    form.day("consulted_on", "On what day did you talk? (optional)")
    form.text("unconsulted_why", "If you go on without that: why? (optional)")


def with_prefix(values: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Answers under the inputs of their form."""
    return {f"{prefix}{key}": value for key, value in values.items() if value}
