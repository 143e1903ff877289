"""What a readable policy file must still get right: its own keys, figures and citations agree."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from resolution import policy_check_forms as forms
from resolution import policy_format as f
from resolution.policy import Anchor, Must
from resolution.policy_reading import Problem, meant
from resolution.terms import ANSWERS, MEETS

KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
PREFIX = re.compile(r"[A-Z]{2,4}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,30}")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
HIGHEST = {"working_days": 130, "calendar_days": 184, "hours": 24 * 28}


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
    yield from _notified(table, table.outcome_to, "outcome_to", "")
    yield from _themes(table)
    for key, row in table.fields.items():
        if row.kind in ("choice", "many") and not row.choices:
            yield Problem(f"fields.{key}", "a choice needs its choices")
        if row.kind == "many" and any("," in choice for choice in row.choices):
            # Teams joins what was chosen by commas.
            yield Problem(f"fields.{key}.choices", "choices of “many” cannot contain commas")
    yield from _repeated((route.key for route in table.routes), "routes", "key")
    for index, route in enumerate(table.routes):
        yield from _route(table, route, f"routes[{index}]")
    for index, reading in enumerate(table.readings):
        yield from _cites(reading.cites, f"readings[{index}].cites")


def _head(table: f.PolicyTable) -> Iterator[Problem]:
    yield from _pattern(KEY, table.key, "key", "small letters, digits and hyphens")
    yield from _pattern(VERSION, table.version, "version", "letters, digits, dots and hyphens")
    yield from _pattern(PREFIX, table.ref_prefix, "ref_prefix", "two to four capital letters")
    times = {
        "digest_at": table.digest_at,
        "hours.opens": table.hours.opens,
        "hours.closes": table.hours.closes,
    }
    for place, value in times.items():
        yield from _pattern(TIME, value, place, "a time such as 09:00")
    valid = all(TIME.fullmatch(value) for value in times.values())
    if valid and table.hours.opens >= table.hours.closes:
        yield Problem("hours", "the office must open before it closes")
    if not 0 <= table.due_soon <= 20:
        yield Problem("due_soon", "must be between 0 and 20 working days")
    for name in ("title", "authority", "source", "record_system", "kinds", "posts"):
        if not getattr(table, name):
            yield Problem(name, "must not be empty")
    for key in table.posts:
        yield from _pattern(KEY, key, f"posts.{key}", "small letters, digits and underscores")


def _owners(table: f.PolicyTable) -> Iterator[Problem]:
    for kind in table.kinds:
        if kind not in table.owners:
            yield Problem("owners", f"no post owns the cases of kind “{kind.value}”")
    for owned, post in table.owners.items():
        yield from _posts(table, [post], f"owners.{owned.value}")
    for post, over in table.owner_managers.items():
        yield from _posts(table, [post, over], f"owner_managers.{post}")


def _ladder(table: f.PolicyTable) -> Iterator[Problem]:
    yield from _repeated((stage.key for stage in table.stages), "stages", "key")
    yield from _repeated((total.key for total in table.totals), "totals", "key")
    if not any(stage.formal for stage in table.stages):
        yield Problem("stages", "at least one stage must be formal")
    formal_seen = False
    for index, stage in enumerate(table.stages):
        if formal_seen and not stage.formal:
            yield Problem(f"stages[{index}].formal", "an informal stage stands after a formal one")
        formal_seen = formal_seen or stage.formal


def _stage(table: f.PolicyTable, stage: f.StageTable, path: str) -> Iterator[Problem]:
    yield from _pattern(KEY, stage.key, f"{path}.key", "small letters, digits and hyphens")
    yield from _cites([stage.cite], f"{path}.cite")
    if not stage.raised_by:
        yield Problem(f"{path}.raised_by", "somebody must be able to raise a challenge here")
    yield from _posts(table, stage.raised_by, f"{path}.raised_by")
    yield from _notified(table, stage.consult, f"{path}.consult", stage.cite)
    yield from _posts(table, stage.copy_response, f"{path}.copy_response")
    yield from _responders(table, stage.respond, f"{path}.respond")
    for kind, row in stage.respond_for.items():
        place = f"{path}.respond_for.{kind.value}"
        yield from _responders(table, row, place)
        if kind not in table.kinds:
            yield Problem(place, f"the policy does not take cases of kind “{kind.value}”")
    if stage.judge:
        yield from _responders(table, stage.judge, f"{path}.judge")
    for post, deputies in stage.deputies.items():
        if post in deputies:
            yield Problem(f"{path}.deputies.{post}", "a post cannot be its own deputy")
        else:
            yield from _posts(table, [post, *deputies], f"{path}.deputies.{post}")
    yield from _notified(table, stage.notify, f"{path}.notify", stage.cite)
    yield from forms.of_stage(table, stage, path)
    if stage.meeting:
        yield from _meeting(table, stage.meeting, f"{path}.meeting")
    yield from _met_by(stage, f"{path}.met_by")
    keys = (clock.key or clock.must.value for clock in stage.clocks)
    yield from _repeated(keys, f"{path}.clocks", "key")
    for index, clock in enumerate(stage.clocks):
        place = f"{path}.clocks[{index}]"
        yield from _clock(table, clock, place)
        if clock.start is Anchor.REVIEW_DATE and "review_date" not in stage.fields:
            yield Problem(f"{place}.from", "the stage's fields must ask for the “review_date”")


def _met_by(stage: f.StageTable, path: str) -> Iterator[Problem]:
    if not stage.met_by:
        yield Problem(path, "something must be done before a stage counts as answered")
    for must in stage.met_by:
        if must not in ANSWERS:
            one_of = ", ".join(sorted(ANSWERS))
            yield Problem(path, f"“{must}” makes no stage answered; write one of: {one_of}")
        elif must in MEETS and stage.meeting is None:
            yield Problem(path, f"“{must}” needs a [stages.meeting]")


def _meeting(table: f.PolicyTable, row: f.MeetingTable, path: str) -> Iterator[Problem]:
    yield from _cites([row.cite], f"{path}.cite")
    for name in ("arrange", "attend", "chair", "record", "further"):
        yield from _posts(table, getattr(row, name), f"{path}.{name}")
    if not row.arrange:
        yield Problem(f"{path}.arrange", "somebody must arrange the meeting")


def _clock(table: f.PolicyTable, clock: f.ClockTable, path: str) -> Iterator[Problem]:
    yield from _cites([clock.cite], f"{path}.cite")
    yield from _posts(table, clock.by, f"{path}.by")
    yield from _limit(clock.within, f"{path}.within")
    if clock.must is Must.COMPLETE_ACTION:
        yield Problem(f"{path}.must", "“complete_action” is the clock of each agreed action itself")
    if clock.derived and not clock.note:
        yield Problem(f"{path}.note", "a derived figure needs a note that shows the arithmetic")
    if clock.at_most is None:
        return
    yield from _limit(clock.at_most, f"{path}.at_most")
    if isinstance(clock.within, str):
        return
    for unit in HIGHEST:
        normal, most = getattr(clock.within, unit), getattr(clock.at_most, unit)
        if (normal is None) != (most is None):
            yield Problem(f"{path}.at_most", "must be counted in the same unit as “within”")
            return
        if normal is not None and most is not None and most < normal:
            yield Problem(f"{path}.at_most", f"{most} is less than the normal limit of {normal}")


def _limit(within: f.Within, path: str) -> Iterator[Problem]:
    if isinstance(within, str):
        return
    given = {u: getattr(within, u) for u in HIGHEST if getattr(within, u) is not None}
    if len(given) != 1:
        yield Problem(path, "write exactly one of working_days, calendar_days or hours")
        return
    for unit, amount in given.items():
        if not 1 <= amount <= HIGHEST[unit]:
            words = unit.replace("_", " ")
            sentence = (
                f"a limit of {amount} {words} is impossible; it must be from 1 to {HIGHEST[unit]}"
                " (for no figure write “none”, “negotiated” or “unknown”)"
            )
            yield Problem(path, sentence)


def _total(table: f.PolicyTable, total: f.TotalTable, path: str) -> Iterator[Problem]:
    yield from _cites([total.cite], f"{path}.cite")
    yield from _limit(total.within, f"{path}.within")
    known = [stage.key for stage in table.stages]
    for key in total.counts:
        if key not in known:
            hint = meant(key, known)
            yield Problem(f"{path}.counts", f"counts the unknown stage “{key}”{hint}")
    for key in _twice(total.counts):
        yield Problem(f"{path}.counts", f"counts the stage “{key}” twice")
    if not total.counts:
        yield Problem(f"{path}.counts", "a total must count at least one stage")
    if not 0 <= total.warn_before <= 20:
        yield Problem(f"{path}.warn_before", "must be between 0 and 20 working days")


def _themes(table: f.PolicyTable) -> Iterator[Problem]:
    seen: set[str] = set()
    for outer, group in enumerate(table.themes):
        yield from _cites([group.cite], f"themes[{outer}].cite")
        for inner, theme in enumerate(group.list):
            place = f"themes[{outer}].list[{inner}]"
            yield from _pattern(KEY, theme.key, f"{place}.key", "small letters and hyphens")
            for word in (theme.key, theme.title.casefold()):
                if word in seen:
                    yield Problem(place, f"the theme “{word}” is there twice")
            seen |= {theme.key, theme.title.casefold()}
    if not seen:
        yield Problem("themes", "at least one theme must be listed")


def _route(table: f.PolicyTable, route: f.RouteTable, path: str) -> Iterator[Problem]:
    yield from _pattern(KEY, route.key, f"{path}.key", "small letters, digits and hyphens")
    yield from _cites([route.cite], f"{path}.cite")
    yield from _posts(table, route.open_to, f"{path}.open_to")
    yield from _posts(table, route.private_to, f"{path}.private_to")
    known = [stage.key for stage in table.stages]
    for key in route.stages:
        if key not in known:
            yield Problem(f"{path}.stages", f"the stage “{key}” is unknown{meant(key, known)}")
    if not route.steps and route.kind != "signpost":
        yield Problem(f"{path}.steps", "a route needs a step, unless it is a signpost")
    steps = [step.key for step in route.steps]
    yield from _repeated(steps, f"{path}.steps", "key")
    for index, step in enumerate(route.steps):
        place = f"{path}.steps[{index}]"
        yield from _pattern(KEY, step.key, f"{place}.key", "small letters, digits and hyphens")
        yield from _cites([step.cite], f"{place}.cite")
        yield from _posts(table, step.by, f"{place}.by")
        yield from _notified(table, step.notify, f"{place}.notify", step.cite)
        yield from _fields(table, step.fields, f"{place}.fields")
        yield from forms.on_file(table, step.on_file, f"{place}.on_file")
        if step.clock:
            yield from _clock(table, step.clock, f"{place}.clock")
        if step.after and step.after not in steps[:index]:
            yield Problem(f"{place}.after", f"no earlier step is called “{step.after}”")


def _responders(table: f.PolicyTable, row: f.PostsTable, path: str) -> Iterator[Problem]:
    if bool(row.any_of) == bool(row.all_of):
        yield Problem(path, "name the posts in either any_of or all_of")
    yield from _posts(table, (*row.any_of, *row.all_of), path)


def _posts(table: f.PolicyTable, posts: Iterable[str], path: str) -> Iterator[Problem]:
    posts = list(posts)
    for post in posts:
        if post not in table.posts:
            hint = meant(post, table.posts)
            yield Problem(path, f"the post “{post}” is not among [posts]{hint}")
    for post in _twice(posts):
        yield Problem(path, f"the post “{post}” is there twice")


def _notified(
    table: f.PolicyTable, rows: Iterable[f.NotifyTable | str], path: str, cite: str
) -> Iterator[Problem]:
    for index, row in enumerate(rows):
        full = f.NotifyTable(post=row) if isinstance(row, str) else row
        yield from _posts(table, [full.post], f"{path}[{index}]")
        if full.when and full.when not in table.conditions:
            hint = meant(full.when, table.conditions)
            sentence = f"the condition “{full.when}” is not among [conditions]{hint}"
            yield Problem(f"{path}[{index}].when", sentence)
        if not full.cite and not cite:
            yield from _cites([""], f"{path}[{index}].cite")


def _fields(table: f.PolicyTable, keys: Iterable[str], path: str) -> Iterator[Problem]:
    for key in keys:
        if key not in table.fields:
            hint = meant(key, table.fields)
            yield Problem(path, f"the form field “{key}” is not among [fields]{hint}")


def _cites(cites: Iterable[str], path: str) -> Iterator[Problem]:
    cites = list(cites)
    if not cites or not all(cite.strip() for cite in cites):
        yield Problem(path, "say where the procedure says so: the section and its key words")


def _pattern(pattern: re.Pattern[str], value: str, path: str, words: str) -> Iterator[Problem]:
    if not pattern.fullmatch(value):
        yield Problem(path, f"“{value}” must be {words}")


def _repeated(keys: Iterable[str], path: str, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield Problem(f"{path}[{index}].{name}", f"the key “{key}” is there twice")
        seen.add(key)


def _twice(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]
