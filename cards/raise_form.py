"""Raising a challenge in two steps: what it is and where it starts, then the matter itself."""

from collections.abc import Iterable, Mapping, Sequence

from cards.action_rows import ask_actions, whose
from cards.actions import FROM, CardAction, Verb
from cards.buttons import ACTS
from cards.fields import Choice, Form
from cards.forms import NOTHING, form_card
from cards.parts import Block, Button, Card, banner, explained, label, paragraph, quiet
from cards.signposts import signposts
from cards.stage_fields import (
    FACT,
    ask_agreed_day,
    ask_consulted,
    ask_fields,
    ask_who_answers,
    responder_titles,
    stage_help,
)
from cards.standing import kind_title
from cards.words import listed, opening, safe
from resolution.policy import CaseKind, Notified, Policy, Route, Stage, Theme

#: The answers of step one; a mistake in any of them is put right there.
FIRST_STEP = ("kind", "team", "stage", "conditions")


def raise_form(
    policy: Policy,
    ref: str,
    *,
    teams: Iterable[Choice],
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
    urgent: Sequence[Route] = (),
    own: Sequence[CaseKind] = (),
) -> Card:
    """Step one. Inputs: kind, team, stage, conditions (comma-joined).

    `own` are the kinds of case that this person may raise; all of the policy's when it is empty.
    `urgent` are the policy's routes for immediate concerns that this person may begin.
    """
    may = own or policy.kinds
    kinds = [(opening(kind_title(policy, kind)), kind.value) for kind in may]
    form = Form({"stage": policy.stages[0].key, **values}, errors)
    form.sole_choice("kind", "What kind of case is it?", kinds, needs="Choose the kind of case.")
    form.choice("team", "Which team works with the child?", teams, needs="Choose the team.")
    stages = [(stage_choice(policy, stage, may), stage.key) for stage in policy.stages]
    form.choice("stage", "Where does it start?", stages, needs="Choose where it starts.")
    if policy.conditions:
        questions = [(condition.question, condition.key) for condition in policy.conditions]
        form.choice("conditions", "Tick what is true now", questions, many=True)
    said = f"You may start at any {policy.word('stage')} (IRO Handbook 6.2)."
    form.add(quiet(safe(said)), *_danger(urgent))
    known = {FROM: values[FROM]} if FROM in values else {}
    action = CardAction(Verb.RAISE_NEXT, ref, keep=known)
    return form_card(
        _title(policy, 1),
        form,
        action,
        "Next",
        dialog=dialog,
        under=policy_line(policy),
        also=_elsewhere(policy, ref, urgent, {**form.values}, dialog=dialog),
    )


def _danger(urgent: Sequence[Route]) -> list[Block]:
    """Safeguarding comes first; where the procedure has its own words and route for it, these."""
    if not urgent:
        return [
            paragraph("If the child is in danger now, follow the safeguarding procedures first.")
        ]
    blocks: list[Block] = []
    for route in urgent:
        blocks.append(banner(safe(route.title), "attention"))
        blocks += explained(route.help)
        blocks.append(quiet(f"Source: {safe(route.cite)}"))
    return blocks


def _elsewhere(
    policy: Policy, ref: str, urgent: Sequence[Route], values: Mapping[str, str], *, dialog: bool
) -> list[Button]:
    """The ways out of this form: an immediate concern, and what is not for this process."""
    found: list[Button] = []
    for route in urgent[:1]:
        action = CardAction(Verb.OPEN_RECORD_FORM, keep={"route": route.key})
        draw = action.submit if dialog else action.execute
        found.append(draw(ACTS[Verb.IMMEDIATE], inputs=False))
    if signposts(policy):
        keep = {key: values[key] for key in FIRST_STEP if values.get(key)}
        action = CardAction(Verb.SIGNPOSTS, ref, keep=keep)
        draw = action.submit if dialog else action.execute
        found.append(draw("See what is not for this process", inputs=False))
    return found


def raise_details(
    policy: Policy,
    ref: str,
    *,
    values: Mapping[str, str],
    holders: Mapping[str, Sequence[Choice]] | None = None,
    consult: Sequence[Notified] = (),
    team: str = "",
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Step two; `values` must hold the answers of step one, which its button keeps.

    Inputs: file_number, initials, themes (comma-joined; themes_N of the Nth group), worry, tried,
    impact, needed, needed_by, child_knows (yes or no), child_knows_why, bypass_reason, agreed_by,
    post, person_POST for each post of `holders` (its people as name and id), fact_KEY for each
    extra field of the stage; where there is somebody to `consult`: consulted_on, advice,
    unconsulted_why; action_N_what/post/owner/by where the stage has its actions written down.
    """
    stage = policy.stage(values["stage"])
    kind = CaseKind(values["kind"])
    form = Form(values, errors)
    form.add(paragraph(_chosen(policy, stage, kind, team)), *stage_help(stage))
    _ask_child(form, policy, kind)
    _ask_matter(form)
    if policy.language:
        form.add(quiet(safe(policy.language)))
    _ask_child_knows(form)
    ask_who_answers(form, policy, stage, kind)
    for post, people in (holders or {}).items():
        title = policy.post_title(post)
        form.choice(f"person_{post}", f"Which {title}?", people, needs=f"Choose the {title}.")
    _ask_stage(form, policy, stage)
    ask_consulted(form, policy, consult)
    if stage.actions:
        ask_actions(form, whose(policy, kind, (stage,)))
    keep = {key: values[key] for key in FIRST_STEP if values.get(key)}
    back = CardAction(Verb.RAISE_FORM, ref, keep=keep)
    return form_card(
        _title(policy, 2),
        form,
        CardAction(Verb.RAISE, ref, keep=keep),
        opening(policy.word("raise")),
        dialog=dialog,
        back=(back.submit if dialog else back.execute)("Change step 1", inputs=False),
        under=policy_line(policy),
    )


def _ask_child(form: Form, policy: Policy, kind: CaseKind) -> None:
    ask_number(form, policy)
    listed_themes = [theme for theme in policy.themes if kind in theme.kinds]
    groups = list(dict.fromkeys(theme.group for theme in listed_themes))
    if len(groups) > 1:
        _ask_by_group(form, listed_themes, groups)
    else:
        themes = [(theme.title, theme.key) for theme in listed_themes]
        needs = "Choose at least one theme."
        asks = "What is it about? Choose all that apply"
        form.choice("themes", asks, themes, needs=needs, many=True)
    places = dict.fromkeys(theme.place for theme in listed_themes if not theme.local)
    form.add(quiet(safe(f"As listed in {policy.authority}, {listed(list(places))}.")))


def _ask_by_group(form: Form, themes: Sequence[Theme], groups: Sequence[str]) -> None:
    """A list for each of the procedure's own groups: themes_1, themes_2, …; one tick is enough."""
    form.add(label("What is it about? Choose all that apply, at least one"))
    renamed = {"themes": "themes_1"}
    form.errors = {renamed.get(key, key): why for key, why in form.errors.items()}
    for number, group in enumerate(groups, start=1):
        choices = [(theme.title, theme.key) for theme in themes if theme.group == group]
        form.choice(f"themes_{number}", group or "Something else", choices, many=True)


def ask_number(form: Form, policy: Policy) -> None:
    """Which child it is, without a name. Inputs: file_number, initials."""
    system = policy.record_system
    form.line(
        "file_number",
        f"The child's number in {system}",
        needs=f"Give the child's number in {system}.",
        hint="For example 1234567",
    )
    form.line(
        "initials",
        "The child's initials, never a name",
        needs="Give one to four initials.",
        hint="For example AB",
    )


def _ask_matter(form: Form) -> None:
    form.text("worry", "What worries you?", needs="Say what worries you.")
    form.text(
        "tried",
        "What has been tried?",
        needs="Say what has been tried, or that nothing has been.",
    )
    form.text(
        "impact", "What is the impact on the child?", needs="Say what it means for the child."
    )
    form.text("needed", "What needs to happen?", needs="Say what needs to happen.")
    form.day("needed_by", "By when?", needs="Choose the day by which it is needed.")


def _ask_child_knows(form: Form) -> None:
    answers = (("Yes", "yes"), ("No, or not yet", "no"))
    needs = "Choose yes or no."
    form.choice("child_knows", "Does the child know?", answers, needs=needs)
    form.text("child_knows_why", "If not: why, or when will they be told?")


def _ask_stage(form: Form, policy: Policy, stage: Stage) -> None:
    """What starting at this very stage asks for."""
    if policy.position(stage.key) > 0:
        form.text(
            "bypass_reason",
            f"Why start at {stage.title}?",
            needs=f"Say why you start at {stage.title} and not before it.",
        )
    ask_agreed_day(form, stage)
    ask_fields(form, policy, stage.fields, FACT)


def stage_choice(policy: Policy, stage: Stage, kinds: Sequence[CaseKind]) -> str:
    """A stage as a choice: its title, whether it is informal, and who answers, by kind of case."""
    usual, *others = [(kind, stage.responders(kind)) for kind in kinds]
    who = responder_titles(policy, usual[1])
    for kind, responders in others:
        if responders != usual[1]:
            who += f"; {kind_title(policy, kind)}: {responder_titles(policy, responders)}"
    informal = "" if stage.formal or "informal" in stage.title.lower() else " (informal)"
    return f"{stage.title}{informal}: {who}"


def policy_line(policy: Policy) -> str:
    """Under whose procedure this happens."""
    return safe(f"{policy.authority}: {policy.title}")


def _chosen(policy: Policy, stage: Stage, kind: CaseKind, team: str) -> str:
    """What step one settled, in one line."""
    parts = (opening(kind_title(policy, kind)), team, stage_choice(policy, stage, [kind]))
    return f"**Chosen:** {safe('; '.join(part for part in parts if part))}"


def _title(policy: Policy, step: int) -> str:
    return f"{opening(safe(policy.word('raise')))}: step {step} of 2"
