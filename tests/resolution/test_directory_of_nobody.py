"""A directory file that names nobody is not taken: every post would lose its holder."""

import pytest

from resolution.directory_file import parse_directory
from resolution.errors import DirectoryInvalid


@pytest.mark.parametrize("text", ["", "# nobody yet\n"])
def test_a_file_that_was_saved_half_way_is_refused(text: str) -> None:
    with pytest.raises(DirectoryInvalid, match="names nobody"):
        parse_directory(text, "people.toml")
