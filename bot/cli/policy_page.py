"""A policy as a page for whoever checks it against the procedure."""

import textwrap
from collections.abc import Iterable, Iterator

from resolution.policy import (
    Clock,
    FileEntry,
    Meeting,
    Must,
    Notified,
    Policy,
    Responders,
    Route,
    Stage,
    Theme,
    Total,
)

WIDTH = 100


def as_text(policy: Policy) -> str:
    """All that a council's officer would check, one table a stage."""
    return "\n".join(_lines(policy)) + "\n"


def _lines(policy: Policy) -> Iterator[str]:
    yield f"{policy.authority}: {policy.title}"
    yield f"{policy.key}, version {policy.version}; {policy.source}; record: {policy.record_system}"
    yield from _section("Throughout", _throughout(policy))
    for stage in policy.stages:
        yield ""
        yield from _stage_lines(policy, stage)
    yield from _section("Totals", [_total_line(policy, total) for total in policy.totals])
    yield from _section("Themes", [_theme_line(theme) for theme in policy.themes])
    yield from _section("Routes", [_route_line(route) for route in policy.routes])
    yield from _section("Warnings", policy.warnings)
    yield from _section("Notes", policy.notes)


def _throughout(policy: Policy) -> Iterator[str]:
    """What holds at every stage: whose cases are, the office, more time, who hears the outcome."""
    for kind, post in policy.owners.items():
        managed = policy.post_title(policy.owner_managers[post])
        yield f"{_kind(policy, kind)}: owned by the {policy.post_title(post)}, managed by {managed}"
    points = ", ".join(point.replace("_", " ") for point in policy.remind) or "none"
    yield f"office {policy.hours.opens:%H:%M} to {policy.hours.closes:%H:%M}; reminders: {points}"
    cite = f" [{policy.extension.cite}]" if policy.extension.cite else ""
    yield f"more time asks for: {', '.join(policy.extension.ask)}{cite}"
    for row in policy.outcome_to:
        yield f"the outcome is told to {_notify_line(policy, row)}"


def _kind(policy: Policy, kind: str) -> str:
    return policy.kind_titles.get(kind) or kind.replace("_", " ")


def _section(title: str, rows: Iterable[str]) -> Iterator[str]:
    listed = list(rows)
    if listed:
        yield from ("", title)
    for row in listed:
        yield textwrap.fill(row, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _stage_lines(policy: Policy, stage: Stage) -> Iterator[str]:
    named = "" if stage.key in stage.title.casefold().replace(" ", "-") else f" ({stage.key})"
    title = f"{stage.title}{named}, {'formal' if stage.formal else 'informal'}"
    yield title
    yield "-" * min(len(title), WIDTH)
    rows = [
        ("Raised by", _posts(policy, stage.raised_by, "or") + ", with actions" * stage.actions),
        *(("Consult", f"{policy.post_title(row.post)} [{row.cite}]") for row in stage.consult),
        ("Response also to", _posts(policy, stage.copy_response, "and")),
        ("Responds", f"{_who(policy, stage.respond)} [{stage.cite}]"),
        *(("  of others", f"{_kind(policy, kind)}: {_who(policy, who)}")
          for kind, who in stage.respond_for.items()),
        ("Answered by", _met_by(stage)),
        *(("Notified", _notify_line(policy, row)) for row in stage.notify),
        *(("Clock", _clock_line(policy, clock)) for clock in stage.clocks),
        *(("Deputies", f"{policy.post_title(post)}: {_posts(policy, who, 'or')}")
          for post, who in stage.deputies.items()),
        ("Judges", _posts(policy, stage.judge, "and" if stage.judge_all else "or")),
        ("Meeting", _meeting_line(policy, stage.meeting) if stage.meeting else ""),
        *(("On file", _entry_line(policy, entry)) for entry in stage.on_file),
        ("Help", stage.help),
        ("Asked to", stage.ask),
        ("In plain words", stage.plain),
        ("Of going on", stage.escalate_hint),
    ]  # fmt: skip
    for name, text in rows:
        if text:
            yield textwrap.fill(
                text, WIDTH, initial_indent=f"{name:16}", subsequent_indent=" " * 16
            )


def _posts(policy: Policy, posts: Iterable[str], word: str) -> str:
    return f" {word} ".join(policy.post_title(post) for post in posts)


def _who(policy: Policy, who: Responders) -> str:
    chosen = ", as whoever opens the stage chooses" if who.choose else ""
    return _posts(policy, who.posts, "and" if who.all_of else "or") + chosen


def _met_by(stage: Stage) -> str:
    """What makes the stage answered, where that is not a response alone."""
    usual = stage.met_by == (Must.RESPOND,)
    return "" if usual else " and ".join(must.replace("_", " ") for must in stage.met_by)


def _notify_line(policy: Policy, row: Notified) -> str:
    question = next((c.question for c in policy.conditions if c.key == row.when), "")
    when = f", if yes to “{question}”" if question else ""
    each = ", each of them" if row.every else ""
    return f"{policy.post_title(row.post)}{each}: {row.why}{when} [{row.cite}]"


def _entry_line(policy: Policy, entry: FileEntry) -> str:
    when = f" ({entry.when})" if entry.when != "opened" else ""
    by = f", by {_posts(policy, entry.by, 'or')}" if entry.by else ""
    return f"{entry.title}{when}{by}"


def _clock_line(policy: Policy, clock: Clock) -> str:
    words = [clock.must.value.replace("_", " "), f": {clock.within}"]
    if clock.at_most:
        words.append(f", {clock.at_most} at most")
    words.append(f" from {clock.start.value.replace('_', ' ')}")
    if clock.by:
        words.append(f", by {_posts(policy, clock.by, 'or')}")
    words.extend(f", {word}" for word in ("target", "derived") if getattr(clock, word))
    if clock.may_vary:
        words.append(", or as agreed")
    if clock.note:
        words.append(f" ({clock.note})")
    return "".join([*words, f" [{clock.cite}]"])


def _meeting_line(policy: Policy, meeting: Meeting) -> str:
    acts = {
        "arranged by": meeting.arrange,
        "chaired by": meeting.chair,
        "attended by": meeting.attend,
        "recorded by": meeting.record,
        "others decided by": meeting.further,
    }
    who = "; ".join(f"{act} {_posts(policy, posts, ',')}" for act, posts in acts.items() if posts)
    optional = "" if meeting.required else ", may be left out"
    return f"{meeting.title}{optional}: {who.replace(' , ', ', ')} [{meeting.cite}]"


def _total_line(policy: Policy, total: Total) -> str:
    counted = ", ".join(policy.stage(key).title for key in total.counts)
    guidance = " (guidance)" if total.guidance else ""
    return f"{total.title}{guidance}: {total.within}, counting {counted} [{total.cite}]"


def _theme_line(theme: Theme) -> str:
    only = " (looked after only)" if len(theme.kinds) == 1 else ""
    group = f"{theme.group}: " if theme.group else ""
    return f"{group}{theme.title}{only} [{theme.cite}]"


def _route_line(route: Route) -> str:
    steps = " → ".join(step.title for step in route.steps)
    return f"{route.title}{': ' if steps else ''}{steps} [{route.cite}]"
