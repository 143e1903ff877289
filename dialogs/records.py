"""Records of their own: what somebody may record beside any challenge, and its first step."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from cards.open_record_form import open_record_form, records_card
from cards.parts import Card
from dialogs.acting import NOTHING, begun, in_place
from dialogs.forms import Answers, with_directory
from dialogs.invoke import Reply
from dialogs.raise_answers import file_number, initials_of
from dialogs.raise_challenge import new_reference, own_reference
from dialogs.talk import Talk
from dialogs.vacancies import told_now
from resolution.commands import OpenRecord
from resolution.decisions.recording import ABOUT_NO_CHILD
from resolution.errors import Incomplete, NotNow, NotYours
from resolution.people import Actor, Person
from resolution.policy import CaseKind, Route
from resolution.ports import Rulebook
from resolution.working_days import local_day

RECORDED = "On record."


class Opening(Struct, frozen=True):
    """A record that somebody may begin: its route, their teams for it, and who could be meant."""

    route: Route
    rulebook: Rulebook
    kinds: tuple[CaseKind, ...]
    teams: Mapping[str, str]  # title by key
    own: frozenset[str]  # the posts for which they begin it

    def holders(self, team: str = "") -> dict[str, tuple[Person, ...]]:
        """The posts that are told and that several people hold, for one team or any of theirs."""
        directory = self.rulebook.directory
        posts = dict.fromkeys(told.post for step in self.route.steps for told in step.notify)
        found: dict[str, tuple[Person, ...]] = {}
        for post in posts:
            teams = [team] if team else list(self.teams)
            groups = [directory.holders(post, key) for key in teams]
            if post not in self.own and any(len(people) > 1 for people in groups):
                everybody = {person.id: person for people in groups for person in people}
                found[post] = tuple(everybody.values())
        return found


async def listed(talk: Talk) -> Reply:
    """What the person may record, each with its purpose and source."""
    rulebook = talk.desk.rulebook(talk.desk.policy().id)
    routes = [opening.route for opening in openings(talk.actor, rulebook)]
    card = records_card(rulebook.policy, routes, dialogs=talk.dialogs)
    if talk.in_dialog:
        return in_place(talk, "What you can record", card)
    return Reply(card=card, summary="What you can record")


async def open_form(talk: Talk) -> Reply:
    """The empty form of one record."""
    return _drawn(talk, _opening(talk), talk.values)


async def send(talk: Talk) -> Reply:
    """Begin the record; a form sent twice is answered with the record that it began."""
    opening = _opening(talk)
    ref = own_reference(talk, opening.rulebook.policy)
    command = _command(Answers(talk.values), opening, ref, talk.actor)
    case = await talk.desk.submit(command)
    told = told_now(case.told, opening.rulebook.policy, talk.actor)
    return begun(talk, case, f"{RECORDED} {told}")


async def ask_again(talk: Talk, refusal: Incomplete) -> Reply:
    """The form with what was typed, and a sentence by each field that was wrong."""
    opening = _opening(talk)
    asked = {field.key for field in opening.route.steps[0].fields}
    errors = {f"fact_{k}" if k in asked else k: why for k, why in refusal.fields.items()}
    return _drawn(talk, opening, talk.values, errors)


def openings(actor: Actor, rulebook: Rulebook) -> Iterator[Opening]:
    """Every record that this person's posts may begin, urgent ones first."""
    directory = rulebook.directory
    held = {
        team.key: set(directory.posts_of(actor.person_id, team.key)) for team in directory.teams
    }
    for route in sorted(rulebook.policy.routes, key=lambda route: not route.urgent):
        posts = set(route.open_to)
        teams = {team.key: team.title for team in directory.teams if posts & held[team.key]}
        kinds = tuple(kind for kind in rulebook.policy.kinds if kind in route.kinds)
        if route.is_record and teams and kinds:
            own = frozenset(posts & set().union(*(held[key] for key in teams)))
            first = with_directory(route.steps[0], teams, rulebook)
            begun_so = replace(route, steps=(first, *route.steps[1:]))
            yield Opening(begun_so, rulebook, kinds, teams, own)


def _opening(talk: Talk) -> Opening:
    """The record that the button is about, for somebody who may begin it."""
    rulebook = talk.desk.rulebook(talk.desk.policy().id)
    wanted = talk.action.keep.get("route", "")
    for opening in openings(talk.actor, rulebook):
        if opening.route.key == wanted:
            return opening
    for route in rulebook.policy.routes:
        if route.key == wanted:
            titles = " or ".join(rulebook.policy.post_title(post) for post in route.open_to)
            raise NotYours(
                f"{route.title} is recorded by {titles}; the directory gives you no such post."
            )
    raise NotNow("The procedure has no such record any more; send “record” to see what it has.")


def _command(answers: Answers, opening: Opening, ref: str, by: Actor) -> OpenRecord:
    policy, route = opening.rulebook.policy, opening.route
    about_child = route.kind != ABOUT_NO_CHILD
    kinds = [kind.value for kind in opening.kinds]
    kind = answers.choice("kind", kinds, "Choose the kind of case.")
    team = answers.choice("team", opening.teams, "Choose the team.")
    asked = route.steps[0].fields
    values = {field.key: answers.field(field, f"fact_{field.key}") for field in asked}
    number = file_number(answers, policy) if about_child else ""
    initials = initials_of(answers) if about_child else ""
    people = dict(_people(answers, opening, team))
    answers.check()
    return OpenRecord(
        case_ref=ref,
        by=by,
        seen_version=0,
        policy_id=policy.id,
        route=route.key,
        values={key: value for key, value in values.items() if value},
        team=team,
        kind=CaseKind(kind),
        file_number=number,
        initials=initials,
        people=people,
    )


def _people(answers: Answers, opening: Opening, team: str) -> Iterator[tuple[str, str]]:
    """Whom the person meant where several hold a post; for the team that they chose."""
    here = opening.holders(team) if team else {}
    for post, people in opening.holders().items():
        title = opening.rulebook.policy.post_title(post)
        needs = f"Choose the {title}." if post in here else ""
        key = f"person_{post}"
        picked = answers.choice(key, [person.id for person in people], needs)
        if post in here and picked and picked not in {person.id for person in here[post]}:
            answers.wrong(key, f"They are not {title} for that team; choose who is.")
        elif post in here and picked:
            yield post, picked


def _drawn(
    talk: Talk, opening: Opening, values: Mapping[str, str], errors: Mapping[str, str] = NOTHING
) -> Reply:
    policy, route = opening.rulebook.policy, opening.route
    card: Card = open_record_form(
        policy,
        route,
        talk.action.ref or new_reference(policy),
        kinds=opening.kinds,
        teams=[(title, key) for key, title in opening.teams.items()],
        holders={
            post: [(person.name, person.id) for person in people]
            for post, people in opening.holders().items()
        },
        values=values,
        errors=errors,
        dialog=talk.in_dialog,
        today=local_day(talk.desk.now()),
    )
    return in_place(talk, route.steps[0].title, card)
