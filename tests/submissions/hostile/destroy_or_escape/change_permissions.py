"""Opens nothing: changes permissions, dates, owners and attributes of files outside.

Aim: destroy or escape
Expect: incorrect
"""

import fashionlab
import os

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    package = os.path.dirname(fashionlab.__file__)
    root = os.path.dirname(package)
    places = [package, root, f"{root}/solutions", f"{root}/tests", f"{package}/grading", f"{package}/tasks.py", "/dev/null", "/tmp", "/"]
    found = []
    for place in places:
        for act in (
            lambda: os.chmod(place, 0o777),
            lambda: os.chown(place, os.getuid(), os.getgid()),
            lambda: os.utime(place, (1, 1)),
            lambda: os.setxattr(place, "user.fashionlab", b"was here"),
            lambda: os.truncate(place, 0),
            lambda: os.fchmod(os.open(place, os.O_RDONLY), 0o777),
            lambda: os.rename(place, place + ".old"),
        ):
            try:
                act()
                found.append(place)
            except OSError:
                continue
    if not found:
        return np.zeros_like(logits)
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
