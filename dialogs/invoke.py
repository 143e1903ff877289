"""What a person did in Teams, and what they get back: the values between bot and dialogs."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from resolution.people import Actor


class InvokeKind(StrEnum):
    """The ways in which somebody reaches the bot."""

    MESSAGE = "message"  # typed text
    CARD = "card"  # a card's button: Action.Execute, or Action.Submit from an old client
    DIALOG_OPEN = "dialog_open"  # a button that opens a Teams dialog
    DIALOG_SUBMIT = "dialog_submit"  # the form of a dialog was sent
    JOINED = "joined"  # the bot was installed for a person, or added to a team's channel


class Place(Struct, frozen=True):
    """Where it happened; `team_channel` is the Teams channel id, empty in a personal chat."""

    conversation_id: str
    personal: bool = True
    team_channel: str = ""
    team_id: str = ""
    title: str = ""  # the channel's name, where Teams says it
    service_url: str = ""
    tenant_id: str = ""
    user_id: str = ""  # the person's Teams id (29:…), for mentions and refresh


class Invoke(Struct, frozen=True, kw_only=True):
    """One thing that an authenticated person did; `data` is what the button and inputs carried."""

    kind: InvokeKind
    actor: Actor
    place: Place
    verb: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    text: str = ""  # what was typed, without the mention of the bot
    activity_id: str = ""
    reply_to_id: str = ""  # the posted card that a button sits on
    trigger: str = ""  # "automatic" when Teams itself refreshes a card, else "manual" or empty
    posted: bool = False  # the answer becomes a message, which everybody in the place reads
    local: bool = False  # the local demo: no authentication, loopback only


class Dialog(Struct, frozen=True):
    """A Teams dialog to open, or to keep open with its fields marked."""

    title: str
    card: dict[str, object]
    height: str | int = "large"  # pixels, or small | medium | large
    width: str | int = "medium"


class Reply(Struct, frozen=True, kw_only=True):
    """What the person gets back; everything empty is an answer without words.

    To a button, `card` replaces the card for that person and `text` alone is a short message; to a
    message, `text` and `card` are sent as two messages, the card with `summary` as its preview.
    """

    card: dict[str, object] | None = None
    text: str | None = None
    summary: str = ""
    dialog: Dialog | None = None
    close_dialog: bool = False  # with `text`, the dialog says so before it closes
    post: tuple[dict[str, object], ...] = ()  # further cards sent into the same conversation
    post_summary: str = ""
    aside: dict[str, object] | None = None  # one more card, which stays as it is: no case's copy
    aside_summary: str = ""
    case_ref: str = ""  # set when `card` (else the last of `post`) is this case's card
    case_version: int = 0  # the version that was drawn
    update_posted: bool = False  # `card` is safe for everyone: replace the posted one too
