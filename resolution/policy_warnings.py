"""Where a policy's figures contradict each other or guidance: shown, never enforced."""

from collections.abc import Iterator

from msgspec.structs import replace

from resolution.policy import Anchor, Clock, Must, Policy, Span, Stage, Total

CEILING = 20
HANDBOOK = "IRO Handbook 6.2: timescales in total of no more than 20 working days"
ANSWERS = (Must.RESPOND, Must.CONFIRM_COMPLETION, Must.CONFIRM_MEETING_DATE, Must.RESOLVE)


def warned(policy: Policy, written: tuple[str, ...]) -> Policy:
    """The policy with the warnings written in its file and those that its figures give."""
    found = [*written]
    for total in policy.totals:
        if not total.guidance:
            found.extend(_against_rows(policy, total))
    found.extend(_over_ceiling(policy))
    for stage in policy.stages:
        found.extend(_of_stage(policy, stage))
    exact = _exactly_at_ceiling(policy)
    return replace(policy, warnings=tuple(found), notes=(*policy.notes, *exact))


def _answers(stage: Stage) -> list[Clock]:
    """The clocks that say how long a stage's answer may take."""
    return [clock for clock in stage.clocks if clock.must in (*ANSWERS, *stage.met_by)]


def _days(clock: Clock) -> int:
    return clock.within.amount or 0 if clock.within.span is Span.WORKING_DAYS else 0


def _longest(stage: Stage) -> Clock | None:
    """The clock that decides how long the stage's answer may take, in working days."""
    timed = [clock for clock in _answers(stage) if _days(clock)]
    return max(timed, key=_days, default=None)


def _report_days(stage: Stage) -> int:
    """Working days for the written report, where the answer's clock waits for it."""
    longest = _longest(stage)
    if longest is None or longest.start is not Anchor.REPORT_SENT:
        return 0
    return max((_days(c) for c in stage.clocks if c.must is Must.SEND_REPORT), default=0)


def _rows(stages: list[Stage]) -> str:
    found = ((stage, _longest(stage)) for stage in stages)
    return "; ".join(f"{s.title} {_days(c)} ({c.cite})" for s, c in found if c is not None)


def _sum(stages: list[Stage]) -> tuple[int, int]:
    answers = sum(_days(clock) for stage in stages if (clock := _longest(stage)))
    return answers, answers + sum(_report_days(stage) for stage in stages)


def _against_rows(policy: Policy, total: Total) -> Iterator[str]:
    if total.within.span is not Span.WORKING_DAYS:
        return
    stages = [stage for stage in policy.stages if stage.key in total.counts]
    answers, with_reports = _sum(stages)
    if answers <= (total.within.amount or 0):
        return
    reports = f", or {with_reports} with the time for written reports" * (with_reports > answers)
    yield (
        f"The stages' own limits sum to {answers} working days{reports}, more than the"
        f" {total.within} of “{total.title}”. [{total.cite} | {_rows(stages)}]"
    )


def _over_ceiling(policy: Policy) -> Iterator[str]:
    stages = [stage for stage in policy.stages if stage.formal]
    answers, with_reports = _sum(stages)
    if with_reports > CEILING:
        reports = f" ({with_reports} with the time for written reports)" * (with_reports > answers)
        yield (
            f"The formal stages' limits sum to {answers} working days{reports}; statutory guidance"
            f" has a ceiling of {CEILING}. [{HANDBOOK} | {_rows(stages)}]"
        )
    whole = sum(_days(clock) for stage in policy.stages if (clock := _longest(stage)))
    if with_reports <= CEILING < whole:
        yield (
            f"All stages together sum to {whole} working days, over the guidance ceiling of"
            f" {CEILING} if the informal stage is counted. [{HANDBOOK} | {_rows([*policy.stages])}]"
        )


def _exactly_at_ceiling(policy: Policy) -> tuple[str, ...]:
    stages = [stage for stage in policy.stages if stage.formal]
    answers, with_reports = _sum(stages)
    if not answers == with_reports == CEILING:
        return ()
    sentence = (
        f"The formal stages' limits sum to exactly {CEILING} working days: any extension passes"
        f" the guidance ceiling. [{HANDBOOK} | {_rows(stages)}]"
    )
    return (sentence,)


def _of_stage(policy: Policy, stage: Stage) -> Iterator[str]:
    for clock in stage.clocks:
        if clock.within.span is Span.UNKNOWN:
            yield (
                f"{stage.title}: the time to {_words(clock)} is not known, so nothing falls due."
                f" [{clock.cite} | {stage.cite}]"
            )
        if clock.must is Must.SUMMARISE_MEETING and clock.start is Anchor.MEETING_HELD:
            yield (
                f"{stage.title}: a meeting is put on record by its summary, so no time is counted"
                " from the one to the other; whoever records it is asked on the morning after."
                f" [{clock.cite} | {stage.cite}]"
            )
        if clock.derived:
            yield (
                f"{stage.title}: {clock.within} to {_words(clock)} is derived, not stated"
                f"{': ' + clock.note if clock.note else '.'} [{clock.cite} | {stage.cite}]"
            )
    for post in _unclocked(stage):
        yield (
            f"{stage.title}: {policy.post_title(post)} must respond, and no clock of the stage"
            f" says by when. [{stage.cite}]"
        )


def _unclocked(stage: Stage) -> list[str]:
    clocks = _answers(stage)
    if any(not clock.by for clock in clocks):
        return []
    if clocks and Must.RESPOND not in stage.met_by:
        return []  # its meeting answers it, and has its time
    named = {post for clock in clocks for post in clock.by}
    groups = (stage.respond, *stage.respond_for.values())
    if any(not group.all_of and named & set(group.posts) for group in groups):
        groups = tuple(group for group in groups if group.all_of)
    return list(dict.fromkeys(p for group in groups for p in group.posts if p not in named))


def _words(clock: Clock) -> str:
    return clock.must.value.replace("_", " ")
