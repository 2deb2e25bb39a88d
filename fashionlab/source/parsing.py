r"""Python's own reading of a text, without its warnings.

Python warns of "\d", and quotes the letter: a learner may put there what a terminal obeys.
"""

import ast
import contextlib
import symtable
import threading
import warnings
from collections.abc import Iterator

_one_at_a_time = threading.Lock()  # the filters of warnings are the same for all threads


def parse(text: str) -> ast.Module:
    """Parse a text as `ast.parse` does."""
    with _no_warnings():
        return ast.parse(text)


def symbols(text: str) -> symtable.SymbolTable:
    """Return the symbol table of a module's text."""
    with _no_warnings():
        return symtable.symtable(text, "<cell>", "exec")


@contextlib.contextmanager
def _no_warnings() -> Iterator[None]:
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
