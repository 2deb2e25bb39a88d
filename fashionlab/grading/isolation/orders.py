"""What the grader tells the zygote, and what comes back beside the answers: tiny JSON lines.

No question, no source text and no answer passes here.
"""

import json
import os
from dataclasses import asdict, dataclass
from typing import Any

from fashionlab.grading.isolation.limits import Limits


@dataclass(frozen=True)
class Order:
    """One task for the zygote, without its contents.

    Attributes:
        folder: The task's private folder, an absolute path.
        layers: Names of the layers to raise.
        limits: What the task may use.
    """

    folder: str
    layers: tuple[str, ...]
    limits: Limits

    def to_line(self) -> bytes:
        """Return the order as one JSON line."""
        return to_line(asdict(self))

    @classmethod
    def from_line(cls, line: bytes) -> "Order":
        """Return the order that `to_line` wrote."""
        fields = json.loads(line)
        return cls(fields["folder"], tuple(fields["layers"]), Limits(**fields["limits"]))


def to_line(message: dict[str, Any]) -> bytes:
    """Return a message as one JSON line."""
    return json.dumps(message).encode() + b"\n"


def say(descriptor: int, message: dict[str, Any]) -> None:
    """Write one message; if nobody listens any more, nothing happens."""
    try:
        os.write(descriptor, to_line(message))
    except OSError:
        return


def describe(error: BaseException) -> str:
    """Return an error as one line of text."""
    return f"{type(error).__name__}: {error}".replace("\n", " ")[:1000]
