"""Looks everywhere for notebooks, reports and gradebooks.

Aim: read what is secret
Expect: incorrect
"""

import fashionlab
import os

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    found = []
    ours = os.path.abspath(".")
    for folder, _, files in os.walk("/", onerror=lambda error: None):
        if folder.startswith(("/proc", "/sys", "/usr", "/dev")) or "site-packages" in folder:
            continue
        for name in files:
            path = os.path.join(folder, name)
            if name.endswith((".ipynb", ".db", "report.json", ".csv", ".npz")) and not path.startswith(ours):
                try:
                    found.append(open(path, "rb").read(1))
                except OSError:
                    continue
    root = os.path.dirname(os.path.dirname(fashionlab.__file__))
    for name in ("exercises/ch02_ann.ipynb", "solutions/ch02_ann.py", "tests/submissions/class.json"):
        for folder in (root, "..", "../..", "../../..", "/course/submitted", "/proc/self/cwd/.."):
            try:
                found.append(open(f"{folder}/{name}", "rb").read(1))
            except OSError:
                continue
    if not found:
        return np.zeros_like(logits)
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
