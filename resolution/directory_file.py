"""Reads an authority's directory file (TOML) into a `Directory`, or says all that is wrong."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec

from resolution.errors import DirectoryInvalid
from resolution.people import Channel, Cover, Directory, Holding, Person, Team
from resolution.policy_reading import Reader
from resolution.toml_text import NotToml, read_toml

_Words = Annotated[str, msgspec.Meta(min_length=1)]
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class _Entry(msgspec.Struct, kw_only=True):
    """A table of the file; a key that it does not know is refused."""


class _Holding(_Entry):
    post: _Words
    team: str = ""
    service: str = ""


class _Cover(_Entry):
    by: _Words
    from_on: date = msgspec.field(name="from")
    until_on: date = msgspec.field(name="until")


class _Person(_Entry):
    id: _Words
    name: _Words
    posts: tuple[_Holding, ...] = ()
    manager: str = ""
    cover: tuple[_Cover, ...] = ()
    administrator: bool = False
    left: bool = False


class _Team(_Entry):
    key: _Words
    title: _Words
    service: str = ""


class _Channel(_Entry):
    key: _Words
    conversation: _Words
    title: _Words
    teams: tuple[str, ...] = ()
    administrators: bool = False


_E = TypeVar("_E", bound=_Entry)
_TABLES: Mapping[str, type[_Entry]] = {"teams": _Team, "people": _Person, "channels": _Channel}


def parse_directory(text: str, source: str) -> Directory:
    """The directory that the text describes; DirectoryInvalid with every problem found."""
    reading = _Reading(text, source)
    directory = reading.directory()
    if not directory.people and not reading.problems:
        reading.problems.append("It names nobody; write at least one [[people]].")
    if reading.problems:
        raise DirectoryInvalid(source, tuple(reading.problems))
    return directory


class _Reading:
    """One pass over one text: what was read so far, and the problems met on the way."""

    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.problems: list[str] = []
        self.lines = text.splitlines()
        self.tables = self._tables(source)
        self.teams = self._entries("teams", _Team)
        self.people = self._entries("people", _Person)
        self.channels = self._entries("channels", _Channel)

    def directory(self) -> Directory:
        """The values of the file, checked against each other."""
        self._check_ids()
        self._check_repeats()
        team_keys = {team.key for _, team in self.teams}
        services = {team.service for _, team in self.teams if team.service}
        people = tuple(self._person(i, p, team_keys, services) for i, p in self.people)
        self._check_management_line({p.id: p for p in people})
        return Directory(
            version=hashlib.sha256(self.text.encode()).hexdigest()[:12],
            people=people,
            teams=tuple(Team(t.key, t.title, t.service) for _, t in self.teams),
            channels=tuple(self._channel(i, c, team_keys) for i, c in self.channels),
        )

    def _tables(self, source: str) -> Mapping[str, Any]:
        try:
            tables = read_toml(self.text)
        except NotToml as wrong:
            raise DirectoryInvalid(source, (f"{wrong}.",)) from None
        for key in tables.keys() - _TABLES.keys():
            self.problems.append(
                f"{self._line_with(key)}`{key}` is not known here; "
                "a directory has [[teams]], [[people]] and [[channels]]."
            )
        return tables

    def _entries(self, table: str, kind: type[_E]) -> list[tuple[int, _E]]:
        rows = self.tables.get(table, [])
        if not isinstance(rows, list):
            self.problems.append(f"{self._line_with(table)}Write [[{table}]], once for each.")
            return []
        entries: list[tuple[int, _E]] = []
        for index, row in enumerate(rows):
            reader = Reader()
            entry = reader.table(kind, row, "")
            for problem in reader.problems:
                self._say(table, index, f"[[{table}]] number {index + 1}: {problem.said}.")
            if not reader.problems:
                entries.append((index, entry))
        return entries

    def _check_ids(self) -> None:
        first: dict[str, _Person] = {}
        for index, person in self.people:
            if not _UUID.fullmatch(person.id):
                self._say(
                    "people",
                    index,
                    f'The id "{person.id}" of {person.name} is not an Entra object id; '
                    "copy it from the person's page in Entra.",
                    person.id,
                )
            elif (other := first.setdefault(person.id.lower(), person)) is not person:
                self._say(
                    "people",
                    index,
                    f"{person.name} has the same id as {other.name}; each person has their own.",
                    person.id,
                )

    def _check_repeats(self) -> None:
        for table, keys in (
            ("teams", [(i, t.key) for i, t in self.teams]),
            ("channels", [(i, c.key) for i, c in self.channels]),
            ("channels", [(i, c.conversation) for i, c in self.channels]),
        ):
            seen: set[str] = set()
            for index, key in keys:
                if key in seen:
                    self._say(table, index, f'[[{table}]] has "{key}" twice; keep one.', key)
                seen.add(key)

    def _person(self, index: int, row: _Person, teams: set[str], services: set[str]) -> Person:
        for holding in row.posts:
            if holding.team and holding.team not in teams:
                self._unknown(index, row, holding.post, "team", holding.team)
            if holding.service and holding.service not in services:
                self._unknown(index, row, holding.post, "service", holding.service)
            if holding.team and holding.service:
                self._say(
                    "people",
                    index,
                    f"{row.name} holds {holding.post} for a team and a service at once; "
                    "write one entry for each.",
                )
        person_id = _canonical(row.id)
        return Person(
            id=person_id,
            name=row.name,
            holdings=tuple(Holding(h.post, h.team, h.service) for h in row.posts),
            manager_id=self._found(index, row, "manager", row.manager) if row.manager else "",
            cover=tuple(self._cover(index, row, person_id, c) for c in row.cover),
            administrator=row.administrator,
            left=row.left,
        )

    def _unknown(self, index: int, row: _Person, post: str, what: str, key: str) -> None:
        self._say(
            "people",
            index,
            f'{row.name} holds {post} for the {what} "{key}", which no [[teams]] entry names.',
            key,
        )

    def _cover(self, index: int, row: _Person, person_id: str, cover: _Cover) -> Cover:
        by = self._found(index, row, "cover", cover.by)
        if by == person_id:
            self._say("people", index, f"{row.name} cannot cover for themselves; name another.")
        if cover.until_on < cover.from_on:
            self._say(
                "people",
                index,
                f"The cover for {row.name} ends on {cover.until_on}, before it begins on "
                f"{cover.from_on}.",
                str(cover.until_on),
            )
        return Cover(by, cover.from_on, cover.until_on)

    def _channel(self, index: int, row: _Channel, teams: set[str]) -> Channel:
        if "/" in row.conversation or " " in row.conversation:
            self._say(
                "channels",
                index,
                f'The conversation of the channel "{row.title}" is not the id that Teams gives it; '
                "write it as in 19:…@thread.tacv2. It stands in the channel's link, where %3a is : "
                "and %40 is @.",
                row.conversation,
            )
        for key in row.teams:
            if key not in teams:
                self._say(
                    "channels",
                    index,
                    f'The channel "{row.title}" is for the team "{key}", '
                    "which no [[teams]] entry names.",
                    key,
                )
        return Channel(row.key, row.conversation, row.title, row.teams, row.administrators)

    def _found(self, index: int, row: _Person, what: str, wanted: str) -> str:
        """The id of the person meant by an id or a name; a problem when there is not just one."""
        ids = {_canonical(p.id) for _, p in self.people}
        if _canonical(wanted) in ids:
            return _canonical(wanted)
        named = [p for _, p in self.people if p.name.casefold() == wanted.strip().casefold()]
        if len(named) == 1:
            return _canonical(named[0].id)
        if not named and len(self.people) < len(self.tables["people"]):
            return ""  # they may be the one who could not be read, of which is said enough
        why = (
            "is the name of several people; write the id instead"
            if named
            else "is nobody in this file"
        )
        self._say("people", index, f'The {what} "{wanted}" of {row.name} {why}.', wanted)
        return ""

    def _check_management_line(self, people: Mapping[str, Person]) -> None:
        told: set[str] = set()
        for person in people.values():
            line = [person.id]
            while (manager := people[line[-1]].manager_id) and manager in people:
                if manager in line:
                    break
                line.append(manager)
            if manager != person.id or told.intersection(line):
                continue
            told.update(line)
            names = [people[key].name for key in [*line, person.id]]
            self.problems.append(
                f"The management line goes round in a loop: {' → '.join(names)}; "
                "correct the manager of one of them."
            )

    def _say(self, table: str, index: int, sentence: str, needle: str = "") -> None:
        self.problems.append(self._line(table, index, needle) + sentence)

    def _line(self, table: str, index: int, needle: str) -> str:
        """`line N: ` of a value in the nth entry of a table, else of the entry itself."""
        heads = [i for i, line in enumerate(self.lines) if line.strip().startswith(f"[[{table}]]")]
        if index >= len(heads):
            return ""
        start = heads[index]
        end = next(
            (
                i
                for i, line in enumerate(self.lines[start + 1 :], start + 1)
                if line.strip().startswith("[[") and not line.strip().startswith(f"[[{table}.")
            ),
            len(self.lines),
        )
        found = next((i for i in range(start, end) if needle and needle in self.lines[i]), start)
        return f"line {found + 1}: "

    def _line_with(self, word: str) -> str:
        for i, line in enumerate(self.lines):
            if re.match(rf"\s*(\[+\s*)?\"?{re.escape(word)}\b", line):
                return f"line {i + 1}: "
        return ""


def _canonical(person_id: str) -> str:
    """Entra object ids are compared in lower case, as Teams sends them."""
    return str(UUID(person_id)) if _UUID.fullmatch(person_id) else person_id
