"""Everything that the environment may set, read once; a wrong or missing value stops the start."""

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from msgspec import Struct

from resolution.errors import Refused

CHANNEL_OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
CHANNEL_ISSUER = "https://api.botframework.com"
PROACTIVE_SERVICE_URL = "https://smba.trafficmanager.net/teams/"
DATABASE = "sqlite:///var/resolution.db"
LAST_PORT = 65535
SMALLEST_BODY = 1024  # bytes; none at all would mean any
EVERY_INTERFACE = "0.0.0.0"  # noqa: S104 - the council's proxy reaches it from another machine


class SettingMissing(Refused):
    """A setting without which the service may not start."""


class Credentials(Struct, frozen=True):
    """How the bot proves itself to Entra: exactly one of the ways is given."""

    password: str = ""
    certificate: str = ""  # path of a PEM file with the private key and the certificate
    managed_identity: bool = False
    token_url: str = ""  # a plain client-credentials endpoint; loopback only


class Settings(Struct, frozen=True):
    """The service's settings; `local` means no authentication and the loopback interface only."""

    local: bool = False
    host: str = EVERY_INTERFACE
    port: int = 3978
    app_id: str = ""
    app_tenant: str = ""
    credentials: Credentials = Credentials()
    tenants: frozenset[str] = frozenset()
    openid_url: str = CHANNEL_OPENID_URL
    service_url: str = PROACTIVE_SERVICE_URL
    database: str = DATABASE
    policy: str = ""  # the key of the policy under which new cases begin; empty = the only one
    directory: str = ""  # a directory file that is read again when it changes
    calendar: str = ""  # a file of extra closures and one-off bank holidays
    public_url: str = ""
    max_body: int = 256 * 1024
    log_level: str = "INFO"
    workers: bool = True  # run the relay and the scheduler in this process

    @property
    def loopback_channel(self) -> bool:
        """Whether the channel is on this machine, and may then be spoken to by http."""
        return self.local or is_loopback(urlsplit(self.openid_url).hostname or "")


def read(environment: Mapping[str, str] | None = None, *, local: bool = False) -> Settings:
    """The settings in this environment; Refused with the setting's name when one is wrong."""
    env = os.environ if environment is None else environment
    settings = Settings(
        local=local,
        host=env.get("IRO_HOST") or ("127.0.0.1" if local else EVERY_INTERFACE),
        port=_port(env),
        app_id=env.get("IRO_APP_ID", "").strip(),
        app_tenant=env.get("IRO_APP_TENANT", "").strip(),
        credentials=_credentials(env),
        tenants=_tenants(env),
        openid_url=env.get("IRO_OPENID_URL") or CHANNEL_OPENID_URL,
        service_url=env.get("IRO_SERVICE_URL") or PROACTIVE_SERVICE_URL,
        database=env.get("IRO_DATABASE") or DATABASE,
        policy=env.get("IRO_POLICY", "").strip(),
        directory=env.get("IRO_DIRECTORY", ""),
        calendar=env.get("IRO_CALENDAR", ""),
        public_url=_public_url(env, local=local),
        max_body=_max_body(env),
        log_level=_level(env),
        workers=_switch(env, "IRO_WORKERS", otherwise=True),
    )
    _check_local(settings) if local else _check_authenticated(settings)
    return settings


def database_url(environment: Mapping[str, str] | None = None) -> str:
    """The database alone, for commands that need nothing else."""
    env = os.environ if environment is None else environment
    return env.get("IRO_DATABASE") or DATABASE


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only be this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _check_local(settings: Settings) -> None:
    if not is_loopback(settings.host):
        raise Refused(
            f"--local has no authentication, so it listens on this machine only: IRO_HOST is "
            f"{settings.host}; leave it out or set it to 127.0.0.1."
        )


def _check_authenticated(settings: Settings) -> None:
    if not settings.app_id:
        raise SettingMissing(
            "IRO_APP_ID is not set: give the bot's app id, or start with --local to try it on this "
            "machine without authentication."
        )
    if not _is_guid(settings.app_id):
        raise Refused("IRO_APP_ID is not an app id; copy it from the app registration in Entra.")
    if not settings.tenants:
        raise SettingMissing(
            "IRO_TENANTS (or IRO_APP_TENANT) is not set: name the Entra tenants whose people may "
            "use the bot, separated by commas."
        )
    if not all(map(_is_guid, settings.tenants)):
        # Teams names a tenant by its id alone: a domain would shut everybody out.
        raise Refused(
            "IRO_TENANTS (or IRO_APP_TENANT) must name each tenant by its id, as Entra shows it, "
            "not by a domain."
        )
    _check_credentials(settings)
    _check_channel_address(settings.openid_url, "IRO_OPENID_URL")
    _check_channel_address(settings.service_url, "IRO_SERVICE_URL")


def _check_credentials(settings: Settings) -> None:
    given = settings.credentials
    ways = [given.password and not given.token_url, given.certificate, given.managed_identity]
    if given.token_url:
        if not is_loopback(_address(given.token_url, "IRO_TOKEN_URL").hostname or ""):
            raise Refused(
                "IRO_TOKEN_URL is for tests against a fake channel and must be on this machine "
                "(127.0.0.1); leave it out to use Entra."
            )
        ways.append(True)
    if sum(map(bool, ways)) != 1:
        raise SettingMissing(
            "Give the bot exactly one way to prove itself: IRO_APP_PASSWORD (or "
            "IRO_APP_PASSWORD_FILE), IRO_APP_CERTIFICATE, or IRO_MANAGED_IDENTITY=1."
        )
    if not given.managed_identity and not given.token_url and not settings.app_tenant:
        raise SettingMissing("IRO_APP_TENANT is not set: it is the tenant of the app registration.")


def _check_channel_address(url: str, name: str) -> None:
    parts = _address(url, name)
    plain_allowed = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if parts.scheme != "https" and not plain_allowed:
        raise Refused(f"{name} must begin with https:// (http:// only for this machine).")


def _address(url: str, name: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    if (parts.scheme and not parts.hostname) or " " in url:
        raise Refused(f"{name} names no host; write it as in https://HOST/.")
    return parts


def _credentials(env: Mapping[str, str]) -> Credentials:
    password = env.get("IRO_APP_PASSWORD", "")
    file = env.get("IRO_APP_PASSWORD_FILE", "")
    if file and password:
        raise Refused("Give IRO_APP_PASSWORD or IRO_APP_PASSWORD_FILE, not both.")
    return Credentials(
        password=read_file(file, "IRO_APP_PASSWORD_FILE").strip() if file else password,
        certificate=env.get("IRO_APP_CERTIFICATE", ""),
        managed_identity=_switch(env, "IRO_MANAGED_IDENTITY", otherwise=False),
        token_url=env.get("IRO_TOKEN_URL", ""),
    )


def read_file(file: str, name: str) -> str:
    """The text of a file that a setting names; Refused with the setting when it cannot be read."""
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{name} is not a text file.") from error


def _is_guid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _switch(env: Mapping[str, str], name: str, *, otherwise: bool) -> bool:
    word = env.get(name, "").strip().lower()
    if word in ("1", "yes", "true", "on"):
        return True
    if word in ("0", "no", "false", "off"):
        return False
    if word:
        raise Refused(f"{name} must be 1 or 0.")
    return otherwise


def _max_body(env: Mapping[str, str]) -> int:
    size = _number(env, "IRO_MAX_BODY", 256 * 1024)
    if size < SMALLEST_BODY:
        raise Refused(f"IRO_MAX_BODY must be at least {SMALLEST_BODY} bytes, not {size}.")
    return size


def _tenants(env: Mapping[str, str]) -> frozenset[str]:
    named = env.get("IRO_TENANTS") or env.get("IRO_APP_TENANT", "")
    return frozenset(part.strip().lower() for part in named.split(",") if part.strip())


def _public_url(env: Mapping[str, str], *, local: bool) -> str:
    """Where people reach the service; in the demo that is this machine."""
    given = env.get("IRO_PUBLIC_URL", "").strip().rstrip("/")
    if not given:
        return f"http://127.0.0.1:{_port(env)}" if local else ""
    _check_channel_address(given, "IRO_PUBLIC_URL")
    return given


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "")
    if not text:
        return default
    if not text.isdecimal():
        raise Refused(f"{name} must be a whole number, not {text!r}.")
    return int(text)


def _port(env: Mapping[str, str]) -> int:
    port = _number(env, "IRO_PORT", 3978)
    if port > LAST_PORT:
        raise Refused(f"IRO_PORT must be a port, from 0 to {LAST_PORT}, not {port}.")
    return port


def _level(env: Mapping[str, str]) -> str:
    level = (env.get("IRO_LOG_LEVEL") or "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise Refused("IRO_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
    return level
