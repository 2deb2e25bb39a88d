"""Gives its code a file and lines of its own, so that the error shows other code.

Aim: deceive the reader
Expect: crashed, incorrect
"""

import linecache

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    linecache.cache["<passed>"] = (1, None, ["<script>alert(1)</script> \x1b[2J All checks passed\n"] * 9, "<passed>")
    exec(compile("def quiet():\n    raise RuntimeError('[red]x[/red]')\n", "<passed>", "exec"), globals())
    return quiet()  # noqa: F821
