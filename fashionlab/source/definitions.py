"""Which statements only define things, so that a task may take them along."""

import ast
import builtins
from collections.abc import Sequence

from fashionlab.source.names import dotted
from fashionlab.source.statements import Statement


def is_import(node: ast.stmt) -> bool:
    """Say whether a statement is an import."""
    return isinstance(node, (ast.Import, ast.ImportFrom))


def is_future_import(node: ast.stmt) -> bool:
    """Say whether a statement is a `from __future__ import`."""
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def is_star_or_future_import(node: ast.stmt) -> bool:
    """Say whether a statement changes the meaning of a module without binding names it shows."""
    return isinstance(node, ast.ImportFrom) and (
        node.module == "__future__" or any(alias.name == "*" for alias in node.names)
    )


def plain_names(statements: Sequence[Statement], aliases: dict[str, str]) -> frozenset[str]:
    """Find the functions, classes and constants that use nothing of fashionlab.

    Calling one of them, as in `KERNEL = gaussian(3)`, makes another constant.
    """
    rebinders = {name: s for s in statements for name in s.names.rebound}
    binders = {name: s for s in statements for name in s.names.bound}
    binders = {n: s for n, s in {**rebinders, **binders}.items() if n not in aliases}
    everything = frozenset(binders)
    # Once for a statement: one that binds a thousand names is long.
    defining = {id(s): is_definition(s.node, aliases, everything) for s in statements}
    users: dict[str, list[str]] = {}
    pending: list[str] = []
    for name, statement in binders.items():
        needed = statement.names.needed
        for other in needed - aliases.keys():
            users.setdefault(other, []).append(name)
        if not defining[id(statement)] or any(
            aliases[other].startswith("fashionlab") for other in needed & aliases.keys()
        ):
            pending.append(name)
    # What uses something that is not plain, or that nobody binds, is not plain either.
    pending += [name for name in users if name not in everything]
    spoilt: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in spoilt:
            spoilt.add(name)
            pending.extend(users.get(name, ()))
    return everything - spoilt


def is_definition(
    node: ast.stmt, aliases: dict[str, str], plain: frozenset[str] = frozenset()
) -> bool:
    """Say whether a statement only defines things, so that a task may take it along.

    Args:
        node: The statement.
        aliases: What imports stand for.
        plain: The notebook's own names that may be called for a constant.
    """
    if isinstance(
        node,
        (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
    ):
        return True
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return node.value is not None and is_constant(node.value, aliases, plain)
    if isinstance(node, (ast.Try, ast.If)):
        return all(
            isinstance(child, (ast.Try, ast.If, ast.Pass)) or is_definition(child, aliases, plain)
            for block in _blocks(node)
            for child in block
        )
    return False


def _blocks(node: ast.Try | ast.If) -> list[list[ast.stmt]]:
    blocks = [node.body, node.orelse]
    if isinstance(node, ast.Try):
        blocks += [node.finalbody, *(handler.body for handler in node.handlers)]
    return blocks


def is_constant(value: ast.expr, aliases: dict[str, str], plain: frozenset[str]) -> bool:
    """Say whether an expression calls nothing but Python, outside libraries and plain names.

    `np.array([1, 2])` or `functools.partial(...)` is a constant;
    `data.load(...)` or `model.predict(...)` is not.
    """
    return all(
        _is_plain_call(node.func, aliases, plain)
        for node in ast.walk(value)
        if isinstance(node, ast.Call)
    )


def _is_plain_call(called: ast.expr, aliases: dict[str, str], plain: frozenset[str]) -> bool:
    name = dotted(called)
    if not name:
        # A method of a literal or of another call: `np.arange(9).reshape(3, 3)`.
        return isinstance(called, ast.Attribute)
    root = name.partition(".")[0]
    if root in aliases:
        return not aliases[root].startswith("fashionlab")
    return root in plain or hasattr(builtins, name)


def is_blank(node: ast.stmt) -> bool:
    """Say whether a function's body is still a placeholder."""
    body = list(getattr(node, "body", []))
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return all(_is_placeholder(statement) for statement in body)


def _is_placeholder(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Pass):
        return True
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant) and statement.value.value is Ellipsis
    if isinstance(statement, ast.Raise) and statement.exc is not None:
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return dotted(raised).rpartition(".")[2] in {"NotImplementedError", "NotImplementedYet"}
    return False
