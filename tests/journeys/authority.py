"""The invented authority of the journeys: the demo's people, in channels as Teams names them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.demo import authority as demo
from bot.demo.authority import Colleague, colleagues
from resolution.policy import Policy

TEAM = demo.TEAMS[0].key
SAFEGUARDING = "19:safeguarding@thread.tacv2"
ADMINISTRATORS = "19:administrators@thread.tacv2"


@dataclass
class Authority:
    """Who holds which post; `cover` names who stands in, by the absent person's post."""

    policy: Policy
    cover: Mapping[str, str] = field(default_factory=dict)
    unmanaged: tuple[str, ...] = ()  # posts whose holders have no line manager

    def holder(self, post: str) -> Colleague:
        """The person who holds a post for the team of the journeys."""
        return next(
            one
            for one in colleagues(self.policy)
            if one.post.key == post and one.team in ("", TEAM)
        )

    def named(self, person_id: str) -> Colleague:
        """The person with this Entra object id."""
        return next(one for one in colleagues(self.policy) if one.id == person_id)

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
        for post, by in self.cover.items():
            name = f'name = "{self.holder(post).name}"'
            who = self.holder(by).name
            away = f'cover = [{{ by = "{who}", from = 2026-11-01, until = 2027-06-30 }}]'
            text = text.replace(name, f"{name}\n{away}")
        for post in self.unmanaged:
            manager = self.holder(post).manager
            text = text.replace(f'manager = "{manager}"\n', "")
        return text
