"""On the child's file: the text to copy, a tick when it is there, and who ticked what before."""

from collections.abc import Container, Mapping, Sequence

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.fields import Form
from cards.file_text import file_text
from cards.forms import NOTHING, form_card
from cards.parts import Block, Button, Card, label, paragraph, quiet
from cards.standing import case_title
from cards.words import clip, listed, safe, when
from resolution.events import Event, FiledOnRecord
from resolution.on_file import Text, texts, waiting

#: Other texts that a card offers to show.
MOST_OTHERS = 3


def tick_filed_form(
    shown: CaseFacts,
    *,
    offered: Container[str] | None = None,
    what: str = "",
    trail: Sequence[Event] = (),
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """One text at a time; its button keeps which. `what` chooses, else the first without a tick.

    `offered` are the texts that this person may read; all of them when it is None.
    """
    found = {
        text.key: text
        for text in texts(shown.case, shown.policy)
        if offered is None or text.key in offered
    }
    left = [text.key for text in waiting(shown.case, shown.policy) if text.key in found]
    key = what if what in found else next(iter(left), "")
    form = Form({"copy": file_text(shown, found[key], trail)} if key else {}, errors)
    if key:
        form.add(*_asks(shown, found[key]))
        form.ask("copy", "Text", "Text for the file", isMultiline=True)
    for event in (e for e in trail if isinstance(e, FiledOnRecord)):
        title = found[event.what].title if event.what in found else event.what
        form.add(quiet(f"On file: {safe(title)} ({safe(event.by.name)}, {when(event.at)})"))
    case = shown.case
    others = [other for other in left if other != key][:MOST_OTHERS]
    return form_card(
        "On the child's file",
        form,
        CardAction(Verb.TICK_FILED, case.ref, case.version, {"what": key}),
        "Tick as filed",
        dialog=dialog,
        back=None if dialog else _back(shown),
        under=f"{case_title(shown)}, {safe(shown.stage.title)}",
        also=[_other(shown, found[other], found, dialog=dialog) for other in others],
    )


def _asks(shown: CaseFacts, text: Text) -> list[Block]:
    """Where the text goes, who is to put it there, and whether it holds more than a tick says."""
    policy = shown.policy
    word, system = policy.word("record"), policy.record_system
    where = safe(word if system in word else f"{word} ({system})")
    said = [paragraph(f"Copy this text to the {where}, then tick it."), label(safe(text.title))]
    if text.entry.by:
        titles = [policy.post_title(post) for post in text.entry.by]
        said.append(quiet(f"The procedure has this recorded by: {safe(listed(titles, 'or'))}."))
    if text.key in shown.case.filed and text.key in {t.key for t in waiting(shown.case, policy)}:
        said.append(paragraph("**Changed since it was ticked.** Add to the file what is new."))
    return said


def _other(shown: CaseFacts, text: Text, found: Mapping[str, Text], *, dialog: bool) -> Button:
    """The way to another text, by so much of its title as tells it from the others."""
    said = clip(text.title, 30)
    if [clip(each.title, 30) for each in found.values()].count(said) > 1:
        said = clip(text.entry.title, 45)
    keep = {"what": text.key}
    action = CardAction(Verb.TICK_FILED_FORM, shown.case.ref, shown.case.version, keep)
    draw = action.submit if dialog else action.execute
    return draw(f"Show “{said}”", inputs=False)


def _back(shown: CaseFacts) -> Button:
    action = CardAction(Verb.SHOW, shown.case.ref, shown.case.version)
    return action.execute("Go back, send nothing")
