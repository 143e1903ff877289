"""The text of a policy, bundled or a council's own: found without what reading it needs."""

from importlib.resources import files
from pathlib import Path

from resolution.errors import PolicyInvalid

BUNDLED = files("resolution").joinpath("policies")
LARGEST = 1_000_000  # bytes: a written procedure is far smaller


def bundled() -> tuple[str, ...]:
    """The keys of the policies that come with the product, in alphabetical order."""
    names = (entry.name for entry in BUNDLED.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def read_text(key_or_path: str) -> str:
    """The text of a bundled policy or of a file; PolicyInvalid when it cannot be read."""
    if key_or_path in bundled():
        return BUNDLED.joinpath(f"{key_or_path}.toml").read_text("utf-8")
    try:
        if Path(key_or_path).stat().st_size > LARGEST:
            raise refused(key_or_path, "is too large to be a policy file")
        return Path(key_or_path).read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, ValueError) as problem:
        if isinstance(problem, UnicodeDecodeError):
            raise refused(key_or_path, "is not text in UTF-8; save it as plain text") from None
        keys = ", ".join(bundled())
        why = f"there is no such file, nor such a policy; give a file, or one of: {keys}"
        raise refused(key_or_path, why) from None
    except OSError as problem:
        folder = isinstance(problem, IsADirectoryError)
        why = (
            "is a folder; name the file in it" if folder else f"cannot be read: {problem.strerror}"
        )
        raise refused(key_or_path, why) from None


def refused(source: str, sentence: str) -> PolicyInvalid:
    """One problem of a text that cannot be read at all."""
    return PolicyInvalid(source, (f"{sentence}.",))
