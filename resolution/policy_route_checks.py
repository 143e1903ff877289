"""What the forms and routes of a policy file must get right: fields, dates, answers, steps."""

from collections.abc import Iterable, Iterator

from resolution import policy_check_forms as forms
from resolution import policy_clock_checks
from resolution import policy_format as f
from resolution import policy_naming as naming
from resolution.policy_naming import KEY
from resolution.policy_reading import Problem, meant

LETTERS = "small letters, digits and hyphens"


def check_fields(table: f.PolicyTable) -> Iterator[Problem]:
    """Every form field has the choices that it needs, and dates that can be compared."""
    for key, row in table.fields.items():
        path = f"fields.{key}"
        if row.kind in ("choice", "many", "post") and not row.choices:
            yield Problem(path, "a choice needs its choices")
        if row.kind == "post":
            yield from naming.posts(table, row.choices, f"{path}.choices")
        for name in ("when", "not_before", "before"):
            if getattr(row, name) and row.kind != "date":
                yield Problem(f"{path}.{name}", "is only for a field of the kind “date”")
        for name in ("not_before", "before"):
            other = getattr(row, name)
            if other and other not in table.fields:
                yield from naming.fields(table, [other], f"{path}.{name}")
            elif other and table.fields[other].kind != "date":
                yield Problem(f"{path}.{name}", f"the field “{other}” is not a date")


def check_routes(table: f.PolicyTable) -> Iterator[Problem]:
    """Every route can be begun, gone through, and asked for when it says so."""
    yield from naming.repeated((route.key for route in table.routes), "routes", "key")
    for index, route in enumerate(table.routes):
        path = f"routes[{index}]"
        yield from _route(table, route, path)
        steps = [step.key for step in route.steps]
        yield from naming.repeated(steps, f"{path}.steps", "key")
        for number, step in enumerate(route.steps):
            yield from _step(table, route, step, steps[:number], f"{path}.steps[{number}]")


def _route(table: f.PolicyTable, route: f.RouteTable, path: str) -> Iterator[Problem]:
    yield from naming.pattern(KEY, route.key, f"{path}.key", LETTERS)
    yield from naming.cites([route.cite], f"{path}.cite")
    yield from naming.posts(table, route.open_to, f"{path}.open_to")
    yield from naming.posts(table, route.private_to, f"{path}.private_to")
    yield from naming.stages(table, route.stages, f"{path}.stages")
    for index, at in enumerate(route.prompt_at):
        if not isinstance(at, str):
            yield from naming.stages(table, at.stages, f"{path}.prompt_at[{index}].stages")
    themes = {theme.key for group in table.themes for theme in group.list}
    for word in route.prompt_when:
        if word not in table.conditions and word not in themes:
            hint = meant(word, {*table.conditions, *themes})
            sentence = f"“{word}” is neither among [conditions] nor a theme{hint}"
            yield Problem(f"{path}.prompt_when", sentence)
    if route.prompt_when and not route.prompt_at:
        yield Problem(f"{path}.prompt_when", "say with prompt_at when it is asked for")
    if not route.steps and route.kind != "signpost":
        yield Problem(f"{path}.steps", "a route needs a step, unless it is a signpost")


def _step(
    table: f.PolicyTable, route: f.RouteTable, step: f.StepTable, earlier: list[str], path: str
) -> Iterator[Problem]:
    yield from naming.pattern(KEY, step.key, f"{path}.key", LETTERS)
    yield from naming.cites([step.cite], f"{path}.cite")
    yield from naming.posts(table, step.by, f"{path}.by")
    yield from naming.fields(table, step.fields, f"{path}.fields")
    yield from forms.on_file(table, step.on_file, f"{path}.on_file")
    if step.after and step.after not in earlier:
        yield Problem(f"{path}.after", f"no earlier step is called “{step.after}”")
    others = [other.key for other in route.steps if other.key != step.key]
    if step.until and step.until not in others:
        hint = meant(step.until, others)
        yield Problem(f"{path}.until", f"no other step is called “{step.until}”{hint}")
    if step.until and step.clock:
        yield Problem(f"{path}.until", "a step with a clock keeps its turn; leave one of them out")
    if step.clock:
        yield from policy_clock_checks.clock(table, step.clock, f"{path}.clock")
        if step.clock.after and step.clock.after not in earlier:
            named = step.clock.after
            yield Problem(f"{path}.clock.after", f"no earlier step is called “{named}”")
    yield from _told(table, step, earlier, path)
    before = [other for other in route.steps if other.key in earlier]
    asked = {field for other in before for field in other.fields}
    yield from _of_answers(table, step, asked, path)
    if step.fixes:
        yield from _kind(table, step, step.fixes.day, ("date",), f"{path}.fixes.day")
        if step.fixes.of not in [other.key for other in route.steps]:
            yield Problem(f"{path}.fixes.of", f"no step is called “{step.fixes.of}”")
    if step.afterwards and step.closes:
        yield Problem(f"{path}.afterwards", "what ends the route cannot come after its end")
    if step.moves_to:
        yield from _kind(table, step, step.moves_to, ("team",), f"{path}.moves_to")


def _told(
    table: f.PolicyTable, step: f.StepTable, earlier: list[str], path: str
) -> Iterator[Problem]:
    """Whom a step tells: as at a stage, and besides by what was answered and where it stands."""
    place = f"{path}.notify"
    plain: list[f.NotifyTable | str] = []
    for index, row in enumerate(step.notify):
        here = f"{place}[{index}]"
        if isinstance(row, str):
            plain.append(row)
            continue
        by_answer = "=" in row.when
        plain.append(f.NotifyTable(post=row.post, when="" if by_answer else row.when))
        if by_answer:
            yield from _answer(table, row.when, set(step.fields), f"{here}.when")
        yield from naming.stages(table, row.stages, f"{here}.stages")
        if row.told_before and not earlier:
            yield Problem(f"{here}.told_before", "nobody was told before the first step")
        if row.holder_of:
            yield from _kind(table, step, row.holder_of, ("post",), f"{here}.holder_of")
        if row.line_manager_of:
            kinds = ("person",)
            yield from _kind(table, step, row.line_manager_of, kinds, f"{here}.line_manager_of")
    yield from naming.notified(table, plain, place, step.cite)


def _of_answers(
    table: f.PolicyTable, step: f.StepTable, asked: set[str], path: str
) -> Iterator[Problem]:
    """What depends on an answer: one that this step asks for, or an earlier one."""
    if step.prompt_when:
        yield from _answer(table, step.prompt_when, asked, f"{path}.prompt_when")
        if not step.after:
            yield Problem(f"{path}.prompt_when", "say with “after” which step it follows")
    for index, row in enumerate(step.cautions):
        place = f"{path}.cautions[{index}]"
        yield from _answer(table, row.when, set(step.fields), f"{place}.when")
        yield from _answer(table, row.unless, asked | set(step.fields), f"{place}.unless")


def _answer(table: f.PolicyTable, words: str, asked: Iterable[str], path: str) -> Iterator[Problem]:
    """FIELD=ANSWER: a field that is asked by then, and one of its answers."""
    key, _, answer = words.partition("=")
    known = [field for field in asked if field in table.fields]
    if key not in known:
        yield Problem(path, f"the field “{key}” is not asked by then{meant(key, known)}")
        return
    row = table.fields[key]
    choices = ("yes", "no") if row.kind == "yes_no" else row.choices
    if answer not in choices:
        sentence = f"“{answer}” is no answer to the field “{key}”{meant(answer, choices)}"
        yield Problem(path, sentence)


def _kind(
    table: f.PolicyTable, step: f.StepTable, key: str, kinds: tuple[str, ...], path: str
) -> Iterator[Problem]:
    """A field that this step asks for, of a kind."""
    if key not in step.fields:
        yield Problem(path, f"the step does not ask for the field “{key}”")
    elif key in table.fields and table.fields[key].kind not in kinds:
        yield Problem(path, f"the field “{key}” must be of the kind “{kinds[0]}”")
