"""An invented authority as the texts that a store keeps, and commands upon it."""

from typing import Any

from msgspec.structs import replace

from resolution.commands import Acknowledge, RaiseChallenge
from resolution.policy import Policy
from resolution.policy_file import load_policy, parse_policy
from resolution.policy_text import read_text
from resolution.ports import Clock
from storage.documents import DIRECTORY, POLICY
from storage.engine import Store, open_store
from tests.builders import REF, a_directory, a_raise, a_rulebook, holder

KEY = "brighton-and-hove"


def directory_text(policy: Policy, extra: str = "") -> str:
    """The invented directory as its file would be written."""
    lines = ["[[teams]]", 'key = "north"', 'title = "North team"', 'service = "care"']
    for person in a_directory(policy).people:
        posts = ", ".join(f'{{ post = "{held.post}" }}' for held in person.holdings)
        lines += ["[[people]]", f'id = "{person.id}"', f'name = "{person.name}"']
        lines += [f"posts = [{posts}]", f"administrator = {str(person.administrator).lower()}"]
    return "\n".join(lines) + "\n" + extra


def the_policy() -> Policy:
    """The policy under which these cases run, exactly as it is stored."""
    return parse_policy(read_text(KEY), KEY)


def a_store(url: str, clock: Clock) -> Store:
    """An open store that knows the policy and everybody in it."""
    store = open_store(url, clock)
    policy = the_policy()
    store.documents.put(POLICY, policy.id, read_text(KEY), clock.now())
    store.documents.put(DIRECTORY, "", directory_text(policy), clock.now())
    return store


def raise_challenge(ref: str = REF, **changes: Any) -> RaiseChallenge:
    """A challenge raised at the first formal stage."""
    return replace(a_raise(a_rulebook(load_policy(KEY))), case_ref=ref, **changes)


def acknowledge(ref: str = REF, seen_version: int | None = None) -> Acknowledge:
    """The first responder has seen it."""
    policy = the_policy()
    post = policy.first_formal.respond.posts[0]
    return Acknowledge(case_ref=ref, by=holder(post), seen_version=seen_version)
