"""The line of managers above a post of the reviewing service, as a procedure names them."""

from collections.abc import Collection

from resolution.ports import Rulebook


def managed_owners(rulebook: Rulebook, person_ids: Collection[str]) -> frozenset[str]:
    """The ids of all who hold a post that one of these people manages by the policy."""
    people = rulebook.directory.people
    own = {held.post for p in people if p.id in person_ids for held in p.holdings}
    under = {post for post, over in rulebook.policy.owner_managers.items() if over in own}
    return frozenset(p.id for p in people if any(held.post in under for held in p.holdings))
