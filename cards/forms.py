"""A form as a card: in a Teams dialog, or in the chat where there are no dialogs."""

from collections.abc import Iterator, Mapping, Sequence

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.fields import Form
from cards.parts import Block, Button, Card, banner, card, heading, paragraph, quiet
from cards.standing import case_title
from cards.words import counted, safe

#: The box that is ticked to record what was pointed out as unusual, and what stands beside it.
ALL_THE_SAME = "all_the_same"
TICK = "Change the answer above, or tick this to record it as it is."
#: Nothing typed, nothing wrong.
NOTHING: Mapping[str, str] = {}


def form_card(
    title: str,
    form: Form,
    action: CardAction,
    sends: str,
    *,
    dialog: bool,
    back: Button | None = None,
    under: str = "",
    also: Sequence[Button] = (),
) -> Card:
    """The form with its one sending button: a Submit in a dialog, an Execute in the chat."""
    if ALL_THE_SAME in form.errors:
        form.tick(ALL_THE_SAME, "Record it all the same")
    if dialog:
        buttons = [action.submit(sends, style="positive")]
    else:
        buttons = [action.execute(sends, inputs=True, style="positive")]
    buttons += also
    if back is not None:
        buttons.append(back)
    body = [heading(title), *([quiet(under)] if under else [])]
    if form.errors:
        answers = counted(len(form.errors), "answer")
        body.append(banner(f"Nothing was sent yet: put right {answers} below.", "attention"))
        asked = set(_inputs(form.blocks))
        body += [paragraph(safe(why)) for key, why in form.errors.items() if key not in asked]
    return card([*body, *form.blocks], buttons, says=f"{title}. A form to fill in.")


def _inputs(blocks: Sequence[Block]) -> Iterator[str]:
    """The inputs of a form, those of its groups included."""
    for block in blocks:
        if str(block.get("type")).startswith("Input."):
            yield str(block["id"])
        yield from _inputs(block.get("items", ()))


def case_form(
    shown: CaseFacts,
    act: Verb,
    title: str,
    form: Form,
    sends: str,
    *,
    dialog: bool,
    also: Sequence[Button] = (),
) -> Card:
    """A form about a case that exists; in the chat it can be left without sending."""
    ref, version = shown.case.ref, shown.case.version
    back = None if dialog else CardAction(Verb.SHOW, ref, version).execute("Go back, send nothing")
    under = f"{case_title(shown)}, {safe(shown.stage.title)}"
    action = CardAction(act, ref, version)
    if shown.policy.language and any(block.get("isMultiline") for block in form.blocks):
        form.add(quiet(safe(shown.policy.language)))
    return form_card(title, form, action, sends, dialog=dialog, back=back, under=under, also=also)


def keep_draft(shown: CaseFacts, *, dialog: bool) -> Button:
    """The button that keeps an unfinished report, and sends nothing."""
    action = CardAction(Verb.DRAFT_REPORT, shown.case.ref, shown.case.version)
    draw = action.submit if dialog else action.execute
    return draw("Keep as a draft", inputs=True)
