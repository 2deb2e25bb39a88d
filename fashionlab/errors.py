"""Every error fashionlab raises on purpose.

    FashionlabError
    ├── NotImplementedYet      a stub was called before the learner filled it
    ├── SignatureMismatch      a solution's parameters differ from its stub's
    ├── CheckNotPassed         a check that did not pass, where nbgrader runs the notebook
    ├── UnknownTask            a task id, function or chapter that does not exist
    ├── UnknownModel           a model name the library does not know
    ├── UnknownBase            a pretrained base that `keras.applications` does not have
    ├── UnknownRow             a comparison `fashionlab compare` does not know
    ├── InvalidArgument        a setting or argument outside what is allowed
    ├── SourceError            a notebook or module that cannot be read as one
    ├── DataError
    │   ├── UnknownDataset     a name `data.load` does not know
    │   ├── DataNotFound       the data set is in none of the places looked at
    │   ├── DataCorrupted      a data file that is truncated or altered
    │   ├── WeightsNotFound    pretrained weights are in none of the places looked at
    │   └── CacheNotWritable   the cache folder cannot be written
    ├── TrainingDiverged       the loss became NaN or infinite
    ├── CheckpointDamaged      a file of a training folder is cut short or altered
    ├── FolderInUse            another process is at work in the folder or with the file
    ├── RunFailed              a run of a comparison ended before it was done
    ├── WireError              bytes from a child process that break the protocol
    └── GraderFault            the grader, not the learner, is at fault

Each message says what happened, what was expected, what was received and
what to do. The command line prints the message alone and exits with code 2.
"""


class FashionlabError(Exception):
    """Base class of every error fashionlab raises on purpose."""


class NotImplementedYet(FashionlabError, NotImplementedError):
    """A stub was called before a solution was registered for it."""


class SignatureMismatch(FashionlabError, TypeError):
    """A solution's parameters differ from those of the stub it solves."""


class CheckNotPassed(FashionlabError, AssertionError):
    """A check did not pass in a notebook that nbgrader runs, where only an error costs points."""

    def _render_traceback_(self) -> list[str]:
        # What IPython shows in place of a traceback, which would be one through our own code.
        return [f"{type(self).__name__}: {self}"]


class UnknownTask(FashionlabError, LookupError):
    """A task id, function or chapter that does not exist."""


class UnknownModel(FashionlabError, LookupError):
    """A model name the library does not know."""


class UnknownBase(FashionlabError, LookupError):
    """A pretrained base that `keras.applications` does not have."""


class UnknownRow(FashionlabError, LookupError):
    """A comparison that `fashionlab compare` does not know."""


class InvalidArgument(FashionlabError, ValueError):
    """A setting or argument outside what is allowed."""


class SourceError(FashionlabError, ValueError):
    """A file that was expected to be a notebook or module and is not."""


class DataError(FashionlabError):
    """Something is wrong with a data set or with where it is kept."""


class UnknownDataset(DataError, ValueError):
    """A data set name that `fashionlab.data.load` does not know."""


class DataNotFound(DataError, FileNotFoundError):
    """A data set that is in none of the places looked at."""


class DataCorrupted(DataError, ValueError):
    """A data file whose contents are not what was published."""


class WeightsNotFound(DataError, FileNotFoundError):
    """Pretrained weights that are in none of the places looked at."""


class CacheNotWritable(DataError, OSError):
    """The cache folder cannot be written."""


class TrainingDiverged(FashionlabError, ArithmeticError):
    """The loss of a training run became NaN or infinite."""


class CheckpointDamaged(FashionlabError, ValueError):
    """A file of a training folder is cut short or altered."""


class FolderInUse(FashionlabError, RuntimeError):
    """Another process is at work in the folder or with the file."""


class RunFailed(FashionlabError, RuntimeError):
    """A training run of a comparison ended before it was done."""


class WireError(FashionlabError, ValueError):
    """Bytes from a child process that break the protocol or its limits."""


class GraderFault(FashionlabError, RuntimeError):
    """The grader could not do its work; the learner loses nothing by it."""
