"""A file that is not TOML is refused at its line, with what somebody most likely did there."""

import pytest

from resolution.toml_text import NotToml, read_toml


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('a = 1\nb = "open\n', 2, "a text in quotation marks does not end on its line"),
        ("a = “x”\n", 1, 'quotation marks must be straight (")'),
        ("a = True\n", 1, "true or false in small letters"),
        ("a = 1\ra = 2\r", 1, "save it as plain text"),
        ("a = 1\na = 2\n", 2, "it is there twice"),
        ("[[a]]\n[a]\n", 2, "[[double brackets]]"),
        ("a = 2027-02-30\n", 1, "there is no such day"),
        ("Stage 1: five days\n", 1, "name = value"),
        ("\na = [1, 2\n", 2, "a bracket that was opened is not closed"),
    ],
)
def test_the_line_is_named_with_what_is_likely_wrong(text: str, line: int, says: str) -> None:
    with pytest.raises(NotToml) as refused:
        read_toml(text)
    assert str(refused.value).startswith(f"line {line}: is not TOML: ")
    assert says in str(refused.value)


def test_deep_nonsense_is_refused_rather_than_followed() -> None:
    with pytest.raises(NotToml, match="nested too deeply"):
        read_toml("a = " + "[" * 100_000)
