"""What stops the program: each error carries a message code, its values and an exit code; it prints nothing."""

from typing import ClassVar

from appeal import messages


class AppealError(Exception):
    """A trouble after which looking at the rest of the case is useless.

    Raised with a message code and the values its text names. `exit_code` is that of the process.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def text(self) -> str:
        """The fact, filled in."""
        return messages.find(self.code).text.format(**self.values)

    @property
    def hint(self) -> str:
        """The one thing to do, filled in."""
        return messages.find(self.code).hint.format(**self.values)


class BlockedError(AppealError):
    """Findings stand in the way of a package."""

    exit_code = 1


class CallError(AppealError):
    """The command was called in a way that cannot be carried out."""

    exit_code = 2


class CaseFileError(AppealError):
    """The case file, or a table it names, cannot be read at all."""

    exit_code = 3


class LetterError(AppealError):
    """The letter could not be drawn."""

    exit_code = 4


class PackageError(AppealError):
    """The package could not be written."""

    exit_code = 5


class MachineError(AppealError):
    """Something this machine needs is missing."""

    exit_code = 6
