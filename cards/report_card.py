"""Figures and themes over a period, for those who answer for them; nothing of any child."""

from cards.parts import Block, Card, card, facts, heading, label, paragraph, quiet
from cards.words import counted, day, safe
from resolution.reports import Line, Report

#: How many lines of one kind a card shows; all of them are in `resolution report`.
MOST_LINES = 12


def report_card(shown: Report, authority: str, due: str = "") -> Card:
    """The figures on one card: all cases, then by stage, team and theme.

    `due` is where the procedure has them looked at now, for whoever did not ask for them.
    """
    title = f"{day(shown.first)} to {day(shown.last)}"
    body: list[Block] = [heading("Figures"), quiet(f"{safe(authority)}, {title}")]
    if due:
        said = "The procedure has these looked at now; what they mean is yours to write."
        body.append(paragraph(f"{said} Source: {safe(due)}"))
    if shown.total.raised:
        body.append(paragraph(_in_words(shown.total)))
        body += _section("By the furthest stage reached", shown.stages)
        body += _section("By team", shown.teams)
        body += _section("By theme", shown.themes)
    else:
        body.append(paragraph("Nothing was raised in this time."))
    if shown.records:
        pairs = ((safe(name), str(number)) for name, number in shown.records)
        body += [heading("Also recorded", level=2), facts(pairs)]
    body.append(
        quiet(
            "What was raised in this time, as it stands today. Send “figures 2026-04 2026-09” for "
            "other months. Your administrator can have it as a table: resolution report --csv."
        )
    )
    return card(body, says=f"Figures, {title}: {counted(shown.total.raised, 'case')} raised.")


def _section(title: str, lines: tuple[Line, ...]) -> list[Block]:
    if not lines:
        return []
    shown = sorted(lines, key=lambda line: -line.raised)[:MOST_LINES]
    left = len(lines) - len(shown)
    more = [quiet(f"And {left} more with fewer cases.")] if left else []
    blocks = [heading(title, level=2)]
    for line in shown:
        blocks += [label(safe(line.title)), paragraph(_in_words(line), spacing="None")]
    return [*blocks, *more]


def _in_words(line: Line) -> str:
    """Only what there is to say: "4 raised: 1 open, 3 resolved; 2 late; 6 working days"."""
    states = _some((line.open, "open"), (line.resolved, "resolved"), (line.withdrawn, "withdrawn"))
    further = _some(
        (line.late, "late at some stage"),
        (line.extended, "given more time"),
        (line.referred, "referred to Cafcass"),
    )
    if line.working_days is not None:
        further.append(f"{line.working_days:g} working days to its end (median)")
    return f"{line.raised} raised: {'; '.join([', '.join(states), *further])}"


def _some(*counts: tuple[int, str]) -> list[str]:
    return [f"{number} {word}" for number, word in counts if number]
