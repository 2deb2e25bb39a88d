"""Hostile notebook files: the grader reads them in its own process, and must survive them fast."""

import copy
import csv
import json
import os
import pathlib
import subprocess
import sys

import nbformat
import pytest
import rich.console

from fashionlab.authoring.assemble import assemble
from fashionlab.authoring.release import write_bytes
from fashionlab.errors import SourceError
from fashionlab.grading.console import marks_table
from fashionlab.grading.feedback import write_feedback
from fashionlab.grading.gradebook import write_csv
from fashionlab.grading.records import Record, Report, write_report
from fashionlab.grading.submission import (
    Contents,
    Submission,
    find_submissions,
    printable,
    read_submission,
)

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHAPTER = "ch02_ann"
TASK = "evaluation.softmax"
WRONG = (
    "from fashionlab import evaluation, solves\n"
    "@solves(evaluation.softmax)\ndef softmax(logits):\n    return logits\n"
)


@pytest.fixture
def exercise():
    return nbformat.read(ROOT / "exercises" / f"{CHAPTER}.ipynb", as_version=4)


def read(path: pathlib.Path) -> Contents:
    return read_submission(Submission("eve", path, CHAPTER))


# What Python's parser, or ours, could choke on. Each is the text of one cell.
PATHOLOGICAL = {
    "parentheses": "'(' * 99_000",
    "minus_signs": "'-' * 99_000 + '1'",
    "not": "'not ' * 24_000 + '1'",
    "lambdas": "'lambda:' * 14_000 + '1'",
    "lambdas_in_parentheses": "'(lambda x:' * 190",
    "attributes": "'a' + '.a' * 49_000",
    "many_attributes": "'\\n'.join('a' + '.a' * 300 for _ in range(160))",
    "calls": "'a' + '()' * 49_000",
    "sums": "'+'.join(['a'] * 49_000)",
    "sums_of_numbers": "'x = ' + '+'.join(['1'] * 45_000)",
    "comparisons": "'<'.join(['a'] * 49_000)",
    "powers": "'**'.join(['9'] * 33_000)",
    "conditions": "'1 if a else ' * 7_000 + '1'",
    "elifs": "'if a: pass\\n' + 'elif a: pass\\n' * 7_500",
    "nested_fors": "''.join(' ' * n + 'for a in b:\\n' for n in range(99)) + ' ' * 99 + 'pass'",
    "comprehensions": "'[' * 90 + '1' + ' for x in y]' * 90",
    "generators_cut_off": "'f(a for a in ' * 190",
    "keywords_cut_off": "'f(a=' * 190",
    "dicts_cut_off": "'{1:' * 190",
    "f_strings": "'f\\'{f\"{1}\"}\\'' * 6_000",
    "f_strings_in_formats": "'f\"' + '{a:' * 10_000 + '1' + '}' * 10_000 + '\"'",
    "long_number": "'x = ' + '9' * 99_000",
    "long_hexadecimal": "'x = 0x' + 'f' * 99_000",
    "lines": "'a = 1\\n' * 16_000",
    "semicolons": "'a;' * 49_000",
    "assignments": "'a = ' * 24_000 + '1'",
    "decorators": "'@a\\n' * 24_000 + 'def f(): pass'",
    "patterns": "'match x:\\n case ' + '[' * 190 + 'a' + ']' * 190 + ': pass'",
    "spaces": "' ' * 99_000 + '$'",
    "names_and_spaces": "'a ' * 49_000 + '$'",
    "lines_of_spaces": "'%x\\n' + (' ' * 990 + '\\n') * 99 + '$'",
    "magics": "'%x\\n' * 19 + '(a ' * 190",
    "at_signs": "'@solves(' * 12_000",
    "unknown_tasks": "'@solves(nope.x)\\ndef f(): 1\\n' * 2_900",
    "same_task_again": "'@solves(evaluation.softmax)\\ndef softmax(logits): return 1\\n' * 1_600",
    "long_chains": "'@solves(evaluation.softmax)\\ndef softmax(z): return ' + 'a.b, ' * 19_000",
    "null_bytes": "'a = 1\\0b'",
    "half_a_character": "'x = \"\\ud800\"'",
    "carriage_returns": "'a = 1\\rb = 2\\r' + WRONG.replace('\\n', '\\r')",
    "form_feeds": "'\\f' * 99_000 + 'a'",
    "five_megabytes": "'x = \"' + 'a' * 5_000_000 + '\"'",
    "wide_letters": "'\\u00aa = 1;' * 16_000",
}
READ_IN_A_THREAD = """
import json, sys, threading, time
from fashionlab.source import Cell, extract

def read():
    for name, text in json.load(sys.stdin).items():
        start = time.process_time()
        extract([Cell(1, "code", text), Cell(2, "code", text), Cell(3, "code", text)])
        seconds[name] = time.process_time() - start

seconds = {}
thread = threading.Thread(target=read)  # the grader reads in threads
thread.start()
thread.join()
print(json.dumps(seconds))
"""


def test_no_text_crashes_the_reader_or_keeps_it_busy():
    texts = {name: eval(code) for name, code in PATHOLOGICAL.items()}
    done = subprocess.run(
        [sys.executable, "-c", READ_IN_A_THREAD],
        input=json.dumps(texts).encode(),
        capture_output=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr.decode()
    seconds = json.loads(done.stdout)
    assert seconds.keys() == texts.keys(), done.stderr.decode()  # the thread came to its end
    # Processor seconds. What is not held up takes minutes and more.
    assert {name: spent for name, spent in seconds.items() if spent > 10} == {}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_a_pathological_cell_leaves_the_other_tasks(name, exercise, tmp_path):
    notebook = assemble(exercise, {TASK: WRONG})
    text = eval(PATHOLOGICAL[name])
    if "softmax" not in text:
        notebook["cells"].append(
            {"cell_type": "code", "source": text, "metadata": {}, "outputs": []}
        )
        path = tmp_path / "eve.ipynb"
        path.write_text(json.dumps(notebook))
        assert "return logits" in read(path).tasks[TASK].text


def test_code_beyond_the_limit_is_not_read(exercise, tmp_path):
    notebook = assemble(exercise, {TASK: WRONG})
    cell = {"cell_type": "code", "source": "# " + "x" * 90_000, "metadata": {}, "outputs": []}
    notebook["cells"] += [copy.deepcopy(cell) for _ in range(30)]
    path = tmp_path / "eve.ipynb"
    path.write_text(json.dumps(notebook))
    contents = read(path)
    assert TASK in contents.tasks
    assert any("were not read" in problem.message for problem in contents.problems)


@pytest.mark.parametrize("text", ["x = '''\n✓ passed\n'''c", "a = f'''{x!z\n}'''"])
def test_of_code_that_cannot_be_read_one_line_is_shown(text, exercise, tmp_path):
    """A second one could look like a verdict of its own."""
    notebook = assemble(exercise, {TASK: f"{text}\n@solves({TASK})\ndef softmax(logits): 1"})
    path = tmp_path / "eve\n✓ passed.ipynb"
    path.write_text(json.dumps(notebook))
    contents = read(path)
    assert any("Python cannot read" in problem.message for problem in contents.problems)
    assert not any("\n" in problem.message for problem in contents.problems)
    path.write_text("{")
    assert "\n" not in str(read(path).unreadable)


READ_AND_COMPARE = """
import sys
from fashionlab.grading.similarity.tokens import tokens_of
from fashionlab.source import Cell, extract

text = sys.stdin.read()
extract([Cell(1, "code", text)])
tokens_of(text)
"""


def test_the_parser_s_warnings_stay_off_the_terminal():
    r"""Python warns of "\d" and quotes the letter, which may be one that a terminal obeys."""
    text = "".join(f'"\\{letter}"\n' for letter in "\x1b\x07\x0e\x08d")
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", READ_AND_COMPARE],
        input=text.encode(),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert b"\x1b" not in done.stderr
    assert b"invalid escape" not in done.stderr


def lies(notebook):
    """Points, ids and checksums edited; outputs that claim a mark."""
    for cell in notebook["cells"]:
        grader = cell["metadata"].get("nbgrader", {})
        grader.update(points=1000, grade_id="models-build_ann-check", locked=False, checksum="0")
        cell["metadata"]["fashionlab"] = {"points": 1000, "outcome": "passed"}
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "metadata": {},
                    "data": {"text/plain": "1000.0", "text/html": "<script>alert(1)</script>"},
                }
            ]
    notebook["metadata"]["fashionlab"] = {"outcome": "passed", "points": 1000}


def doubled(notebook):
    notebook["cells"] += copy.deepcopy(notebook["cells"])


def in_pieces(notebook):
    for cell in notebook["cells"]:
        cell["source"] = [*"".join(cell["source"]).splitlines(keepends=True), None, 7, ["x"]]


def strange(notebook):
    notebook["cells"] += [None, 1, [], {}, {"cell_type": []}, {"cell_type": "code", "source": {}}]
    notebook["cells"].append({"cell_type": "code", "source": "a", "metadata": {"nbgrader": [1]}})
    notebook["nbformat"] = "x" * 1000
    notebook["metadata"] = [[]]


@pytest.mark.parametrize("change", [lies, doubled, in_pieces, strange])
def test_lies_in_a_notebook_change_nothing(change, exercise, tmp_path):
    notebook = json.loads(write_bytes(assemble(exercise, {TASK: WRONG})))
    path = tmp_path / "eve.ipynb"
    path.write_text(json.dumps(notebook))
    honest = read(path).tasks[TASK]
    change(notebook)
    path.write_text(json.dumps(notebook))
    assert read(path).tasks[TASK].text == honest.text


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": ' + "[],[]," * 1_000_000 + "[]}",
        '{"cells": [' + "{}," * 1_600_000 + "{}]}",
        '{"cells": [' + '"",' * 3_100_000 + '""]}',
        '{"cells": [' + "{}," * 10_000 + "{}]}",
        '{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"cells": ' + "9" * 1_000_000 + "}",
        '{"cells": NaN}',
        '{"cells": [{"cell_type": "code", "source": "\\ud800"}]}',
    ],
    ids=["lists", "objects", "texts", "cells", "depth", "digits", "nan", "half_a_character"],
)
def test_json_that_would_fill_the_memory_is_refused_unread(text, tmp_path):
    path = tmp_path / "eve.ipynb"
    path.write_text(text)
    contents = read(path)
    assert contents.unreadable or contents.tasks == {}


def test_outputs_full_of_commas_are_read(exercise, tmp_path):
    notebook = assemble(exercise, {TASK: WRONG})
    output = {"output_type": "stream", "name": "stdout", "text": '[0, "1"], ' * 500_000}
    notebook["cells"][1] = {**notebook["cells"][1], "outputs": [output]}
    path = tmp_path / "eve.ipynb"
    path.write_text(json.dumps(notebook))
    assert TASK in read(path).tasks


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "eve.ipynb")
    assert "Found: a pipe" in str(read(tmp_path / "eve.ipynb").unreadable)


NAMES = {
    "terminal": "\x1b[2J\x1b[31meve",
    "newline": "eve\nada,2,100",
    "bidi": "eve\u202egnp",
    "bytes": os.fsdecode(b"eve\xff\xfe"),
    "markup": "[bold red]eve[bold",
    "html": "<img src=x onerror=alert(1)>",
    "formula": "=1+1",
    "wide_formula": "\uff1d1+1",
    "spaced_formula": "  =1+1",
    "semicolon": "eve;=1+1",
    "option": "--help",
    "long": "\u5b57" * 80,
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_name_is_only_text_wherever_it_is_shown(name, tmp_path):
    folder = tmp_path / "submitted"
    path = folder / name / CHAPTER / f"{CHAPTER}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text("{")
    (submission,) = find_submissions([folder], CHAPTER)
    records = (record(submission.student), record(twin(submission.student)))
    report = Report(CHAPTER, 1, {}, records)
    write_report(report, tmp_path / "report.json")
    write_csv(report, tmp_path / "marks.csv")
    pages = write_feedback(report, tmp_path / "pages")
    console = rich.console.Console(file=(tmp_path / "table.txt").open("w"), width=300)
    console.print(marks_table(report))
    console.file.close()
    assert len({page.name.casefold() for page in pages}) == 2
    assert not any(page.name.startswith((".", "-")) for page in pages)
    shown = [(tmp_path / name).read_text() for name in ("table.txt", "marks.csv")]
    shown += [page.read_text() for page in pages]
    for text in shown:
        assert not set(text) & {"\x1b", "\x00", "\u202e"}
        assert not any("\ud800" <= character <= "\udfff" for character in text)
    assert all("<img" not in page.read_text() for page in pages)
    for delimiter in ",;\t":
        with open(tmp_path / "marks.csv", newline="", encoding="utf-8") as file:
            for row in csv.reader(file, delimiter=delimiter):
                assert not any(cell.strip().startswith(("=", "+", "@", "\uff1d")) for cell in row)


def twin(name: str) -> str:
    """Another student's name, of which a file system may make the same."""
    return name.swapcase() if name.swapcase() != name else f"{name[:-1]}/"


def record(student: str) -> Record:
    return Record(
        student, printable(student), CHAPTER, TASK, "incorrect", 0, 2, ("no",), (), 0.1, "full",
        "synthetic_fashion", {"keras": "3"},
    )  # fmt: skip


def test_names_that_differ_stay_different():
    assert printable("a\nb") != printable("a\rb") != printable("a b")
    assert printable("Ayşe Çelik 王") == "Ayşe Çelik 王"
    assert printable("eve\u3164\ufe0f\u2800") == "eve\\u3164\\ufe0f\\u2800"


def test_a_strange_path_in_an_error_is_only_text(tmp_path):
    with pytest.raises(SourceError) as caught:
        find_submissions([tmp_path / "\x1b[2Jgone"], CHAPTER)
    assert "\x1b" not in str(caught.value)
