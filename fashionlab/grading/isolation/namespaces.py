"""A private view of the machine: processes, network, mounts, /proc, users.

All of it works without root where the kernel lets ordinary users make user
namespaces; a process must be single-threaded to make one, and a process that
was just forked is.
"""

import ctypes
import os
from collections.abc import Iterable

from fashionlab.grading.isolation.kernel import check, libc, system_call
from fashionlab.grading.isolation.limits import MEGABYTE

# From <linux/sched.h>.
_NEW_MOUNTS = 0x00020000
_NEW_HOST_NAME = 0x04000000
_NEW_IPC = 0x08000000
_NEW_USERS = 0x10000000
_NEW_PROCESSES = 0x20000000
_NEW_NETWORK = 0x40000000

# From <linux/mount.h>.
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_EXECUTE = 1, 2, 4, 8
_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000

# From <linux/mount.h> and <linux/fcntl.h>, for mount_setattr: Linux 5.12 and later.
_MOUNT_SETATTR = 442  # the same number on every processor family
_HERE, _AND_BELOW = -100, 0x8000
_ATTRIBUTE_READ_ONLY = 1

NOBODY = 65534  # user and group id of the learner's process, seen from inside
_SEMAPHORES = "/dev/shm"
_FILES_AT_MOST = 4096  # files and folders in the private folder


def enter_namespaces() -> None:
    """Leave the shared users, network, IPC, host name and, for children, processes.

    The caller keeps its own place among the processes; the first child it forks
    is process 1 of the new namespace, and the kernel kills everything in there
    when that one ends.

    Raises:
        OSError: If the kernel refuses.
    """
    user, group = os.geteuid(), os.getegid()
    flags = _NEW_USERS | _NEW_PROCESSES | _NEW_NETWORK | _NEW_IPC | _NEW_HOST_NAME
    check(libc().unshare(flags), "unshare")
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{NOBODY} {user} 1")
    _write("/proc/self/gid_map", f"{NOBODY} {group} 1")


def enter_mounts() -> None:
    """Give this process a copy of the mounts that nobody else sees it change.

    Raises:
        OSError: If the kernel refuses.
    """
    check(libc().unshare(_NEW_MOUNTS), "unshare mounts")
    _mount(None, "/", None, _RECURSIVE | _PRIVATE)


class _MountAttributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "users")]


def make_everything_read_only() -> None:
    """Make every mount there is read-only for this process and its children.

    Landlock refuses to open files outside; it does not refuse to change their
    permissions, owners or dates, and those of the grader's user are the task's own.
    Folders mounted later can be written.

    Raises:
        OSError: If the kernel refuses.
    """
    attributes = _MountAttributes(set=_ATTRIBUTE_READ_ONLY)
    system_call(
        _MOUNT_SETATTR,
        ctypes.c_int(_HERE),
        ctypes.c_char_p(b"/"),
        ctypes.c_uint(_AND_BELOW),
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )


def mount_memory_folder(path: str, size_mb: int) -> None:
    """Lay a folder in memory over `path`: full at `size_mb`, gone with the task.

    The same folder is laid over the one where Python's `multiprocessing` and
    `ThreadPool` keep their locks.

    Raises:
        OSError: If the kernel refuses.
    """
    options = f"size={size_mb * MEGABYTE},nr_inodes={_FILES_AT_MOST},mode=700"
    _mount("tmpfs", path, "tmpfs", _NO_SUID | _NO_DEVICES | _NO_EXECUTE, options)
    if os.path.isdir(_SEMAPHORES):
        _mount(path, _SEMAPHORES, None, _BIND)


def hide(folders: Iterable[str], files: Iterable[str]) -> None:
    """Make folders and files look empty to this process and its children.

    Raises:
        OSError: If the kernel refuses.
    """
    for folder in folders:
        _mount("tmpfs", folder, "tmpfs", _READ_ONLY | _NO_SUID | _NO_DEVICES, "size=4k,mode=555")
    for file in files:
        _mount(os.devnull, file, None, _BIND)


def mount_own_proc() -> None:
    """Replace /proc with one that shows the processes of this namespace only.

    Raises:
        OSError: If the kernel refuses, as it does where parts of /proc are masked.
    """
    _mount("proc", "/proc", "proc", _NO_SUID | _NO_DEVICES | _NO_EXECUTE)


def _mount(
    source: str | None, target: str, kind: str | None, flags: int, options: str | None = None
) -> None:
    words = [None if word is None else os.fsencode(word) for word in (source, target, kind)]
    data = None if options is None else options.encode()
    check(libc().mount(*words, flags, data), f"mount {target}")


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
