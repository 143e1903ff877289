"""The invented authority of the journeys: the demo's people, in channels as Teams names them."""

from dataclasses import dataclass

from bot.demo import authority as demo
from bot.demo.authority import Colleague, colleagues
from resolution.policy import Policy

TEAM, OTHER_TEAM = demo.TEAMS[0].key, demo.TEAMS[1]
SAFEGUARDING = "19:safeguarding@thread.tacv2"
ADMINISTRATORS = "19:administrators@thread.tacv2"


@dataclass
class Authority:
    """Who holds which post; the stranger covers for those who are `away`."""

    policy: Policy
    away: tuple[str, ...] = ()  # posts
    away_from: str = "2026-11-01"

    def holder(self, post: str, team: str = TEAM) -> Colleague:
        """The person who holds a post for a team, that of the journeys unless told otherwise."""
        return next(
            one
            for one in colleagues(self.policy)
            if one.post.key == post and one.team in ("", team)
        )

    def named(self, person_id: str) -> Colleague:
        """The person with this Entra object id."""
        return next(one for one in colleagues(self.policy) if one.id == person_id)

    def called(self, name: str) -> Colleague:
        """The person of this name."""
        return next(one for one in colleagues(self.policy) if one.name == name)

    @property
    def stranger(self) -> Colleague:
        """Somebody who works for another team alone."""
        return next(one for one in colleagues(self.policy) if one.team not in ("", TEAM))

    @property
    def names(self) -> tuple[str, ...]:
        """What everybody is called: no log line may say it."""
        return tuple(one.name for one in colleagues(self.policy))

    @property
    def text(self) -> str:
        """The directory file."""
        text = demo.directory_text(self.policy)
        text = text.replace(f'"{demo.GENERAL}"', f'"{SAFEGUARDING}"')
        text = text.replace(f'"{demo.ADMINISTRATORS}"', f'"{ADMINISTRATORS}"')
        for post in self.away:
            name = f'name = "{self.holder(post).name}"'
            by = f'by = "{self.stranger.name}"'
            cover = f"cover = [{{ {by}, from = {self.away_from}, until = 2027-06-30 }}]"
            text = text.replace(name, f"{name}\n{cover}")
        return text
