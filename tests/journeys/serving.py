"""The bot of a journey as it is configured: authenticated by the fake channel unless local."""

from pathlib import Path

from bot.settings import Credentials, Settings
from tests.fakes.channel import SECRET, FakeChannel
from tests.fakes.keys import APP_ID, TENANT

PUBLIC = "https://bot.example"  # where the service is reached from outside


def settings_for(
    channel: FakeChannel, policy: str, database: str, folder: Path, *, local: bool
) -> Settings:
    """The settings of a bot that this channel posts to; a journey does the workers' work itself."""
    return Settings(
        local=local,
        host="127.0.0.1",
        app_id="" if local else APP_ID,
        app_tenant="" if local else TENANT,
        tenants=frozenset() if local else frozenset({TENANT}),
        credentials=Credentials(password=SECRET, token_url=f"{channel.url}token"),
        openid_url=f"{channel.url}v1/.well-known/openidconfiguration",
        service_url=channel.url,
        public_url=PUBLIC,
        database=database,
        policy=policy,
        directory=str(folder / "directory.toml"),
        workers=False,
    )
