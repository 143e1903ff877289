import io
import json
import struct
import zipfile
from importlib.resources import files
from typing import Any

import pytest
from PIL import Image

from manifest import package

APP = "8a0f6f5e-8f0a-4a3c-9b43-5b4f2f0c1a01"
BOT = "8a0f6f5e-8f0a-4a3c-9b43-5b4f2f0c1a02"
LONGEST_NAME = 30
LONGEST_COMMAND_ON_A_PHONE = 32


def unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def the_manifest(**values: Any) -> dict[str, Any]:
    packed = package.build(APP, BOT, ("bot.council.gov.uk",), **values)
    document: dict[str, Any] = json.loads(unpacked(packed)["manifest.json"])
    return document


def test_the_package_is_a_manifest_and_two_icons_at_its_root() -> None:
    assert sorted(unpacked(package.build(APP, BOT))) == [
        "color.png",
        "manifest.json",
        "outline.png",
    ]


def test_the_same_values_make_the_same_bytes() -> None:
    assert package.build(APP, BOT) == package.build(APP, BOT)


def test_the_manifest_carries_the_ids_and_nothing_is_left_to_fill_in() -> None:
    document = the_manifest()
    assert document["id"] == APP
    assert document["bots"][0]["botId"] == BOT
    assert document["validDomains"] == ["bot.council.gov.uk"]
    assert "${" not in json.dumps(document)


def test_the_manifest_keeps_microsofts_schema_1_29() -> None:
    document = the_manifest()
    package.check(document)
    assert document["manifestVersion"] == "1.29"
    assert document["$schema"].endswith("/v1.29/MicrosoftTeams.schema.json")


def test_a_manifest_that_breaks_the_schema_is_refused_with_the_place() -> None:
    document = the_manifest()
    document["name"]["short"] = "x" * 31
    document["surprise"] = True
    with pytest.raises(package.ManifestInvalid) as refusal:
        package.check(document)
    assert "$.name.short" in str(refusal.value)
    assert "surprise" in str(refusal.value)


def test_names_and_descriptions_fit_where_teams_shows_them() -> None:
    document = the_manifest()
    assert len(document["name"]["short"]) <= LONGEST_NAME
    assert len(document["name"]["full"]) <= 100
    assert len(document["description"]["short"]) <= 80
    assert document["description"]["short"] != document["description"]["full"]
    for commands in document["bots"][0]["commandLists"]:
        for command in commands["commands"]:
            assert len(command["title"]) <= LONGEST_COMMAND_ON_A_PHONE
            assert len(command["description"]) <= 128


def test_the_bot_works_alone_in_teams_and_in_group_chats() -> None:
    bot = the_manifest()["bots"][0]
    scopes = ["personal", "team", "groupChat"]
    assert bot["scopes"] == scopes
    assert [scope for group in bot["commandLists"] for scope in group["scopes"]] == scopes
    assert not bot["isNotificationOnly"]


def test_the_publisher_and_version_are_the_councils() -> None:
    council = package.Publisher(
        name="Nowhere Council",
        website="https://nowhere.gov.uk/iro",
        privacy="https://nowhere.gov.uk/privacy",
        terms="https://nowhere.gov.uk/terms",
    )
    document = the_manifest(version="1.2.3", publisher=council)
    assert document["version"] == "1.2.3"
    assert document["developer"] == {
        "name": "Nowhere Council",
        "websiteUrl": "https://nowhere.gov.uk/iro",
        "privacyUrl": "https://nowhere.gov.uk/privacy",
        "termsOfUseUrl": "https://nowhere.gov.uk/terms",
    }


@pytest.mark.parametrize(
    ("app_id", "bot_id", "domains", "version", "sentence"),
    [
        ("me", BOT, (), "", 'The app id "me" is not a GUID'),
        (APP, BOT + "0", (), "", "The bot id"),
        (APP, BOT, ("https://bot.council.gov.uk",), "", "is not a domain"),
        (APP, BOT, ("bot council",), "", "is not a domain"),
        (APP, BOT, (), "1.0", '"1.0" is not a version'),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence(
    app_id: str, bot_id: str, domains: tuple[str, ...], version: str, sentence: str
) -> None:
    with pytest.raises(package.ManifestInvalid, match=sentence):
        package.build(app_id, bot_id, domains, version=version)


@pytest.mark.parametrize(("icon", "side"), [("color.png", 192), ("outline.png", 32)])
def test_icons_have_the_sizes_that_teams_asks_for(icon: str, side: int) -> None:
    content = files("manifest").joinpath(icon).read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (side, side)


def test_the_outline_is_white_on_nothing() -> None:
    with Image.open(str(files("manifest").joinpath("outline.png"))) as outline:
        raw = outline.convert("RGBA").tobytes()
    pixels = [raw[i : i + 4] for i in range(0, len(raw), 4)]
    assert {pixel[:3] for pixel in pixels if pixel[3]} == {b"\xff\xff\xff"}
    assert {0, 255} <= {pixel[3] for pixel in pixels}
