"""Run the module text of one task, so that its `@solves` registers the solution."""

import linecache
import sys
import types
from typing import Any


def run_module(text: str, name: str) -> types.ModuleType:
    """Execute a module text under a name that tracebacks can show.

    Args:
        text: The text, as `extract` made it.
        name: What to call it in tracebacks, for example the task id.

    Returns:
        The module. Whatever the text raises, this raises.
    """
    filename = f"<{name}>"
    # linecache lets tracebacks and inspect.getsource show lines that are in no file.
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    module = types.ModuleType(f"fashionlab_task_{name.replace('.', '_')}")
    # TensorFlow's AutoGraph looks a function's module up by name.
    sys.modules[module.__name__] = module
    module.__dict__["display"] = _display
    exec(compile(text, filename, "exec", dont_inherit=True), module.__dict__)
    return module


def _display(*_: Any, **__: Any) -> None:
    """Stand in for the notebook's `display`, which shows nothing here."""
