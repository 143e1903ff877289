"""On the child's file: the text to copy, a tick when it is there, and who ticked what before."""

from collections.abc import Container, Mapping, Sequence

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.fields import Form
from cards.file_text import file_text
from cards.forms import NOTHING, form_card
from cards.parts import Button, Card, label, paragraph, quiet
from cards.standing import case_title
from cards.words import clip, safe, when
from resolution.events import FiledOnRecord
from resolution.on_file import to_file

#: Other texts that a card offers to show.
MOST_OTHERS = 3


def tick_filed_form(
    shown: CaseFacts,
    *,
    offered: Container[str] | None = None,
    what: str = "",
    ticked: Sequence[FiledOnRecord] = (),
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """One text at a time; its button keeps which. `what` chooses, else the first without a tick.

    `offered` are the texts that this person may read; all of them when it is None.
    """
    texts = to_file(shown.case, shown.policy)
    readable = [key for key in texts if offered is None or key in offered]
    waiting = [key for key in readable if key not in shown.case.filed]
    key = what if what in readable else next(iter(waiting), "")
    form = Form({"copy": file_text(shown, key)} if key else {}, errors)
    system = safe(shown.policy.record_system)
    if key:
        form.add(
            paragraph(f"Copy this text to the child's file in {system}, then tick it."),
            label(safe(texts[key])),
        )
        form.ask("copy", "Text", "Text for the file", isMultiline=True)
    for event in ticked:
        title = safe(texts.get(event.what, event.what))
        form.add(quiet(f"On file: {title} ({safe(event.by.name)}, {when(event.at)})"))
    case = shown.case
    others = [other for other in waiting if other != key][:MOST_OTHERS]
    return form_card(
        "On the child's file",
        form,
        CardAction(Verb.TICK_FILED, case.ref, case.version, {"what": key}),
        "Tick as filed",
        dialog=dialog,
        back=None if dialog else _back(shown),
        under=f"{case_title(shown)}, {safe(shown.stage.title)}",
        also=[_other(shown, other, texts[other], dialog=dialog) for other in others],
    )


def _other(shown: CaseFacts, key: str, title: str, *, dialog: bool) -> Button:
    action = CardAction(Verb.TICK_FILED_FORM, shown.case.ref, shown.case.version, {"what": key})
    draw = action.submit if dialog else action.execute
    return draw(f"Show “{clip(title, 30)}”", inputs=False)


def _back(shown: CaseFacts) -> Button:
    action = CardAction(Verb.SHOW, shown.case.ref, shown.case.version)
    return action.execute("Go back, send nothing")
