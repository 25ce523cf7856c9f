"""An .xlsx as a file: its bytes, parts and sheets, seen before any value is read."""
