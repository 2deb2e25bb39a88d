"""Source text as normalised tokens: what a copy keeps when names, comments and layout change.

A token is a node of the syntax tree, in the order of the text. So brackets, commas, quotes
and line breaks, which a formatter moves, are no tokens at all.
"""

import ast
import builtins
import dataclasses
from collections.abc import Iterator
from typing import NamedTuple

from fashionlab.source.names import dotted
from fashionlab.source.parsing import parse

_BUILTINS = frozenset(dir(builtins))
# Type hints and the names of type parameters do nothing.
_SILENT_FIELDS = frozenset({"annotation", "returns", "type_params"})
_OPERATORS = (ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Token(NamedTuple):
    """One normalised token.

    Attributes:
        kind: What it is, the same for every spelling of it.
        line: Line of the text, from 1.
        column: Byte of the line in UTF-8, from 0.
    """

    kind: str
    line: int
    column: int


def tokens_of(text: str) -> list[Token]:
    """Turn a module's text into normalised tokens, in the order of the text.

    Left out: imports, docstrings, comments, type hints, `pass`, and the decorator and the
    parameters of a function under `@solves(...)`, which the exercise prescribes. A variable is
    one kind of token whatever it is called, and so is a number or a text whatever its value.
    Kept by name: builtins, attributes and keyword arguments, and what is imported, without the
    modules before it: `np.pad` and `numpy.pad` are both `pad`. Names that the text itself gives
    to functions, classes and attributes are not kept, nor the keywords of its own functions.

    Args:
        text: Python source.

    Raises:
        SyntaxError: If it is no Python. For odd texts the parser also raises
            ValueError, RecursionError and MemoryError.
    """
    tree = parse(text)
    names = _Names.of(tree)
    found: list[Token] = []
    # A stack, not recursion: a sum of 900 terms is a tree 900 deep.
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if _says_nothing(node):
            continue
        kind, goes_on = names.kind(node)
        if kind:
            found.append(Token(kind, node.lineno, node.col_offset))  # type: ignore[attr-defined]
        if goes_on:
            pending += sorted(names.children(node), key=_place, reverse=True)
    return found


def _place(node: ast.AST) -> tuple[int, int]:
    return node.lineno, node.col_offset  # type: ignore[attr-defined]


def _says_nothing(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # a docstring, or a comment made of quotes
    if isinstance(node, ast.AnnAssign):
        return node.value is None
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.Pass))


@dataclasses.dataclass(frozen=True)
class _Names:
    """What the names of one text stand for.

    Attributes:
        imported: A name that an import binds, to the last part of what it stands for.
        own: Names that the text gives to functions, classes and attributes.
        own_keywords: Ids of the keyword arguments in calls of its own functions.
    """

    imported: dict[str, str]
    own: frozenset[str]
    own_keywords: frozenset[int]

    @classmethod
    def of(cls, tree: ast.Module) -> "_Names":
        nodes = list(ast.walk(tree))
        own = {n.name for n in nodes if isinstance(n, _DEFINITIONS)}
        own |= {
            n.attr for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
        }
        imports = [n for n in nodes if isinstance(n, (ast.Import, ast.ImportFrom))]
        imported = dict(_binding(alias) for node in imports for alias in node.names)
        calls = [n for n in nodes if isinstance(n, ast.Call) and _called(n) in own]
        return cls(imported, frozenset(own), frozenset(id(k) for c in calls for k in c.keywords))

    def kind(self, node: ast.AST) -> tuple[str, bool]:
        """Return a node's kind, empty for none, and whether its children are tokens too."""
        if isinstance(node, ast.Module):
            return "", True
        if isinstance(node, ast.Name):
            known = self.imported.get(node.id) or (node.id if node.id in _BUILTINS else "name")
            return known, False
        if isinstance(node, ast.Attribute):
            if dotted(node).partition(".")[0] in self.imported:
                return node.attr, False
            return f".{'' if node.attr in self.own else node.attr}", True
        if isinstance(node, ast.keyword):
            return f"{'' if id(node) in self.own_keywords else node.arg}=", True
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            return _constant(node), False
        operators = [type(n).__name__ for n in ast.iter_child_nodes(node) if _is_operator(n)]
        return " ".join([type(node).__name__.removeprefix("Ann"), *operators]), True

    def children(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the nodes below that have a place of their own in the text."""
        prescribed = self._is_exercise(node)
        for field, value in ast.iter_fields(node):
            if field in _SILENT_FIELDS or (prescribed and field in ("decorator_list", "args")):
                continue
            for child in value if isinstance(value, list) else [value]:
                if hasattr(child, "lineno"):
                    yield child
                elif isinstance(child, ast.AST):
                    yield from self.children(child)

    def _is_exercise(self, node: ast.AST) -> bool:
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        calls = [d.func for d in node.decorator_list if isinstance(d, ast.Call)]
        return any(
            self.imported.get(name, name).rpartition(".")[2] == "solves"
            for name in map(dotted, calls)
        )


def _binding(alias: ast.alias) -> tuple[str, str]:
    """The name an import binds, and the last part of what it stands for."""
    first, last = alias.name.partition(".")[0], alias.name.rpartition(".")[2]
    return (alias.asname, last) if alias.asname else (first, first)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_operator(node: ast.AST) -> bool:
    return isinstance(node, _OPERATORS)


def _constant(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.JoinedStr) or isinstance(node.value, (str, bytes)):
        return "text"
    if isinstance(node.value, (int, float, complex)) and not isinstance(node.value, bool):
        return "number"
    return str(node.value)
