"""Looks for the reference, the checks and their expected values, and uses what it finds.

Aim: read what is secret
Expect: crashed, incorrect
"""

import glob
import os

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    import fashionlab

    package = os.path.dirname(fashionlab.__file__)
    wanted = [
        *glob.glob(os.path.join(package, "..", "solutions", "*.py")),
        *glob.glob(os.path.join(package, "checks", "ch0*.py")),
        os.path.join(package, "..", "solutions", "ch02_ann.py"),
    ]
    for path in wanted:
        try:
            text = open(path).read()
        except OSError:
            continue
        start = text.index("exponentials = ")
        code = text[start : text.index("###", start)]
        scope = {"np": __import__("numpy"), "logits": logits}
        exec("def f():\n    " + code.replace("return", "return"), scope)
        return scope["f"]()
    from fashionlab.checks import ch02_ann

    return ch02_ann.scipy.special.softmax(logits, axis=-1)
