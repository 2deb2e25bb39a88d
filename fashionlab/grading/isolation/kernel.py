"""The Linux system calls that Python has no function for, by way of ctypes."""

import ctypes
import functools
import os
import platform
import sys
from typing import Any

ON_LINUX = sys.platform == "linux"

# From <linux/prctl.h>.
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_CAPBSET_DROP = 24
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_LINUX_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63  # more than any kernel has; unknown ones are refused with EINVAL


@functools.cache
def libc() -> Any:
    """Return the C library of this process; errno is kept."""
    return ctypes.CDLL(None, use_errno=True)


def check(result: int, what: str) -> int:
    """Return a C function's result, or raise the error it reported.

    Args:
        result: What the C function returned; negative means failure.
        what: Name of the call, for the message.

    Raises:
        OSError: If `result` is negative.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def system_call(number: int, *arguments: Any) -> int:
    """Make a system call that the C library has no function for.

    Raises:
        OSError: If the kernel refuses.
    """
    return check(libc().syscall(ctypes.c_long(number), *arguments), f"system call {number}")


def machine() -> str:
    """Return the processor family: "x86_64", "aarch64" or another name."""
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), "") or (
        platform.machine().lower()
    )


def prctl(option: int, *arguments: int) -> int:
    """Change something about this process, by an option number and up to four more.

    Raises:
        OSError: If the kernel refuses.
    """
    padded = (*arguments, 0, 0, 0, 0)[:4]
    return check(libc().prctl(option, *(ctypes.c_ulong(n) for n in padded)), f"prctl({option})")


def die_with_parent(signal_number: int) -> None:
    """Have the kernel send this process a signal when its parent dies.

    The caller must check afterwards that the parent has not died already.
    """
    prctl(_PR_SET_PDEATHSIG, signal_number)


def adopt_orphans() -> None:
    """Make this process the new parent of descendants that lose theirs."""
    prctl(_PR_SET_CHILD_SUBREAPER, 1)


def no_new_privileges() -> None:
    """Make set-uid programs useless from here on, for good."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


def drop_capabilities() -> None:
    """Give up every root-like privilege, and the right to get one back.

    Raises:
        OSError: If the kernel refuses to empty the sets.
    """
    for number in range(_LAST_CAPABILITY + 1):
        # EPERM without CAP_SETPCAP, EINVAL past the kernel's last one: nothing to drop.
        libc().prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(number), *(ctypes.c_ulong(0),) * 3)
    header = _CapabilityHeader(_LINUX_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; 64 bits each
    check(libc().capset(ctypes.byref(header), ctypes.byref(nothing)), "capset")
