"""A book of a few pages whose code is not run: enough to see what an extension does to them."""

import os
import pathlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

ROOT = pathlib.Path(__file__).parents[2]
BOOK = ROOT / "book"


def build(
    target: pathlib.Path,
    pages: Sequence[str],
    *,
    settings: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> pathlib.Path:
    """Build some pages of the book with its own configuration, apart from what is named here.

    Args:
        target: A folder; it gets a configuration, a table of contents and the site.
        pages: Pages as `_toc.yml` names them.
        settings: Values of Sphinx's configuration.
        environment: The whole environment of the build; default: that of this process.

    Returns:
        The folder of the site.
    """
    config = yaml.safe_load((BOOK / "_config.yml").read_text(encoding="utf-8"))
    config["execute"]["execute_notebooks"] = "off"
    config["sphinx"]["config"].update(settings or {})
    # Their places are told relative to the configuration, which stands elsewhere here.
    extensions = config["sphinx"]["local_extensions"]
    config["sphinx"]["local_extensions"] = dict.fromkeys(extensions, str(BOOK))
    contents: dict[str, Any] = {"format": "jb-book", "root": pages[0]}
    if pages[1:]:
        contents["chapters"] = [{"file": page} for page in pages[1:]]
    target.mkdir(parents=True, exist_ok=True)
    for name, value in (("_config.yml", config), ("_toc.yml", contents)):
        (target / name).write_text(yaml.safe_dump(value), encoding="utf-8")
    builder = pathlib.Path(sys.executable).with_name("jupyter-book")
    command = [builder, "build", "book", "--all", "--path-output", target]
    environment = os.environ if environment is None else environment
    done = subprocess.run(
        [*command, "--config", target / "_config.yml", "--toc", target / "_toc.yml"],
        cwd=ROOT,
        env={**environment, "PATH": f"{builder.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    # Links to pages that are not built are warnings, and no fault here.
    assert done.returncode == 0, done.stderr[-4000:]
    return target / "_build/html"
