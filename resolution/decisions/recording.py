"""Records of their own, beside any challenge: praise, a significant change, a concern."""

from datetime import datetime

from resolution import commands as c
from resolution import events as e
from resolution.case import Case, Status
from resolution.concerned import concerned
from resolution.decisions.ground import Story, ground
from resolution.decisions.raising import FILE_NUMBER, INITIALS, plain_initials
from resolution.decisions.step_answers import check_values
from resolution.decisions.taking_steps import begin, write_step
from resolution.errors import AlreadyDone, Incomplete, NotNow, NotYours
from resolution.policy import Policy, Route
from resolution.ports import Rulebook
from resolution.working_days import local_day

ABOUT_NO_CHILD = "iro_concern"
"""The kind of route that is kept apart from every child's record (Bradford; B&H §7)."""


def open_record(
    case: Case, command: c.OpenRecord, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Begin a record with its first step filled in."""
    if case.status is not Status.UNRAISED:
        raise AlreadyDone(f"{case.ref} was recorded already.")
    route = _standalone(rulebook.policy, command.route)
    _check_child(route, command, rulebook)
    post = _opening_post(route, command, rulebook)
    first = route.steps[0]
    check_values(first, command.values, local_day(at), None, rulebook.policy)
    story = Story(case)
    story.tell(
        e.RecordOpened(
            at=at,
            by=command.by,
            case_ref=case.ref,
            policy_id=rulebook.policy.id,
            route=route.key,
            kind=command.kind,
            file_number=command.file_number.strip(),
            initials=plain_initials(command.initials).upper(),
            team=command.team,
            owner_post=post,
            people=command.people,
        )
    )
    here = ground(story.case, command.by, rulebook, at)
    begin(story, route, here)
    write_step(story, here, route, first, command.values)
    return tuple(story.events)


def _standalone(policy: Policy, key: str) -> Route:
    for route in policy.routes:
        if route.key == key and route.is_record:
            return route
    raise NotNow(f"{policy.title} has no such record.")


def _opening_post(route: Route, command: c.OpenRecord, rulebook: Rulebook) -> str:
    posts = rulebook.directory.posts_of(command.by.person_id, command.team)
    named = concerned(rulebook.policy, route.open_to, command.kind)
    for post in named:
        if post in posts:
            return post
    titles = " or ".join(rulebook.policy.post_title(post) for post in named)
    raise NotYours(f"{route.title} is recorded by {titles}; the directory gives you no such post.")


def _check_child(route: Route, command: c.OpenRecord, rulebook: Rulebook) -> None:
    wrong: dict[str, str] = {}
    if rulebook.directory.team(command.team) is None:
        wrong["team"] = "Choose the team."
    if command.kind not in route.kinds or command.kind not in rulebook.policy.kinds:
        wrong["kind"] = f"{route.title} is not for this kind of case."
    if route.kind != ABOUT_NO_CHILD:
        if not FILE_NUMBER.fullmatch(command.file_number.strip()):
            system = rulebook.policy.record_system
            wrong["file_number"] = (
                f"Give the child's number in {system}: digits, and letters if any."
            )
        if not INITIALS.fullmatch(plain_initials(command.initials)):
            wrong["initials"] = "Give one to four initials, never a name."
    if wrong:
        raise Incomplete("Some of the form still needs your attention. Nothing is lost.", wrong)
