"""What a worker makes of honest, failing and hostile requests."""

import dataclasses
import os
import signal
import socket
import struct
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from fashionlab import wire
from fashionlab.checks.partners import Partners
from fashionlab.errors import WireError
from fashionlab.grading.isolation import exchange
from fashionlab.grading.isolation.exchange import Exchange
from fashionlab.grading.isolation.folders import remove_folder
from fashionlab.grading.isolation.launch import Task
from fashionlab.grading.isolation.processes import descendants
from fashionlab.grading.worker import Limits, Worker
from fashionlab.source import module_text
from fashionlab.tasks import all_tasks

HERE = str(Path(__file__).parent)
ROOT = Path(__file__).parents[2]

# -- honest ---------------------------------------------------------------------------


def test_replies_come_back_in_order_without_the_closing_frame(run):
    done = run("for n in range(3): send({'n': n, 'array': __import__('numpy').ones(n)})")
    assert done.status == "finished"
    assert done.detail == ""
    assert [reply["n"] for reply in done.replies] == [0, 1, 2]
    assert done.replies[2]["array"].tolist() == [1.0, 1.0]
    assert done.peak_memory_mb < 1024


def test_a_large_request_and_a_large_reply_cross(walled):
    walled.limits = dataclasses.replace(walled.limits, reply_mb=64)
    array = np.arange(5_000_000, dtype=np.int64)
    done = walled.run({"source": "send({'sum': request['array'] + 1})", "array": array})
    assert done.status == "finished"
    assert (done.replies[0]["sum"] == array + 1).all()


def test_a_request_that_is_not_plain_data_is_the_callers_error(walled):
    with pytest.raises(WireError):
        walled.run({"source": object()})


def test_requests_do_not_see_each_other(run, answer):
    run("import builtins, numpy; builtins.left = numpy.left = 1; open('left', 'w').close()")
    source = """
    import builtins, numpy, os
    send({"answer": [hasattr(builtins, "left"), hasattr(numpy, "left"), os.path.exists("left")]})
    """
    assert answer(source) == [False, False, False]


def test_what_the_notebooks_import_is_imported_before_the_fork(answer):
    texts = {
        task.id: module_text(ROOT / "solutions" / f"{task.chapter_id}.py", task.id)
        for task in all_tasks().values()
    }
    source = f"""
    import sys
    from fashionlab.source.load import run_module
    from fashionlab.tasks import solution_of
    before = set(sys.modules)
    for name, text in {texts!r}.items():
        run_module(text, name)
        assert solution_of(name) is not None
    imported = set(sys.modules) - before
    send({{"answer": sorted(name for name in imported if not name.startswith("fashionlab_task"))}})
    """
    assert answer(source) == []


def test_an_earlier_submission_is_not_in_memory(walled, answer):
    secret = "".join(["sub", "mission-4711"])
    walled.run({"source": f"text = {secret!r}", "questions": [{"label": secret}]})
    # Looks for a word by its two halves, so that the search itself never holds the word.
    source = """
    def found(first, second):
        with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
            for line in maps:
                span, access = line.split()[:2]
                start, end = (int(part, 16) for part in span.split("-"))
                if access.startswith("rw"):
                    memory.seek(start)
                    try:
                        parts = memory.read(end - start).split(first)[1:]
                    except OSError:
                        continue
                    if any(part.startswith(second) for part in parts):
                        return True
        return False
    own = "".join(["con", "trol-4711"])
    send({"answer": [found(b"con", b"trol-4711"), found(b"sub", b"mission-4711")]})
    """
    assert answer(source) == [True, False]


@pytest.mark.slow
def test_training_gives_the_same_weights_with_and_without_the_wall():
    weights = []
    for isolation in (True, False):
        with Worker(isolation=isolation, serve="standin:train", path=[HERE]) as worker:
            done = worker.run({"seed": 7})
            assert done.status == "finished", done
            weights.append(done.replies[0]["weights"])
    assert len(weights[0]) == 8
    assert all((a == b).all() for a, b in zip(*weights, strict=True))


# -- failing and hostile --------------------------------------------------------------


def test_an_endless_loop_runs_out_of_time(run):
    done = run("send({'n': 1})\nwhile True: pass", seconds=0.5)
    assert (done.status, done.detail) == ("timed_out", "killed: more than 0.5 seconds")
    assert len(done.replies) == 1


def test_sleeping_runs_out_of_time(run):
    assert run("import time; time.sleep(1000)", seconds=0.5).status == "timed_out"


def test_processor_time_is_limited(run):
    done = run("while True: pass", cpu_seconds=1)
    assert (done.status, done.detail) == ("timed_out", "killed: more than 1 processor seconds")


def test_a_memory_hog_is_stopped(run):
    done = run("kept = []\nwhile True: kept.append(bytearray(b'x' * 2**24))", memory_mb=600)
    assert done.status == "out_of_memory"
    assert "limit 600 MB" in done.detail
    assert done.peak_memory_mb > 600


def test_memory_of_all_processes_counts(run):
    source = """
    import os, time
    for _ in range(4):
        if os.fork() == 0:
            kept = bytearray(b"x" * (200 * 2**20))
            time.sleep(100)
    time.sleep(100)
    """
    assert run(source, memory_mb=700).status == "out_of_memory"


def test_memory_shared_after_a_fork_counts_once(run):
    source = """
    import os, time
    children = [os.fork() or time.sleep(0.3) or os._exit(0) for _ in range(8)]
    for child in children:
        os.waitpid(child, 0)
    """
    assert run(source, memory_mb=1024).status == "finished"


def test_a_fork_bomb_is_stopped(run, left_behind, walled):
    done = run("import os\nwhile True: os.fork()", processes=20)
    assert (done.status, done.detail) == ("refused", "killed: more than 20 processes")
    assert left_behind(walled) == []


def test_threads_are_limited(run):
    source = """
    import threading, time
    threading.stack_size(2**16)
    while True: threading.Thread(target=time.sleep, args=[1000], daemon=True).start()
    """
    assert run(source).status in ("refused", "died")


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("import os; os._exit(0)", "exit code 0 before the answer"),
        ("import os; os._exit(7)", "exit code 7 before the answer"),
        ("raise SystemExit", "exit code 1 before the answer"),
        ("1 / 0", "exit code 1 before the answer"),
        ("import os; os.closerange(3, 100)", "exit code 1 before the answer"),
        ("import ctypes; ctypes.string_at(1)", "ended by signal SIGSEGV before the answer"),
    ],
)
def test_ending_early_is_told(run, source, detail):
    done = run("send({'n': 1})\n" + source)
    assert (done.status, done.detail) == ("died", detail)
    assert len(done.replies) == 1


@pytest.mark.parametrize("number", ["SIGKILL", "SIGSTOP", "SIGTERM"])
def test_killing_everything_in_sight_harms_nobody_else(run, walled, number):
    assert run("send({})").status == "finished"
    zygote = walled._zygote.process.pid
    source = f"""
    import os, signal
    for pid in (-1, 0, os.getppid(), {os.getpid()}, {zygote}):
        try:
            os.kill(pid, signal.{number})
        except OSError:
            pass
    """
    run(source, seconds=2.0)
    assert run("send({})").status == "finished"
    assert walled._zygote.process.pid == zygote


def test_a_task_that_the_machine_kills_ran_out_of_memory(walled):
    """As the kernel does when the whole machine has none left: no fault of the code."""
    done = []
    request = {"source": "send({}); import time; time.sleep(1000)"}
    thread = threading.Thread(target=lambda: done.append(walled.run(request)))
    walled.wait_until_ready()
    thread.start()
    while len(family := descendants(walled._zygote.process.pid)) < 2 and thread.is_alive():
        time.sleep(0.01)
    os.kill(family[-1], signal.SIGKILL)
    thread.join()
    assert (done[0].status, done[0].detail[:19]) == ("out_of_memory", "killed from outside")


def test_a_crowd_of_spinning_processes_waits_for_others(answer):
    crowd = 4 * os.cpu_count() + 2
    source = f"""
    import os, time
    children = []
    for _ in range({crowd}):
        children.append(os.fork())
        while children[-1] == 0:
            os.setsid() if os.getsid(0) != os.getpid() else None
    deadline = time.monotonic() + 20
    lowest = lambda: min(os.getpriority(os.PRIO_PROCESS, pid) for pid in [0, *children])
    while lowest() < 19 and time.monotonic() < deadline:
        time.sleep(0.05)
    try:
        os.nice(-1)
    except OSError:
        pass
    send({{"answer": lowest()}})
    """
    assert answer(source, processes=crowd + 2) == 19


def test_endless_printing_is_harmless(run):
    source = """
    import os, sys
    for _ in range(2000):
        print("x" * 100_000)
        os.write(2, b"y" * 100_000)
    print("end", file=sys.__stdout__, flush=True)
    """
    assert run(source).status == "finished"


SURVIVOR = """
import os, time
ready, tell = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(tell, b"!")
        while True:
            time.sleep(0.01)
    os._exit(0)
os.read(ready, 1)
send({"n": 1})
"""


def test_a_survivor_dies_with_the_task(run, walled, left_behind):
    assert run(SURVIVOR).status == "finished"
    assert left_behind(walled) == []


def test_a_survivor_dies_without_namespaces_too(run, walled, left_behind):
    walled.isolation = dataclasses.replace(walled.isolation, layers=())
    assert run(SURVIVOR).status == "finished"
    assert left_behind(walled) == []


def test_nobody_waits_for_a_grandchild_that_holds_the_socket(run):
    source = """
    import os, time
    if os.fork() == 0:
        time.sleep(1000)
    send({"n": 1})
    os._exit(0)
    """
    done = run(source)
    assert (done.status, len(done.replies)) == ("died", 1)


def test_a_huge_reply_is_refused(run):
    done = run("import numpy; send({'a': numpy.zeros(10**7)})", reply_mb=16)
    assert done.status == "refused"
    assert "16" in done.detail


def test_an_endless_reply_is_refused(run):
    done = run("while True: send({'n': 'x' * 100_000})", reply_mb=16)
    assert (done.status, done.detail[-15:]) == ("refused", "more than 16 MB")


def test_more_frames_than_questions_are_refused(walled):
    request = {"source": "for n in range(5): send({'n': n})", "questions": [{}, {}]}
    done = walled.run(request)
    assert (done.status, len(done.replies)) == ("refused", 3)
    assert "more than 3 frames" in done.detail


RAW = """
import os, stat
for number in range(3, 50):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            os.write(number, {data!r})
    except OSError:
        pass
os._exit(0)
"""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(struct.pack("<Q", 2**62), id="claims to be huge"),
        pytest.param(wire.frame(b"garbage"), id="garbage"),
        pytest.param(wire.frame(b""), id="empty"),
        pytest.param(wire.frame(b"FLW1\xff\xff\xff\xff"), id="long header"),
        pytest.param(wire.frame(b"\x80\x04\x95pickle"), id="pickle"),
        pytest.param(wire.frame(wire.encode([1])), id="not a dict"),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", id="another protocol"),
    ],
)
def test_forged_bytes_are_refused(run, data):
    done = run(RAW.format(data=data))
    assert (done.status, done.replies) == ("refused", ())


def test_half_a_frame_is_no_answer(run):
    done = run(RAW.format(data=wire.frame(wire.encode({"n": 1}))[:-1]))
    assert (done.status, done.replies) == ("died", ())


def test_a_reply_that_trickles_in_is_put_together(run):
    source = """
    import os, stat
    from fashionlab import wire
    [task] = [n for n in range(3, 50) if os.path.exists(f"/proc/self/fd/{n}")]
    for byte in wire.frame(wire.encode({"n": "trickled"})):
        os.write(task, bytes([byte]))
    """
    done = run(source)
    assert (done.status, done.replies) == ("finished", ({"n": "trickled"},))


@pytest.mark.parametrize(
    "source",
    [
        "import json; json.dumps = lambda *a, **k: '{}'",
        "import os; os.write = lambda *a: 0; os.read = None",
        "import numpy; numpy.ndarray = dict",
        "import fashionlab.wire as wire; wire.encode = lambda tree: b'FLW1'",
        "import sys; sys.modules.clear()",
        "import gc; [o.clear() for o in gc.get_objects() if type(o) is dict]",
        "import threading; threading.Thread(target=lambda: 1).start(); send = None",
    ],
)
def test_patched_libraries_do_not_reach_the_grader(run, source):
    done = run(source + "\nsend({'n': 1})", seconds=2.0)
    assert done.status in ("finished", "died", "refused", "timed_out")
    assert run("send({'n': 1})").status == "finished"


def test_a_value_that_is_not_plain_can_be_caught_where_it_is_sent(run):
    source = """
    from fashionlab.errors import WireError
    try:
        send({"answer": object()})
    except WireError as error:
        send({"error": str(error)})
    """
    done = run(source)
    assert "expected plain data" in done.replies[0]["error"]


# -- the worker itself ----------------------------------------------------------------


def test_a_zygote_that_died_between_requests_is_replaced():
    with Worker(serve="standin:serve", path=[HERE]) as worker:
        assert worker.run({"source": "send({})"}).status == "finished"
        worker._zygote.process.send_signal(signal.SIGKILL)
        assert worker.run({"source": "send({})"}).status == "finished"


def test_a_zygote_that_dies_with_a_request_at_its_door_is_replaced():
    with Worker(serve="standin:serve", path=[HERE]) as worker:
        assert worker.run({"source": "send({})"}).status == "finished"
        zygote = worker._zygote
        zygote.process.send_signal(signal.SIGSTOP)  # it takes nothing up any more
        folders = len(os.listdir(zygote.folder))
        stop = threading.Event()

        def kill_once_a_task_is_sent():
            while not (stop.is_set() or len(os.listdir(zygote.folder)) > folders):
                stop.wait(0.01)
            zygote.process.send_signal(signal.SIGKILL)

        killer = threading.Thread(target=kill_once_a_task_is_sent)
        killer.start()
        done = worker.run({"source": "send({})"})
        stop.set()
        killer.join()
        assert done.status == "finished"


def test_a_zygote_that_dies_during_a_request_is_a_fault(left_behind):
    with Worker(serve="standin:serve", path=[HERE]) as worker:
        worker.run({"source": "send({})"})
        zygote = worker._zygote.process.pid
        stop = threading.Event()

        def kill_once_a_task_runs():
            while not (stop.is_set() or len(descendants(zygote)) == 2):  # warden and task
                stop.wait(0.01)
            os.kill(zygote, signal.SIGKILL)

        killer = threading.Thread(target=kill_once_a_task_runs)
        killer.start()
        done = worker.run({"source": "import time; time.sleep(1000)"})
        stop.set()
        killer.join()
        assert done.status == "fault"
        assert "without a word" in done.detail
        assert worker.run({"source": "send({})"}).status == "finished"
        assert left_behind(worker) == []


def test_a_task_whose_warden_never_gets_its_turn_has_timed_out(left_behind, monkeypatch):
    monkeypatch.setattr(exchange, "_GRACE", 0.5)
    with Worker(serve="standin:serve", path=[HERE]) as worker:
        worker.run({"source": "send({})"})
        zygote = worker._zygote.process.pid
        stop = threading.Event()

        def hold_the_warden():
            while not (stop.is_set() or len(descendants(zygote)) == 2):  # warden and task
                stop.wait(0.01)
            os.kill(descendants(zygote)[0], signal.SIGSTOP)

        holder = threading.Thread(target=hold_the_warden)
        holder.start()
        done = worker.run({"source": "import time; time.sleep(1000)"}, Limits(seconds=1.0))
        stop.set()
        holder.join()
        assert done.status == "timed_out"
        assert "more than 1 seconds" in done.detail
        assert worker.run({"source": "send({})"}).status == "finished"
        assert left_behind(worker) == []


def test_a_zygote_that_cannot_start_is_a_fault():
    with Worker(serve="no_such_module:serve") as worker:
        done = worker.run({"source": ""})
    assert done.status == "fault"
    assert "no_such_module" in done.detail


def test_workers_run_side_by_side():
    def use(results: list[str], mark: int) -> None:
        with Worker(serve="standin:serve", path=[HERE]) as worker:
            for _ in range(5):
                done = worker.run({"source": f"send({{'mark': {mark}}})"})
                results.append(done.replies[0]["mark"])

    results: tuple[list[str], list[str]] = ([], [])
    threads = [threading.Thread(target=use, args=(results[n], n)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == ([0] * 5, [1] * 5)


@pytest.mark.slow
def test_a_hundred_requests_leave_nothing_behind(left_behind):
    descriptors = os.listdir("/proc/self/fd")
    with Worker(serve="standin:serve", path=[HERE]) as worker:
        worker.run({"source": ""})
        inside = os.listdir("/proc/self/fd")
        for number in range(100):
            source = "send({})" if number % 2 else "import os; os.fork(); os._exit(0)"
            worker.run({"source": source})
        assert len(os.listdir("/proc/self/fd")) == len(inside)
        assert left_behind(worker) == []
        folder = worker._zygote.folder
        assert os.listdir(folder) == ["home"]
        # The last warden may still be on its way out, the others are buried.
        assert len(descendants(worker._zygote.process.pid)) <= 1
    assert len(os.listdir("/proc/self/fd")) == len(descriptors)
    assert not os.path.exists(folder)


def test_a_child_that_never_reads_does_not_hold_the_grader_up(tmp_path):
    ours, theirs = socket.socketpair()
    verdict, warden = socket.socketpair()
    with theirs, warden:
        exchange = Exchange(
            Task(str(tmp_path), ours, verdict), bytes(10**8), Limits(), 1, Partners(())
        )
        talk = threading.Thread(target=exchange.run)
        talk.start()
        warden.sendall(b'{"reason": "ended", "exit": 0, ')
        warden.sendall(b'"cpu": 0, "peak": 0}\n')
        warden.close()
        talk.join()
    ours.close()
    verdict.close()
    assert exchange.verdict == {"reason": "ended", "exit": 0, "cpu": 0, "peak": 0}


def test_what_was_written_before_the_end_is_read_after_it(tmp_path, monkeypatch):
    monkeypatch.setattr("fashionlab.grading.isolation.exchange._CHUNK", 100)
    ours, theirs = socket.socketpair()
    verdict, warden = socket.socketpair()
    with theirs, warden:
        warden.sendall(b'{"reason": "ended", "exit": 0, "cpu": 0, "peak": 0}\n')
        warden.close()
        theirs.sendall(wire.frame(wire.encode({"text": "x" * 10_000})))
        exchange = Exchange(Task(str(tmp_path), ours, verdict), b"", Limits(), 1, Partners(()))
        exchange.run()
    ours.close()
    verdict.close()
    assert exchange.replies == [{"text": "x" * 10_000}]


def test_a_folder_full_of_traps_is_removed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    folder = tmp_path / "task"
    folder.mkdir()
    (folder / "link").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "closed" / "inner").mkdir(parents=True)
    (folder / "closed" / "inner" / "link").symlink_to(outside)
    (folder / ".lifted-0").write_text("in the way")
    (folder / "closed" / "inner").chmod(0)
    (folder / "closed").chmod(0)
    deep = os.open(folder, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("deep", dir_fd=deep)
        inner = os.open("deep", os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = inner
    os.close(deep)
    remove_folder(str(folder))
    assert not folder.exists()
    assert (outside / "kept").read_text() == "kept"
    remove_folder(str(folder))  # nothing to remove is no error
