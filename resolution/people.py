"""Who holds which post, for whom, and who stands in: the values of an authority's directory."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct


class Actor(Struct, frozen=True):
    """The authenticated person behind a command; `SYSTEM` when time alone acts."""

    person_id: str
    name: str


SYSTEM = Actor("system", "The resolution service")


class Holding(Struct, frozen=True):
    """One post that a person holds: for a team, for a service, or (both empty) everywhere."""

    post: str
    team: str = ""
    service: str = ""


class Cover(Struct, frozen=True):
    """Who stands in for a person from one day to another, both days included."""

    person_id: str
    from_on: date
    until_on: date


class Person(Struct, frozen=True):
    """Somebody of the authority, known by their Entra object id."""

    id: str
    name: str
    holdings: tuple[Holding, ...] = ()
    manager_id: str = ""
    cover: tuple[Cover, ...] = ()
    administrator: bool = False
    left: bool = False


class Team(Struct, frozen=True):
    """A team whose children's cases are challenged, and the service that it belongs to."""

    key: str
    title: str
    service: str = ""


class OpenDuty(Struct, frozen=True):
    """An open case, its team, and somebody who owns or must answer it."""

    ref: str
    team: str
    person_id: str


class Channel(Struct, frozen=True):
    """A Teams channel that receives digests or, for administrators, what went wrong."""

    key: str
    conversation_id: str
    title: str
    teams: tuple[str, ...] = ()
    administrators: bool = False


class Directory(Struct, frozen=True, dict=True):
    """Everybody at one moment; answers who holds a post and who stands in for whom."""

    version: str
    people: tuple[Person, ...] = ()
    teams: tuple[Team, ...] = ()
    channels: tuple[Channel, ...] = ()

    @cached_property
    def _people(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _teams(self) -> Mapping[str, Team]:
        return {team.key: team for team in self.teams}

    @cached_property
    def _away(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.cover)

    @cached_property
    def _holders(self) -> Mapping[Holding, tuple[Person, ...]]:
        found: dict[Holding, list[Person]] = {}
        for person in self.people:
            for holding in dict.fromkeys(person.holdings):
                if not person.left:
                    found.setdefault(holding, []).append(person)
        return {holding: tuple(people) for holding, people in found.items()}

    # What was asked before, for every card asks it again: who holds a post for a team, which posts
    # a person holds for a team, and who stands in for whom on a day.

    @cached_property
    def _asked(self) -> dict[tuple[str, str], tuple[Person, ...]]:
        return {}

    @cached_property
    def _held(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    @cached_property
    def _covering(self) -> dict[date, Mapping[str, tuple[str, ...]]]:
        return {}

    @property
    def administrators_channel(self) -> Channel | None:
        """Where the administrators are told what went wrong, or None."""
        return next((channel for channel in self.channels if channel.administrators), None)

    def person(self, person_id: str) -> Person | None:
        """The person with this Entra object id, or None."""
        return self._people.get(person_id)

    def team(self, key: str) -> Team | None:
        """The team with this key, or None."""
        return self._teams.get(key)

    def holders(self, post: str, team: str) -> tuple[Person, ...]:
        """Everyone who holds a post for a team: the team's own, else its service's, else all's."""
        asked = (post, team)
        found = self._asked.get(asked)
        if found is None:
            reaching = (self._holders.get(holding) for holding in self._reaching(post, team))
            found = self._asked[asked] = next((people for people in reaching if people), ())
        return found

    def posts_of(self, person_id: str, team: str) -> tuple[str, ...]:
        """The posts that a person holds for a team, in the directory's order."""
        asked = (person_id, team)
        found = self._held.get(asked)
        if found is None:
            person = self.person(person_id)
            if person is None:
                return ()  # anybody may ask; only those who are known are worth remembering
            found = self._held[asked] = () if person.left else self._posts(person, team)
        return found

    def _posts(self, person: Person, team: str) -> tuple[str, ...]:
        known = self.team(team)
        service = known.service if known else ""
        return tuple(
            dict.fromkeys(
                held.post
                for held in person.holdings
                if (held.team == team if held.team else held.service in ("", service))
            )
        )

    def stand_in(self, person_id: str, on: date) -> Person | None:
        """Who covers for a person on a day, following cover of cover; None when they are there."""
        found: Person | None = None
        person = self.person(person_id)
        seen = {person_id}
        while person is not None:
            person = self._cover_of(person, on, seen)
            if person is not None:
                seen.add(person.id)
                found = person
        return found

    def covered_by(self, person_id: str, on: date) -> tuple[str, ...]:
        """The ids of those for whom this person stands in on a day."""
        covering = self._covering.get(on)
        if covering is None:
            covering = self._covering[on] = self._stand_ins(on)
        return covering.get(person_id, ())

    def _stand_ins(self, on: date) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for away in self._away:
            by = self.stand_in(away.id, on)
            if by is not None:
                found[by.id] = (*found.get(by.id, ()), away.id)
        return found

    def manager_of(self, person_id: str) -> Person | None:
        """A person's line manager, or None."""
        person = self.person(person_id)
        return self.person(person.manager_id) if person and person.manager_id else None

    def _cover_of(self, person: Person, on: date, seen: Collection[str]) -> Person | None:
        """The first cover of the day who is still here and has not been asked already."""
        for cover in person.cover:
            by = self.person(cover.person_id)
            here = by is not None and not by.left and by.id not in seen
            if here and cover.from_on <= on <= cover.until_on:
                return by
        return None

    def _reaching(self, post: str, team: str) -> tuple[Holding, ...]:
        """The holdings of a post that reach a team, the nearest first."""
        known = self.team(team)
        everywhere = (Holding(post),)
        by_service = (Holding(post, service=known.service),) if known and known.service else ()
        return ((Holding(post, team=team),) if team else ()) + by_service + everywhere
