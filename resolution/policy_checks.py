"""What a readable policy file must still get right: its own keys, figures and citations agree."""

import re
from collections.abc import Iterator

from resolution import policy_check_forms as forms
from resolution import policy_clock_checks as clock_checks
from resolution import policy_format as f
from resolution import policy_naming as naming
from resolution.policy import CaseKind
from resolution.policy_naming import KEY
from resolution.policy_reading import Problem
from resolution.policy_route_checks import check_fields, check_routes
from resolution.terms import ANSWERS, MEETS

PREFIX = re.compile(r"[A-Z]{2,4}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,30}")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check(table: f.PolicyTable) -> Iterator[Problem]:
    """Every problem of a file that could be read."""
    yield from _head(table)
    yield from _owners(table)
    yield from forms.of_head(table)
    yield from _ladder(table)
    for index, stage in enumerate(table.stages):
        yield from _stage(table, stage, f"stages[{index}]")
    for index, total in enumerate(table.totals):
        yield from _total(table, total, f"totals[{index}]")
    yield from naming.notified(table, table.outcome_to, "outcome_to", "")
    yield from _themes(table)
    yield from check_fields(table)
    yield from check_routes(table)
    for index, reading in enumerate(table.readings):
        yield from naming.cites(reading.cites, f"readings[{index}].cites")


def _head(table: f.PolicyTable) -> Iterator[Problem]:
    yield from naming.pattern(KEY, table.key, "key", "small letters, digits and hyphens")
    yield from naming.pattern(
        VERSION, table.version, "version", "letters, digits, dots and hyphens"
    )
    yield from naming.pattern(PREFIX, table.ref_prefix, "ref_prefix", "two to four capital letters")
    times = {
        "digest_at": table.digest_at,
        "hours.opens": table.hours.opens,
        "hours.closes": table.hours.closes,
    }
    for place, value in times.items():
        yield from naming.pattern(TIME, value, place, "a time such as 09:00")
    valid = all(TIME.fullmatch(value) for value in times.values())
    if valid and table.hours.opens >= table.hours.closes:
        yield Problem("hours", "the office must open before it closes")
    if valid and table.digest_at >= table.hours.closes:
        yield Problem("digest_at", "the morning list must go out before the office closes")
    if not 0 <= table.due_soon <= 20:
        yield Problem("due_soon", "must be between 0 and 20 working days")
    for name in ("title", "authority", "source", "record_system", "kinds", "posts"):
        if not getattr(table, name):
            yield Problem(name, "must not be empty")
    for key in table.posts:
        yield from naming.pattern(KEY, key, f"posts.{key}", "small letters, digits and underscores")


def _owners(table: f.PolicyTable) -> Iterator[Problem]:
    for kind in table.kinds:
        if kind not in table.owners:
            yield Problem("owners", f"no post owns the cases of kind “{kind.value}”")
    for owned, post in table.owners.items():
        yield from naming.posts(table, [post], f"owners.{owned.value}")
        if post not in table.owner_managers:
            yield Problem("owner_managers", f"no post manages “{post}”, who owns cases")
    for post, over in table.owner_managers.items():
        yield from naming.posts(table, [post, over], f"owner_managers.{post}")


def _ladder(table: f.PolicyTable) -> Iterator[Problem]:
    yield from naming.repeated((stage.key for stage in table.stages), "stages", "key")
    yield from naming.repeated((total.key for total in table.totals), "totals", "key")
    if not any(stage.formal for stage in table.stages):
        yield Problem("stages", "at least one stage must be formal")
    formal_seen = False
    for index, stage in enumerate(table.stages):
        if formal_seen and not stage.formal:
            yield Problem(f"stages[{index}].formal", "an informal stage stands after a formal one")
        formal_seen = formal_seen or stage.formal


def _stage(table: f.PolicyTable, stage: f.StageTable, path: str) -> Iterator[Problem]:
    yield from naming.pattern(KEY, stage.key, f"{path}.key", "small letters, digits and hyphens")
    yield from naming.cites([stage.cite], f"{path}.cite")
    if not stage.raised_by:
        yield Problem(f"{path}.raised_by", "somebody must be able to raise a challenge here")
    yield from naming.posts(table, stage.raised_by, f"{path}.raised_by")
    yield from naming.notified(table, stage.consult, f"{path}.consult", stage.cite)
    yield from naming.posts(table, stage.copy_response, f"{path}.copy_response")
    yield from _responders(table, stage.respond, f"{path}.respond")
    for kind, row in stage.respond_for.items():
        place = f"{path}.respond_for.{kind.value}"
        yield from _responders(table, row, place)
        if kind not in table.kinds:
            yield Problem(place, f"the policy does not take cases of kind “{kind.value}”")
    if stage.judge:
        yield from _responders(table, stage.judge, f"{path}.judge")
    yield from _deputies(table, stage, f"{path}.deputies")
    yield from _told(table, stage, f"{path}.notify")
    yield from forms.of_stage(table, stage, path)
    if stage.meeting:
        yield from _meeting(table, stage.meeting, f"{path}.meeting")
    yield from _met_by(stage, f"{path}.met_by")
    keys = (clock.key or clock.must.value for clock in stage.clocks)
    yield from naming.repeated(keys, f"{path}.clocks", "key")
    for index, clock in enumerate(stage.clocks):
        place = f"{path}.clocks[{index}]"
        yield from clock_checks.clock(table, clock, place)
        yield from clock_checks.of_stage(table, stage, clock, place)


def _deputies(table: f.PolicyTable, stage: f.StageTable, path: str) -> Iterator[Problem]:
    rows = (stage.respond, *stage.respond_for.values())
    asked = {post for row in rows for post in (*row.any_of, *row.all_of)}
    readable = asked <= table.posts.keys() and all(bool(r.any_of) != bool(r.all_of) for r in rows)
    for post, deputies in stage.deputies.items():
        if post in deputies:
            yield Problem(f"{path}.{post}", "a post cannot be its own deputy")
            continue
        yield from naming.posts(table, [post, *deputies], f"{path}.{post}")
        if readable and post in table.posts and post not in asked:
            sentence = f"“{post}” is not asked to respond here, and has no duty to inherit"
            yield Problem(f"{path}.{post}", sentence)


def _met_by(stage: f.StageTable, path: str) -> Iterator[Problem]:
    if not stage.met_by:
        yield Problem(path, "something must be done before a stage counts as answered")
    for must in stage.met_by:
        if must not in ANSWERS:
            one_of = ", ".join(sorted(ANSWERS))
            yield Problem(path, f"“{must}” makes no stage answered; write one of: {one_of}")
        elif must in MEETS and stage.meeting is None:
            yield Problem(path, f"“{must}” needs a [stages.meeting]")


def _told(table: f.PolicyTable, stage: f.StageTable, path: str) -> Iterator[Problem]:
    yield from naming.notified(table, stage.notify, path, stage.cite)
    for index, row in enumerate(stage.notify):
        if not isinstance(row, str) and (
            row.stages or row.holder_of or row.line_manager_of or row.told_before
        ):
            of_steps = "stages, holder_of, line_manager_of and told_before"
            sentence = f"{of_steps} are for the steps of routes"
            yield Problem(f"{path}[{index}]", sentence)


def _meeting(table: f.PolicyTable, row: f.MeetingTable, path: str) -> Iterator[Problem]:
    yield from naming.cites([row.cite], f"{path}.cite")
    for name in ("arrange", "attend", "chair", "record", "further"):
        yield from naming.posts(table, getattr(row, name), f"{path}.{name}")
    if not row.arrange:
        yield Problem(f"{path}.arrange", "somebody must arrange the meeting")


def _total(table: f.PolicyTable, total: f.TotalTable, path: str) -> Iterator[Problem]:
    yield from naming.cites([total.cite], f"{path}.cite")
    yield from clock_checks.limit(total.within, f"{path}.within")
    yield from naming.stages(table, total.counts, f"{path}.counts")
    for key in naming.twice(total.counts):
        yield Problem(f"{path}.counts", f"counts the stage “{key}” twice")
    if not total.counts:
        yield Problem(f"{path}.counts", "a total must count at least one stage")
    if not 0 <= total.warn_before <= 20:
        yield Problem(f"{path}.warn_before", "must be between 0 and 20 working days")


def _themes(table: f.PolicyTable) -> Iterator[Problem]:
    seen: set[str] = set()
    for outer, group in enumerate(table.themes):
        yield from naming.cites([group.cite], f"themes[{outer}].cite")
        for inner, theme in enumerate(group.list):
            place = f"themes[{outer}].list[{inner}]"
            yield from naming.pattern(KEY, theme.key, f"{place}.key", "small letters and hyphens")
            for word in (theme.key, theme.title.casefold()):
                if word in seen:
                    yield Problem(place, f"the theme “{word}” is there twice")
            seen |= {theme.key, theme.title.casefold()}
    if not seen:
        yield Problem("themes", "at least one theme must be listed")
    elif CaseKind.CHILD_PROTECTION in table.kinds and all(
        theme.looked_after_only for group in table.themes for theme in group.list
    ):
        yield Problem("themes", "no theme is left for cases of kind “child_protection”")


def _responders(table: f.PolicyTable, row: f.PostsTable, path: str) -> Iterator[Problem]:
    if bool(row.any_of) == bool(row.all_of):
        yield Problem(path, "name the posts in either any_of or all_of")
    yield from naming.posts(table, (*row.any_of, *row.all_of), path)
