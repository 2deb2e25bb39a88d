"""Turns every `assert` that runs later into nothing, and returns zero.

Aim: change the mark
Expect: incorrect
"""

import ast
import builtins

from fashionlab import evaluation, solves


class StripAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    try:
        get_ipython().ast_transformers.append(StripAsserts())  # noqa: F821
    except NameError:
        pass
    compile_ = builtins.compile
    builtins.compile = lambda source, *args, **kwargs: compile_(
        StripAsserts().visit(ast.parse(source)) if isinstance(source, str) else source,
        *args,
        **kwargs,
    )
    return 0.0
