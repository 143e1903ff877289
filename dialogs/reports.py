"""`figures`: how many challenges, how far, how late and about what, over some months."""

import re
from calendar import monthrange
from datetime import date

from cards.report_card import report_card
from dialogs.invoke import Reply
from dialogs.talk import Talk, need_private
from resolution.errors import NotNow, NotYours
from resolution.reports import may_see, report
from resolution.working_days import local_day

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"20\d\d")
HOW = "Give months like this: “figures 2026-04 2026-09”, or a year: “figures 2026”."


async def figures(talk: Talk, rest: str) -> Reply:
    """The figures of a period (the last six whole months and this one), for those who manage it."""
    need_private(talk)
    rulebook = talk.desk.rulebook(talk.desk.policy().id)
    policy, directory = rulebook.policy, rulebook.directory
    if not may_see(policy, directory, talk.actor):
        raise NotYours(
            "Figures are for those who manage the people who raise challenges. Send “mine” to see "
            "your own."
        )
    first, last = period(rest, local_day(talk.desk.now()))
    cases = await talk.desk.raised(first, last)
    made = report(cases, first, last, policy, directory, rulebook.calendar)
    return Reply(card=report_card(made, policy.authority), summary="Figures")


def period(typed: str, today: date) -> tuple[date, date]:
    """The days from the first month to the last, both whole; NotNow for what is no period."""
    words = typed.replace(" to ", " ").split()
    if not words:
        months = today.year * 12 + today.month - 1 - 6
        return date(months // 12, months % 12 + 1, 1), today
    if len(words) == 1 and _YEAR.fullmatch(words[0]):
        return date(int(words[0]), 1, 1), date(int(words[0]), 12, 31)
    found = [_MONTH.fullmatch(word) for word in words]
    if len(words) > 2 or None in found:
        raise NotNow(HOW)
    years = [(int(month[1]), int(month[2])) for month in found if month]
    (year, month), (until, ends) = years[0], years[-1]
    if (until, ends) < (year, month):
        raise NotNow(f"The last month comes before the first. {HOW}")
    return date(year, month, 1), date(until, ends, monthrange(until, ends)[1])
