"""What goes back to Teams: the JSON of messages, of card answers and of dialogs."""

from dialogs.invoke import Dialog, Reply

Json = dict[str, object]

CARD = "application/vnd.microsoft.card.adaptive"
SENTENCE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"

NOBODY = (
    "Teams does not say who you are, so nothing can be done for you here; please use Teams with "
    "your work account."
)
SLOW = (
    "This takes longer than usual. It may have been recorded: look at the case again in a minute "
    "before you repeat it."
)


def fault_sentence(reference: str) -> str:
    """What a person is told when the service itself failed."""
    return (
        f"Something went wrong in the service and it is not certain that this was recorded. Look "
        f"at the case before you try again; if it keeps happening, quote reference {reference}."
    )


def card_message(card: Json, summary: str) -> Json:
    """A message that is a card and nothing else: text beside it would lose the message's id."""
    attachment = {"contentType": CARD, "content": card}
    return {"type": "message", "summary": summary, "attachments": [attachment]}


def text_message(said: str) -> Json:
    """A message of words alone."""
    return {"type": "message", "text": said, "textFormat": "markdown"}


def messages(reply: Reply) -> list[Json]:
    """A reply as messages into the conversation: words, card, then further cards."""
    sent = [text_message(reply.text)] if reply.text else []
    if reply.card is not None:
        sent.append(card_message(reply.card, reply.summary))
    return [*sent, *further(reply)]


def further(reply: Reply) -> list[Json]:
    """The cards that are posted beside the answer."""
    summary = reply.post_summary or reply.summary
    return [card_message(card, summary) for card in reply.post]


def card_answer(reply: Reply) -> Json:
    """The answer to a button: the redrawn card, else a sentence."""
    if reply.card is not None:
        return {"statusCode": 200, "type": CARD, "value": reply.card}
    return sentence(reply.text or "Done.")


def sentence(said: str) -> Json:
    """The answer to a button that is a sentence."""
    return {"statusCode": 200, "type": SENTENCE, "value": said}


def bad_button(said: str) -> Json:
    """The answer to a button that no card of ours has."""
    return {"statusCode": 400, "type": ERROR, "value": {"code": "BadRequest", "message": said}}


def dialog_answer(reply: Reply) -> Json | None:
    """The answer to a dialog: another form, a sentence, or nothing, which closes it."""
    if reply.dialog is not None:
        return _continue(reply.dialog)
    if reply.text:
        return dialog_sentence(reply.text)
    if reply.card is not None and not reply.close_dialog:
        return _continue(Dialog(reply.summary or "IRO resolution", reply.card))
    return None


def dialog_sentence(said: str) -> Json:
    """A dialog that says one sentence."""
    return {"task": {"type": "message", "value": said}}


def _continue(dialog: Dialog) -> Json:
    return {
        "task": {
            "type": "continue",
            "value": {
                "title": dialog.title,
                "height": dialog.height,
                "width": dialog.width,
                "card": {"contentType": CARD, "content": dialog.card},
            },
        }
    }
