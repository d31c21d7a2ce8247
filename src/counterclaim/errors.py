"""Every error the package raises, under one root; the docstring is the default message."""

from __future__ import annotations

from collections.abc import Sequence


class CounterclaimError(Exception):
    """Counterclaim could not do what was asked."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__class__.__doc__)


class SettingsError(CounterclaimError):
    """A setting has a value that cannot be used; correct or unset the environment variable."""


class ReportError(CounterclaimError):
    """A report could not be read; the message names the file, the line and the reason."""


class EmptyReportError(ReportError):
    """The report holds no text; give a file with at least one sentence."""


class BinaryReportError(ReportError):
    """The file is not UTF-8 text; convert it to UTF-8 text first."""


class LanguageError(ReportError):
    """The report is in a language that no coder reads; English, French and Spanish are read."""


class FetchError(ReportError):
    """An address could not be fetched; the message says why and what to do."""

    def __init__(self, message: str | None = None, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        #: Seconds after which the site asks to be tried again; None where it does not say.
        self.retry_after = retry_after


class DamagedError(ReportError):
    """The file ends too early or was changed; get it again. What was read before is kept."""


class LimitError(ReportError):
    """The input is larger, deeper or slower to read than is allowed; split it or unpack it first."""


class GazetteerError(CounterclaimError):
    """The place index is missing or damaged; delete it and run the command again."""


class LedgerError(CounterclaimError):
    """The ledger could not be used; the message names the file and what to do."""


class ReviewConflictError(LedgerError):
    """Somebody else has reviewed the statement since; look at what they said, then review it again."""

    def __init__(self, message: str | None = None, unseen: Sequence[str] = ()) -> None:
        """Keep what was not seen, so that whoever asked can show both sides.

        Args:
            message: what happened.
            unseen: ids of the reviews by others that came since, in the order of the log.
        """
        super().__init__(message)
        self.unseen = tuple(unseen)


class UnknownEventError(LedgerError):
    """No event or mention of the ledger has this id; `counterclaim events` lists them."""


class ExportError(CounterclaimError):
    """An export could not be written; the message names the format, the row and the rule."""


class BulkError(CounterclaimError):
    """A bulk job could not be run; the message names the input, the folder or the worker."""


class TimeLimitError(CounterclaimError):
    """The report took longer than the time limit of the job; it was set aside."""


class PolicyError(CounterclaimError):
    """No policy has this name or resolves this field; `counterclaim policies` lists them."""


class OldLedgerError(LedgerError):
    """The ledger has the schema of an earlier version; `counterclaim migrate` brings it to this one's."""


class ServeError(CounterclaimError):
    """The review page could not be served; the message names the option and what to do."""


class TableFileError(CounterclaimError):
    """A table of outlets or feeds does not fit; the message names the file, the line and what to write."""


class WatchError(CounterclaimError):
    """A watch could not be started or go on; the message says why and what to do."""
