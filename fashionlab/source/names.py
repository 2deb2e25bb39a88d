"""Which names a statement binds and which it needs."""

import ast
import builtins
import dataclasses

from fashionlab.source.parsing import symbols

_BUILTINS = frozenset(dir(builtins))
# Names a notebook offers without an import; the child process offers them too.
NOTEBOOK_NAMES = frozenset({"display", "__name__", "__file__"})


@dataclasses.dataclass(frozen=True)
class Names:
    """The module-level names of one statement.

    Attributes:
        bound: Names it gives a value.
        rebound: Names to which a function inside it gives a value, when it is called
            (`global`).
        needed: Names it, or a function inside it, takes from the module.
    """

    bound: frozenset[str]
    rebound: frozenset[str]
    needed: frozenset[str]


def names_of(statement: str) -> Names:
    """Find the names a top-level statement binds and needs.

    Args:
        statement: The text of a statement as it stands at the top of a cell.
    """
    table = symbols(statement)
    bound = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
    needed = {s.get_name() for s in table.get_symbols() if s.is_referenced()}
    rebound: set[str] = set()
    pending = list(table.get_children())
    while pending:
        scope = pending.pop()
        pending.extend(scope.get_children())
        for symbol in scope.get_symbols():
            if symbol.is_global() and symbol.is_referenced():
                needed.add(symbol.get_name())
            if symbol.is_declared_global() and symbol.is_assigned():
                rebound.add(symbol.get_name())
                needed.add(symbol.get_name())  # `x += 1` reads what it gives a value to
    return Names(
        frozenset(bound), frozenset(rebound), frozenset(needed - _BUILTINS - NOTEBOOK_NAMES)
    )


def attribute_chains(node: ast.AST) -> set[str]:
    """Collect the dotted names inside a node: `{"models.build_ann", ...}`."""
    return {
        name
        for child in ast.walk(node)
        if isinstance(child, (ast.Attribute, ast.Name)) and (name := dotted(child))
    }


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for an attribute chain, `""` for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])
