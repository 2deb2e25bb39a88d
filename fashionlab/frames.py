"""Frames: where one message ends and the next begins on a stream of bytes.

A frame is a length in 8 bytes, little-endian, and then as many bytes.
"""

import os
import struct
from typing import Protocol

from fashionlab.errors import WireError

MAX_BYTES = 256 * 2**20  # of one frame; 5,000 colour images as float32 are 61 MB

_FRAME = struct.Struct("<Q")  # length of what follows


class _HasFileno(Protocol):
    def fileno(self) -> int: ...


def frame(data: bytes) -> bytes:
    """Return `data` with its length in front, as `read_frame` expects it."""
    return _FRAME.pack(len(data)) + data


def write_frame(stream: int | _HasFileno, data: bytes) -> None:
    """Write one frame to a blocking file descriptor or socket.

    Args:
        stream: File descriptor, or an object with `fileno()`.
        data: The bytes of one tree.

    Raises:
        OSError: If the other side is gone.
    """
    descriptor = stream if isinstance(stream, int) else stream.fileno()
    left = memoryview(frame(data))
    while left:
        left = left[os.write(descriptor, left) :]


def read_frame(stream: int | _HasFileno, *, max_bytes: int = MAX_BYTES) -> bytes | None:
    """Read one frame from a blocking file descriptor or socket.

    Args:
        stream: File descriptor, or an object with `fileno()`.
        max_bytes: Positive int; a longer frame is refused before it is read.

    Returns:
        The bytes of one tree, or None if the stream ended between two frames.

    Raises:
        WireError: If the stream ends inside a frame or the frame is too long.
    """
    descriptor = stream if isinstance(stream, int) else stream.fileno()
    buffer = FrameBuffer(max_bytes=max_bytes)
    while not (frames := buffer.take()):
        chunk = os.read(descriptor, min(buffer.wanted, 2**20))
        if not chunk:
            if buffer.waiting:
                raise WireError("The stream ended inside a frame.")
            return None
        buffer.feed(chunk)
    return frames[0]


class FrameBuffer:
    """Cuts a stream, as it trickles in, into frames.

    Args:
        max_bytes: Positive int; a frame that claims to be longer is refused at
            once, before anything is set aside for it.
    """

    def __init__(self, *, max_bytes: int = MAX_BYTES):
        self.max_bytes = max_bytes
        self._bytes = bytearray()

    @property
    def waiting(self) -> int:
        """Bytes held that belong to a frame that is not complete."""
        return len(self._bytes)

    @property
    def wanted(self) -> int:
        """Bytes missing before the next frame, or its length, is complete."""
        if len(self._bytes) < _FRAME.size:
            return _FRAME.size - len(self._bytes)
        return _FRAME.size + self._length() - len(self._bytes)

    def feed(self, chunk: bytes) -> None:
        """Add bytes as they came."""
        self._bytes += chunk

    def take(self) -> list[bytes]:
        """Return the frames that are complete, in order, and forget them.

        Raises:
            WireError: If a frame claims more than `max_bytes`.
        """
        frames = []
        while len(self._bytes) >= _FRAME.size and self.wanted <= 0:
            end = _FRAME.size + self._length()
            frames.append(bytes(self._bytes[_FRAME.size : end]))
            del self._bytes[:end]
        return frames

    def _length(self) -> int:
        (length,) = _FRAME.unpack_from(self._bytes)
        if length > self.max_bytes:
            raise WireError(
                f"A frame claims {length:,} bytes, expected at most {self.max_bytes:,}."
            )
        return int(length)
