"""The nth working day: our table beside the `holidays` package's own walk, in one run.

Only the ratio is for quoting; both sides do the same questions in turn, so that a busy machine
slows both. Every answer is compared first.
"""

import random
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter

from holidays import country_holidays

from resolution.working_days import WorkingCalendar

ROUNDS = 15
QUESTIONS = 2_000
REPEATS = 50  # of our side in a round: once would be over before a clock could tell
FIRST, LAST = date(2013, 1, 1).toordinal(), date(2031, 12, 31).toordinal()

Question = tuple[date, int]
Answer = Callable[[date, int], date]


def seconds(answer: Answer, questions: list[Question], repeats: int) -> float:
    """How long one pass over the questions takes."""
    started = perf_counter()
    for _ in range(repeats):
        for day, n in questions:
            answer(day, n)
    return (perf_counter() - started) / repeats


def main() -> int:
    """Compare, measure in turn, and print the ratio with its spread."""
    drawn = random.Random(2006_1738)
    questions = [
        (date.fromordinal(drawn.randint(FIRST, LAST)), drawn.randint(1, 56))
        for _ in range(QUESTIONS)
    ]
    theirs = country_holidays("GB", subdiv="ENG", years=range(2012, 2033)).get_nth_working_day
    started = perf_counter()
    ours = WorkingCalendar().add
    built = perf_counter() - started
    wrong = sum(ours(day, n) != theirs(day, n) for day, n in questions)
    if wrong:
        print(f"{wrong} of {QUESTIONS} answers differ: nothing to measure")
        return 1
    ratios, per_second = [], []
    for _ in range(ROUNDS):
        table = seconds(ours, questions, REPEATS)
        ratios.append(seconds(theirs, questions, 1) / table)
        per_second.append(QUESTIONS / table)
    ratios.sort()
    print(f"{QUESTIONS} questions of 1 to 56 working days, 2013-2031; every answer agrees")
    print(f"table built in          {built * 1000:.0f} ms, once (beside importing holidays)")
    print(f"table, answers/s        {median(per_second):,.0f}")
    print(
        f"ratio to holidays' own  {median(ratios):.0f}x  (spread {ratios[0]:.0f}-{ratios[-1]:.0f})"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
