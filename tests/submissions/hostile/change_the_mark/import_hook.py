"""Puts modules of its own in the place of those that judge.

Aim: change the mark
Expect: incorrect, crashed
"""

import importlib.abc
import importlib.machinery
import sys
import types

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    class Finder(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path, target=None):
            return importlib.machinery.ModuleSpec(name, Loader())


    class Loader(importlib.abc.Loader):
        def exec_module(self, module):
            module.__dict__["judge_frames"] = lambda *args: ("passed",)


    sys.meta_path.insert(0, Finder())
    for name in list(sys.modules):
        if name.startswith(("fashionlab.checks", "fashionlab.grading")):
            sys.modules[name] = types.ModuleType(name)
    return 0.0
