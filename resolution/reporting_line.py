"""The line of managers above a post of the reviewing service, as a procedure names them."""

from collections.abc import Collection

from resolution.ports import Rulebook


def managed_owners(rulebook: Rulebook, person_ids: Collection[str]) -> frozenset[str]:
    """The ids of all who hold a post below one of these people's, by the policy."""
    people = rulebook.directory.people
    own = {held.post for p in people if p.id in person_ids for held in p.holdings}
    policy = rulebook.policy
    under = {post for post in policy.owner_managers if own & {*policy.managers_above(post)}}
    return frozenset(p.id for p in people if any(held.post in under for held in p.holdings))
