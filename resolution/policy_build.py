"""From the tables of a checked policy file to the values that the product works with."""

from collections.abc import Iterable
from datetime import time

from resolution import policy_format as f
from resolution import policy_warnings
from resolution.figures_due import FiguresDue
from resolution.policy import (
    CaseKind,
    Clock,
    Condition,
    Extension,
    FileEntry,
    FormField,
    Hours,
    Limit,
    Meeting,
    Notified,
    Policy,
    Post,
    Responders,
    Route,
    Span,
    Stage,
    Step,
    Theme,
    Total,
)
from resolution.policy_routes import BOTH, Caution, Fixes, Prompt


def build(table: f.PolicyTable, digest: str) -> Policy:
    """The policy that a checked file describes, with the warnings that follow from it."""
    fields = {key: _field(key, row, table) for key, row in table.fields.items()}
    policy = Policy(
        key=table.key,
        title=table.title,
        authority=table.authority,
        version=table.version,
        source=table.source,
        ref_prefix=table.ref_prefix,
        record_system=table.record_system,
        kinds=table.kinds,
        owners={kind.value: post for kind, post in table.owners.items()},
        owner_managers=table.owner_managers,
        posts=tuple(
            Post(key, row.title, row.scope, row.aliases, row.optional)
            for key, row in table.posts.items()
        ),
        stages=tuple(_stage(row) for row in table.stages),
        themes=tuple(_theme(row, group) for group in table.themes for row in group.list),
        totals=tuple(_total(row) for row in table.totals),
        conditions=tuple(Condition(key, text) for key, text in table.conditions.items()),
        routes=tuple(_route(row, fields, table.all_on_file) for row in table.routes),
        words=table.words,
        links=table.links,
        hours=Hours(time.fromisoformat(table.hours.opens), time.fromisoformat(table.hours.closes)),
        remind=table.remind,
        digest_at=time.fromisoformat(table.digest_at),
        due_soon=table.due_soon,
        criteria=table.criteria,
        outcome_to=_notified(table.outcome_to, ""),
        rights=table.rights,
        notes=tuple(_reading(row) for row in table.readings if not row.warn),
        digest=digest,
        fields=tuple(fields.values()),
        confirm_with_authority=any(row.confirm for row in table.readings),
        extension=_extension(table.extension),
        kind_titles={kind.value: title for kind, title in table.kind_titles.items()},
        language=table.language,
        figures=_figures(table.figures),
    )
    written = tuple(_reading(row) for row in table.readings if row.warn)
    return policy_warnings.warned(policy, written)


def limit(within: f.Within) -> Limit:
    """A limit as the policy speaks of it."""
    if isinstance(within, str):
        return Limit(Span(within))
    for span in (Span.WORKING_DAYS, Span.CALENDAR_DAYS, Span.HOURS):
        amount: int | None = getattr(within, span.value)
        if amount is not None:
            return Limit(span, amount)
    raise ValueError("a checked limit names a unit")


def _clock(row: f.ClockTable) -> Clock:
    return Clock(
        key=row.key or row.must.value,
        must=row.must,
        within=limit(row.within),
        start=row.start,
        cite=row.cite,
        at_most=limit(row.at_most) if row.at_most else None,
        by=row.by,
        target=row.target,
        note=row.note,
        remind=row.remind,
        derived=row.derived,
        may_vary=row.may_vary,
        after=row.after,
        words=row.words,
    )


def _responders(row: f.PostsTable) -> Responders:
    return Responders(row.all_of or row.any_of, all_of=bool(row.all_of), choose=row.choose)


def _notified(rows: Iterable[f.NotifyTable | str], cite: str) -> tuple[Notified, ...]:
    full = (f.NotifyTable(post=row) if isinstance(row, str) else row for row in rows)
    return tuple(
        Notified(
            post=row.post,
            cite=row.cite or cite,
            when=row.when,
            why=row.why,
            every=row.every,
            stages=row.stages,
            holder_of=row.holder_of,
            line_manager_of=row.line_manager_of,
            told_before=row.told_before,
        )
        for row in full
    )


def _on_file(rows: f.OnFile | str) -> tuple[FileEntry, ...]:
    full = (rows,) if isinstance(rows, str) else rows
    entries = (f.FileTable(title=row) if isinstance(row, str) else row for row in full if row)
    return tuple(FileEntry(row.title, row.by, row.when, row.fact) for row in entries)


def _figures(row: f.FiguresTable | None) -> FiguresDue:
    return FiguresDue(row.months, row.to, row.cite) if row else FiguresDue()


def _extension(row: f.ExtensionTable | None) -> Extension:
    return Extension(row.ask, row.cite) if row else Extension()


def _stage(row: f.StageTable) -> Stage:
    judge = _responders(row.judge) if row.judge else Responders(())
    return Stage(
        key=row.key,
        title=row.title,
        formal=row.formal,
        raised_by=row.raised_by,
        respond=_responders(row.respond),
        cite=row.cite,
        clocks=tuple(_clock(clock) for clock in row.clocks),
        notify=_notified(row.notify, row.cite),
        respond_for={kind.value: _responders(who) for kind, who in row.respond_for.items()},
        judge=judge.posts,
        judge_all=judge.all_of,
        meeting=_meeting(row.meeting) if row.meeting else None,
        met_by=row.met_by,
        deputies=row.deputies,
        consult=_notified(row.consult, row.cite),
        on_file=_on_file(row.on_file),
        help=row.help,
        ask=row.ask,
        plain=row.plain,
        escalate_hint=row.escalate_hint,
        fields=row.fields,
        report_fields=row.report_fields,
        respond_fields=row.respond_fields,
        leave_fields=row.leave_fields,
        copy_response=row.copy_response,
        actions=row.actions,
    )


def _meeting(row: f.MeetingTable) -> Meeting:
    return Meeting(
        title=row.title,
        arrange=row.arrange,
        attend=row.attend,
        cite=row.cite,
        chair=row.chair,
        record=row.record,
        required=row.required,
        further=row.further,
    )


def _total(row: f.TotalTable) -> Total:
    within = limit(row.within)
    return Total(row.key, row.title, within, row.counts, row.cite, row.guidance, row.warn_before)


def _kinds(looked_after_only: bool) -> tuple[CaseKind, ...]:
    return (CaseKind.LOOKED_AFTER,) if looked_after_only else BOTH


def _theme(row: f.ThemeTable, group: f.ThemesTable) -> Theme:
    kinds = _kinds(row.looked_after_only)
    return Theme(row.key, row.title, row.cite or group.cite, group.group, kinds, row.local)


def _field(key: str, row: f.FieldTable, table: f.PolicyTable) -> FormField:
    choices = row.choices
    if row.kind == "post":  # named by their keys, chosen and kept by their titles
        choices = tuple(table.posts[post].title for post in choices)
    return FormField(
        key=key,
        label=row.label,
        kind=row.kind,
        required=row.required,
        choices=choices,
        help=row.help,
        when=row.when,
        not_before=row.not_before,
        before=row.before,
    )


def _step(row: f.StepTable, fields: dict[str, FormField], otherwise: str) -> Step:
    return Step(
        key=row.key,
        title=row.title,
        by=row.by,
        cite=row.cite,
        fields=tuple(fields[key] for key in row.fields),
        notify=_notified(row.notify, row.cite),
        clock=_clock(row.clock) if row.clock else None,
        after=row.after,
        until=row.until,
        done=row.done,
        button=row.button or row.title,
        repeats=row.repeats,
        closes=row.closes,
        on_file=_on_file(row.on_file or otherwise),
        help=row.help,
        prompt_when=row.prompt_when,
        fixes=Fixes(row.fixes.day, row.fixes.of) if row.fixes else None,
        cautions=tuple(Caution(c.when, c.unless, c.says) for c in row.cautions),
        moves_to=row.moves_to,
        afterwards=row.afterwards,
        alone=row.alone,
    )


def _route(
    row: f.RouteTable, fields: dict[str, FormField], everything: f.AllOnFileTable | None
) -> Route:
    otherwise = everything.title if everything and row.key not in everything.but else ""
    return Route(
        key=row.key,
        kind=row.kind,
        title=row.title,
        cite=row.cite,
        open_to=row.open_to,
        steps=tuple(_step(step, fields, otherwise) for step in row.steps),
        kinds=_kinds(row.looked_after_only),
        stages=row.stages,
        prompt_at=tuple(
            Prompt(at) if isinstance(at, str) else Prompt(at.at, at.stages) for at in row.prompt_at
        ),
        prompt_when=row.prompt_when,
        standalone=row.standalone,
        also_standalone=row.also_standalone,
        leads_to_challenge=row.leads_to_challenge,
        private_to=row.private_to,
        urgent=row.urgent,
        optional=row.optional,
        help=row.help,
        link=row.link,
    )


def _reading(row: f.ReadingTable) -> str:
    taken = f" Reading taken: {row.taken}." if row.taken else ""
    confirm = " Confirm with the authority." if row.confirm else ""
    return f"{row.says}{taken}{confirm} [{' | '.join(row.cites)}]"
