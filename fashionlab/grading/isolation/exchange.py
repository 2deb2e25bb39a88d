"""One task's conversation: the request goes out while answers and calls come in."""

import contextlib
import json
import select
import socket
import time
from typing import Any

from fashionlab import wire
from fashionlab.checks.partners import Partners
from fashionlab.errors import WireError
from fashionlab.grading.isolation.launch import Task
from fashionlab.grading.isolation.limits import MEGABYTE, Limits

_CHUNK = 2**18  # bytes
_GRACE = 15.0  # seconds past the limit after which the warden itself is given up
_CALLS_AT_MOST = 200_000  # back to the grader; solutions of a search make some thousands
_UNREAD_AT_MOST = MEGABYTE  # answers to calls that the child does not take


class Exchange:
    """Sends a request, collects the frames that come back, waits for the verdict.

    Nothing waits for a child that does not read, does not write, or never ends:
    the warden's verdict, which always comes, ends the conversation.

    Args:
        task: The grader's ends of the task's sockets.
        request: One frame to send.
        limits: What the task may use.
        frames_at_most: Frames beyond this number are refused.
        partners: Answers the calls `{"ask", "call"}` that come back about a question.

    Attributes:
        replies: Decoded frames in the order in which they came, with what the partners
            noted. Otherwise untrusted.
        complete: Whether the child said that it had answered everything.
        refused: Why the answers are not accepted, or "".
        seconds: Wall-clock seconds that the conversation took.
        begun: Whether a warden took the task up. If not, no learner's line ran.
        verdict: How the task ended, by the warden; None if the warden is gone.
        given_up: Whether the warden was still there, silent, when it was given up.
    """

    def __init__(
        self,
        task: Task,
        request: bytes,
        limits: Limits,
        frames_at_most: int,
        partners: Partners,
    ):
        self.replies: list[dict[str, Any]] = []
        self.complete = False
        self.refused = ""
        self.begun = False
        self.given_up = False
        self.seconds = 0.0
        self.verdict: dict[str, Any] | None = None
        self._task = task
        self._unsent = memoryview(request)
        self._owed = bytearray()  # answers to calls, behind the request
        self._limits = limits
        self._frames_at_most = frames_at_most
        self._buffer = wire.FrameBuffer(max_bytes=limits.reply_mb * MEGABYTE)
        self._partners = partners
        self._calls = 0
        self._received = 0  # bytes
        self._said = b""  # by the warden
        self._listening = True
        self._over = False  # nobody is left to write

    def run(self) -> None:
        """Talk until the warden has given its verdict and is gone."""
        start = time.monotonic()
        give_up = start + self._limits.seconds + _GRACE
        self._task.answers.setblocking(False)
        while (left := give_up - time.monotonic()) > 0:
            ready = self._wait(left)
            if events := ready.get(self._task.answers.fileno(), 0):
                self._send(events)
                self._listening = self._receive() and not (self.complete or self.refused)
                if self.complete or self.refused:
                    # The sign for the warden: kill the task, say how it ended.
                    self._task.verdict.shutdown(socket.SHUT_WR)
            if self._task.verdict.fileno() in ready and not self._hear():
                break
        else:
            self.given_up = True
        self._over = True
        while self._listening and not (self.complete or self.refused) and self._receive():
            pass  # what the task wrote before it ended
        self.seconds = time.monotonic() - start

    def _wait(self, seconds: float) -> dict[int, int]:
        """Wait for something to do; return the events of each file descriptor."""
        poll = select.poll()
        poll.register(self._task.verdict, select.POLLIN)
        if self._listening:
            wanted = select.POLLIN | (select.POLLOUT if self._unsent or self._owed else 0)
            poll.register(self._task.answers, wanted)
        return dict(poll.poll(seconds * 1000))

    def _send(self, events: int) -> None:
        if not events & select.POLLOUT:
            return
        try:
            if self._unsent:
                self._unsent = self._unsent[self._task.answers.send(self._unsent[:_CHUNK]) :]
            else:
                del self._owed[: self._task.answers.send(self._owed[:_CHUNK])]
        except BlockingIOError:
            return
        except OSError:  # the child is gone; its verdict is on the way
            self._unsent = self._unsent[:0]
            self._owed.clear()

    def _receive(self) -> bool:
        """Take in what has come; False if nothing more will come."""
        try:
            chunk = self._task.answers.recv(_CHUNK)
        except BlockingIOError:
            return not self._over
        except OSError:
            return False
        self._received += len(chunk)
        try:
            self._take(chunk)
        except WireError as error:
            self.refused = f"the reply breaks the protocol: {error}"
        return bool(chunk)

    def _take(self, chunk: bytes) -> None:
        if self._received > self._limits.reply_mb * MEGABYTE:
            raise WireError(f"more than {self._limits.reply_mb} MB")
        self._buffer.feed(chunk)
        for data in self._buffer.take():
            reply = wire.decode(data)
            if type(reply) is not dict:
                raise WireError(f"a frame is {type(reply).__name__}, expected dict")
            if reply.keys() == {"end"} and reply["end"] is True:
                self.complete = True
                return
            if reply.keys() == {"ask", "call"}:
                self._answer(reply)
                continue
            if len(self.replies) == self._frames_at_most:
                raise WireError(f"more than {self._frames_at_most} frames")
            self.replies.append(self._partners.complete(reply))

    def _answer(self, asked: dict[str, Any]) -> None:
        """Answer a call that came back about a question."""
        self._calls += 1
        if self._calls > _CALLS_AT_MOST:
            raise WireError(f"more than {_CALLS_AT_MOST:,} calls")
        answer = wire.frame(wire.encode(self._partners.reply(asked["ask"], asked["call"])))
        self._owed += answer
        if len(self._owed) > _UNREAD_AT_MOST:
            raise WireError("calls whose answers are not read")

    def _hear(self) -> bool:
        """Take in what the warden says; False if it is gone."""
        with contextlib.suppress(OSError):
            self._said += (chunk := self._task.verdict.recv(_CHUNK))
            if chunk:
                *lines, self._said = self._said.split(b"\n")
                for message in map(json.loads, lines):
                    self.begun = True
                    if "begun" not in message:
                        self.verdict = self.verdict or message
                return True
        return False
