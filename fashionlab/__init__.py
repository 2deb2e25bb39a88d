"""fashionlab: a course whose library you build yourself.

    import fashionlab
    from fashionlab import check, models, solves

`solves` fills a stub of the library, `check` says whether the filling is
right, `start` opens a chapter's notebook.
"""

import importlib
import importlib.metadata
import os
from typing import TYPE_CHECKING, Any

# TensorFlow reads this when it is imported: errors only.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from fashionlab.filling import fill_from, start
from fashionlab.tasks import solves

if TYPE_CHECKING:
    from fashionlab.checks import check

__version__ = importlib.metadata.version("fashionlab")

_TOPICS = (
    "comparison",
    "data",
    "evaluation",
    "models",
    "pipelines",
    "plots",
    "serving",
    "training",
    "tuning",
)

__all__ = ["check", "fill_from", "solves", "start"]


def __getattr__(name: str) -> Any:
    """Import topic modules, and `check`, when they are first asked for."""
    if name == "check":
        from fashionlab.checks import check

        return check
    if name in _TOPICS:
        return importlib.import_module(f"fashionlab.{name}")
    raise AttributeError(f"module 'fashionlab' has no attribute {name!r}")
