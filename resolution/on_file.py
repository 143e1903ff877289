"""What of a case belongs on the child's file, in the council's own record system."""

from collections.abc import Iterator

from msgspec import Struct

from resolution.case import Case, Visit
from resolution.policy import FileEntry, Policy, Stage


class Text(Struct, frozen=True):
    """One text for the file: the key that is ticked, what it is called, who is to put it there."""

    key: str
    title: str
    entry: FileEntry
    grown: int  # the version at which something was last added to it


def texts(case: Case, policy: Policy) -> Iterator[Text]:
    """Everything that there is to put on file so far, in the order in which it happened."""
    # A later version of the policy may no longer have a stage or a route that the case went by.
    stages = {stage.key: stage for stage in policy.stages}
    for visit in case.visits:
        if visit.stage_key in stages:
            yield from _of_visit(visit, stages[visit.stage_key])
    routes = {route.key: route.steps for route in policy.routes} if case.routes else {}
    for key, done in case.recordings.items():
        for step in routes.get(key.partition(".")[0], ()):
            for number, entry in enumerate(step.on_file if step.key == done.key else (), start=1):
                again = key.partition(".")[2].partition(".")[2]  # empty the first time
                title = f"{again}. {step.title}" if again else step.title
                yield Text(_numbered(key, number), named(title, entry), entry, 0)


def _of_visit(visit: Visit, stage: Stage) -> Iterator[Text]:
    for number, entry in enumerate(stage.on_file, start=1):
        grown = visit.grown.get(entry.when, 0)
        begun = entry.when == "opened" or entry.when in visit.grown
        if begun and (not entry.fact or visit.facts.get(entry.fact) == "yes"):
            key = _numbered(f"{visit.number}.{stage.key}", number)
            yield Text(key, named(stage.title, entry), entry, grown)


def _numbered(key: str, number: int) -> str:
    """The first entry is ticked under the plain key, as it was when there was only one."""
    return key if number == 1 else f"{key}/{number}"


def named(title: str, entry: FileEntry) -> str:
    """What a text is called: for which stage or step, and in the record system's own words."""
    return title if entry.title == title else f"{title}: {entry.title}"


def to_file(case: Case, policy: Policy) -> dict[str, str]:
    """What there is to put on file so far: the key that is ticked, and its title."""
    return {text.key: text.title for text in texts(case, policy)}


def waiting(case: Case, policy: Policy) -> tuple[Text, ...]:
    """What nobody has ticked yet, or has grown since it was ticked."""
    # A tick that was kept without its version stood for all that was there.
    return tuple(
        text
        for text in texts(case, policy)
        if text.key not in case.filed or text.grown > case.filed_at.get(text.key, case.version)
    )


def unfiled(case: Case, policy: Policy) -> tuple[str, ...]:
    """The keys that wait for a tick; none of a record that few may know of."""
    if case.matter and any(r.private_to for r in policy.routes if r.key == case.matter):
        return ()
    return tuple(text.key for text in waiting(case, policy))
