"""What stands around the application: a limit on what is sent, and security headers."""

import base64
import hashlib
import re

from fastapi import HTTPException
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Swagger UI and ReDoc start from a script inside their page; both come from this server.
_DOCS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; worker-src blob:; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def page_policy(html: str) -> str:
    """Return a Content-Security-Policy under which only this page's own script and style run.

    Args:
        html: The page, with inline `<script>` and `<style>` elements.

    Returns:
        The policy: nothing is loaded from anywhere, and only elements with
        these very contents are run (CSP level 3, section 2.3.1).
    """
    scripts = " ".join(_hashes(html, "script"))
    styles = " ".join(_hashes(html, "style"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:; "
        "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    )


def _hashes(html: str, element: str) -> list[str]:
    contents = re.findall(rf"<{element}>(.*?)</{element}>", html, re.DOTALL)
    digests = (hashlib.sha256(content.encode()).digest() for content in contents)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


class BodyLimit:
    """Answers 413 to a request body above a limit, without holding the body.

    Args:
        app: The application inside.
        max_bytes: Largest body, in bytes.
    """

    def __init__(self, app: ASGIApp, max_bytes: int):
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what comes in."""
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.max_bytes:
                raise HTTPException(413, f"more than {self.max_bytes:,} bytes")
            return message

        await self.app(scope, counted if scope["type"] == "http" else receive, send)


class SecurityHeaders:
    """Adds the headers that tell a browser what this site may do.

    Args:
        app: The application inside.
        page_policy: Content-Security-Policy of every page but the API's documentation.
    """

    def __init__(self, app: ASGIApp, page_policy: str):
        self.app = app
        self.page_policy = page_policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete the answer's headers."""
        docs = scope.get("path", "").startswith(("/docs", "/redoc"))
        policy = _DOCS_POLICY if docs else self.page_policy

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**_HEADERS, "Content-Security-Policy": policy})
            await send(message)

        await self.app(scope, receive, with_headers)
