"""Runs a command where there is no network but the machine's own loopback.

    python tests/book/offline.py COMMAND...

The command gets its own network namespace, which needs no root where the kernel lets
ordinary users make user namespaces.
"""

import fcntl
import os
import pathlib
import socket
import struct
import subprocess
import sys

from fashionlab.grading.isolation.kernel import check, libc

REFUSED = 125  # exit code when the kernel allows no such place
# From <linux/sched.h>, <linux/sockios.h> and <linux/if.h>.
NEW_USERS, NEW_NETWORK = 0x10000000, 0x40000000
SET_FLAGS, UP = 0x8914, 0x1


def prefix() -> list[str]:
    """The beginning of a command line that runs the rest of it with no network."""
    return [sys.executable, __file__]


def why_not() -> str:
    """Say why this machine cannot cut the network off; "" where it can."""
    done = subprocess.run([*prefix(), "true"], capture_output=True, text=True)
    return done.stderr.strip() if done.returncode else ""


def leave_network() -> None:
    """Go where there is only loopback, as the same user, and start that.

    Raises:
        OSError: If the kernel refuses.
    """
    user, group = os.geteuid(), os.getegid()
    check(libc().unshare(NEW_USERS | NEW_NETWORK), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        pathlib.Path("/proc/self", name).write_text(text)
    # Kernels talk to their clients through it, and a new one is down.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))


def main(command: list[str]) -> None:
    """Become the command, without network."""
    try:
        leave_network()
    except (OSError, AttributeError) as error:  # the C libraries of other systems lack the call
        print(f"no network namespace here: {error}", file=sys.stderr)
        sys.exit(REFUSED)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
