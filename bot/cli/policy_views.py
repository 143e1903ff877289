"""A policy as JSON for programs and as readable text for people."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from resolution.policy import (
    Clock,
    FileEntry,
    Limit,
    Meeting,
    Notified,
    Policy,
    Responders,
    Route,
    Stage,
    Step,
    Theme,
    Total,
)
from storage.codec import as_plain

WIDTH = 100
STAGE_FORMS = ("fields", "report_fields", "respond_fields", "leave_fields")
Json = dict[str, Any]


def as_json(policy: Policy) -> Json:
    """All that a policy says, as plain values."""
    return {
        "key": policy.key,
        "title": policy.title,
        "version": policy.version,
        "id": policy.id,
        "authority": policy.authority,
        "source": policy.source,
        "ref_prefix": policy.ref_prefix,
        "record_system": policy.record_system,
        "kinds": [kind.value for kind in policy.kinds],
        "owners": dict(policy.owners),
        "owner_managers": dict(policy.owner_managers),
        "outcome_to": _notify_json(policy.outcome_to),
        "posts": [
            {"key": p.key, "title": p.title, "scope": p.scope, "aliases": list(p.aliases)}
            for p in policy.posts
        ],
        "stages": [_stage_json(stage) for stage in policy.stages],
        "totals": [_total_json(total) for total in policy.totals],
        "themes": [_theme_json(theme) for theme in policy.themes],
        "conditions": {c.key: c.question for c in policy.conditions},
        "fields": as_plain(policy.fields),
        "routes": [_route_json(route) for route in policy.routes],
        "words": dict(policy.words),
        "extension": as_plain(policy.extension),
        "figures": as_plain(policy.figures),
        "kind_titles": dict(policy.kind_titles),
        "language": policy.language,
        "links": dict(policy.links),
        "criteria": list(policy.criteria),
        "rights": policy.rights,
        "hours": {"opens": f"{policy.hours.opens:%H:%M}", "closes": f"{policy.hours.closes:%H:%M}"},
        "remind": list(policy.remind),
        "digest_at": f"{policy.digest_at:%H:%M}",
        "due_soon": policy.due_soon,
        "confirm_with_authority": policy.confirm_with_authority,
        "notes": list(policy.notes),
        "warnings": list(policy.warnings),
    }


def _limit_json(limit: Limit) -> str | dict[str, int]:
    return limit.span.value if limit.amount is None else {limit.span.value: limit.amount}


def _responders_json(who: Responders) -> Json:
    chosen = {"choose": True} if who.choose else {}
    return {"all_of" if who.all_of else "any_of": list(who.posts), **chosen}


def _notify_json(rows: Iterable[Notified]) -> list[Json]:
    return [{name: getattr(row, name) for name in row.__struct_fields__} for row in rows]


def _clock_json(clock: Clock) -> Json:
    return {
        "key": clock.key,
        "must": clock.must.value,
        "within": _limit_json(clock.within),
        "at_most": _limit_json(clock.at_most) if clock.at_most else None,
        "from": clock.start.value,
        "by": list(clock.by),
        "target": clock.target,
        "derived": clock.derived,
        "may_vary": clock.may_vary,
        "note": clock.note,
        "after": clock.after,
        "words": clock.words,
        "cite": clock.cite,
    }


def _meeting_json(meeting: Meeting) -> Json:
    parts = ("arrange", "chair", "attend", "record", "further")
    posts = {name: list(getattr(meeting, name)) for name in parts}
    return {"title": meeting.title, **posts, "required": meeting.required, "cite": meeting.cite}


def _stage_json(stage: Stage) -> Json:
    judge = _responders_json(Responders(stage.judge, stage.judge_all)) if stage.judge else None
    return {
        "key": stage.key,
        "title": stage.title,
        "formal": stage.formal,
        "raised_by": list(stage.raised_by),
        "respond": _responders_json(stage.respond),
        "respond_for": {kind: _responders_json(who) for kind, who in stage.respond_for.items()},
        "notify": _notify_json(stage.notify),
        "clocks": [_clock_json(clock) for clock in stage.clocks],
        "met_by": [must.value for must in stage.met_by],
        "judge": judge,
        "meeting": _meeting_json(stage.meeting) if stage.meeting else None,
        "deputies": {post: list(who) for post, who in stage.deputies.items()},
        "consult": _notify_json(stage.consult),
        "copy_response": list(stage.copy_response),
        **{name: list(getattr(stage, name)) for name in STAGE_FORMS},
        "actions": stage.actions,
        "on_file": as_plain(stage.on_file),
        "help": stage.help,
        "ask": stage.ask,
        "plain": stage.plain,
        "escalate_hint": stage.escalate_hint,
        "cite": stage.cite,
    }


def _total_json(total: Total) -> Json:
    return {**as_plain(total), "within": _limit_json(total.within)}


def _theme_json(theme: Theme) -> Json:
    return {
        "key": theme.key,
        "title": theme.title,
        "group": theme.group,
        "kinds": [kind.value for kind in theme.kinds],
        "local": theme.local,
        "cite": theme.cite,
    }


def _step_json(step: Step) -> Json:
    row: Json = as_plain(step)
    clock = _clock_json(step.clock) if step.clock else None
    return {**row, "fields": [field.key for field in step.fields], "clock": clock}


def _route_json(route: Route) -> Json:
    row: Json = as_plain(route)
    return {**row, "steps": [_step_json(step) for step in route.steps]}


def as_text(policy: Policy) -> str:
    """All that a council's officer would check, one table a stage."""
    return "\n".join(_lines(policy)) + "\n"


def _lines(policy: Policy) -> Iterator[str]:
    yield f"{policy.authority}: {policy.title}"
    yield f"{policy.key}, version {policy.version}; {policy.source}; record: {policy.record_system}"
    for stage in policy.stages:
        yield ""
        yield from _stage_lines(policy, stage)
    yield from _section("Totals", [_total_line(policy, total) for total in policy.totals])
    yield from _section("Themes", [_theme_line(theme) for theme in policy.themes])
    yield from _section("Routes", [_route_line(route) for route in policy.routes])
    yield from _section("Warnings", policy.warnings)
    yield from _section("Notes", policy.notes)


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
        *((f"  {kind}", _who(policy, who)) for kind, who in stage.respond_for.items()),
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
