"""Reads what people do in a simulation: one act a line, `WHEN POST ACT [WORDS]`."""

import shlex
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct

from resolution import commands as c
from resolution.errors import Refused
from resolution.people import Actor
from resolution.policy import Policy, Stage
from resolution.simulation import INVENTED, Act, Making, World, agreed_day, escalating
from resolution.working_days import LONDON, local_day


class ScriptInvalid(Refused):
    """A script that cannot be followed; each problem names its line."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Verb(Struct, frozen=True):
    """An act that a script knows: how it is written, and what it makes of its words."""

    usage: str
    make: Callable[[Policy, list[str]], Making]
    words: tuple[int, int] = (0, 1)  # fewest and most


def parse_script(text: str, source: str, policy: Policy, raised_at: datetime) -> tuple[Act, ...]:
    """The acts of a script; ScriptInvalid with every line that cannot be followed."""
    acts: list[Act] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"{source}: line {number}: "
        try:
            acts += _acts(line, place, policy, raised_at)
        except Refused as refusal:
            problems.append(f"{place}{refusal}")
    if problems:
        raise ScriptInvalid(tuple(problems))
    return tuple(acts)


def moment(text: str) -> datetime:
    """A moment as an officer writes it: in Europe/London unless it carries its own offset."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f'"{text}" is not a moment; write it as in 2026-12-22T11:00.') from None
    return at.replace(tzinfo=LONDON) if at.tzinfo is None else at


def _acts(line: str, place: str, policy: Policy, raised_at: datetime) -> Iterator[Act]:
    words = _words(line)
    if not words:
        return
    if len(words) < len(("when", "post", "act")):
        raise Refused("Write when, which post and what it does: 2026-12-22T11:00 iro resolve.")
    at, post, name = moment(words[0]), _post(words[1], policy), words[2].lower().replace("-", "_")
    if at < raised_at:
        raise Refused(f"{words[0]} is before the challenge is raised; give a later moment.")
    verb = VERBS.get(name)
    if verb is None:
        raise Refused(f'"{words[2]}" is not an act; write one of: {", ".join(VERBS)}.')
    given, (fewest, most) = words[3:], verb.words
    if not fewest <= len(given) <= most:
        raise Refused(f"Write {verb.usage}; put several words in quotation marks.")
    yield Act(at, post, verb.make(policy, given), place)


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        raise Refused("A quotation mark is open; close it at the end of the text.") from None


def _post(wanted: str, policy: Policy) -> str:
    """A post by its key, its title or an alias; `owner` is the post that owns a case."""
    folded = wanted.casefold().replace("-", "_")
    if folded == "owner":
        return next(iter(policy.owners.values()))
    for post in policy.posts:
        names = (post.key, post.title, *post.aliases)
        if folded in {name.casefold().replace("-", "_") for name in names}:
            return post.key
    keys = ", ".join(post.key for post in policy.posts)
    raise Refused(f'{policy.key} has no post "{wanted}"; choose one of: {keys}.')


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f'"{text}" is not a day; write it as in 2027-01-10.') from None


def _text(words: list[str]) -> str:
    return words[0] if words else INVENTED


def _plain(make: Callable[[str, Actor, str], c.Command]) -> Callable[[Policy, list[str]], Making]:
    """An act that takes at most a text."""

    def of(policy: Policy, words: list[str]) -> Making:
        return lambda world, by: make(world.case_.ref, by, _text(words))

    return of


def _on(
    make: Callable[[str, Actor, date], c.Command],
) -> Callable[[Policy, list[str]], Making]:
    """An act that names a day: the one that is written, else the day on which it is done."""

    def of(policy: Policy, words: list[str]) -> Making:
        day = _day(words[0]) if words else None
        return lambda world, by: make(world.case_.ref, by, day or local_day(world.present))

    return of


def _meeting(
    make: Callable[[str, Actor, datetime], c.Command],
) -> Callable[[Policy, list[str]], Making]:
    """An act that names the moment of a meeting."""

    def of(policy: Policy, words: list[str]) -> Making:
        at = moment(words[0])
        return lambda world, by: make(world.case_.ref, by, at)

    return of


def _respond(policy: Policy, words: list[str]) -> Making:
    done = len(words) > 1
    if done and words[1].lower() != "completed":
        raise Refused('After the text of a response only the word "completed" may follow.')
    return lambda world, by: c.SubmitResponse(
        case_ref=world.case_.ref, by=by, text=_text(words), completed=done
    )


def _escalate(policy: Policy, words: list[str]) -> Making:
    wanted = find_stage(words[0], policy) if words else None
    reason = words[1] if len(words) > 1 else INVENTED

    def make(world: World, by: Actor) -> c.Command:
        to = wanted or policy.following(world.case_.stage_key) or policy.stages[-1]
        return escalating(to, reason)(world, by)

    return make


def _reopen(policy: Policy, words: list[str]) -> Making:
    def make(world: World, by: Actor) -> c.Command:
        stage, today = policy.stage(world.case_.stage_key), local_day(world.present)
        agreed = agreed_day(stage, today, world.rulebook_.calendar)
        return c.Reopen(case_ref=world.case_.ref, by=by, reason=_text(words), agreed_by=agreed)

    return make


def find_stage(wanted: str, policy: Policy) -> Stage:
    """A stage by its key or its title."""
    folded = wanted.casefold()
    for stage in policy.stages:
        if folded in (stage.key.casefold(), stage.title.casefold()):
            return stage
    keys = ", ".join(stage.key for stage in policy.stages)
    raise Refused(f'{policy.key} has no stage "{wanted}"; choose one of: {keys}.')


VERBS: Mapping[str, Verb] = {
    "acknowledge": Verb(
        "acknowledge", _plain(lambda ref, by, _: c.Acknowledge(case_ref=ref, by=by)), (0, 0)
    ),
    "report": Verb(
        'report ["TEXT"]',
        _plain(lambda ref, by, text: c.SendReport(case_ref=ref, by=by, text=text)),
    ),
    "respond": Verb('respond ["TEXT" [completed]]', _respond, (0, 2)),
    "complete": Verb(
        "complete", _plain(lambda ref, by, _: c.ConfirmCompletion(case_ref=ref, by=by)), (0, 0)
    ),
    "propose": Verb(
        "propose 2027-01-05T10:00",
        _meeting(lambda ref, by, at: c.ProposeMeeting(case_ref=ref, by=by, at=at)),
        (1, 1),
    ),
    "meeting": Verb(
        "meeting 2027-01-05T10:00",
        _meeting(lambda ref, by, at: c.ConfirmMeeting(case_ref=ref, by=by, at=at)),
        (1, 1),
    ),
    "held": Verb(
        "held [2027-01-05]",
        _on(lambda ref, by, on: c.RecordMeeting(case_ref=ref, by=by, held_on=on, summary=INVENTED)),
    ),
    "note": Verb(
        'note ["TEXT"]', _plain(lambda ref, by, text: c.AddNote(case_ref=ref, by=by, text=text))
    ),
    "reject": Verb(
        'reject ["REASON"]',
        _plain(lambda ref, by, text: c.RejectResponse(case_ref=ref, by=by, reason=text)),
    ),
    "escalate": Verb('escalate [STAGE ["REASON"]]', _escalate, (0, 2)),
    "hand_over": Verb(
        'hand_over ["NOTE"]',
        _plain(lambda ref, by, text: c.HandOver(case_ref=ref, by=by, note=text)),
    ),
    "ask_extension": Verb(
        "ask_extension 2027-01-08",
        _on(
            lambda ref, by, on: c.AskForExtension(
                case_ref=ref,
                by=by,
                wanted_on=on,
                reason=INVENTED,
                benefit=INVENTED,
                enquiries=INVENTED,
            )
        ),
        (1, 1),
    ),
    "extend": Verb(
        "extend 2027-01-08",
        _on(
            lambda ref, by, on: c.Extend(
                case_ref=ref,
                by=by,
                new_due_on=on,
                reason=INVENTED,
                benefit=INVENTED,
                enquiries=INVENTED,
                satisfied=True,
            )
        ),
        (1, 1),
    ),
    "cafcass": Verb(
        "cafcass [2027-01-05]",
        _on(
            lambda ref, by, on: c.ReferToCafcass(
                case_ref=ref, by=by, reasons=INVENTED, documents=INVENTED, referred_on=on
            )
        ),
    ),
    "resolve": Verb(
        'resolve ["OUTCOME"]',
        _plain(lambda ref, by, text: c.Resolve(case_ref=ref, by=by, outcome=text, impact=INVENTED)),
    ),
    "reopen": Verb('reopen ["REASON"]', _reopen),
    "withdraw": Verb(
        'withdraw ["REASON"]',
        _plain(lambda ref, by, text: c.Withdraw(case_ref=ref, by=by, reason=text)),
    ),
}
