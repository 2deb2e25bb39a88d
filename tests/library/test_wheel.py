"""What `pip install .` puts on a learner's machine."""

import pathlib
import shutil
import subprocess
import sys
import zipfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    # From a copy: setuptools leaves its own files beside what it builds from.
    source = folder / "source"
    shutil.copytree(ROOT / "fashionlab", source / "fashionlab")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--no-index", "--wheel-dir", folder, source],
        check=True,
        capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("fashionlab-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_module_and_what_it_reads_is_in_the_wheel(names):
    wanted = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "fashionlab").rglob("*")
        if path.suffix in {".py", ".toml", ".j2", ".typed"} and "__pycache__" not in path.parts
    }
    assert "fashionlab/checks/thresholds.toml" in wanted
    assert wanted <= names


def test_no_solution_is_in_the_wheel(names):
    outside = {name for name in names if not name.startswith("fashionlab")}
    assert outside == set()
    assert not [name for name in names if "solution" in name or "exercise" in name]
