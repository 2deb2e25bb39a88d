"""`python -m fashionlab.cli`."""

from fashionlab.cli import main

main()
