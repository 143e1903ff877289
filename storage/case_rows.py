"""What of a case is kept in columns and beside it, so that questions need not open its body."""

from resolution.case import Case
from storage import codec
from storage.prepared import Row

OWNER = "owner"
ASSIGNEE = "assignee"  # must respond at the stage where the case is now
NOTIFIED = "notified"
ASKED = "asked"  # was asked to raise the next stage
WAS_PARTY = "was_party"  # answered or was told at an earlier stage

Party = tuple[str, str]  # person id, role


def case_row(case: Case, trail_hash: str, unfiled: int) -> Row:
    """The row of a case; `unfiled` counts its texts that are not on the child's file."""
    return {
        "ref": case.ref,
        "version": case.version,
        "trail_hash": trail_hash,
        "status": case.status.value,
        "kind": case.kind.value,
        "owner_id": case.owner.person_id if case.owner else "",
        "team": case.team,
        "stage_key": case.stage_key,
        "policy_id": case.policy_id,
        "next_due_at": next((clock.due_at for clock in case.awaited), None),
        "raised_at": case.raised_at,
        "ended_at": case.ended_at,
        "body": codec.case_to_json(case),
        "unfiled": unfiled,
    }


def same_parties(before: Case, after: Case) -> bool:
    """Whether nobody came or went; what an act leaves alone is the very same value after it."""
    if before.owner is not after.owner or (after.matter and before.told is not after.told):
        return False
    return len(before.visits) == len(after.visits) and all(
        was.assignees is now.assignees
        and was.notified is now.notified
        and was.handed_to is now.handed_to
        and was.meeting_further is now.meeting_further
        for was, now in zip(before.visits, after.visits, strict=True)
    )


def parties(case: Case) -> frozenset[Party]:
    """Everybody with a part in a case, now or before."""
    found: set[Party] = set()
    if case.owner:
        found.add((case.owner.person_id, OWNER))
    for visit in case.visits:
        now = visit is case.visits[-1]
        found.update((a.person_id, ASSIGNEE if now else WAS_PARTY) for a in visit.assignees)
        found.update((a.person_id, NOTIFIED if now else WAS_PARTY) for a in visit.notified)
        found.update((a.person_id, ASKED if now else WAS_PARTY) for a in visit.handed_to)
        if now:  # who comes beside those named sees the case as long as its stage lasts
            found.update((a.person_id, NOTIFIED) for a in visit.meeting_further)
    if case.matter:  # a record has no stages: those told of it are its parties
        found.update((a.person_id, NOTIFIED) for a in case.told)
    return frozenset(party for party in found if party[0])
