"""Who holds which post, for whom, and who stands in: the values of an authority's directory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Actor:
    """The authenticated person behind a command; `SYSTEM` when time alone acts."""

    person_id: str
    name: str


SYSTEM = Actor("system", "The resolution service")


@dataclass(frozen=True, slots=True)
class Holding:
    """One post that a person holds: for a team, for a service, or (both empty) everywhere."""

    post: str
    team: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """Who stands in for a person from one day to another, both days included."""

    person_id: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the authority, known by their Entra object id."""

    id: str
    name: str
    holdings: tuple[Holding, ...] = ()
    manager_id: str = ""
    cover: tuple[Cover, ...] = ()
    administrator: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A team whose children's cases are challenged, and the service that it belongs to."""

    key: str
    title: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A Teams channel that receives digests or, for administrators, what went wrong."""

    key: str
    conversation_id: str
    title: str
    teams: tuple[str, ...] = ()
    administrators: bool = False


@dataclass(frozen=True)
class Directory:
    """Everybody at one moment; answers who holds a post and who stands in for whom."""

    version: str
    people: tuple[Person, ...] = ()
    teams: tuple[Team, ...] = ()
    channels: tuple[Channel, ...] = ()

    @cached_property
    def _by_id(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _services(self) -> Mapping[str, str]:
        return {team.key: team.service for team in self.teams}

    @cached_property
    def _by_post(self) -> Mapping[str, tuple[Person, ...]]:
        posts: dict[str, list[Person]] = {}
        for person in self.people:
            for post in dict.fromkeys(holding.post for holding in person.holdings):
                posts.setdefault(post, []).append(person)
        return {post: tuple(people) for post, people in posts.items()}

    def person(self, person_id: str) -> Person | None:
        """The person with this Entra object id, or None."""
        return self._by_id.get(person_id)

    def team(self, key: str) -> Team | None:
        """The team with this key, or None."""
        return next((team for team in self.teams if team.key == key), None)

    def holders(self, post: str, team: str) -> tuple[Person, ...]:
        """Everyone who holds a post for a team: the team's own, else its service's, else all's."""
        found = [p for p in self._by_post.get(post, ()) if not p.left]
        for reach in ("team", "service", "everywhere"):
            near = tuple(p for p in found if _reaches(p, post, team, self._services, reach))
            if near:
                return near
        return ()

    def posts_of(self, person_id: str, team: str) -> tuple[str, ...]:
        """The posts that a person holds for a team, in the directory's order."""
        person = self.person(person_id)
        if person is None or person.left:
            return ()
        service = self._services.get(team, "")
        return tuple(
            dict.fromkeys(
                h.post
                for h in person.holdings
                if (not h.team and not h.service)
                or (h.team and h.team == team)
                or (h.service and h.service == service)
            )
        )

    def stand_in(self, person_id: str, on: date) -> Person | None:
        """Who covers for a person on a day, following cover of cover; None when they are there."""
        seen = {person_id}
        current = self.person(person_id)
        found: Person | None = None
        while current is not None:
            cover = next((c for c in current.cover if c.from_on <= on <= c.until_on), None)
            if cover is None or cover.person_id in seen:
                return found
            seen.add(cover.person_id)
            current = found = self.person(cover.person_id)
        return found

    def covered_by(self, person_id: str, on: date) -> tuple[str, ...]:
        """The ids of those for whom this person stands in on a day."""
        return tuple(
            p.id
            for p in self.people
            if p.id != person_id
            and (found := self.stand_in(p.id, on)) is not None
            and found.id == person_id
        )

    def manager_of(self, person_id: str) -> Person | None:
        """A person's line manager, or None."""
        person = self.person(person_id)
        return self.person(person.manager_id) if person and person.manager_id else None


def _reaches(
    person: Person, post: str, team: str, services: Mapping[str, str], reach: str
) -> bool:
    """Whether the person holds the post at exactly this reach for the team."""
    for holding in person.holdings:
        if holding.post != post:
            continue
        if reach == "team" and holding.team and holding.team == team:
            return True
        if reach == "service" and holding.service and holding.service == services.get(team, ""):
            return True
        if reach == "everywhere" and not holding.team and not holding.service:
            return True
    return False
