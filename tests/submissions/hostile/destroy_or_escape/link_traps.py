"""Fills its private folder with links, pipes, locked folders and a path too long to name.

Aim: destroy or escape
Expect: incorrect
"""

import os

from fashionlab import models, solves


def attempt(act, *args):
    try:
        act(*args)
    except OSError:
        pass


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    for target in ("/", "/etc/passwd", "..", "../..", "loop"):
        attempt(os.symlink, target, f"link{target.replace('/', '-')}")
        attempt(os.link, target, f"hard{target.replace('/', '-')}")
    attempt(os.symlink, "loop", "loop")
    attempt(os.mkfifo, "pipe")
    for number in range(20):
        attempt(os.mkdir, f"locked{number}")
        attempt(os.chmod, f"locked{number}", 0)
    for number in range(500):
        attempt(os.mkdir, "d" * 200)
        attempt(os.chdir, "d" * 200)
    attempt(open, "x\n\x1b[2J", "w")
    return image
