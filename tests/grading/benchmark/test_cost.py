"""Cost of a command: all of its processes, whatever they do."""

import sys

import pytest

from .cost import measure, together

# A child of a child: 1.5 seconds of processor time and 200 MB.
BUSY = """
import sys, time
sys.stdout.write("busy")
held = bytearray(200 * 2**20)
held[::4096] = b"x" * len(held[::4096])
while time.process_time() < 1.5:
    pass
"""
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]]); sys.exit(3)"


@pytest.fixture(scope="module")
def cost(tmp_path_factory):
    return measure([sys.executable, "-c", PARENT, BUSY], folder=tmp_path_factory.mktemp("here"))


def test_processes_of_processes_count(cost):
    assert 1.5 <= cost.cpu_seconds < 15
    assert cost.seconds >= 1.5
    assert 200 < cost.peak_mb < 500
    assert cost.exit_codes == (3,)
    assert cost.output == "busy"


def test_commands_one_after_another(cost):
    both = together([cost, cost])
    assert both.seconds == 2 * cost.seconds
    assert both.cpu_seconds == 2 * cost.cpu_seconds
    assert both.peak_mb == cost.peak_mb
    assert both.exit_codes == (3, 3)
