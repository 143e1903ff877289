"""What was typed into a form, read field by field: every mistake gets its sentence at once."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from msgspec.structs import replace

from cards.fields import OTHER, TYPED
from cards.parts import LONG_TEXT
from resolution.errors import Incomplete
from resolution.policy import FormField, Policy, Step
from resolution.ports import Rulebook
from resolution.practice import people_of
from resolution.working_days import FIRST_DAY, LAST_DAY, LONDON

#: The longest answer that is taken: as much as the box takes, which is a hint to clients only.
LONGEST = LONG_TEXT
YES = frozenset({"true", "yes", "on", "1"})
# What Input.Date writes; date.fromisoformat alone also reads 20270105 and 2027-W01-2.
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _seen(typed: str) -> str:
    """What was typed, without blanks around it; nothing when it holds no character to be seen."""
    visible = any(char.isprintable() and not char.isspace() for char in typed)
    return typed.strip() if visible else ""


def with_directory(step: Step, teams: Iterable[str], rulebook: Rulebook) -> Step:
    """A step whose questions about teams and people offer those of the directory."""
    titles = tuple(team.title for team in rulebook.directory.teams)
    people = tuple(name for team in teams for name in people_of(team, rulebook))
    choices = {"team": titles, "teams": titles, "person": tuple(dict.fromkeys(people))}
    fields = tuple(
        replace(f, choices=choices[f.kind]) if f.kind in choices else f for f in step.fields
    )
    return replace(step, fields=fields)


class Answers:
    """The inputs of one form; reading notes what is wrong, `check` refuses all of it together."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = {key: _seen(value) for key, value in values.items()}
        self.errors: dict[str, str] = {}

    def text(self, key: str, needs: str = "") -> str:
        """What was typed; `needs` is the sentence for an empty answer, and makes it mandatory."""
        value = self.values.get(key, "")
        if not value and needs:
            self.wrong(key, needs)
        if len(value) > LONGEST:
            self.wrong(key, f"Shorten this to {LONGEST:,} characters; it has {len(value):,}.")
        return value

    def day(self, key: str, needs: str) -> date:
        """A mandatory day; the earliest of days when it is wrong, which `check` lets nobody use."""
        return self.maybe_day(key, needs) or date.min

    def maybe_day(self, key: str, needs: str = "") -> date | None:
        """A day as Input.Date writes it; None when empty or unreadable."""
        value = self.text(key, needs)
        if not value:
            return None
        try:
            on = date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError:
            self.wrong(key, "Give the day as year-month-day, for example 2027-01-05.")
            return None
        if FIRST_DAY.year <= on.year < LAST_DAY.year:
            return on
        # Working days are counted for these years; in any other, the year was mistyped.
        years = f"{FIRST_DAY.year} to {LAST_DAY.year - 1}"
        self.wrong(key, f"Look at the year again: give a day of the years {years}.")
        return None

    def moment(self, day_key: str, time_key: str, needs: str) -> datetime:
        """A mandatory moment; the earliest of moments when it is wrong, as with `day`."""
        return self.maybe_moment(day_key, time_key, needs) or datetime.min.replace(tzinfo=LONDON)

    def maybe_moment(self, day_key: str, time_key: str, needs: str = "") -> datetime | None:
        """A day and a time of day in England, as one moment; None when it is left empty."""
        on = self.maybe_day(day_key, needs)
        value = self.text(time_key, "Choose a time as well." if on else needs)
        if not value:
            return None
        try:
            of_day = datetime.strptime(value[:5], "%H:%M").replace(tzinfo=LONDON).timetz()
        except ValueError:
            self.wrong(time_key, "Give the time as hours:minutes, for example 10:30.")
            return None
        if on is None:
            self.wrong(day_key, "Choose a day as well.")
            return None
        return datetime.combine(on, of_day)

    def yes(self, key: str) -> bool:
        """Whether a box was ticked."""
        return self.values.get(key, "").lower() in YES

    def choice(self, key: str, allowed: Collection[str], needs: str = "") -> str:
        """One of the values that the form offered; empty when nothing was chosen."""
        value = self.text(key, needs)
        if value and value not in allowed:
            self.wrong(key, "Choose one of the answers offered.")
            return ""
        return value

    def many(self, key: str, allowed: Collection[str], needs: str = "") -> tuple[str, ...]:
        """Any number of the values that the form offered."""
        chosen = tuple(dict.fromkeys(v for v in self.text(key, needs).split(",") if v))
        if set(chosen) - set(allowed):
            self.wrong(key, "Choose only answers that the form offers.")
            return ()
        return chosen

    def field(self, asked: FormField, key: str = "") -> str:
        """The answer to a field that the policy itself asks for, as it is kept on the case."""
        key = key or asked.key
        needs = "Answer this question." if asked.required else ""
        if asked.kind == "date":
            on = self.maybe_day(key, needs)
            return on.isoformat() if on else ""
        if asked.kind == "person":
            chosen = self.choice(key, (*asked.offered, OTHER), needs)
            if chosen == OTHER:
                return self.text(f"{key}{TYPED}", "Give their name and post.")
            return asked.offered.get(chosen, "")
        if asked.is_many:
            return "\n".join(asked.offered[v] for v in self.many(key, asked.offered, needs))
        if asked.is_chosen:
            return asked.offered.get(self.choice(key, asked.offered, needs), "")
        if asked.kind == "yes_no":
            return self.choice(key, ("yes", "no"), needs)
        return self.text(key, needs)

    def fields(
        self, policy: Policy, keys: Iterable[str], prefix: str, *, optional: bool = False
    ) -> dict[str, str]:
        """The answers to fields of the policy, each typed under PREFIX and its key."""
        asked = (policy.field(key) for key in keys)
        wanted = (replace(f, required=False) if optional else f for f in asked)
        return {f.key: self.field(f, f"{prefix}{f.key}") for f in wanted}

    def wrong(self, key: str, sentence: str) -> None:
        """Note what is wrong with a field; the first mistake noted is the one shown."""
        self.errors.setdefault(key, sentence)

    def check(self) -> None:
        """Refuse the form when anything in it is wrong."""
        if self.errors:
            raise Incomplete("Nothing was sent yet: put the marked answers right.", self.errors)
