"""Histories as JSON."""
