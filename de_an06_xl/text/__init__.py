"""Vietnamese text as officers type it: reading, comparing, and what must not stand in it."""
