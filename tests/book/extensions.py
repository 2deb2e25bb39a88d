"""The book's own Sphinx extensions, which are no package, as modules."""

import importlib.util
import pathlib
from types import ModuleType

BOOK = pathlib.Path(__file__).parents[2] / "book"


def load(name: str) -> ModuleType:
    """Import `book/<name>.py`."""
    spec = importlib.util.spec_from_file_location(name, BOOK / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
