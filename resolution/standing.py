"""What a person is to a case today: owner, assignee, cover, judge, or nobody."""

from datetime import datetime

from msgspec import Struct

from resolution.assigning import answers_for, meeting_people
from resolution.case import Case, Status
from resolution.events import Assignment
from resolution.people import Actor, Directory
from resolution.policy import Must, Stage
from resolution.ports import Rulebook
from resolution.working_days import local_day

OWNER = "owner"
"""The duty that is the case itself, where duties are named by their posts."""


CAFCASS = "cafcass"
"""The kind of the route by which a case is referred (Children Act 1989 s25B(3))."""


class Standing(Struct, frozen=True):
    """One person's place in one case; `duties` are the assignments that they may answer."""

    posts: frozenset[str]
    is_owner: bool
    is_owner_manager: bool
    is_judge: bool
    is_administrator: bool
    is_party: bool
    duties: tuple[Assignment, ...]
    acts_as: frozenset[str]  # their posts, those of their duties, and the owner's of the owner
    acting_for: str  # the name of the absent person for whom they act, if any
    passes_on: tuple[str, ...] = ()  # the duties (posts, or OWNER) that they may give to another
    told_as: frozenset[str] = frozenset()  # posts that they hold elsewhere and were told as

    @property
    def may_read(self) -> bool:
        """Whether they may see the narrative."""
        return self.is_party


def standing(case: Case, rulebook: Rulebook, who: Actor, at: datetime) -> Standing:
    """What `who` is to this case at a moment, cover and deputies included."""
    directory = rulebook.directory
    person = directory.person(who.person_id)
    gone = person is None or person.left  # who is not named holds nothing either
    covered = _acts_for(case, rulebook, who, directory.covered_by(who.person_id, local_day(at)))
    # A channel is nobody, and a vacant post is nobody's: the one must not pass for the other.
    ids = frozenset((who.person_id, *covered)) - {""}
    own = directory.posts_of(who.person_id, case.team)
    posts = frozenset(own).union(*(directory.posts_of(other, case.team) for other in covered))
    is_owner = not gone and case.owner is not None and case.owner.person_id in ids
    duties = () if gone else _duties(case, rulebook, ids, posts)
    above = rulebook.policy.readers.get(case.owner.post, ()) if case.owner else ()
    manages_owner = not posts.isdisjoint(above[:1])
    is_judge = is_owner or not posts.isdisjoint(judge_posts(case, rulebook))
    on_record = not posts.isdisjoint(_record_posts(case, rulebook))
    return Standing(
        posts=posts,
        is_owner=is_owner,
        is_owner_manager=manages_owner,
        is_judge=is_judge,
        is_administrator=person is not None and person.administrator and not gone,
        is_party=(
            not gone
            and (
                is_owner
                or is_judge
                or bool(duties)
                or on_record
                or bool(ids & parties(case))
                or _meets(case, rulebook, ids, at)
                or _has_agreed(case, rulebook, ids, at)
            )
        )
        or (not case.matter and not posts.isdisjoint(above)),
        duties=duties,
        acts_as=_acts_as(case, posts, duties, is_owner=is_owner),
        acting_for=_acting_for(case, who, is_owner, duties)
        or ("" if own or is_owner or duties else _absent(rulebook, covered)),
        passes_on=()
        if gone or not case.is_open
        else _passes_on(
            case,
            rulebook,
            ids,
            everything=manages_owner or (person is not None and person.administrator),
            assignees=is_owner,
        ),
        told_as=frozenset() if gone else _told_as(case, directory, ids, posts),
    )


def _acts_for(
    case: Case, rulebook: Rulebook, who: Actor, covered: tuple[str, ...]
) -> tuple[str, ...]:
    """Those for whom somebody stands in on this case.

    Whoever was asked, or answered, acts for nobody who judges: no answer is its giver's to judge.
    """
    if not covered or case.owner is None or not _is_asked(case, who.person_id):
        return covered
    above = rulebook.policy.readers.get(case.owner.post, ())
    judging = {case.owner.post, *above, *judge_posts(case, rulebook)}
    return tuple(
        away
        for away in covered
        if away != case.owner.person_id
        and judging.isdisjoint(rulebook.directory.posts_of(away, case.team))
    )


def _is_asked(case: Case, person_id: str) -> bool:
    """Whether somebody was asked to answer at any stage, or did so for somebody else."""
    return any(
        person_id in {held.person_id for held in visit.assignees}
        or any(answer.by.person_id == person_id for answer in visit.responses)
        for visit in case.visits
    )


def _acts_as(
    case: Case, posts: frozenset[str], duties: tuple[Assignment, ...], *, is_owner: bool
) -> frozenset[str]:
    """Whoever has a post's duty on a case, or owns it, acts as that post there."""
    owned = (case.owner.post,) if is_owner and case.owner else ()
    held = [*owned, *(duty.post for duty in duties)]
    return posts if posts.issuperset(held) else posts.union(held)


def _told_as(
    case: Case, directory: Directory, ids: frozenset[str], posts: frozenset[str]
) -> frozenset[str]:
    """The posts as which somebody was brought in for another team than the case's own."""
    if not case.told:
        return frozenset()
    told = {(a.post, a.person_id) for a in case.told if a.person_id in ids and a.post not in posts}
    people = map(directory.person, ids if told else ())
    holds = {(held.post, one.id) for one in people if one for held in one.holdings}
    return frozenset(post for post, _ in told & holds)


def _passes_on(
    case: Case, rulebook: Rulebook, ids: frozenset[str], *, everything: bool, assignees: bool
) -> tuple[str, ...]:
    """What somebody may reassign: all of it, those who answer, or what their own people hold."""

    def manages(held: Assignment | None) -> bool:
        manager = rulebook.directory.manager_of(held.person_id) if held else None
        return manager is not None and manager.id in ids

    asked = case.visit.assignees if case.visits else ()
    found = [a.post for a in asked if everything or assignees or manages(a)]
    if case.visits and (everything or manages(case.owner)):
        found.append(OWNER)
    return tuple(dict.fromkeys(found))


def _duties(
    case: Case, rulebook: Rulebook, ids: frozenset[str], posts: frozenset[str]
) -> tuple[Assignment, ...]:
    if not case.visits:
        return ()
    stage = rulebook.policy.stage(case.stage_key)
    return tuple(
        assignment
        for assignment in case.visit.assignees
        if assignment.person_id in ids
        or (assignment.post in posts and _has_no_holder_here(assignment, rulebook, case))
        or (
            not posts.isdisjoint(stage.deputies.get(assignment.post, ()))
            and not rulebook.directory.holders(assignment.post, case.team)
        )
    )


def _has_no_holder_here(assignment: Assignment, rulebook: Rulebook, case: Case) -> bool:
    """Whether the assignee no longer holds the post, so that its present holder may answer.

    Who was chosen for this case need not hold it: as long as they are here, it is theirs alone.
    """
    if case.people.get(assignment.post) == assignment.person_id:
        chosen = rulebook.directory.person(assignment.person_id)
        if chosen is not None and not chosen.left:
            return False
    return assignment.post not in rulebook.directory.posts_of(assignment.person_id, case.team)


def _acting_for(case: Case, who: Actor, is_owner: bool, duties: tuple[Assignment, ...]) -> str:
    if is_owner and case.owner is not None:
        return "" if case.owner.person_id == who.person_id else case.owner.name
    others = [duty for duty in duties if duty.person_id not in ("", who.person_id)]
    return others[0].name if others and len(others) == len(duties) else ""


def _absent(rulebook: Rulebook, covered: tuple[str, ...]) -> str:
    """Whose posts somebody uses who holds none themselves."""
    people = (rulebook.directory.person(person_id) for person_id in covered)
    return ", ".join(person.name for person in people if person is not None)


def _record_posts(case: Case, rulebook: Rulebook) -> tuple[str, ...]:
    """Who may see a record of its own beside those told of it, and nobody above by default."""
    return rulebook.policy.route(case.matter).private_to if case.matter else ()


def judge_posts(case: Case, rulebook: Rulebook) -> frozenset[str]:
    """Posts that may judge at this stage beside the owner (Brighton & Hove §3.2: it rises)."""
    return rulebook.policy.judges[case.stage_key] if case.visits else frozenset()


def stages_to_raise(case: Case, who: Standing, rulebook: Rulebook) -> tuple[Stage, ...]:
    """The later stages that they may move a case to, the next first.

    Whoever judges the present stage may choose any; its owner always judges (IRO Handbook 6.4).
    """
    policy = rulebook.policy
    later = policy.stages[policy.position(case.stage_key) + 1 :]
    if who.is_judge:
        return later
    return tuple(s for s in later if not who.posts.isdisjoint(policy.raisers[s.key]))


def may_refer(case: Case, who: Standing, rulebook: Rulebook) -> bool:
    """Whether they may refer to Cafcass: the owner, or a judge whom the policy names for it."""
    if who.is_owner or not who.is_judge:
        return who.is_owner
    routes = [r for r in rulebook.policy.routes if r.kind == CAFCASS and case.kind in r.kinds]
    return not routes or any(not who.posts.isdisjoint(route.open_to) for route in routes)


def parties(case: Case) -> set[str]:
    """The ids of everyone whom the case has involved so far."""
    found = {a.person_id for a in case.told}
    if case.owner is not None:
        found.add(case.owner.person_id)
    for visit in case.visits:
        found.update(a.person_id for a in (*visit.assignees, *visit.notified, *visit.handed_to))
    return found - {""}


def _meets(case: Case, rulebook: Rulebook, ids: frozenset[str], at: datetime) -> bool:
    """Whether the meeting of this stage needs them: nobody arranges what they may not read."""
    people = meeting_people(case, rulebook, at) if case.status is Status.OPEN else {}
    return any(held.person_id in ids for part in people.values() for held in part)


def _has_agreed(case: Case, rulebook: Rulebook, ids: frozenset[str], at: datetime) -> bool:
    """Whether an agreed action is theirs to see done: they read what it is about."""
    if not case.actions:
        return False
    due = (clock for clock in case.clocks if clock.must is Must.COMPLETE_ACTION)
    posts = {post for clock in due for post in clock.posts}
    return any(answers_for(post, case, rulebook, at).person_id in ids for post in posts)
