"""What a policy file must get right about its forms, its words and what belongs on file."""

from collections.abc import Iterable, Iterator, Mapping

from resolution import policy_format as f
from resolution.policy import Anchor, Must
from resolution.policy_reading import Problem, meant
from resolution.terms import WORDS

STAGE_FORMS = ("fields", "report_fields", "respond_fields", "leave_fields")


def of_head(table: f.PolicyTable) -> Iterator[Problem]:
    """The council's words and titles, what extensions ask, and what all goes on file."""
    yield from _words(table.words)
    for kind in table.kind_titles:
        if kind not in table.kinds:
            sentence = f"the policy does not take cases of kind “{kind.value}”"
            yield Problem(f"kind_titles.{kind.value}", sentence)
    if table.extension and "reason" not in table.extension.ask:
        yield Problem("extension.ask", "a date never moves without a “reason”")
    if table.all_on_file:
        routes = [route.key for route in table.routes]
        yield from _known(table.all_on_file.but, routes, "all_on_file.but", "[[routes]]")
    if table.figures:
        yield from _figures(table, table.figures)
    for name in ("extension", "all_on_file", "figures"):
        row = getattr(table, name)
        if row and not row.cite.strip():
            sentence = "say where the procedure says so: the section and its key words"
            yield Problem(f"{name}.cite", sentence)


def _words(words: Mapping[str, str]) -> Iterator[Problem]:
    known = ", ".join(WORDS)
    for key, word in words.items():
        if key not in WORDS:
            sentence = f"no word is called “{key}”{meant(key, WORDS)}; write one of: {known}"
            yield Problem(f"words.{key}", sentence)
        elif not word.strip():
            yield Problem(f"words.{key}", "write the word, or leave the line out")


def _figures(table: f.PolicyTable, row: f.FiguresTable) -> Iterator[Problem]:
    """Months of the year, and posts that may see the figures."""
    if not row.months or not set(row.months) <= set(range(1, 13)):
        yield Problem("figures.months", "name months by their numbers, from 1 to 12")
    managers = tuple(dict.fromkeys(table.owner_managers.values()))
    yield from _known(row.to, managers, "figures.to", "owner_managers, who see the figures")


def of_stage(table: f.PolicyTable, stage: f.StageTable, path: str) -> Iterator[Problem]:
    """The fields of a stage's forms, who is asked, and what goes on file."""
    for name in STAGE_FORMS:
        keys = getattr(stage, name)
        yield from _known(keys, table.fields, f"{path}.{name}", "[fields]")
    reports = any(
        clock.must is Must.SEND_REPORT or clock.start is Anchor.REPORT_SENT
        for clock in stage.clocks
    )
    if stage.report_fields and not reports:
        yield Problem(f"{path}.report_fields", "no clock of the stage waits for a written report")
    groups = {"respond": stage.respond}
    groups |= {f"respond_for.{kind.value}": row for kind, row in stage.respond_for.items()}
    for name, row in groups.items():
        if row.choose and len(row.any_of) < 2:
            yield Problem(f"{path}.{name}.choose", "there is nobody to choose from in “any_of”")
    for index, clock in enumerate(stage.clocks):
        if clock.may_vary and (isinstance(clock.within, str) or clock.must is not Must.RESPOND):
            sentence = "only a response with a figure can be agreed otherwise"
            yield Problem(f"{path}.clocks[{index}].may_vary", sentence)
    yield from on_file(table, stage.on_file, f"{path}.on_file", stage)


def on_file(
    table: f.PolicyTable, rows: f.OnFile | str, path: str, stage: f.StageTable | None = None
) -> Iterator[Problem]:
    """The entries of a stage, or of a route's step, which has no parts of its own."""
    for index, row in enumerate(() if isinstance(rows, str) else rows):
        place = f"{path}[{index}]"
        if isinstance(row, str):
            continue
        yield from _known(row.by, table.posts, f"{place}.by", "[posts]")
        if row.when == "meeting" and (stage is None or stage.meeting is None):
            yield Problem(f"{place}.when", "there is no meeting whose record this could be")
        elif row.when != "opened" and stage is None:
            yield Problem(f"{place}.when", "a step has no parts: leave this out")
        if row.fact:
            asked = stage.fields if stage else ()
            field = table.fields.get(row.fact)
            if row.fact not in asked or field is None or field.kind != "yes_no":
                sentence = f"“{row.fact}” is no yes-or-no field among the stage's “fields”"
                yield Problem(f"{place}.fact", sentence)


def _known(keys: Iterable[str], known: Iterable[str], path: str, where: str) -> Iterator[Problem]:
    for key in keys:
        if key not in known:
            yield Problem(path, f"“{key}” is not among {where}{meant(key, known)}")
