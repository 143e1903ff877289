"""What is no policy file at all is refused with a sentence, never a traceback."""

from pathlib import Path

import pytest

from resolution.errors import PolicyInvalid
from resolution.policy_file import load_policy, parse_policy

TEXT = Path(__file__).with_name("sixth_council.toml").read_text("utf-8")


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(text, "sixth.toml")
    return refused.value.problems


def test_text_that_is_not_toml_is_refused_with_the_line() -> None:
    (only,) = problems('key = "x"\nthis is a sentence\n')
    assert "is not TOML" in only
    assert "line 2" in only


def test_a_key_written_twice_is_refused() -> None:
    assert "is not TOML" in problems('key = "a"\nkey = "b"\n')[0]


def test_deep_nonsense_is_refused_rather_than_followed() -> None:
    assert "is not TOML" in problems(f"a = {'[' * 100_000}")[0]


def test_stages_that_are_not_tables_are_refused() -> None:
    assert any("is the text “one”" in problem for problem in problems('stages = ["one"]'))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("garbage.toml", b"\xff\xfe\x00\x01", "not text in UTF-8"),
        ("empty.toml", b"", "is missing"),
        ("huge.toml", b"#" * 1_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_policy_is_refused(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(PolicyInvalid, match=sentence):
        load_policy(str(file))


@pytest.mark.parametrize("name", ["nowhere.toml", "no\0where", "x" * 5000])
def test_a_name_that_is_no_file_is_refused(name: str) -> None:
    with pytest.raises(PolicyInvalid):
        load_policy(name)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyInvalid, match="is a folder"):
        load_policy(str(tmp_path))


def test_a_file_saved_by_notepad_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    file = tmp_path / "marked.toml"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert load_policy(str(file)).key == "westmere"
