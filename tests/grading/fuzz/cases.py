"""What fuzzing found, as small as it could be made. Each input broke its property once."""

import contextlib
import functools
import json
import pathlib
import sqlite3
import tempfile
from collections.abc import Callable
from typing import Any

from . import seeds


def _report(change: Callable[[dict[str, Any], dict[str, Any]], object]) -> Callable[[], bytes]:
    """A report, changed; the second argument is its first record."""

    def make() -> bytes:
        content = json.loads(seeds.reports()[0])
        change(content, content["records"][0])
        return json.dumps(content).encode()

    return make


def changed_ledger(order: str, *values: Any) -> bytes:
    """A ledger after an SQL order, as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "ledger"
        path.write_bytes(seeds.ledgers()[0])
        with contextlib.closing(sqlite3.connect(path)) as db, db:
            db.execute(order, values)
        return path.read_bytes()


def _ledger(order: str, *values: Any) -> Callable[[], bytes]:
    return functools.partial(changed_ledger, order, *values)


# Name: the target, and what makes the input.
CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    # A text over several lines lost the spaces in its empty lines before it was graded.
    "spaces_in_a_long_text": ("source", lambda: b"def f(): return '''\n  \n'''"),
    # A spreadsheet that trims cells would have met a formula.
    "formula_behind_a_wide_space": ("name", lambda: "\u3000=1".encode()),
    "formula_behind_a_no_break_space": ("name", lambda: "\u00a0@SUM".encode()),
    # Read without a look at the types of the fields; the pages then stumbled.
    "nested_report": ("report", lambda: b"[" * 100_000),
    "outcome_unknown": ("report", _report(lambda whole, one: one.update(outcome="won"))),
    "outcome_of_a_check": ("report", _report(lambda _, one: one["checks"][0].update(outcome={}))),
    "message_is_a_bool": ("report", _report(lambda _, one: one["checks"][0].update(message=True))),
    "messages_of_lists": ("report", _report(lambda whole, one: one.update(messages=[["a"]]))),
    "student_is_a_list": ("report", _report(lambda whole, one: one.update(student=[]))),
    "half_a_character": ("report", _report(lambda whole, one: one.update(student="\ud800"))),
    "points_are_text": ("report", _report(lambda whole, one: one.update(points="=1+1"))),
    "points_below_zero": ("report", _report(lambda whole, one: one.update(points=-0.0))),
    "more_points_than_there_are": ("report", _report(lambda whole, one: one.update(points=99))),
    "maximum_is_text": ("report", _report(lambda whole, one: one.update(max_points="<b>"))),
    "seconds_too_many_to_show": ("report", _report(lambda _, one: one.update(seconds=10**400))),
    "versions_in_a_list": ("report", _report(lambda whole, one: one.update(versions=[]))),
    "chapter_unknown": ("report", lambda: seeds.reports()[0].replace(b"ch01_data", b"ch99")),
    "chapter_of_one_record": ("report", _report(lambda whole, one: one.update(assignment="x"))),
    "task_is_a_formula": ("report", _report(lambda whole, one: one.update(task="=1+1"))),
    "task_ends_a_cell": ("report", _report(lambda whole, one: one.update(task="a;=1+1"))),
    # SQLite keeps a value of any type in any column.
    "seed_is_text": ("ledger", _ledger("UPDATE runs SET seed = 'x'")),
    "seed_below_zero": ("ledger", _ledger("UPDATE runs SET seed = '-1'")),
    "seed_of_a_finished_run": ("ledger", _ledger("UPDATE runs SET seed = '', finished = 1")),
    "status_unknown": ("ledger", _ledger("UPDATE answers SET status = 'won'")),
    "seconds_are_text": ("ledger", _ledger("UPDATE answers SET seconds = 'x'")),
    "detail_is_bytes": ("ledger", _ledger("UPDATE answers SET detail = ?", b"x")),
    "replies_are_text": ("ledger", _ledger("UPDATE answers SET replies = 'x'")),
}
