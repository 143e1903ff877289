"""An invented authority in which every post of a policy is held: nobody in it is real."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from resolution.people import Team
from resolution.policy import CaseKind, Policy, Post, Stage

SERVICE = "childrens-social-care"
TEAMS = (
    Team("rivermead", "Rivermead team", SERVICE),
    Team("northgate", "Northgate team", SERVICE),
)
GENERAL = "demo-safeguarding"  # the Playground's General channel has the id of its team
ADMINISTRATORS = "demo-administrators"

_FIRST = (
    "Asha Tomas Moira Dev Josie Kofi Bridget Yusuf Carys Malik Orla Stefan Nadia Percy Imogen Ravi "
    "Greta Femi Lowri Anton Zainab Hugo Maeve Idris Petra Callum Sunita Elias Rhona Omar Tilda "
    "Jarek Leila Bram Sorcha Vikram Edda Milo Farah Gwen"
).split()
_LAST = (
    "Bell Reed Finch Patel Hart Mensah Calloway Demir Prior Rahman Quinn Novak Amiri Thistle Fair "
    "Desai Lind Adeyemi Morgan Petrov Hussain March Doyle Bevan Sandoval Mack Rao Weiss Kirk "
    "Farouk Ash Nowicki Haddad Vander Gale Menon Erickson Castle Siddiqui Tree"
).split()


class Colleague(Struct, frozen=True):
    """Somebody invented, and the post that they hold: for a team, a service or everywhere."""

    id: str
    name: str
    post: Post
    team: str = ""
    service: str = ""
    manager: str = ""

    @property
    def place(self) -> str:
        """For whom the post is held, in words; empty when for everybody."""
        return next((team.title for team in TEAMS if team.key == self.team), "")


def colleagues(policy: Policy) -> tuple[Colleague, ...]:
    """Everybody of the authority: first the case owner, who is you, then up the ladder."""
    held = [spot for post in _in_order(policy) for spot in _spots(policy, post)]
    people = [
        Colleague(object_id(number), _name(number), post, team, service)
        for number, (post, team, service) in enumerate(held)
    ]
    names = {(person.post.key, person.team): person.name for person in people}
    return tuple(_managed(person, policy, names) for person in people)


def directory_text(policy: Policy) -> str:
    """The authority as a directory file that serves this policy."""
    people = colleagues(policy)
    return "\n".join(
        [
            f"# An invented authority for {policy.authority}'s procedure. Nobody here is real.",
            *(line for team in TEAMS for line in _team_lines(team)),
            *(line for person in people for line in _person_lines(person, person is people[0])),
            *_channel_lines("safeguarding", GENERAL, "Safeguarding"),
            *_channel_lines("admin", ADMINISTRATORS, "Administrators", administrators=True),
        ]
    )


def _in_order(policy: Policy) -> list[Post]:
    """The posts as a demo meets them: an owner, responders up the ladder, other owners, others."""
    owners = [policy.owners[kind] for kind in CaseKind if kind in policy.owners]
    keys = owners[:1]
    for stage in policy.stages:
        keys += _responders(stage)
    keys += [*owners, *policy.owner_managers.values()]
    posts = {post.key: post for post in policy.posts}
    known = [posts[key] for key in dict.fromkeys(keys) if key in posts]
    return known + [post for post in policy.posts if post not in known]


def _responders(stage: Stage) -> list[str]:
    return [key for one in (stage.respond, *stage.respond_for.values()) for key in one.posts]


def _spots(policy: Policy, post: Post) -> Iterator[tuple[Post, str, str]]:
    if post.scope == "team" and post.key not in policy.owners.values():
        yield from ((post, team.key, "") for team in TEAMS)
    else:
        yield post, "", SERVICE if post.scope == "service" else ""


def _managed(person: Colleague, policy: Policy, names: Mapping[tuple[str, str], str]) -> Colleague:
    """With a line manager: an owner's by the policy, a responder's at the next stage."""
    above = policy.owner_managers.get(person.post.key) or _next_up(policy, person.post.key)
    manager = names.get((above, person.team)) or names.get((above, "")) or ""
    return Colleague(person.id, person.name, person.post, person.team, person.service, manager)


def _next_up(policy: Policy, post: str) -> str:
    """The post that answers after this one has answered for the last time."""
    answers = [_responders(stage) for stage in policy.stages]
    stages = [at for at, posts in enumerate(answers) if post in posts]
    later = answers[stages[-1] + 1 :] if stages else []
    return next((key for posts in later for key in posts if key != post), "")


def _name(number: int) -> str:
    """A name that nobody else of the authority has."""
    rounds, first = divmod(number, len(_FIRST))
    return f"{_FIRST[first]} {_LAST[(first + rounds) % len(_LAST)]}"


def object_id(number: int) -> str:
    """The Entra object id of the person with this number, from nought."""
    return f"{number + 1:08x}-0000-4000-8000-00000000de30"


def _team_lines(team: Team) -> Iterator[str]:
    yield "\n[[teams]]"
    yield f'key = "{team.key}"'
    yield f'title = "{team.title}"'
    yield f'service = "{team.service}"'


def _person_lines(person: Colleague, administrator: bool) -> Iterator[str]:
    place = f', team = "{person.team}"' if person.team else ""
    place += f', service = "{person.service}"' if person.service else ""
    yield "\n[[people]]"
    yield f'id = "{person.id}"'
    yield f'name = "{person.name}"'
    yield f'posts = [{{ post = "{person.post.key}"{place} }}]'
    if person.manager:
        yield f'manager = "{person.manager}"'
    if administrator:
        yield "administrator = true"


def _channel_lines(
    key: str, conversation: str, title: str, *, administrators: bool = False
) -> Iterator[str]:
    yield "\n[[channels]]"
    yield f'key = "{key}"'
    yield f'conversation = "{conversation}"'
    yield f'title = "{title}"'
    if administrators:
        yield "administrators = true"
