"""Run the web application."""

import ipaddress
import socket

from fashionlab.errors import InvalidArgument
from fashionlab.serving.predictor import Predictor


def serve(predictor: Predictor, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve a model until Ctrl-C.

    Args:
        predictor: The model to ask.
        host: Address to listen on. With the default only this machine can connect.
        port: TCP port; 0 takes a free one.

    Raises:
        InvalidArgument: If the address or port cannot be used.
    """
    import uvicorn

    from fashionlab.serving.app import create_app

    app = create_app(predictor)
    listener = _listen(host, port)
    port = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    print(f"Serving {predictor.info.name}: http://{shown}:{port}  (Ctrl-C stops)", flush=True)
    if not _is_local(host):
        print("Anyone who can reach this machine over the network can use it.", flush=True)
    config = uvicorn.Config(app, log_level="warning", limit_concurrency=64, server_header=False)
    with listener:
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Bind before the server starts, so that a port in use is a message of ours."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise InvalidArgument(
            "The server cannot listen there. Expected an address of this machine and a free port. "
            f"Received: {host}, port {port}: {error.strerror or error}. "
            "Stop what uses the port, or name another: --port 8001."
        ) from error


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
