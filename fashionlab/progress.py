"""What a learner has solved so far, kept beside nothing but their own home."""

import hashlib
import json
import os
import pathlib
import tempfile

from fashionlab.source import TaskSource


class Progress:
    """A file of verdicts, one per task and source text.

    A verdict holds for one exact text of a solution; change a letter and it
    is unknown again. The file is a convenience: when it cannot be read or
    written, the checks simply run again. No mark depends on it.

    Args:
        path: The file; default `progress.json` in `FASHIONLAB_STATE` or
            `~/.local/state/fashionlab`.
    """

    def __init__(self, path: pathlib.Path | None = None):
        folder = os.environ.get("FASHIONLAB_STATE")
        default = (
            pathlib.Path(folder) if folder else pathlib.Path.home() / ".local/state/fashionlab"
        )
        self.path = path or default / "progress.json"

    def verdict(self, source: TaskSource) -> bool | None:
        """Return whether this exact solution passed, or None when it was never checked."""
        found = self._read().get(_key(source))
        return found if isinstance(found, bool) else None

    def record(self, source: TaskSource, *, passed: bool) -> None:
        """Remember a verdict."""
        verdicts = {**self._read(), _key(source): passed}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", dir=self.path.parent, delete=False, encoding="utf-8"
            ) as file:
                json.dump(verdicts, file, indent=1)
            os.replace(file.name, self.path)
        except OSError:
            return  # a full or read-only home must not stop anyone from learning

    def _read(self) -> dict[str, object]:
        try:
            verdicts = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return verdicts if isinstance(verdicts, dict) else {}


def _key(source: TaskSource) -> str:
    digest = hashlib.sha256(source.text.encode()).hexdigest()[:16]
    return f"{source.task_id} {digest}"
