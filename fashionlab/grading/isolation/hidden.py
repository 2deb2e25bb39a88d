"""What a task may not see of fashionlab itself: judgements with their expected values, the grader.

A child needs the package to call given code. Reading the checks would not tell
it the private seed, but importing them would lend it functions that give right
answers.
"""

import glob
import os

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
    """Return the files of the package that are empty for a task: each chapter's checks."""
    return sorted(glob.glob(os.path.join(glob.escape(_PACKAGE), "checks", "ch*.py")))
