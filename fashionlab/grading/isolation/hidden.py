"""What a task may not see of fashionlab itself: judgements with their expected values, the grader.

A child needs the package to call given code. Reading the checks would not tell
it the private seed, but importing them would lend it functions that give right
answers.
"""

import glob
import os

# The modules of `fashionlab.checks` that a task imports: what answers questions, and what
# `from fashionlab import check` at the top of a notebook brings along. No other is shown, so
# a new one that knows right answers is hidden before anyone thinks of it.
_SHOWN_CHECKS = (
    *("__init__", "answering", "asserts", "damaged_files", "fake_clock", "judging", "local"),
    *("misconceptions", "phases", "posing", "questions", "registry", "replies", "results"),
    *("scripted", "scripted_search", "scripted_tuning", "sketches", "small_base"),
    *("small_members", "thawed", "watched"),
)
# <package>/grading/isolation/hidden.py
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))


def hidden_folders() -> list[str]:
    """Return the folders of the package that are empty for a task."""
    folders = [
        os.path.join(_PACKAGE, *parts)
        for parts in (("grading",), ("authoring",), ("checks", "__pycache__"))
    ]
    return [folder for folder in folders if os.path.isdir(folder)]


def hidden_files() -> list[str]:
    """Return the files of the package that are empty for a task: the checks and their helpers."""
    shown = {f"{name}.py" for name in _SHOWN_CHECKS}
    files = glob.glob(os.path.join(glob.escape(_PACKAGE), "checks", "*.py"))
    return sorted(path for path in files if os.path.basename(path) not in shown)
