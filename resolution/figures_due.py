"""In which months a procedure has its figures looked at, by whom, and which time they cover."""

from datetime import date, timedelta

from msgspec import Struct


class FiguresDue(Struct, frozen=True):
    """The months of the year, and the posts to which the figures are sent then."""

    months: tuple[int, ...] = ()
    to: tuple[str, ...] = ()
    cite: str = ""

    def period(self, today: date) -> tuple[date, date] | None:
        """The whole months since figures were due before; None in a month of none."""
        if today.month not in self.months:
            return None
        earlier = [month for month in self.months if month < today.month]
        year = today.year if earlier else today.year - 1
        first = date(year, max(earlier or self.months), 1)
        return first, today.replace(day=1) - timedelta(days=1)
