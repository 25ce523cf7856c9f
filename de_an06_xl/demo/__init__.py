"""The demonstration month: made-up returns of all units, with planted mistakes."""
