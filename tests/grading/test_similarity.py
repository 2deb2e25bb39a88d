"""Shared code in a class: found where it is copied, silent where it is given, common or short."""

import csv
import json
import pathlib
import random
import subprocess
import sys

import pytest
import rich.console

from fashionlab.errors import SourceError
from fashionlab.grading.similarity.compare import MIN_TOKENS, compare
from fashionlab.grading.similarity.console import compare_with_progress, tables
from fashionlab.grading.similarity.fingerprints import WINDOW, K, k_grams, winnow
from fashionlab.grading.similarity.marking import marked_lines
from fashionlab.grading.similarity.reading import given_code, read_solutions
from fashionlab.grading.similarity.report import NOTICE, write_csv, write_page
from fashionlab.grading.similarity.tokens import tokens_of
from fashionlab.grading.submission import find_submissions

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALTERNATIVES = ROOT / "tests" / "submissions" / "alternatives"
CHAPTER = "ch03_cnn"
TASK = "models.convolve2d"

ORIGINAL = """
import numpy as np
from fashionlab import models, solves

@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    # The size first.
    if padding not in ("valid", "same"):
        raise ValueError(f"unknown padding {padding}")
    kh, kw = kernel.shape
    if padding == "same":
        image = np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2)))
    rows = (image.shape[0] - kh) // stride + 1
    columns = (image.shape[1] - kw) // stride + 1
    output = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            output[i, j] = np.sum(patch * kernel)
    return output
"""
DISGUISED = '''
import numpy
from fashionlab import models, solves as fills

@fills(models.convolve2d)
def convolve2d(
    image: numpy.ndarray, kernel: numpy.ndarray, *, stride: int = 1, padding: str = "valid",
):
    """My own work."""
    if padding not in (
        'valid',
        'same',
    ):
        raise ValueError("no such " "padding")
    h2, w2 = kernel.shape
    if padding == 'same': image = numpy.pad(image, ((h2 // 2, h2 // 2), (w2 // 2, w2 // 2)))
    # Now the size.
    height = (image.shape[0] - h2) // stride + 1
    pass
    width: int = (image.shape[1] - w2) // stride + 1
    result = numpy.empty((height, width))
    for y in range(height):
        for x in range(width):
            window = image[(y * stride) : (y * stride) + h2, x * stride : x * stride + w2]
            result[y, x] = numpy.sum(window * kernel)
    return result
'''


def hand_in(folder, student, *sources):
    folder.mkdir(exist_ok=True)
    cells = [
        {"cell_type": "code", "source": s, "metadata": {}, "outputs": [], "execution_count": None}
        for s in sources
    ]
    path = folder / f"{student}.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}))
    return path


def solutions_in(folder, assignment=CHAPTER):
    return read_solutions(find_submissions([folder], assignment))


def report_on(folder, exercises=ROOT / "exercises", **options):
    return compare_with_progress([folder], CHAPTER, exercises=exercises, **options)


def kinds(text):
    return [token.kind for token in tokens_of(text)]


def a_class(folder, size, seed=0):
    """Synthetic solutions that have little in common, the first two the same."""
    rng = random.Random(seed)
    names = ["sum", "len", "abs", "max", "min", "sorted", "tuple", "list", "set", "bool", "str"]

    def statement():
        a, b, c = (rng.choice(names) for _ in range(3))
        return rng.choice(
            [
                f"    x = {a}({b}(image) + {c}(kernel))",
                f"    if {a}(x) > {b}(stride): x = {c}(x)",
                f"    x = [{a}(v) * {b}(v) for v in x if {c}(v)]",
                f"    while {a}(x) != {b}(x): x -= {c}(x)",
                f"    x = image[{a}(x) : {b}(x)] / {c}(kernel)",
            ]
        )

    head = ORIGINAL.partition("    # The size")[0]
    texts = [
        head + "\n".join(statement() for _ in range(9)) + "\n    return x\n" for _ in range(size)
    ]
    texts[1] = texts[0].replace(" x", " answer").replace("(x", "(answer")
    for number, text in enumerate(texts):
        hand_in(folder, f"s{number:03}", text)


# What stays the same in a copy


def test_a_copy_with_other_names_comments_and_layout_shares_everything(tmp_path):
    hand_in(tmp_path, "ada", ORIGINAL)
    hand_in(tmp_path, "bob", DISGUISED)
    (pair,) = report_on(tmp_path).pairs
    assert (pair.first.student, pair.second.student, pair.share) == ("ada", "bob", 1)


def test_the_shared_stretch_is_found_inside_other_code(tmp_path):
    loops = ORIGINAL.partition("    rows =")[2]
    other = (
        "import numpy as np\nfrom fashionlab import models, solves\n"
        "@solves(models.convolve2d)\n"
        "def convolve2d(image, kernel, *, stride=1, padding='valid'):\n"
        "    kh, kw = len(kernel), len(kernel[0])\n"
        "    assert padding in {'valid': 1, 'same': 2}, [padding for _ in 'ab']\n"
        "    rows =" + loops.replace("output", "result").replace("patch", "piece")
    )
    hand_in(tmp_path, "ada", ORIGINAL)
    hand_in(tmp_path, "bob", other)
    (pair,) = report_on(tmp_path).pairs
    assert 0.5 < pair.share < 1
    lines = ["".join(p.text for p in line if p.shared) for line in marked_lines(pair, pair.second)]
    marked = "\n".join(filter(None, lines))
    assert "for i in range(rows):" in marked
    assert "return result" in marked
    assert "assert padding" not in marked


def test_a_copy_inside_a_longer_text_shares_everything_and_comes_first(tmp_path):
    padding = "".join(f"    image[{n}:{n}] = sorted(kernel, key=len)[:-{n}]\n" for n in range(20))
    half = ORIGINAL.partition("    for i")[0] + "    return list(map(sum, [image, output][::2]))\n"
    hand_in(tmp_path, "half", half)
    hand_in(tmp_path, "longer", ORIGINAL + padding)
    hand_in(tmp_path, "original", ORIGINAL)
    first, *others = report_on(tmp_path, least=0.1).pairs
    assert (first.first.student, first.second.student, first.share) == ("longer", "original", 1)
    assert len(others) == 2
    assert all(0.5 < pair.share < 1 for pair in others)
    assert report_on(tmp_path, top=1).pairs[0].second.student == "original"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = np.pad(y)", "import numpy\nlonger = numpy.pad(z)"),
        ("x = keras.layers.Dense(3)", "from keras.layers import Dense as D\nx = D(7)"),
        ("x: int = 3", "y = 4.5  # why"),
        ("x = f'{a}' ", "x = 'a' \"b\""),
        ("f(a, b)", "f(\n    (a),\n    b,\n)"),
        ("def f(a: int) -> int:\n  'd'\n  return a", "def g(b):\n  pass\n  return b"),
        ("def f(a): return a\nf(a=1)", "def g(b): return b\ng(b=2)"),
        ("class A:\n  def go(self): self.x = self.go()", "class B:\n  def do(s): s.y = s.do()"),
    ],
)
def test_these_spellings_are_the_same_tokens(one, other):
    imports = "import numpy as np\nimport keras\n"
    assert kinds(imports + one) == kinds(imports + other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x.max()", "x.min()"),
        ("a + b", "a - b"),
        ("a < b", "a <= b"),
        ("f(x, axis=1)", "f(x, keepdims=1)"),
        ("len(x)", "sum(x)"),
        ("x = None", "x = True"),
        ("for i in x: y", "while x: y"),
    ],
)
def test_these_are_not(one, other):
    assert kinds(one) != kinds(other)


# Winnowing


def test_a_shared_stretch_of_guaranteed_length_always_shares_a_fingerprint():
    shared = [f"shared{n}" for n in range(K + WINDOW - 1)]
    for before in range(20):
        one = [f"a{n}" for n in range(before)] + shared + [f"b{n}" for n in range(30)]
        other = [f"c{n}" for n in range(30)] + shared
        assert winnow(k_grams(one)) & winnow(k_grams(other)), before


def test_a_stretch_below_the_length_of_a_gram_is_never_noticed():
    shared = [f"shared{n}" for n in range(K - 1)]
    one, other = [*"ab", *shared, *"cd"], [*"ef", *shared, *"gh"]
    assert not set(k_grams(one)) & set(k_grams(other))


def test_winnowing_keeps_the_smallest_of_every_window():
    assert winnow([9, 8, 7, 6, 5, 1, 2, 3, 4, 9], window=4) == {6, 5, 1, 2}
    assert winnow([3, 2], window=4) == {2}
    assert winnow([]) == frozenset()


# What does not count


@pytest.mark.parametrize("task", ["models.convolve2d", "models.build_cnn", "models.max_pool2d"])
def test_independent_solutions_are_not_flagged_high(task, tmp_path):
    for path in (ALTERNATIVES / task).glob("*.py"):
        hand_in(tmp_path, path.stem, path.read_text())
    solutions, _ = solutions_in(tmp_path)
    found = compare(solutions, least=0.01)
    assert found.tasks[0].compared >= 2
    assert max((pair.share for pair in found.pairs), default=0) < 0.65


def test_the_exercise_as_handed_out_is_never_flagged(tmp_path):
    for student in ("ada", "bob", "eve"):
        text = (ROOT / "exercises" / f"{CHAPTER}.ipynb").read_text()
        (tmp_path / f"{student}.ipynb").write_text(text)
    assert report_on(tmp_path).pairs == ()
    assert solutions_in(tmp_path) == ([], [])


def test_parameters_and_decorator_of_the_exercise_are_no_tokens():
    head = ORIGINAL.partition("    # The size")[0]
    assert kinds(head + "    raise NotImplementedError()\n") == kinds(
        "@solves(f)\ndef f(): raise NotImplementedError()"
    )


def test_a_helper_given_in_the_exercise_is_left_out(tmp_path):
    helper = ORIGINAL.replace("@solves(models.convolve2d)\ndef convolve2d", "def helper")
    own = (
        "from fashionlab import models, solves\n@solves(models.convolve2d)\n"
        "def convolve2d(image, kernel, *, stride=1, padding='valid'):\n"
        "    return helper(image, kernel)\n"
    )
    hand_in(tmp_path / "class", "ada", helper, own)
    hand_in(tmp_path / "class", "bob", helper, own)
    assert len(report_on(tmp_path / "class").pairs) == 1
    hand_in(tmp_path / "exercises", CHAPTER, "%matplotlib inline", helper)
    report = report_on(tmp_path / "class", tmp_path / "exercises")
    assert report.pairs == ()
    assert report.tasks[0].only_common == 2


def test_given_code_is_not_marked_beside_shared_code(tmp_path):
    helper = (
        "def place(image):\n"
        "    rows = sorted(set(len(row) for row in image if row is not None))\n"
        "    return {row: tuple(reversed(rows[:row])) for row in rows}\n"
    )
    solution = ORIGINAL.replace("    rows = (", "    image = place(image)\n    rows = (")
    hand_in(tmp_path / "class", "ada", helper, solution)
    hand_in(tmp_path / "class", "bob", helper, solution)
    hand_in(tmp_path / "exercises", CHAPTER, helper)
    (pair,) = report_on(tmp_path / "class", tmp_path / "exercises").pairs
    parts = [part for line in marked_lines(pair, pair.first) for part in line]
    marked = "\n".join(part.text for part in parts if part.shared)
    assert "np.sum" in marked
    assert "sorted" not in marked


def test_an_exercise_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / f"{CHAPTER}.ipynb").write_text("{}")
    with pytest.raises(SourceError, match=CHAPTER):
        given_code(tmp_path / f"{CHAPTER}.ipynb")


def test_code_that_many_have_is_left_out(tmp_path):
    for number in range(6):
        hand_in(tmp_path, f"s{number}", ORIGINAL)
    report = report_on(tmp_path)
    assert report.pairs == ()
    assert report.tasks[0].only_common == 6


def test_one_line_changed_in_common_code_is_not_enough(tmp_path):
    """Two of ten share the only line in which they differ from the rest."""
    changed = ORIGINAL.replace("np.sum(patch * kernel)", "np.vdot(patch, kernel)")
    for number in range(10):
        hand_in(tmp_path, f"s{number}", ORIGINAL if number < 8 else changed)
    assert report_on(tmp_path).pairs == ()


def test_five_of_a_small_class_are_not_many(tmp_path):
    a_class(tmp_path, 6)
    for number in range(5):
        hand_in(tmp_path, f"t{number}", ORIGINAL)
    assert len(report_on(tmp_path).pairs) == 1 + 10


def test_six_of_a_large_class_are_not_many(tmp_path):
    a_class(tmp_path, 30)
    for number in range(6):
        hand_in(tmp_path, f"t{number}", ORIGINAL)
    assert len(report_on(tmp_path).pairs) == 1 + 15
    assert len(report_on(tmp_path, common=0.1).pairs) == 1


def test_short_solutions_are_counted_and_not_compared(tmp_path, capsys):
    short = (
        "from scipy.signal import correlate2d\nfrom fashionlab import models, solves\n"
        "@solves(models.convolve2d)\n"
        "def convolve2d(image, kernel, *, stride=1, padding='valid'):\n"
        "    return correlate2d(image, kernel, mode=padding)[::stride, ::stride]\n"
    )
    assert len(kinds(short)) < MIN_TOKENS
    hand_in(tmp_path, "ada", short)
    hand_in(tmp_path, "bob", short)
    report = report_on(tmp_path)
    assert "too short to compare" in capsys.readouterr().out
    assert report.pairs == ()
    assert (report.tasks[0].too_short, report.tasks[0].compared) == (2, 0)


# Whatever is handed in


def test_what_cannot_be_read_is_listed_and_the_rest_compared(tmp_path, capsys):
    hand_in(tmp_path, "ada", ORIGINAL)
    hand_in(tmp_path, "bob", DISGUISED)
    (tmp_path / "cut-short.ipynb").write_text('{"cells": [')
    hand_in(tmp_path, "typo", ORIGINAL.replace("return output", "return output)"))
    hand_in(tmp_path, "surrogate", "x = '\ud800'", ORIGINAL.replace("sum", "sum("))
    hand_in(tmp_path, "deep", ORIGINAL.replace("return output", "return " + "-" * 5000 + "1"))
    (tmp_path / "folder.ipynb").mkdir()
    report = report_on(tmp_path)
    assert len(report.pairs) == 1
    listed = {(entry.student, entry.task) for entry in report.unread}
    assert listed == {
        ("cut-short", ""),
        ("typo", TASK),
        ("surrogate", TASK),
        ("deep", TASK),
        ("folder", ""),
    }
    assert "could not be read" in capsys.readouterr().out


def test_a_fault_while_reading_one_submission_leaves_the_others(tmp_path, monkeypatch):
    from fashionlab.grading.similarity import reading

    hand_in(tmp_path, "ada", ORIGINAL)
    hand_in(tmp_path, "eve", DISGUISED)
    real = reading.read_apart

    def faulty(submission):
        if submission.student == "eve":
            raise RuntimeError("a bug of ours\x1b[2J")
        return real(submission)

    monkeypatch.setattr(reading, "read_apart", faulty)
    solutions, unread = solutions_in(tmp_path)
    assert [s.student for s in solutions] == ["ada"]
    assert "a bug of ours" in unread[0].why
    assert "\x1b" not in unread[0].why


HOSTILE_NAMES = ["[red]x[bold]", "=cmd()", "a\x1b[2Jb", "<script>alert(1)", "\u202eevil"]


def test_hostile_names_are_harmless_everywhere(tmp_path):
    for name in HOSTILE_NAMES:
        hand_in(tmp_path / "class", name, ORIGINAL)
    report = report_on(tmp_path / "class")
    assert len(report.pairs) == 10
    console = rich.console.Console(width=200, force_terminal=True)
    with console.capture() as capture:
        for table in tables(report):
            console.print(table)
    assert "[red]x[bold]" in capture.get()
    assert "\x1b[2J" not in capture.get()
    assert "\u202e" not in capture.get()
    write_csv(report, tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for column in ("student_a", "student_b"):
        names = {row[column] for row in rows}
        assert "'=cmd()" in names
        assert "=cmd()" not in names
    write_page(report, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    for obeyed in ("<script", "\x1b", "\u202e"):
        assert obeyed not in page


def test_the_page_shows_both_texts_and_marks_what_is_shared(tmp_path):
    trap = "\n    x = '</pre><script>alert(1)</script>\u202e'\n    return output"
    hand_in(tmp_path, "ada", ORIGINAL)
    hand_in(tmp_path, "bob", DISGUISED.replace("    return result", trap))
    write_page(report_on(tmp_path), tmp_path / "new" / "page.html")
    page = (tmp_path / "new" / "page.html").read_text(encoding="utf-8")
    assert NOTICE in page
    assert "<mark>for i in range(rows):</mark>" in page
    assert "<mark>for y in range(height):</mark>" in page
    assert "# The size first." in page
    assert "&lt;/pre&gt;&lt;script&gt;" in page
    assert "<script" not in page
    assert "\u202e" not in page


def test_every_character_of_the_text_is_shown_once(tmp_path):
    text = ORIGINAL.replace("# The size", "# Größe").replace("patch", "größe")
    hand_in(tmp_path, "ada", text)
    hand_in(tmp_path, "bob", ORIGINAL)
    (pair,) = report_on(tmp_path).pairs
    shown = ["".join(part.text for part in line) for line in marked_lines(pair, pair.first)]
    assert shown == pair.first.text.split("\n")


def test_a_class_of_300_finds_its_one_copy(tmp_path):
    a_class(tmp_path, 300)
    report = report_on(tmp_path)
    assert report.tasks[0].compared == 300
    assert (report.pairs[0].first.student, report.pairs[0].second.student) == ("s000", "s001")
    assert report.found == 1


def test_the_command(tmp_path):
    for student in ("ada", "bob", "eve"):
        hand_in(tmp_path / "class", student, ORIGINAL)
    command = [sys.executable, "-m", "fashionlab.cli", "similar", "class", "--assignment", CHAPTER]
    options = ["--html", "out/page.html", "--csv", "out/list.csv", "--top", "2"]
    done = subprocess.run(
        [*command, *options], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert "3, 2 shown" in done.stdout
    assert "changes no mark" in done.stdout
    assert "--exercises" in done.stdout  # no folder of exercises here
    rows = (tmp_path / "out" / "list.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 2
    assert rows[1] == f'"ada","bob","{TASK}",100,118,118'
