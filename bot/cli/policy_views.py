"""A policy as JSON for programs."""

from collections.abc import Iterable
from typing import Any

from resolution.policy import (
    Clock,
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
