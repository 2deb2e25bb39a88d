"""What learners' code has answered already, kept on disk.

A ledger makes two things cheap. A run that was killed goes on where it stopped:
what had been answered is not run again. And after a check was mended, only what
it touches is run again: answers are kept, not marks, so a better judgement of
the same answers runs nothing at all, and a changed question only its own task.

A ledger belongs to one report and lies beside it. It holds the private seed,
so that the questions stay the same, and may be deleted at any time.
"""

import contextlib
import hashlib
import importlib.metadata
import json
import pathlib
import platform
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import fashionlab
from fashionlab import wire
from fashionlab.errors import CacheNotWritable, WireError
from fashionlab.grading.worker import Limits, Run

FORMAT = 1  # raised when what is stored means something else
# Packages that take part in an answer.
PACKAGES = ("keras", "keras-tuner", "numpy", "pillow", "scikit-learn", "scipy", "tensorflow")
# Ended as they did perhaps because the machine was busy: taken over when a run goes on,
# tried again in the next one.
_BY_CHANCE = ("timed_out", "out_of_memory")
# What else a run may have come to and be kept: everything but a fault of the grader.
_STATUSES = ("finished", "died", "refused", *_BY_CHANCE)
_SECONDS_WAITED = 30  # for another process that is writing
# Parts of fashionlab that take no part in an answer: who asks and who judges. What is not
# named here counts, so a new module can only make too much run again.
_ASKING_AND_JUDGING = (
    "authoring/",
    "checks/asserts.py",
    "checks/ch",
    "checks/judging.py",
    "checks/thresholds",
    "cli/",
    "comparison/",
    "grading/beside.py",
    "grading/console.py",
    "grading/course.py",
    "grading/demo.py",
    "grading/feedback.py",
    "grading/gradebook.py",
    "grading/judging.py",
    "grading/nbgrader/",
    "plots/",
)
_SEED_DIGITS = 20
# Of one answer. The longest right one has 0.2 MB; noise of 64 MB from each task of a few
# submissions would fill a disk.
_KEPT_BYTES = 4 * 2**20
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY, assignment TEXT NOT NULL, data TEXT NOT NULL,
    seed TEXT NOT NULL, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, run INTEGER NOT NULL, status TEXT NOT NULL, detail TEXT NOT NULL,
    seconds REAL NOT NULL, peak_memory_mb REAL NOT NULL, replies BLOB NOT NULL);
"""


class Ledger:
    """Answers of one report's submissions, in a SQLite file.

    Every answer is stored in a transaction of its own: whoever is killed loses
    what was being answered, and nothing else. May be used from several threads.

    Attributes:
        path: The file.
        reused: How many answers were found in it.
        lost: Why an answer could not be kept, such as a full disk; or None.

    Args:
        path: The file; made if missing, readable by its owner only.

    Raises:
        CacheNotWritable: If it cannot be read or written, or is no ledger.
    """

    def __init__(self, path: pathlib.Path):
        self.path = path
        self.reused = 0
        self.lost: str | None = None
        self._lock = threading.Lock()
        self._run = 0
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._db = sqlite3.connect(path, timeout=_SECONDS_WAITED, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(_TABLES)
            self._forget_other_formats()

    def __enter__(self) -> "Ledger":
        """Return the ledger."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def begin(self, assignment: str, data: str, seed: int, *, chosen: bool = False) -> int:
        """Begin a run, or go on with one that was not finished.

        Args:
            assignment: Chapter id.
            data: Data set of training checks.
            seed: The private seed of a new run.
            chosen: Whether the instructor chose it; then no other will do.

        Returns:
            The seed to draw the questions from: that of the last run of the
            same assignment on the same data, if there was one that will do, else `seed`.
        """
        with self._told(), self._db:
            last = self._db.execute(
                "SELECT number, seed, finished FROM runs WHERE assignment = ? AND data = ? "
                "ORDER BY number DESC LIMIT 1",
                (assignment, data),
            ).fetchone()
            known = seed if last is None else _seed(last[1])
            if chosen and known != seed:
                last, known = None, seed
            if last is not None and not last[2]:
                self._run = last[0]
                return known
            seed = known
            self._run = (
                self._db.execute(
                    "INSERT INTO runs (assignment, data, seed) VALUES (?, ?, ?)",
                    (assignment, data, str(seed)),
                ).lastrowid
                or 0
            )
            return seed

    def finish(self) -> None:
        """Note that the run begun is done."""
        with self._as_far_as_possible(), self._db:
            self._db.execute("UPDATE runs SET finished = 1 WHERE number = ?", (self._run,))

    def find(self, key: str) -> Run | None:
        """Return the answer under a key, or None."""
        row = None
        with self._as_far_as_possible():
            row = self._db.execute(
                "SELECT run, status, detail, seconds, peak_memory_mb, replies FROM answers "
                "WHERE key = ?",
                (key,),
            ).fetchone()
        if row is None or (row[1] in _BY_CHANCE and row[0] != self._run):
            return None
        run = _run_of(*row[1:])
        if run is not None:
            with self._lock:
                self.reused += 1
        return run

    def keep(self, key: str, run: Run) -> None:
        """Store an answer.

        Not stored are a fault of the grader, which is no answer, and replies longer than
        anybody needs: whoever gives those is run again. An answer that cannot be written
        is an answer all the same; `lost` says why.
        """
        packed = _packed(run.replies)
        if run.status == "fault" or packed is None:
            return
        row = (
            *(key, self._run, run.status, run.detail),
            *(run.seconds, run.peak_memory_mb, packed),
        )
        with self._as_far_as_possible(), self._db:
            self._db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def _forget_other_formats(self) -> None:
        with self._db:
            row = self._db.execute("SELECT value FROM about WHERE name = 'format'").fetchone()
            if row is not None and row[0] != str(FORMAT):
                self._db.execute("DELETE FROM answers")
            self._db.execute("INSERT OR REPLACE INTO about VALUES ('format', ?)", (str(FORMAT),))

    @contextlib.contextmanager
    def _as_far_as_possible(self) -> Iterator[None]:
        """Go on without the file where it cannot be used: grading needs it for speed alone."""
        try:
            with self._told():
                yield
        except CacheNotWritable as error:
            self.lost = str(error.__cause__)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except (sqlite3.Error, OSError) as error:
                raise CacheNotWritable(
                    f"{self.path}: the ledger of answers cannot be used ({error}). Expected a file "
                    f"that `fashionlab grade` wrote, in a folder it may write to. Delete the file "
                    f"and grade anew: every submission is run again."
                ) from error


def _packed(replies: Sequence[dict[str, Any]]) -> bytes | None:
    """Return replies as bytes; None if they are too long to keep."""
    frames = bytearray()
    for reply in replies:
        try:
            # One frame each, as they came: together they may be more than one tree can hold.
            frames += wire.frame(wire.encode(reply))
        except WireError:  # 1e15 came in 4 characters and would go out in 18
            return None
        if len(frames) > _KEPT_BYTES:
            return None
    return zlib.compress(frames, 1)


def _unpacked(packed: bytes) -> tuple[dict[str, Any], ...]:
    frames = wire.FrameBuffer()
    # Damaged bytes may stand for a thousand times as many.
    frames.feed(zlib.decompressobj().decompress(packed, _KEPT_BYTES))
    replies = tuple(wire.decode(frame) for frame in frames.take())
    if frames.waiting:
        raise WireError("The replies are truncated.")
    return replies


def _run_of(status: Any, detail: Any, seconds: Any, peak: Any, packed: Any) -> Run | None:
    """Return a row as a run; None for a damaged one, which is as good as none."""
    kinds = tuple(type(value) for value in (detail, seconds, peak, packed))
    # SQLite keeps values of any type in any column.
    if status not in _STATUSES or kinds != (str, float, float, bytes):
        return None
    try:
        return Run(status, _unpacked(packed), detail, seconds, peak)
    except (WireError, zlib.error):
        return None


def _seed(text: Any) -> int:
    """Return a seed as it was stored.

    Raises:
        sqlite3.DataError: If it is damaged; what was answered belongs to questions nobody knows.
    """
    if not isinstance(text, str) or not text.isdecimal() or len(text) > _SEED_DIGITS:
        raise sqlite3.DataError("the seed in it is damaged")
    return int(text)


def forget(path: pathlib.Path) -> None:
    """Remove a ledger, if there is one."""
    for ending in ("", "-wal", "-shm"):  # SQLite's own files lie beside it
        path.with_name(path.name + ending).unlink(missing_ok=True)


def answer_key(request: dict[str, Any], limits: Limits, isolation: str) -> str:
    """Return what an answer depends on, as 64 hexadecimal digits.

    Args:
        request: Source and questions, as they go to the learner's side.
        limits: What the code may use.
        isolation: The isolation level it runs under.
    """
    around = {
        "limits": str(limits),
        "isolation": isolation,
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "fashionlab": answering_side(),
    }
    digest = hashlib.sha256(json.dumps(around, sort_keys=True).encode())
    digest.update(wire.encode(request))
    return digest.hexdigest()


_digests: dict[pathlib.Path, str] = {}


def answering_side() -> str:
    """Return a digest of everything in fashionlab that a learner's code can run or lean on."""
    home = pathlib.Path(fashionlab.__file__).parent
    if home not in _digests:
        digest = hashlib.sha256()
        for path in sorted(home.rglob("*.py")):
            name = path.relative_to(home).as_posix()
            if not name.startswith(_ASKING_AND_JUDGING):
                digest.update(f"{name} {len(path.read_bytes())} ".encode())
                digest.update(path.read_bytes())
        _digests[home] = digest.hexdigest()
    return _digests[home]
