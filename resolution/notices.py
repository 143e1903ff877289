"""Who must be told of what: a notice is owed with the fact that caused it, and delivered later."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field


class NoticeKind(StrEnum):
    """Every message that the service may owe to a person or a channel."""

    ASKED_TO_RESPOND = "asked_to_respond"  # the assignee of a stage that opened
    ASKED_TO_ARRANGE = "asked_to_arrange"  # who arranges the meeting of a stage that opened
    FOR_INFORMATION = "for_information"  # a post that the stage notifies
    CONSULTED = "consulted"  # whose advice was recorded, or was gone without
    HANDED_OVER = "handed_over"  # the post that raises the next stage
    REASSIGNED = "reassigned"  # the new holder of a duty
    REMINDER = "reminder"  # the assignee, at the same stage
    LAPSED_ASSIGNEE = "lapsed_assignee"
    LAPSED_OWNER = "lapsed_owner"  # with the Escalate button
    LAPSED_NEXT_MANAGER = "lapsed_next_manager"  # with the history so far
    TOTAL_WARNING = "total_warning"  # the owner, before a total is passed
    ACKNOWLEDGED = "acknowledged"  # the owner
    RESPONSE_RECEIVED = "response_received"  # the owner (and judges) must judge it
    RESPONSE_REJECTED = "response_rejected"  # the assignees
    REPORT_SENT = "report_sent"  # the assignees
    COMPLETION_CONFIRMED = "completion_confirmed"  # the owner
    MEETING_PROPOSED = "meeting_proposed"
    MEETING_CONFIRMED = "meeting_confirmed"
    MEETING_RECORDED = "meeting_recorded"
    MEETING_CALLED_OFF = "meeting_called_off"
    NOTE_ADDED = "note_added"
    EXTENSION_ASKED = "extension_asked"  # the owner
    EXTENDED = "extended"  # the assignees
    DUE_DATE_MOVED = "due_date_moved"  # a new calendar or policy version
    REFERRED_TO_CAFCASS = "referred_to_cafcass"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    ACTION_DUE = "action_due"
    ACTION_COMPLETED = "action_completed"
    STEP_RECORDED = "step_recorded"  # whom a route's step tells
    STEP_DUE = "step_due"
    UNDELIVERED = "undelivered"  # told in place of a person who could not be reached
    POST_VACANT = "post_vacant"  # nobody holds a post that must respond
    NOT_TOLD = "not_told"  # posts that no message reaches: tell them yourself
    DIGEST = "digest"  # a channel's morning list
    FIGURES = "figures"  # in the months in which the procedure has them looked at


class Recipient(Struct, frozen=True):
    """A person by id, or a channel by its key in the directory (`admin` = administrators')."""

    person_id: str = ""
    channel: str = ""


class Notice(Struct, frozen=True):
    """One message owed; `key` is made of facts, so that owing it twice is owing it once."""

    kind: NoticeKind
    to: Recipient
    key: str
    case_ref: str = ""
    not_before: datetime | None = None
    urgent: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
