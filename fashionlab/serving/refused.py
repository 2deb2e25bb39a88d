"""The error of a picture that cannot be used, in parts that a program can read."""

from fashionlab.errors import InvalidArgument


class ImageRefused(InvalidArgument):
    """A picture that cannot be used.

    Attributes:
        what: What happened, one sentence.
        expected: What would have been accepted.
        received: What came instead.
        do: What to do about it.
        status: The HTTP status a server answers with (RFC 9110, section 15.5).
    """

    def __init__(self, what: str, *, expected: str, received: str, do: str, status: int):
        self.what = what
        self.expected = expected
        self.received = received
        self.do = do
        self.status = status
        super().__init__(f"{what} Expected {expected}. Received: {received}. {do}")

    def as_dict(self) -> dict[str, str]:
        """Return the four parts of the message."""
        return {
            "what": self.what,
            "expected": self.expected,
            "received": self.received,
            "do": self.do,
        }
