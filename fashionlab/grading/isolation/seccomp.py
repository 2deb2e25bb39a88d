"""seccomp: the kernel refuses system calls that no exercise needs.

The filter is a list rather than a library: a small program in the kernel's
classic BPF that compares the number of each call (and, for a few, a flag) and
answers "allow" or EPERM (https://docs.kernel.org/userspace-api/seccomp_filter.html).
"""

import ctypes
import errno
import sys
from collections.abc import Sequence

from fashionlab.grading.isolation.kernel import check, libc, machine

# name: (x86_64, aarch64); None where the family lacks the call.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # mounts and namespaces, and with them a fresh set of privileges
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    # the outside: sockets to services of this machine, which neither a network
    # namespace nor Landlock closes when they are files (socketpair is filtered below)
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    # memory that no process's own count shows; a socket's buffer may be made to hold megabytes
    "setsockopt": (54, 208),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    # what all programs of a user, or of the machine, share: none would be left for others
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "io_setup": (206, 0),
    "sync": (162, 81),
    "syncfs": (306, 267),
    # parts of the kernel with a history of holes
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "fanotify_init": (300, 262),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "personality": (135, 92),
    "uselib": (134, None),
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
    # the machine itself
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "syslog": (103, 116),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "vhangup": (153, 58),
}
# What Landlock does not hold: a file's length before its ABI 3, and a file's attributes.
_ATTRIBUTES: dict[str, tuple[int | None, int | None]] = {
    "truncate": (76, 45),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "setxattrat": (463, 463),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
}
_FAMILIES = {"x86_64": 0, "aarch64": 1}  # column above
_AUDIT_ARCH = (0xC000003E, 0xC00000B7)
_CLONE, _CLONE3, _PRCTL, _MMAP, _SOCKETPAIR = (56, 220), (435, 435), (157, 167), (9, 222), (53, 199)
_FCNTL = (72, 25)

# Instructions of classic BPF and answers of seccomp.
_LOAD, _AND, _JUMP_EQUAL, _JUMP_ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
# Offsets in struct seccomp_data; the arguments are 8 bytes each, low half first.
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

_ANY_NAMESPACE = 0x7E020000  # every CLONE_NEW... flag
_SHARED_ANONYMOUS = 0x21  # MAP_SHARED | MAP_ANONYMOUS: stays when no process shows it
_SET_PARENT_DEATH_SIGNAL = 1
_STREAM, _SOCKET_KIND = 1, 0xF
# F_SETLEASE, F_NOTIFY, F_SETDELEG. Who holds a lease on a file is asked before anybody else may
# open it, and may take 45 seconds to answer: every program that imports that file would wait.
_LEASES = (1024, 1026, 1040)
_X32 = 0x40000000  # second numbering of the calls on x86_64

_Instruction = tuple[int, int, int, int]  # code, skip if true, skip if false, operand


def seccomp_supported() -> bool:
    """Whether the filter knows this processor family."""
    return machine() in _FAMILIES and sys.byteorder == "little"


def refuse_system_calls(*, attributes: bool = False) -> None:
    """Install the filter in this process and everything it starts, for good.

    Needs `no_new_privileges` and a single thread.

    Args:
        attributes: Whether to refuse also changes of permissions, owners and dates,
            in the private folder too, where nothing else keeps them from outside.

    Raises:
        OSError: If the kernel refuses.
    """
    refused = [*_REFUSED.values(), *(_ATTRIBUTES.values() if attributes else ())]
    lines = _program(_FAMILIES[machine()], refused)
    array = (_Line * len(lines))(*(_Line(*line) for line in lines))
    program = _Program(len(lines), array)
    arguments = (ctypes.c_ulong(_MODE_FILTER), ctypes.byref(program))
    check(
        libc().prctl(_PR_SET_SECCOMP, *arguments, ctypes.c_ulong(0), ctypes.c_ulong(0)), "seccomp"
    )


class _Line(ctypes.Structure):
    _fields_ = [
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("operand", ctypes.c_uint32),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("lines", ctypes.POINTER(_Line))]


def _program(column: int, refused: Sequence[tuple[int | None, int | None]]) -> list[_Instruction]:
    """Return the filter for one processor family."""
    refuse = (_RETURN, 0, 0, _ERROR | errno.EPERM)
    lines: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[column]),
        (_RETURN, 0, 0, _KILL_PROCESS),  # 32-bit calls have other numbers
        (_LOAD, 0, 0, _NUMBER),
    ]
    if column == _FAMILIES["x86_64"]:
        lines += [(_JUMP_ANY_BIT, 0, 1, _X32), refuse]
    for numbers in refused:
        if (number := numbers[column]) is not None:
            lines += [(_JUMP_EQUAL, 0, 1, number), refuse]
    # The C library falls back to clone, whose flags can be read, when clone3 is "not there".
    lines += [(_JUMP_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _ERROR | errno.ENOSYS)]
    lines += _when(_CLONE[column], 0, [(_JUMP_ANY_BIT, 0, 1, _ANY_NAMESPACE), refuse])
    # The kernel's promise to kill this process with its warden must stand.
    lines += _when(_PRCTL[column], 0, [(_JUMP_EQUAL, 0, 1, _SET_PARENT_DEATH_SIGNAL), refuse])
    shared = [(_AND, 0, 0, _SHARED_ANONYMOUS), (_JUMP_EQUAL, 0, 1, _SHARED_ANONYMOUS), refuse]
    lines += _when(_MMAP[column], 3, shared)
    # A datagram socket of a pair can still be connected elsewhere; a stream cannot.
    stream = [(_AND, 0, 0, _SOCKET_KIND), (_JUMP_EQUAL, 1, 0, _STREAM), refuse]
    lines += _when(_SOCKETPAIR[column], 1, stream)
    leases = [line for kind in _LEASES for line in ((_JUMP_EQUAL, 0, 1, kind), refuse)]
    lines += _when(_FCNTL[column], 1, leases)
    return [*lines, (_RETURN, 0, 0, _ALLOW)]


def _when(number: int, argument: int, then: list[_Instruction]) -> list[_Instruction]:
    """Run `then` on one argument of one call; what passes it is allowed."""
    body: list[_Instruction] = [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        *then,
        (_RETURN, 0, 0, _ALLOW),
    ]
    return [(_JUMP_EQUAL, 0, len(body), number), *body]
