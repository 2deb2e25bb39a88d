"""The book is built where nothing but the machine itself answers."""

import json
import shutil
import subprocess
import sys

import pytest

from . import offline

LOOK = """
import errno, json, socket
outside = socket.socket()
outside.settimeout(10)
refused = outside.connect_ex(("1.1.1.1", 443))
with socket.create_server(("127.0.0.1", 0)) as server:
    with socket.create_connection(server.getsockname()) as inside:
        inside.sendall(b"hello")
        heard = server.accept()[0].recv(5).decode()
print(json.dumps({
    "outside": errno.errorcode[refused], "heard": heard,
    "interfaces": [name for _, name in socket.if_nameindex()],
}))
"""


def others_can():
    """Whether util-linux's own command can do it: then ours must."""
    command = shutil.which("unshare")
    return (
        bool(command)
        and not subprocess.run([command, "--user", "--net", "true"], capture_output=True).returncode
    )


def test_nothing_but_loopback_can_be_reached():
    reason = offline.why_not()
    if reason and not others_can():
        pytest.skip(reason)
    assert reason == ""
    done = subprocess.run(
        [*offline.prefix(), sys.executable, "-c", LOOK], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["outside"] == "ENETUNREACH"
    assert seen["interfaces"] == ["lo"]
    assert seen["heard"] == "hello"


def test_a_kernel_that_refuses_is_named(monkeypatch, capsys):
    def refuse():
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(offline, "leave_network", refuse)
    with pytest.raises(SystemExit) as left:
        offline.main(["true"])
    assert left.value.code == offline.REFUSED
    assert "Operation not permitted" in capsys.readouterr().err
