"""The one codec for buttons: what is written on a button here is read back here."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from resolution.errors import Refused


class Verb(StrEnum):
    """Every act that a button can ask for; a `…_FORM` opens the form of the act it is named for."""

    SHOW = "show"  # draw the case again as it is now
    DETAIL = "detail"  # the same, with what the viewer is entitled to see
    MORE = "more"  # the next page of buttons
    HISTORY = "history"
    HELP = "help"
    MINE = "mine"
    OVERDUE = "overdue"
    DIGEST_OPEN = "digest_open"
    DIGEST_ALL = "digest_all"
    RAISE_FORM = "raise_form"
    RAISE_NEXT = "raise_next"
    RAISE = "raise"
    CANCEL = "cancel"
    ACKNOWLEDGE = "acknowledge"
    RESPOND_FORM = "respond_form"
    RESPOND = "respond"
    CONFIRM_COMPLETION_FORM = "confirm_completion_form"
    CONFIRM_COMPLETION = "confirm_completion"
    SEND_REPORT_FORM = "send_report_form"
    SEND_REPORT = "send_report"
    RESOLVE_FORM = "resolve_form"
    RESOLVE = "resolve"
    REJECT_FORM = "reject_form"
    REJECT = "reject"
    ESCALATE_FORM = "escalate_form"
    ESCALATE = "escalate"
    HAND_OVER_FORM = "hand_over_form"
    HAND_OVER = "hand_over"
    EXTEND_FORM = "extend_form"
    EXTEND = "extend"
    ASK_EXTENSION_FORM = "ask_extension_form"
    ASK_EXTENSION = "ask_extension"
    NOTE_FORM = "note_form"
    NOTE = "note"
    REASSIGN_FORM = "reassign_form"
    REASSIGN = "reassign"
    WITHDRAW_FORM = "withdraw_form"
    WITHDRAW = "withdraw"
    CAFCASS_FORM = "cafcass_form"
    CAFCASS = "cafcass"
    PROPOSE_MEETING_FORM = "propose_meeting_form"
    PROPOSE_MEETING = "propose_meeting"
    CONFIRM_MEETING_FORM = "confirm_meeting_form"
    CONFIRM_MEETING = "confirm_meeting"
    RECORD_MEETING_FORM = "record_meeting_form"
    RECORD_MEETING = "record_meeting"
    ROUTE_FORM = "route_form"
    ROUTE_STEP_FORM = "route_step_form"
    ROUTE_STEP = "route_step"
    COMPLETE_ACTION_FORM = "complete_action_form"
    COMPLETE_ACTION = "complete_action"
    CHECK_ACTION_FORM = "check_action_form"
    CHECK_ACTION = "check_action"
    TICK_FILED_FORM = "tick_filed_form"
    TICK_FILED = "tick_filed"
    REOPEN_FORM = "reopen_form"
    REOPEN = "reopen"
    DRAFT_REPORT = "draft_report"
    PLAIN = "plain"  # the stage in words for the child
    IMMEDIATE_FORM = "immediate_form"  # the calls and records of an immediate concern
    IMMEDIATE = "immediate"
    RECORDS = "records"  # what can be recorded that is no challenge
    OPEN_RECORD_FORM = "open_record_form"
    OPEN_RECORD = "open_record"
    SIGNPOSTS = "signposts"  # what is not for this process

    @property
    def form(self) -> "Verb":
        """The verb that opens this act's form; the act itself when it needs none."""
        return _FORMS.get(self, self)


_FORMS = {
    Verb(verb.value.removesuffix("_form")): verb
    for verb in Verb
    if verb.value.endswith("_form") and verb.value != "route_form"
}


#: Where `keep` holds the reference of the record from which a challenge is raised.
FROM = "from"


NO_LONGER = "This button is no longer in use; send “mine” to open your cases."


class UnknownButton(Refused):
    """A button that this version of the service never drew."""


class CardAction(Struct, frozen=True):
    """A pressed button: the act, the case and the version that the person was looking at.

    `keep` is the state of an unfinished form or list (what step one asked, a page number), never
    a fact of the case.
    """

    verb: Verb
    ref: str = ""
    version: int = 0
    keep: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, Any]:
        """What the button carries."""
        carried: dict[str, Any] = {"verb": str(self.verb), "ref": self.ref, "v": self.version}
        if self.keep:
            carried["keep"] = dict(self.keep)
        return carried

    @classmethod
    def from_invoke(cls, verb: str, data: Mapping[str, object]) -> "CardAction":
        """Read back an Execute (verb beside its data), or a Submit or dialog (verb in it)."""
        named = verb or data.get("verb")
        ref, version, keep = data.get("ref", ""), data.get("v", 0), data.get("keep", {})
        if (
            not isinstance(named, str)
            or named not in _VERBS
            or not isinstance(ref, str)
            or not isinstance(version, int)
            or not isinstance(keep, Mapping)
        ):
            raise UnknownButton(NO_LONGER)
        return cls(Verb(named), ref, version, {str(k): str(v) for k, v in keep.items()})

    def execute(self, title: str, *, inputs: bool = False, style: str = "") -> dict[str, Any]:
        """An Action.Execute with a Submit for older clients; `inputs` sends the form along."""
        submit = self.submit(title, inputs=inputs, style=style)
        return {
            **submit,
            "type": "Action.Execute",
            "verb": str(self.verb),
            "fallback": submit,
        }

    def submit(self, title: str, *, inputs: bool = True, style: str = "") -> dict[str, Any]:
        """An Action.Submit: the only button that works inside a Teams dialog."""
        drawn: dict[str, Any] = {"type": "Action.Submit", "title": title, "data": self.data}
        if not inputs:
            drawn["associatedInputs"] = "none"
        if style:
            drawn["style"] = style
        return drawn

    def open_dialog(self, title: str, *, style: str = "") -> dict[str, Any]:
        """An Action.Submit that makes Teams fetch this act's form as a dialog."""
        drawn = self.submit(title, inputs=False, style=style)
        drawn["data"] = {"msteams": {"type": "task/fetch"}, **drawn["data"]}
        return drawn


_VERBS = frozenset(verb.value for verb in Verb)
#: What a button puts beside a form's inputs; everything else in the data was typed by a person.
RESERVED = frozenset({"verb", "ref", "v", "keep", "msteams", "action"})


def typed(data: Mapping[str, object]) -> dict[str, str]:
    """The form's inputs alone: what the person typed or chose, by input id."""
    return {
        key: value for key, value in data.items() if key not in RESERVED and isinstance(value, str)
    }
