"""Locks a process in before it looks at a stranger's file: resource limits, then no files, no network, no processes.

Linux only (Landlock for files, seccomp for the rest); elsewhere the resource limits alone hold.
"""

import ctypes
import errno
import os
import platform
import resource
import struct
from collections.abc import Sequence

MIB = 1024 * 1024
LIMITS = {
    resource.RLIMIT_AS: 2048 * MIB,
    resource.RLIMIT_CPU: 10,
    resource.RLIMIT_NOFILE: 64,
    resource.RLIMIT_FSIZE: 64 * MIB,
    resource.RLIMIT_CORE: 0,
}
CLONE_THREAD = 0x00010000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_READ_FILE, _READ_DIR, _ALL_FILE_RIGHTS = 1 << 2, 1 << 3, (1 << 13) - 1
_LANDLOCK = {"create": 444, "add": 445, "restrict": 446}

# What decoding needs once everything is imported. (x86_64, aarch64)
_CALLS = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62), "mmap": (9, 222),
    "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "sigaction": (13, 134), "sigprocmask": (14, 135),
    "sigreturn": (15, 139), "pread": (17, 67), "pwrite": (18, 68), "readv": (19, 65), "writev": (20, 66),
    "sched_yield": (24, 124), "mremap": (25, 216), "madvise": (28, 233), "dup": (32, 23), "nanosleep": (35, 101),
    "getpid": (39, 172), "exit": (60, 93), "uname": (63, 160), "fcntl": (72, 25), "ftruncate": (77, 46),
    "gettimeofday": (96, 169), "getrusage": (98, 165), "sysinfo": (99, 179), "sigaltstack": (131, 132),
    "gettid": (186, 178), "futex": (202, 98), "sched_getaffinity": (204, 123), "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "tgkill": (234, 131), "set_robust_list": (273, 99),
    "getrandom": (318, 278), "membarrier": (324, 283), "rseq": (334, 293), "newfstatat": (262, 79),
    "getdents": (217, 61),
}  # fmt: skip
_OPENAT, _CLONE, _CLONE3 = (257, 56), (56, 220), (435, 435)
_ARCHES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def limit_resources() -> None:
    """Bound memory, processor time, open files and file size of this process, for good."""
    for what, most in LIMITS.items():
        resource.setrlimit(what, (most, most))


def lock_in(readable: Sequence[str] = ()) -> bool:
    """Take away files (except folders to read from), network and new processes; False where this cannot be done."""
    arch = _ARCHES.get(platform.machine())
    if platform.system() != "Linux" or arch is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    walled = _wall_files(libc, readable)
    return _filter_calls(libc, *arch, may_open=walled)


def _wall_files(libc: ctypes.CDLL, readable: Sequence[str]) -> bool:
    rights = ctypes.c_uint64(_ALL_FILE_RIGHTS)
    ruleset = libc.syscall(_LANDLOCK["create"], ctypes.byref(rights), ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    for folder in readable:
        try:
            handle = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        except OSError:
            continue
        rule = struct.pack("=Qi", _READ_FILE | _READ_DIR, handle)
        libc.syscall(_LANDLOCK["add"], ruleset, 1, rule, 0)
        os.close(handle)
    walled = libc.syscall(_LANDLOCK["restrict"], ruleset, 0) == 0
    os.close(ruleset)
    return walled


def _filter_calls(libc: ctypes.CDLL, column: int, audit_arch: int, *, may_open: bool) -> bool:
    allowed = [numbers[column] for numbers in _CALLS.values()]
    if may_open:
        allowed.append(_OPENAT[column])
    deny = _ERRNO | errno.EPERM
    program = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, audit_arch), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    for number in allowed:
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    program += [(_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    program += [(_EQUAL, 1, 0, _CLONE[column]), (_RETURN, 0, 0, deny)]
    program += [(_LOAD, 0, 0, 16), (_ANY_BIT, 0, 1, CLONE_THREAD), (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, deny)]
    code = b"".join(struct.pack("=HBBI", *step) for step in program)
    text = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("@HP", len(program), ctypes.addressof(text))
    return libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, header, 0, 0) == 0
