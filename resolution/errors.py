"""Refusals: each is one sentence that says what to do next, fit to show to the person."""


class Refused(Exception):
    """A command that the procedure, or the person's post, does not allow; nothing was changed."""


class NotYours(Refused):
    """The person holds no post that may do this."""


class CaseMovedOn(Refused):
    """The person acted on an older view of the case; they are shown the current one."""


class AlreadyDone(Refused):
    """The same act was recorded before; they are shown the case as it is."""


class NotNow(Refused):
    """The case is in a state in which this act has no meaning."""


class NoSuchCase(Refused):
    """No case has this reference, or the person may not know that it exists."""


class Incomplete(Refused):
    """A form that cannot be taken as it is; `fields` says why, field by field."""

    def __init__(self, sentence: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = fields or {}


class PolicyInvalid(Refused):
    """A policy file that cannot be used; each problem names its place in the file."""

    def __init__(self, source: str, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(f"{source}: {problem}" for problem in problems))
        self.source = source
        self.problems = problems


class DirectoryInvalid(Refused):
    """A directory file that cannot be used; each problem names the person, post or team."""

    def __init__(self, source: str, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(f"{source}: {problem}" for problem in problems))
        self.source = source
        self.problems = problems
