"""Measure what docs/performance.md promises."""
