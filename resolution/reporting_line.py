"""The line of managers above a post of the reviewing service, as a procedure names them."""

from collections.abc import Iterator

from resolution.policy import Policy


def managers_above(policy: Policy, post: str) -> Iterator[str]:
    """The posts above a post, the nearest first; each once, though a file should go in a circle."""
    seen = {post}
    while (post := policy.owner_managers.get(post, "")) and post not in seen:
        seen.add(post)
        yield post
