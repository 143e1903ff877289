"""Whether a directory fills the posts that a policy needs: what is wrong, what is doubtful."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from msgspec import Struct

from resolution.people import Directory, OpenDuty, Person
from resolution.policy import Policy, Post, Stage

AUTHORITY = "the whole authority"


class _Need(Struct, frozen=True):
    """Something that a procedure asks of any one of these posts."""

    posts: tuple[str, ...]
    what: str


def check_directory(
    directory: Directory, policy: Policy
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The problems that stop this directory from serving this policy, and the warnings."""
    problems = [*_unknown_posts(directory, policy), *_unfilled(directory, policy)]
    if not directory.teams:
        problems.append("There is no [[teams]] entry: every challenge is raised for a team.")
    named = "\n".join(problems)
    vacancies = ((post, _vacancy(directory, post)) for post in policy.posts)
    warnings = [
        f"Nobody holds {_called(post)} for {_list(directory, places)}; "
        "that post will not be told or asked."
        for post, places in vacancies
        if places and _called(post) not in named
    ]
    warnings += [*_crowded_posts(directory, policy), *_people_in_doubt(directory)]
    warnings += _covers_in_doubt(directory, policy)
    warnings += _administrators_in_doubt(directory)
    return tuple(dict.fromkeys(problems)), tuple(dict.fromkeys(warnings))


def left_behind(directory: Directory, duties: Iterable[OpenDuty]) -> tuple[str, ...]:
    """A sentence for each open case that a new directory leaves without its team or its people."""
    said: dict[str, None] = {}
    for duty in duties:
        person = directory.person(duty.person_id)
        if person is None or person.left:
            name = person.name if person else "Somebody whom the file does not name"
            said[f"{name} owns or must answer {duty.ref}; reassign it to somebody else."] = None
        if duty.team and directory.team(duty.team) is None:
            said[
                f'{duty.ref} is of the team "{duty.team}", which the file does not name: nobody '
                "holds its posts. A team keeps its key when its title changes."
            ] = None
    return tuple(said)


def _administrators_in_doubt(directory: Directory) -> Iterator[str]:
    channels = [channel for channel in directory.channels if channel.administrators]
    if not channels:
        yield (
            "No channel has administrators = true: when somebody can't be reached, the "
            "administrators hear of it in their own chats."
        )
    elif len(channels) > 1:
        titles = ", ".join(channel.title for channel in channels)
        yield f"{len(channels)} channels are for administrators: {titles}; only the first is told."
    if not any(person.administrator and not person.left for person in directory.people):
        yield "Nobody is an administrator: no channel's digest can be turned on in Teams."


def _unfilled(directory: Directory, policy: Policy) -> Iterator[str]:
    """A sentence for each duty of the procedure that falls to nobody, and where."""
    posts = {post.key: post for post in policy.posts}
    duties: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for need in _needs(policy):
        asked = [posts[key] for key in dict.fromkeys(need.posts) if key in posts]
        empty = [_vacancy(directory, post) for post in asked]
        places = tuple(p for p in _places(directory) if all(p in vacant for vacant in empty))
        if places and not any(post.optional or post.scope == "external" for post in asked):
            either = " or ".join(map(_called, asked))
            duties.setdefault((either, places), []).append(need.what)
    for (either, places), whats in duties.items():
        needed = ", ".join(dict.fromkeys(whats))
        yield f"Nobody holds {either} for {_list(directory, places)}; needed for {needed}."


def _called(post: Post) -> str:
    return f"{post.title} ({post.key})"


def _places(directory: Directory) -> tuple[str, ...]:
    return tuple(team.title for team in directory.teams) or (AUTHORITY,)


def _list(directory: Directory, places: tuple[str, ...]) -> str:
    return AUTHORITY if places == _places(directory) else ", ".join(places)


def _needs(policy: Policy) -> Iterator[_Need]:
    for kind, owner in policy.owners.items():
        yield _Need((owner,), f"every {kind.replace('_', ' ')} case")
    for owner, manager in policy.owner_managers.items():
        yield _Need((manager,), f"managing the {policy.post_title(owner)}")
    for stage in policy.stages:
        yield from _stage_needs(stage)


def _stage_needs(stage: Stage) -> Iterator[_Need]:
    at = f'"{stage.title}"'
    for responders in (stage.respond, *stage.respond_for.values()):
        able = [(post, *stage.deputies.get(post, ())) for post in responders.posts]
        groups = able if responders.all_of else [tuple(p for posts in able for p in posts)]
        yield from (_Need(group, f"the answer at {at}") for group in groups)
    yield _Need(stage.raised_by, f"raising {at}")
    for clock in stage.clocks:
        if clock.by:
            yield _Need(clock.by, f"{clock.must.value.replace('_', ' ')} at {at}")
    if stage.meeting and stage.meeting.required:
        yield _Need(stage.meeting.arrange, f"arranging the meeting of {at}")


def _vacancy(directory: Directory, post: Post) -> tuple[str, ...]:
    """The places for which nobody holds the post, empty when it is held for all of them."""
    if post.scope in ("team", "service") and directory.teams:
        return tuple(t.title for t in directory.teams if not directory.holders(post.key, t.key))
    held = any(h.post == post.key for p in directory.people if not p.left for h in p.holdings)
    return () if held else _places(directory)


def _unknown_posts(directory: Directory, policy: Policy) -> Iterator[str]:
    known = {post.key: post for post in policy.posts}
    words = {word.casefold(): post.key for post in policy.posts for word in _names(post)}
    for person in directory.people:
        for holding in person.holdings:
            if holding.post in known:
                continue
            near = get_close_matches(holding.post.casefold(), words, n=1, cutoff=0.6)
            hint = f'; write "{words[near[0]]}"' if near else f"; it knows {', '.join(known)}"
            yield (
                f'{person.name} holds "{holding.post}", which the policy {policy.key} '
                f"does not name{hint}."
            )


def _names(post: Post) -> tuple[str, ...]:
    return (post.key, post.title, *post.aliases)


def _crowded_posts(directory: Directory, policy: Policy) -> Iterator[str]:
    for post in policy.posts:
        holders = directory.holders(post.key, "")
        many = post.key in policy.owners.values()  # an authority has more than one IRO
        if post.scope == "authority" and len(holders) > 1 and not many:
            names = ", ".join(person.name for person in holders)
            yield (
                f"{len(holders)} people hold {post.title} ({post.key}) for the whole authority: "
                f"{names}; the first is asked, each may act."
            )


def _people_in_doubt(directory: Directory) -> Iterator[str]:
    for person in directory.people:
        manager = directory.manager_of(person.id)
        if manager is not None and manager.left and not person.left:
            yield f"The manager of {person.name}, {manager.name}, has left; name another."
        for cover in person.cover:
            by = directory.person(cover.person_id)
            if by is not None and by.left:
                yield f"{by.name}, who covers for {person.name}, has left; name another."
            last = directory.stand_in(person.id, cover.from_on)
            if last is not None and directory.stand_in(last.id, cover.from_on) is not None:
                yield (
                    f"On {cover.from_on} the cover for {person.name} ends with {last.name}, who is "
                    "away too; name somebody who is there."
                )
        yield from _overlapping_cover(person)


def _covers_in_doubt(directory: Directory, policy: Policy) -> Iterator[str]:
    """Whoever answers challenges does not judge their own answer as an absent officer's cover."""
    asked = (who for stage in policy.stages for who in (stage.respond, *stage.respond_for.values()))
    answering = {post for who in asked for post in who.posts}
    owners = frozenset(policy.owners.values())
    for person in directory.people:
        if owners.isdisjoint(held.post for held in person.holdings):
            continue
        for by in (directory.person(cover.person_id) for cover in person.cover):
            answers = [held.post for held in by.holdings if held.post in answering] if by else []
            if by is not None and answers:
                yield (
                    f"{by.name} covers for {person.name}, who raises challenges, and answers them "
                    f"as {policy.post_title(answers[0])}: on a case that asks {by.name}, nobody "
                    f"acts for {person.name} meanwhile; name somebody who answers none."
                )


def _overlapping_cover(person: Person) -> Iterator[str]:
    spans = sorted(person.cover, key=lambda cover: cover.from_on)
    for earlier, later in pairwise(spans):
        if later.from_on <= earlier.until_on:
            yield (
                f"Two people cover for {person.name} on {later.from_on}; "
                "the one written first is asked."
            )
