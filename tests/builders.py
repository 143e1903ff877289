"""Plain values with sensible defaults for every test: override what matters."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from resolution.commands import Challenge, RaiseChallenge
from resolution.people import Actor, Directory, Holding, Person, Team
from resolution.policy import CaseKind, Policy
from resolution.policy_file import load_policy
from resolution.ports import Rulebook
from resolution.working_days import WorkingCalendar

LONDON = ZoneInfo("Europe/London")
REF = "TST-23456"


def london(text: str) -> datetime:
    """A moment in Europe/London, written as in a diary: 2026-11-23T10:00."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def person_id(post: str) -> str:
    """The invented Entra object id of whoever holds a post."""
    return (
        f"00000000-0000-4000-8000-{sum(ord(c) * 31**i for i, c in enumerate(post)) % 10**12:012d}"
    )


def holder(post: str) -> Actor:
    """The invented person who holds a post."""
    return Actor(person_id(post), f"Holder of {post}")


def a_directory(policy: Policy, **changes: Any) -> Directory:
    """Every post of a policy filled by one invented person, one team, one administrator."""
    people = [
        Person(person_id(post.key), f"Holder of {post.key}", (Holding(post.key),))
        for post in policy.posts
    ]
    people.append(Person(person_id("administrator"), "Administrator", administrator=True))
    return Directory(
        version="test",
        people=changes.get("people", tuple(people)),
        teams=changes.get("teams", (Team("north", "North team", "care"),)),
        channels=changes.get("channels", ()),
    )


def a_rulebook(policy: Policy | str = "brighton-and-hove", **changes: Any) -> Rulebook:
    """A bundled policy, the plain calendar of England and an invented directory."""
    found = load_policy(policy) if isinstance(policy, str) else policy
    return Rulebook(
        found,
        changes.get("calendar", WorkingCalendar(hours=found.hours)),
        changes.get("directory", a_directory(found)),
    )


def a_challenge(**changes: Any) -> Challenge:
    """What an IRO raises, invented."""
    facts: dict[str, Any] = {
        "worry": "The plan for permanence has not moved since the last review.",
        "tried": "Two telephone calls with the team.",
        "impact": "The young person does not know where they will live.",
        "needed": "A decision about the placement.",
        "needed_by": date(2030, 1, 7),
        "child_knows": True,
    }
    return Challenge(**{**facts, **changes})


def a_raise(rulebook: Rulebook, **changes: Any) -> RaiseChallenge:
    """A challenge raised at the first formal stage by the owner's post."""
    kind = changes.get("kind", CaseKind.LOOKED_AFTER)
    policy = rulebook.policy
    themes = [theme.key for theme in policy.themes if kind in theme.kinds]
    facts: dict[str, Any] = {
        "case_ref": REF,
        "by": holder(policy.owner_post(kind)),
        "policy_id": policy.id,
        "kind": kind,
        "file_number": "LCS-1234567",
        "initials": "AB",
        "team": "north",
        "themes": tuple(themes[:1]),
        "challenge": a_challenge(),
        "stage_key": policy.first_formal.key,
        "bypass_reason": "Two informal talks led nowhere.",
    }
    return RaiseChallenge(**{**facts, **changes})
