"""The command line. Each command is one call into the library."""

import sys

import typer

from fashionlab.checks.results import clean
from fashionlab.cli import author, compare, instructor, learner, library, train, tune
from fashionlab.doctor import EXTRA_OF
from fashionlab.errors import FashionlabError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A course whose library you build yourself.",
)
# In the order of `fashionlab --help`.
for _module in (learner, compare, train, tune, library, instructor, author):
    app.add_typer(_module.commands)


def main() -> None:
    """Run the command line; an error of ours is a message and exit code 2."""
    try:
        app()
    except FashionlabError as error:
        _leave(str(error))
    except ModuleNotFoundError as error:
        # A package's name is written with a hyphen where its module has an underscore.
        module = (error.name or "").partition(".")[0]
        extra = EXTRA_OF.get(module.replace("_", "-"))
        if extra is None:
            raise
        _leave(
            f"this command needs {error.name}, which is not installed. "
            f"Install it: pip install 'fashionlab[{extra}]'."
        )
    except OSError as error:
        # A file or folder somebody named, perhaps with what a terminal obeys, which cannot be
        # read or written.
        if error.filename is None:
            raise
        place = clean(error.filename)
        _leave(f"{error.strerror}: {place}. Check the path, its rights and the free space.")
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(130)


def _leave(message: str) -> None:
    print(f"Error: {message}", file=sys.stderr)
    sys.exit(2)
