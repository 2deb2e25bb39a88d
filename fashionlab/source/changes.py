"""Statements that add to what a definition made: a table that is filled below its own line.

A function may look things up in a dict, and the dict be filled one line at a
time, by a decorator, or by the classes below a base class. None of these lines
binds a name that the function needs, so they have to be looked for.
"""

import ast
from collections.abc import Iterable, Iterator

from fashionlab.source.definitions import is_constant
from fashionlab.source.statements import Statement

# Methods of Python's containers that change them.
_FILLS = frozenset({"add", "append", "extend", "insert", "setdefault", "update"})
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_REGISTERS = ("__init_subclass__", "__subclasses__")


def changes_by_name(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Map each name to the statements that change what it stands for.

    Those are, at the top of a cell: `TABLE["a"] = ...`, `f.calls = 0`,
    `NAMES += [...]`, `TABLE.update(...)`, loops of these. A definition under a
    decorator `@rule("a")` changes `rule` and what `rule` changes when it is
    called; so does a call `rule("a")`. A class changes its base where the
    notebook asks for subclasses.
    """
    statements = list(statements)
    registers = any(word in statement.text for statement in statements for word in _REGISTERS)
    changed_inside = {
        name: _filled_inside(statement.node) & statement.names.needed
        for statement in statements
        if isinstance(statement.node, _DEFINITIONS)
        for name in statement.names.bound
    }
    changes: dict[str, list[Statement]] = {}
    for statement in statements:
        names = set(_filled(statement.node))
        for called in _called(statement.node):
            names |= changed_inside.get(called, frozenset())
        names.update(_extended(statement.node, registers))
        for name in names:
            changes.setdefault(name, []).append(statement)
    return changes


def _filled(node: ast.stmt) -> Iterator[str]:
    """The names a statement changes by itself."""
    if isinstance(node, ast.AugAssign):
        yield from _roots([node.target])
    elif isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from _roots(t for t in targets if isinstance(t, (ast.Subscript, ast.Attribute)))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        if isinstance(called, ast.Attribute) and called.attr in _FILLS:
            yield from _roots([called.value])
    elif isinstance(node, ast.For):
        for child in node.body:
            yield from _filled(child)


def _filled_inside(definition: ast.stmt) -> frozenset[str]:
    """The names a function's body changes, its own ones among them."""
    inner = (child for child in ast.walk(definition) if isinstance(child, ast.stmt))
    return frozenset(name for child in inner for name in _filled(child))


def _called(node: ast.stmt) -> Iterator[str]:
    """The functions that a statement calls, which may change something."""
    if isinstance(node, _DEFINITIONS):
        yield from _roots(node.decorator_list)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        if isinstance(node.value.func, ast.Name):
            yield node.value.func.id
    elif isinstance(node, ast.For):
        for child in node.body:
            yield from _called(child)


def _extended(node: ast.stmt, registers: bool) -> Iterator[str]:
    """The decorators, and the classes that keep their subclasses, above a definition."""
    if isinstance(node, _DEFINITIONS):
        yield from _roots(node.decorator_list)
        if registers and isinstance(node, ast.ClassDef):
            yield from _roots(node.bases)


def _roots(expressions: Iterable[ast.expr]) -> Iterator[str]:
    """The names that `a`, `a.b`, `a[...]` and `a(...)` begin with."""
    for expression in expressions:
        inner = expression
        while isinstance(inner, (ast.Attribute, ast.Subscript, ast.Call)):
            inner = inner.func if isinstance(inner, ast.Call) else inner.value
        if isinstance(inner, ast.Name):
            yield inner.id


def only_fills(node: ast.stmt, aliases: dict[str, str], plain: frozenset[str]) -> bool:
    """Say whether a change computes nothing but constants, so that a task may take it along.

    Args:
        node: A statement out of `changes_by_name`.
        aliases: What imports stand for.
        plain: The notebook's own names that may be called for a constant.
    """
    if isinstance(node, _DEFINITIONS):
        return True
    if isinstance(node, ast.For):
        known = plain | {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}
        return is_constant(node.iter, aliases, plain) and all(
            isinstance(child, (ast.Assign, ast.AugAssign, ast.Expr, ast.Pass))
            and only_fills(child, aliases, known)
            for child in node.body
        )
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        # A method belongs to a container; what goes in has to be constant.
        if isinstance(node.value.func, ast.Name) and node.value.func.id not in plain:
            return False
        inside = [*node.value.args, *(keyword.value for keyword in node.value.keywords)]
        return all(is_constant(value, aliases, plain) for value in inside)
    value = getattr(node, "value", None)
    return value is None or is_constant(value, aliases, plain)
