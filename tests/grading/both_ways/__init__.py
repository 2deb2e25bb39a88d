"""What `compare_ways.py` is made of: every file of `tests/submissions`, as submissions."""
