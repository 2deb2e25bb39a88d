"""Tests of `fashionlab.tuning`."""
