"""Lists of cases: somebody's own with what waits for them, and a channel's morning digest."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.parts import Block, Button, Card, card, group, heading, paragraph, quiet
from cards.record_card import record_standing
from cards.standing import asked, lateness, standing
from cards.words import counted, day, listed, safe, when

#: How many cases a list opens by button; the others are opened by their reference.
OPEN_BUTTONS = 5
MOST_ROWS = 15


def my_cases(
    title: str,
    cases: Sequence[CaseFacts],
    *,
    nothing: str = "",
    page: int = 1,
    verb: Verb = Verb.MINE,
    unfiled: Sequence[str] = (),
) -> Card:
    """The cases of `mine` or `overdue` (`verb`), for the person themselves."""
    if not cases:
        said = nothing or "Nothing waits for you."
        body = [heading(safe(title)), paragraph(said), *unfiled_line(unfiled)]
        return card(body, says=f"{title}. {said}")
    last = (len(cases) - 1) // OPEN_BUTTONS  # a list may have become shorter since it was shown
    start = min(page - 1, last) * OPEN_BUTTONS
    shown = cases[start : start + OPEN_BUTTONS]
    body = [heading(f"{safe(title)} ({len(cases)})")]
    for number, facts in enumerate(shown):
        body.append(_mine(facts, first=number == 0))
    body += unfiled_line(unfiled)
    buttons = [_open(facts.case.ref, facts.case.version, Verb.SHOW) for facts in shown]
    left = len(cases) - start - len(shown)
    if left > 0:
        more = CardAction(verb, keep={"page": str(page + 1)})
        buttons.append(more.execute(f"Show {left} more"))
    return card(body, buttons, says=f"{title}: {counted(len(cases), 'case')}.")


def _mine(facts: CaseFacts, *, first: bool) -> Block:
    """One case of somebody's own list."""
    _, line = record_standing(facts) if facts.case.matter else standing(facts)
    stage = safe(facts.stage.title)
    case = facts.case
    child = f"{safe(case.initials)}, file {safe(case.file_number)}" if case.file_number else ""
    under = [child, f"with {asked(facts)}" if case.visits else "a record of its own"]
    items = [
        paragraph(f"**{safe(case.ref)}** · {stage}"),
        paragraph(line, spacing="None"),
        quiet(" · ".join(part for part in under if part)),
    ]
    return group(items, separator=not first, spacing="Medium")


def unfiled_line(refs: Sequence[str]) -> list[Block]:
    """The cases of which something is still to be put on the child's file, by reference."""
    if not refs:
        return []
    named = listed([safe(ref) for ref in refs[:MOST_ROWS]])
    more = f" and {len(refs) - MOST_ROWS} more" if len(refs) > MOST_ROWS else ""
    said = f"**Not yet recorded on the child's file: {len(refs)}.** {named}{more}."
    return [paragraph(said, separator=True, spacing="Medium")]


class DigestRow(Struct, frozen=True):
    """One case in a channel's list: reference, stage, posts and dates, and nothing of the child.

    `days_left` is below 0 when the case is late by so many working days; of one that is `answered`
    and not yet judged, `due_at` is when it was answered.
    """

    ref: str
    version: int
    stage: str
    posts: tuple[str, ...]
    due_at: datetime
    days_left: int
    answered: bool = False
    together: bool = False  # whether each of the posts is waited for, and not any one of them


def digest_card(
    on: date,
    overdue: Sequence[DigestRow],
    soon: Sequence[DigestRow],
    *,
    page: int = 0,
    unfiled: Sequence[str] = (),
    answered: Sequence[DigestRow] = (),
) -> Card:
    """What is overdue, due soon or waits to be judged; `page` says whose buttons are shown."""
    body = [heading(f"{day(on)}: what is overdue and due soon")]
    body += _section("Overdue", overdue)
    body += _section("Due soon", soon)
    body += _section("Answered, not yet judged", answered)
    body += unfiled_line(unfiled)
    rows = sorted([*overdue, *soon, *answered], key=lambda row: row.days_left)
    start = page * OPEN_BUTTONS
    buttons: list[Button] = [
        _open(row.ref, row.version, Verb.DIGEST_OPEN) for row in rows[start : start + OPEN_BUTTONS]
    ]
    if len(rows) > start + OPEN_BUTTONS:
        buttons.append(
            CardAction(Verb.DIGEST_ALL, keep={"page": str(page + 1)}).execute("Show all")
        )
    totals = digest_summary(len(overdue), len(soon), len(answered))
    return card(body, buttons, says=f"{day(on)}: {totals}.")


def digest_summary(overdue: int, soon: int, answered: int = 0) -> str:
    """The preview of a digest."""
    judged = f", {answered} to judge" if answered else ""
    return f"{overdue} overdue, {soon} due soon{judged}"


def _section(title: str, rows: Sequence[DigestRow]) -> list[Block]:
    if not rows:
        return []
    blocks = [heading(f"{title} ({len(rows)})", level=2)]
    for stage in dict.fromkeys(row.stage for row in rows):
        blocks.append(paragraph(safe(stage), weight="Bolder", spacing="Medium"))
        there = sorted((row for row in rows if row.stage == stage), key=lambda row: row.days_left)
        blocks += [_line(row) for row in there]
    return _cut(blocks, rows)


def _cut(blocks: list[Block], rows: Sequence[DigestRow]) -> list[Block]:
    """At most so many lines: a list too long to read is not read."""
    if len(rows) <= MOST_ROWS:
        return blocks
    room = MOST_ROWS + len(blocks) - len(rows)
    return [*blocks[:room], quiet(f"And {len(rows) - MOST_ROWS} more: send “overdue” to see them.")]


def _line(row: DigestRow) -> Block:
    """One case: how late, or until when; and whose answer is missing."""
    until = f"due {when(row.due_at)}" if row.days_left >= 0 else lateness(row.days_left)
    if row.answered:
        until = f"answered {when(row.due_at)}"
    who = listed([safe(post) for post in row.posts], "and" if row.together else "or")
    return paragraph(f"**{safe(row.ref)}** · {until} · {who}", spacing="Small")


def _open(ref: str, version: int, verb: Verb) -> Button:
    return CardAction(verb, ref, version).execute(f"Open {ref}")
