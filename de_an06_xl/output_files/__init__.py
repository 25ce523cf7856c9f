"""Putting results on disk: whole or not at all, one writer at a time, the last versions kept."""
