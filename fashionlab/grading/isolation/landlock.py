"""Landlock: the kernel refuses every file outside a short list, even to root.

Linux 5.13 and later (https://docs.kernel.org/userspace-api/landlock.html). What
later kernels added is used where it is there: TCP from ABI 4, signals and
abstract sockets from ABI 6.
"""

import ctypes
import os
import site
import sys
import sysconfig
from collections.abc import Iterable

from fashionlab.grading.isolation.kernel import system_call

# The same numbers on every processor family.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1

# What may be done with a file, by bit, from <linux/landlock.h>.
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = (1 << n for n in range(4))
_REMOVE_FOLDER, _REMOVE_FILE, _MAKE_DEVICE, _MAKE_FOLDER = (1 << n for n in range(4, 8))
_MAKE_FILE, _MAKE_SOCKET, _MAKE_FIFO, _MAKE_BLOCK, _MAKE_LINK = (1 << n for n in range(8, 13))
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_ALL_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}

_READ = _READ_FILE | _READ_FOLDER
_RUN = _READ | _EXECUTE
_READ_WRITE = (
    _READ
    | (_WRITE_FILE | _TRUNCATE | _MAKE_FILE | _MAKE_FOLDER | _MAKE_FIFO | _MAKE_LINK)
    | (_REMOVE_FILE | _REMOVE_FOLDER | _REFER)
)
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE  # not on folders

_TCP_BIND_AND_CONNECT = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11

# Libraries and programs of the system. Nothing personal lives here.
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin")
# What the loader, the C library and TensorFlow look up. /dev/zero is left out: shared
# memory mapped from it would escape the warden's count.
_LOOKED_UP = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/urandom",
    "/dev/random",
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
)


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def landlock_version() -> int:
    """Return the Landlock ABI the kernel offers.

    Raises:
        OSError: If the kernel has no Landlock, or it is switched off.
    """
    return system_call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))


def restrict_files(private: str) -> None:
    """Refuse this process every file but the interpreter's and its private folder.

    Needs `no_new_privileges`. It holds for everything the process starts, cannot
    be undone, and forbids mounting from here on.

    Args:
        private: The one folder that may be written.

    Raises:
        OSError: If the kernel refuses.
    """
    version = landlock_version()
    handled = _ALL_BY_ABI[max(abi for abi in _ALL_BY_ABI if abi <= version)]
    attributes = _Ruleset(
        handled,
        _TCP_BIND_AND_CONNECT if version >= 4 else 0,
        _ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0,
    )
    # An older kernel knows a shorter structure and accepts zeros past its end.
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    ruleset = system_call(_CREATE_RULESET, ctypes.byref(attributes), size, ctypes.c_uint32(0))
    try:
        _allow(ruleset, (*_SYSTEM, *interpreter_places()), _RUN & handled)
        _allow(ruleset, _LOOKED_UP, _READ & handled)
        _allow(ruleset, (os.devnull,), (_READ_FILE | _WRITE_FILE | _TRUNCATE) & handled)
        _allow(ruleset, (private,), _READ_WRITE & handled)
        system_call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def interpreter_places() -> tuple[str, ...]:
    """Return the folders and files of this Python, its packages and fashionlab.

    Of a prefix only what an interpreter keeps there: a course folder that holds
    its own virtual environment, or that an environment holds, stays closed.
    """
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    places = {
        os.path.join(prefix, part)
        for prefix in prefixes
        for part in ("bin", "lib", "lib64", "pyvenv.cfg")
    }
    places.update(sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib"))
    places.update(sysconfig.get_paths()[key] for key in ("purelib", "platlib"))
    if site.ENABLE_USER_SITE:
        places.add(site.getusersitepackages())
    # <package>/grading/isolation/landlock.py: the package alone, never the folder around it.
    places.add(os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__)))))
    return tuple(sorted(places))


def _allow(ruleset: int, paths: Iterable[str], access: int) -> None:
    for path in paths:
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:  # not on this machine: nothing to allow
            continue
        try:
            allowed = access if _is_folder(place) else access & _ON_FILES
            rule = _PathBeneath(allowed, place)
            arguments = (ctypes.c_int(_RULE_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
            system_call(_ADD_RULE, ctypes.c_int(ruleset), *arguments)
        finally:
            os.close(place)


def _is_folder(place: int) -> bool:
    import stat

    return stat.S_ISDIR(os.fstat(place).st_mode)
