"""What the wall stops, layer by layer and as a whole."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fashionlab.grading.isolation import isolation_level
from fashionlab.grading.isolation.report import LAYERS, _record, switched_off
from fashionlab.grading.worker import Worker

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent


def needs(*layers):
    missing = set(layers) - set(isolation_level().active)
    return pytest.mark.skipif(bool(missing), reason=f"this machine lacks {sorted(missing)}")


def only(*layers):
    return _record(dict.fromkeys(layers, ""), "not in this test")


# -- the record -----------------------------------------------------------------------


def test_the_record_names_every_layer_and_is_plain_data():
    record = isolation_level()
    assert [layer.name for layer in record.layers] == list(LAYERS)
    assert json.loads(json.dumps(record.as_dict()))["level"] == record.level
    assert all(layer.detail and (layer.available or layer.remedy) for layer in record.layers)


@pytest.mark.parametrize(
    ("there", "level"),
    [
        (LAYERS, "full"),
        (set(LAYERS) - {"proc"}, "partial"),
        ({"landlock"}, "partial"),
        ({"limits", "warden", "seccomp"}, "none"),
        ((), "none"),
    ],
)
def test_the_level_follows_from_the_layers(there, level):
    record = only(*there)
    assert record.level == level
    assert str(record).startswith(level)
    assert all(name in str(record) for name in record.missing)


def test_a_system_without_fork_gets_a_plain_answer(monkeypatch):
    monkeypatch.delattr(os, "fork")
    record = isolation_level.__wrapped__()
    assert record.level == "none"
    assert "cannot fork" in record.layers[0].detail


def test_a_probe_that_fails_means_no_wall_and_no_error(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    record = isolation_level.__wrapped__()
    assert record.level == "none"
    assert "probe failed" in record.layers[0].detail


def test_the_probe_imports_nothing_from_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('imported a stranger')")
    monkeypatch.chdir(tmp_path)
    assert isolation_level.__wrapped__() == isolation_level()


def test_the_isolation_package_does_not_import_tensorflow():
    code = "import sys, fashionlab.grading.worker; print('tensorflow' in sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# -- each layer by itself -------------------------------------------------------------

READ = """
try:
    with open({path!r}) as file:
        answer = file.read(100)
except OSError as error:
    answer = type(error).__name__
send({{"answer": answer}})
"""
WRITE = """
try:
    with open({path!r}, "w") as file:
        answer = str(file.write("here"))
except OSError as error:
    answer = type(error).__name__
send({{"answer": answer}})
"""


def test_without_a_wall_secrets_are_readable(walled: Worker, answer, tmp_path):
    """The control of the tests below: what they see refused is there to be read."""
    (tmp_path / "secret").write_text("the answers")
    walled.isolation = switched_off()
    assert answer(READ.format(path=str(tmp_path / "secret"))) == "the answers"


@needs("landlock")
def test_landlock_closes_files_outside(walled: Worker, answer, tmp_path):
    (tmp_path / "secret").write_text("the answers")
    walled.isolation = only("landlock")
    assert answer(READ.format(path=str(tmp_path / "secret"))) == "PermissionError"
    assert answer(WRITE.format(path=str(tmp_path / "new"))) == "PermissionError"
    assert not (tmp_path / "new").exists()
    assert answer(WRITE.format(path="mine")) == "4"


@needs("landlock")
def test_landlock_refuses_tcp(walled: Worker, answer):
    walled.isolation = only("landlock")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert answer(connect(server.getsockname()[1])) == "PermissionError"


@needs("namespaces")
def test_namespaces_have_no_network(walled: Worker, answer):
    walled.isolation = only("namespaces")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert answer(connect(server.getsockname()[1])) == "OSError"


def connect(port: int) -> str:
    return f"""
    import socket
    try:
        socket.create_connection(("127.0.0.1", {port}), timeout=5)
        answer = "connected"
    except OSError as error:
        answer = type(error).__name__ if error.errno != 101 else "OSError"
    send({{"answer": answer}})
    """


@needs("namespaces")
def test_namespaces_hide_other_processes(walled: Worker, answer):
    walled.isolation = only("namespaces")
    source = f"""
    import os
    def kill(pid):
        try:
            os.kill(pid, 0)
        except OSError as error:
            return type(error).__name__
    answer = [os.getpid(), os.getppid(), kill({os.getpid()}), os.getuid()]
    send({{"answer": answer}})
    """
    assert answer(source) == [1, 0, "ProcessLookupError", 65534]


@needs("namespaces", "mounts")
def test_the_private_folder_has_a_size(walled: Worker, answer):
    walled.isolation = only("namespaces", "mounts", "limits")
    source = """
    written = 0
    try:
        for number in range(100):
            with open(f"file{number}", "wb") as file:
                written += file.write(bytes(2**20))
    except OSError as error:
        answer = [written // 2**20, error.strerror]
    send({"answer": answer})
    """
    assert answer(source, file_mb=8) == [8, "No space left on device"]


@needs("namespaces", "proc")
def test_proc_shows_the_task_alone(walled: Worker, answer):
    walled.isolation = only("namespaces", "proc")
    source = """
    import os
    send({"answer": [name for name in os.listdir("/proc") if name.isdecimal()]})
    """
    assert answer(source) == ["1"]


@needs("seccomp")
def test_seccomp_refuses_sockets_and_system_calls(walled: Worker, answer):
    walled.isolation = only("seccomp")
    source = """
    import ctypes, errno, fcntl, mmap, os, socket
    libc = ctypes.CDLL(None, use_errno=True)
    def attempt(function, *arguments):
        try:
            result = function(*arguments)
        except OSError as error:
            return errno.errorcode[error.errno]
        return errno.errorcode[ctypes.get_errno()] if result == -1 else "allowed"
    def pair(kind):
        for end in socket.socketpair(socket.AF_UNIX, kind):
            end.close()
    send({"answer": [
        attempt(socket.socket, socket.AF_UNIX),
        attempt(socket.socket, socket.AF_INET),
        attempt(pair, socket.SOCK_DGRAM),
        attempt(pair, socket.SOCK_STREAM),
        attempt(socket.socketpair()[0].setsockopt, socket.SOL_SOCKET, socket.SO_SNDBUF, 2**20),
        attempt(libc.ptrace, 0, 0, 0, 0),
        attempt(libc.unshare, 0x10000000),
        attempt(libc.mount, b"none", b"/tmp", b"tmpfs", 0, None),
        attempt(libc.prctl, 1, 0, 0, 0, 0),
        attempt(os.memfd_create, "hidden"),
        attempt(libc.inotify_init),
        attempt(libc.inotify_init1, 0),
        attempt(libc.syncfs, 0),
        attempt(mmap.mmap, -1, 4096),
        attempt(fcntl.fcntl, os.open(os.__file__, os.O_RDONLY), fcntl.F_SETLEASE, fcntl.F_RDLCK),
        attempt(fcntl.fcntl, os.open("/", os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_ACCESS),
        attempt(os.getpid),
        attempt(os.waitpid, os.fork() or os._exit(0), 0),
    ]})
    """
    refused, allowed = "EPERM", "allowed"
    expected = [refused] * 3 + [allowed] + [refused] * 12 + [allowed] * 2
    assert answer(source) == expected


ATTRIBUTES = """
import os
def attempt(function, *arguments):
    try:
        function({path!r}, *arguments)
    except OSError:
        return "refused"
    return "allowed"
send({{"answer": [
    attempt(os.chmod, 0o777),
    attempt(os.utime, (1, 1)),
    attempt(os.chown, os.getuid(), os.getgid()),
]}})
"""


def test_landlock_alone_leaves_permissions_and_dates_open(walled: Worker, answer, tmp_path):
    """The control of the test below."""
    (tmp_path / "marks").touch()
    walled.isolation = only("landlock")
    assert answer(ATTRIBUTES.format(path=str(tmp_path / "marks"))) == ["allowed"] * 3


@needs("namespaces", "mounts", "landlock", "seccomp")
@pytest.mark.parametrize("layers", [("namespaces", "mounts"), ("seccomp",)])
def test_permissions_and_dates_outside_stay(layers, walled: Worker, answer, tmp_path):
    (tmp_path / "marks").touch()
    before = (tmp_path / "marks").stat()
    walled.isolation = only("landlock", *layers)
    assert answer(ATTRIBUTES.format(path=str(tmp_path / "marks"))) == ["refused"] * 3
    assert (tmp_path / "marks").stat() == before


@needs("mounts")
def test_permissions_and_dates_inside_can_change(answer):
    source = """
    import os, shutil
    open("one", "w").close()
    os.chmod("one", 0o600)
    os.utime("one", (1, 1))
    send({"answer": os.path.basename(shutil.copy2("one", "two"))})
    """
    assert answer(source) == "two"


def test_limits_hold_files_and_descriptors(walled: Worker, answer):
    walled.isolation = only("limits")
    source = """
    import errno, os, resource
    answer = []
    try:
        with open("big", "wb") as file:
            for _ in range(20):
                file.write(bytes(2**20))
                file.flush()
    except OSError as error:
        answer.append(errno.errorcode[error.errno])
    try:
        opened = [os.open("big", os.O_RDONLY) for _ in range(1000)]
    except OSError as error:
        answer.append(errno.errorcode[error.errno])
    answer.append(resource.getrlimit(resource.RLIMIT_CORE)[1])
    answer.append(resource.getrlimit(resource.RLIMIT_SIGPENDING)[1])
    send({"answer": answer})
    """
    assert answer(source, file_mb=8) == ["EFBIG", "EMFILE", 0, 1000]


# -- all layers together --------------------------------------------------------------


@needs(*LAYERS)
@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/etc/hostname",
        "/dev/zero",
        "/proc/cmdline",
        "/proc/2/environ",
        f"/proc/{os.getpid()}/environ",
        f"/proc/{os.getppid()}/environ",
        os.path.join("/proc/self", "root", "etc/passwd"),
        "/proc/self/cwd/../../../../etc/passwd",
        str(REPOSITORY / "pyproject.toml"),
        str(REPOSITORY / "solutions" / "ch02_ann.py"),
        str(Path(__file__)),
        os.path.expanduser("~/.bashrc"),
    ],
    # Process numbers and paths in names would differ between parallel test processes.
    ids=[f"place{number}" for number in range(13)],
)
def test_files_outside_are_unreadable(answer, path):
    assert answer(READ.format(path=path)) in ("PermissionError", "FileNotFoundError")


@needs(*LAYERS)
@pytest.mark.parametrize(
    "path",
    [
        "/tmp/fashionlab-planted",
        "/usr/fashionlab-planted",
        "/proc/self/oom_score_adj",
        os.path.join(sys.prefix, "lib", "fashionlab-planted"),
        str(REPOSITORY / "fashionlab" / "planted.py"),
        "../fashionlab-planted",
    ],
)
def test_writes_outside_are_refused(answer, path):
    # OSError: the file system is read-only.
    assert answer(WRITE.format(path=path)) in ("PermissionError", "OSError", "FileNotFoundError")
    assert not os.path.exists(path) or path.startswith("/proc")


@needs(*LAYERS)
def test_folders_outside_cannot_be_listed(answer):
    source = f"""
    import os
    def look(folder):
        try:
            return os.listdir(folder)
        except OSError as error:
            return type(error).__name__
    send({{"answer": [look(f) for f in ("/", "/tmp", "/root", "/home", "/etc", "..",
                                        {str(REPOSITORY)!r}, {str(HERE)!r}, "/proc")]}})
    """
    refused = {"PermissionError", "FileNotFoundError"}
    assert set(answer(source)) <= refused


@needs(*LAYERS)
def test_links_lead_nowhere(answer, tmp_path):
    (tmp_path / "secret").write_text("the answers")
    source = f"""
    import os
    secret = {str(tmp_path / "secret")!r}
    os.symlink(secret, "soft")
    answer = []
    for attempt in (lambda: open("soft").read(), lambda: os.link(secret, "hard"),
                    lambda: os.rename(secret, "moved"), lambda: os.unlink(secret)):
        try:
            answer.append(attempt())
        except OSError as error:
            answer.append("refused")
    send({{"answer": answer}})
    """
    assert answer(source) == ["refused"] * 4
    assert (tmp_path / "secret").read_text() == "the answers"


@needs(*LAYERS)
def test_no_socket_leads_out(answer, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert answer(connect(server.getsockname()[1])) == "PermissionError"
    service = str(tmp_path / "service")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(service)
        server.listen()
        source = f"""
        import socket
        try:
            socket.socket(socket.AF_UNIX).connect({service!r})
            answer = "connected"
        except OSError as error:
            answer = type(error).__name__
        send({{"answer": answer}})
        """
        assert answer(source) == "PermissionError"


@needs(*LAYERS)
def test_the_child_has_no_privileges_and_nothing_open(answer):
    source = """
    import os, stat
    def kind(number):
        try:
            return stat.S_IFMT(os.fstat(number).st_mode)
        except OSError:
            return None
    open_ones = [n for n in range(1000) if kind(n) is not None]
    fields = dict(line.split(":", 1) for line in open("/proc/self/status"))
    send({"answer": {
        "kinds": [kind(n) for n in open_ones],
        "null": [os.fstat(n).st_rdev == os.stat("/dev/null").st_rdev for n in range(3)],
        "capabilities": [int(fields[name], 16) for name in ("CapPrm", "CapEff", "CapBnd")],
        "no_new_privileges": int(fields["NoNewPrivs"]),
        "session": os.getsid(0) == os.getpid(),
    }})
    """
    seen = answer(source)
    character, sock = 0o020000, 0o140000
    assert seen["kinds"] == [character] * 3 + [sock]
    assert seen["null"] == [True] * 3
    assert seen["capabilities"] == [0, 0, 0]
    assert seen["no_new_privileges"] == 1
    assert seen["session"] is True


def test_the_environment_is_an_allow_list(answer):
    """The worker of these tests was started with the three that must be missing."""
    names = answer('import os; send({"answer": sorted(os.environ)})')
    assert {"HOME", "PATH", "TMPDIR"} <= set(names)
    assert not {"FASHIONLAB_GRADING_SEED", "FASHIONLAB_DATA", "API_TOKEN"} & set(names)


@needs(*LAYERS)
def test_shared_memory_is_private_too(answer):
    assert answer(WRITE.format(path="/dev/shm/planted")) == "4"
    assert not os.path.exists("/dev/shm/planted")
    assert answer(READ.format(path="/dev/shm/planted")) == "FileNotFoundError"


@needs(*LAYERS)
def test_useful_things_still_work(answer):
    source = """
    import os, subprocess, sys, tempfile, multiprocessing.pool
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("scratch")
    send({"answer": [
        os.path.samefile(tempfile.gettempdir(), "."),
        os.path.expanduser("~") == os.getcwd(),
        subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True).stdout,
        multiprocessing.pool.ThreadPool(2).map(abs, [-1, -2]),
    ]})
    """
    source = source.replace(".stdout", ".stdout.decode()")
    assert answer(source) == [True, True, "42\n", [1, 2]]


@needs(*LAYERS)
def test_a_layer_that_fails_in_a_task_stops_it_before_the_learner(run):
    done = run("send({})", file_mb=-1)  # no folder can have that size
    assert (done.status, done.replies) == ("fault", ())
    assert "could not be set up" in done.detail
