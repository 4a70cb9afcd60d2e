"""The clinical pages, written from the data."""
