"""Fuzzing of everything the grader reads that a stranger can write."""
