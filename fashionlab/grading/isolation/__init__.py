"""The wall around learner code: each layer a small module, probed before it is used.

    limits      what a task may use: seconds, memory, processes, file sizes
    namespaces  a private view of processes, network, mounts, /proc and users
    landlock    the kernel refuses every file outside a short list
    seccomp     the kernel refuses system calls no exercise needs
    processes   the warden outside the wall watches memory and processes

`isolation_level()` says which layers this machine has. A layer that is missing
is left out and reported; a layer that is there and fails in a task stops that
task before a learner's line runs.
"""

from fashionlab.grading.isolation.report import Isolation, LayerStatus, isolation_level

__all__ = ["Isolation", "LayerStatus", "isolation_level"]
