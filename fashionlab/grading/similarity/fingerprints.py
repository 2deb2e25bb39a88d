"""Fingerprints of a sequence of tokens: k-grams, thinned out by winnowing.

Source: Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting",
SIGMOD 2003. From every WINDOW consecutive k-grams the one with the smallest hash is kept. Two
texts that share K + WINDOW - 1 consecutive tokens keep at least one k-gram in common; sharing
fewer than K tokens is never noticed.
"""

import hashlib
from collections.abc import Sequence

K = 10
WINDOW = 4


def k_grams(kinds: Sequence[str], k: int = K) -> list[int]:
    """Hash every k consecutive tokens.

    Args:
        kinds: Kinds of the tokens.
        k: How many make one gram, a positive int.

    Returns:
        Ints of 64 bits, one per position; the same in every process. Empty for fewer than
        `k` tokens.
    """
    return [
        int.from_bytes(
            # No kind holds a line break: they are names of Python.
            hashlib.blake2b(
                "\n".join(kinds[start : start + k]).encode("utf-8", "replace"), digest_size=8
            ).digest(),
            "big",
        )
        for start in range(len(kinds) - k + 1)
    ]


def winnow(hashes: Sequence[int], window: int = WINDOW) -> frozenset[int]:
    """Keep the smallest hash of every window.

    Args:
        hashes: One per position.
        window: How many consecutive hashes make a window, a positive int; a shorter sequence
            is one window.
    """
    last = max(len(hashes) - window, 0)
    return frozenset(
        min(hashes[start : start + window]) for start in range(last + 1 if hashes else 0)
    )
