"""Fills in the manifest, checks it against Microsoft's schema, and zips it with its icons."""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from msgspec import Struct

from resolution.errors import Refused

FOLDER = files("manifest")
ICONS = ("color.png", "outline.png")
# The same text makes the same bytes, so that a package can be compared with the one uploaded.
_STAMP = (1980, 1, 1, 0, 0, 0)
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DOMAIN = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}")
HANDBOOK = "https://www.gov.uk/government/publications/independent-reviewing-officers-handbook"


class ManifestInvalid(Refused):
    """A value that Teams would not take in a manifest."""


class Publisher(Struct, frozen=True, kw_only=True):
    """Who offers the app to its people, and where they may read about it."""

    name: str = "Children's services"
    website: str = HANDBOOK
    privacy: str = HANDBOOK
    terms: str = HANDBOOK


def build(
    app_id: str,
    bot_id: str,
    valid_domains: Sequence[str] = (),
    *,
    version: str = "",
    publisher: Publisher | None = None,
) -> bytes:
    """The zip that an administrator uploads to Teams; ManifestInvalid when a value is wrong."""
    document = filled(app_id, bot_id, valid_domains, version, publisher or Publisher())
    check(document)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _add(archive, "manifest.json", json.dumps(document, indent=2, ensure_ascii=False).encode())
        for icon in ICONS:
            _add(archive, icon, FOLDER.joinpath(icon).read_bytes())
    return packed.getvalue()


def template() -> dict[str, Any]:
    """The manifest as it is kept, with the names of what is filled in."""
    document: dict[str, Any] = json.loads(FOLDER.joinpath("manifest.json").read_text("utf-8"))
    return document


def filled(
    app_id: str, bot_id: str, valid_domains: Sequence[str], version: str, publisher: Publisher
) -> dict[str, Any]:
    """The manifest with its ids, addresses and version."""
    document = template()
    document["id"] = _guid(app_id, "app id")
    document["bots"][0]["botId"] = _guid(bot_id, "bot id")
    document["validDomains"] = [_domain(domain) for domain in dict.fromkeys(valid_domains)]
    if version:
        document["version"] = _version(version)
    document["developer"] = {
        "name": publisher.name,
        "websiteUrl": _address(publisher.website, "website"),
        "privacyUrl": _address(publisher.privacy, "privacy notice"),
        "termsOfUseUrl": _address(publisher.terms, "terms of use"),
    }
    return document


def check(document: dict[str, Any]) -> None:
    """ManifestInvalid, with every place, when the document breaks Microsoft's schema."""
    from jsonschema import Draft4Validator  # a third of a second that only this command needs

    schema = json.loads(FOLDER.joinpath("MicrosoftTeams.schema.json").read_text("utf-8"))
    problems = sorted(Draft4Validator(schema).iter_errors(document), key=lambda e: e.json_path)
    if problems:
        raise ManifestInvalid("\n".join(f"manifest: {e.json_path}: {e.message}" for e in problems))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _guid(text: str, what: str) -> str:
    if not _GUID.fullmatch(text):
        raise ManifestInvalid(
            f'The {what} "{text}" is not a GUID; copy the Application (client) ID from the '
            "app registration in Entra."
        )
    return text.lower()


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        raise ManifestInvalid(
            f'"{text}" is not a domain; write the host name alone, as in bot.council.gov.uk.'
        )
    return text.lower()


def _version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise ManifestInvalid(f'"{text}" is not a version; write three numbers, as in 1.0.1.')
    return text


def _address(text: str, what: str) -> str:
    if not text.startswith("https://"):
        raise ManifestInvalid(f'The address of the {what}, "{text}", must begin with https://.')
    return text
