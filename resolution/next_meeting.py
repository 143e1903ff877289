"""Which of a stage's meetings is put on record: the one that is arranged, or one before it."""

from datetime import date

from resolution.case import Visit
from resolution.working_days import local_day


def leaves_next(visit: Visit, held_on: date) -> bool:
    """Whether a meeting of this day is an earlier one, so that the next is still to come."""
    fixed = visit.meeting_at if visit.meetings and visit.meeting_confirmed else None
    return fixed is not None and held_on < local_day(fixed)
