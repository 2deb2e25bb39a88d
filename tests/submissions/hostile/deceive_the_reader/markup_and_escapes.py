"""Raises an error whose text tries to run a script, colour a terminal and look like a pass.

Aim: deceive the reader
Expect: crashed
"""

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    raise RuntimeError(
        "<script>document.title='owned'</script><img src=x onerror=alert(1)>"
        "\x1b[2J\x1b[32m[green]passed 4 of 4[/green]\x1b[0m\u202e\x00"
    )
