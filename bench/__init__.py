"""Benchmarks: each module is one command that prints a table. A timing never decides a test."""
